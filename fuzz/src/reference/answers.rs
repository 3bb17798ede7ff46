//! Whole answers: a record, or a list or map of them.

use super::node::Node;
use super::record::{Refused, record};

/// Every answer, by the name of its record or of what holds its records.
pub const ANSWERS: [&str; 14] = [
    "ClientCredentials",
    "AccessToken",
    "DcrError",
    "EnhancedError",
    "Session",
    "SessionDetails",
    "profiles",
    "decisions",
    "logouts",
    "requestor",
    "IssuedToken",
    "IssuedLinkCode",
    "devices",
    "unlinkedDevices",
];

/// The answer as a server would write it; none where it is refused.
#[must_use]
pub fn expected(answer: &str, body: &Node) -> Option<Node> {
    let Node::Map(members) = body else { return None };
    match answer {
        "profiles" => profiles(members),
        "decisions" => list(members, "decisions", "Decision", "resource"),
        "logouts" => logouts(members),
        "requestor" => configuration(members),
        "IssuedToken" => issued(record(answer, body)?, "serviceToken", "jws"),
        "IssuedLinkCode" => issued(record(answer, body)?, "code", "link"),
        "devices" => devices(members),
        "unlinkedDevices" => unlinked(members),
        name => record(name, body),
    }
}

fn holder(name: &str, held: Node) -> Node {
    Node::Map(vec![(name.to_owned(), held)])
}

/// The containers of this name, one after the other; none where there is none.
fn containers<'n>(members: &'n [(String, Node)], name: &str) -> Option<Vec<&'n Node>> {
    let all: Vec<_> = members.iter().filter(|(key, _)| key == name).map(|(_, value)| value).collect();
    (!all.is_empty()).then(|| all.into_iter().filter(|value| **value != Node::Null).collect())
}

/// An item; none where it is skipped since it lacks its key. A fault in any other refuses the answer.
fn item(name: &str, key: &str, node: &Node) -> Result<Option<Node>, Refused> {
    match record(name, node) {
        None if node.last(key).is_some_and(|key| matches!(key, Node::Text(_))) => Err(Refused),
        read => Ok(read),
    }
}

fn items<'n>(name: &str, key: &str, nodes: impl IntoIterator<Item = &'n Node>) -> Option<Vec<Node>> {
    let read: Result<Vec<_>, Refused> = nodes.into_iter().map(|node| item(name, key, node)).collect();
    Some(read.ok()?.into_iter().flatten().collect())
}

fn in_lists(containers: Vec<&Node>, name: &str, key: &str) -> Option<Vec<Node>> {
    let mut all = Vec::new();
    for container in containers {
        let Node::List(nodes) = container else { return None };
        all.extend(items(name, key, nodes)?);
    }
    Some(all)
}

fn list(members: &[(String, Node)], container: &str, name: &str, key: &str) -> Option<Node> {
    let all = in_lists(containers(members, container)?, name, key)?;
    Some(holder(container, Node::List(all)))
}

fn logouts(members: &[(String, Node)]) -> Option<Node> {
    let mut all = Vec::new();
    for container in containers(members, "logouts")? {
        let Node::Map(members) = container else { return None };
        for action in items("LogoutAction", "mvpd", members.iter().map(|(_, node)| node))? {
            // A server names each by its MVPD.
            let Some(Node::Text(mvpd)) = action.last("mvpd").cloned() else { return None };
            all.push((mvpd, action));
        }
    }
    Some(holder("logouts", Node::Map(all)))
}

/// A profile's key is its name in the map, so that only a null is skipped.
fn profiles(members: &[(String, Node)]) -> Option<Node> {
    let mut all = Vec::new();
    for container in containers(members, "profiles")? {
        let Node::Map(members) = container else { return None };
        for (mvpd, node) in members.iter().filter(|(_, node)| *node != Node::Null) {
            all.push((mvpd.clone(), record("Profile", node)?));
        }
    }
    Some(holder("profiles", Node::Map(all)))
}

/// The requestor with its lists; MVPDs may stand beside it as well.
fn configuration(members: &[(String, Node)]) -> Option<Node> {
    let (mut id, mut name, mut domains, mut mvpds) = (None, None, Vec::new(), Vec::new());
    for (key, node) in members.iter().filter(|(_, node)| *node != Node::Null) {
        match key.as_str() {
            "mvpds" => mvpds.extend(in_lists(vec![node], "Mvpd", "id")?),
            "requestor" => {
                let Node::Map(members) = node else { return None };
                for (key, node) in members.iter().filter(|(_, node)| *node != Node::Null) {
                    match (key.as_str(), node) {
                        ("id", Node::Text(_)) => id = Some(node.clone()),
                        ("id", _) => return None,
                        ("name", Node::Text(_)) => name = Some(node.clone()),
                        // Domains inform: another value than a list is as good as none.
                        ("domains", Node::List(_)) => domains.extend(in_lists(vec![node], "Domain", "name")?),
                        ("mvpds", _) => mvpds.extend(in_lists(vec![node], "Mvpd", "id")?),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    let written = [
        ("id", id?),
        ("name", name.unwrap_or(Node::text(""))),
        ("domains", Node::List(domains)),
        ("mvpds", Node::List(mvpds)),
    ];
    Some(holder("requestor", Node::Map(written.map(|(name, node)| (name.to_owned(), node)).to_vec())))
}

/// A secret under the first of two names, with an end (V1, V2, V14).
fn issued(read: Node, name: &str, other: &str) -> Option<Node> {
    let secret = read.last(name).or(read.last(other))?.clone();
    let Node::Map(members) = read else { return None };
    let is_ended = members.iter().any(|(key, value)| key == "notAfter" && *value != Node::Whole(0));
    if secret == Node::text("") || !is_ended {
        return None;
    }
    let rest = members.into_iter().filter(|(key, _)| key != name && key != other);
    Some(Node::Map([(name.to_owned(), secret)].into_iter().chain(rest).collect()))
}

/// Of a map of devices, those that are objects.
fn devices(members: &[(String, Node)]) -> Option<Node> {
    let mut all = Vec::new();
    for container in containers(members, "devices")? {
        let Node::Map(members) = container else { return None };
        let read = |(id, node): &(String, Node)| Some((id.clone(), record("DeviceAttributes", node)?));
        all.extend(members.iter().filter_map(read));
    }
    Some(holder("devices", Node::Map(all)))
}

/// Of a list of devices, those that are texts.
fn unlinked(members: &[(String, Node)]) -> Option<Node> {
    let mut all = Vec::new();
    for container in containers(members, "unlinkedDevices")? {
        let Node::List(nodes) = container else { return None };
        all.extend(nodes.iter().filter(|node| matches!(node, Node::Text(_))).cloned());
    }
    Some(holder("unlinkedDevices", Node::List(all)))
}
