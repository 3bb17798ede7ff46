//! A record by the classes of its fields (T10).

use super::node::Node;
use super::number;
use super::table::{Field, Kind, Presence, Weight, fields};

/// The record, or the answer, is refused.
pub(super) struct Refused;

/// The object as a server would write it; none where the answer is refused.
pub(super) fn record(name: &str, node: &Node) -> Option<Node> {
    let Node::Map(_) = node else { return None };
    let mut members = Vec::new();
    for field in fields(name) {
        if let Some(value) = member(field, node).ok()? {
            members.push((field.name.to_owned(), value));
        }
    }
    Some(Node::Map(members))
}

/// The member of a field; none where nothing is written.
fn member(field: &Field, node: &Node) -> Result<Option<Node>, Refused> {
    let mut last = None;
    let mut is_there = false;
    for value in node.all(field.name) {
        is_there = true;
        // Of a repeated field the last counts, even where that is of a wrong type.
        last = read(field, value);
        if last.is_none() && field.weight != Weight::Informs {
            return Err(Refused);
        }
    }
    match (last, field.presence) {
        (None, Presence::Must) if !is_there => Err(Refused),
        (None, Presence::Must | Presence::Always) => Ok(Some(empty(field.kind))),
        (last, _) => Ok(last.filter(|value| !(field.kind == Kind::Texts && *value == Node::List(Vec::new())))),
    }
}

fn empty(kind: Kind) -> Node {
    match kind {
        Kind::Boolean => Node::Boolean(false),
        Kind::Any => Node::Null,
        Kind::Attributes | Kind::Map => Node::Map(Vec::new()),
        _ => Node::text(""),
    }
}

/// The value as it is written; none where it is of a wrong type.
fn read(field: &Field, node: &Node) -> Option<Node> {
    let whole = |value: u64| if field.is_string { Node::Text(value.to_string()) } else { Node::Whole(value) };
    match field.kind {
        Kind::Text => matches!(node, Node::Text(_)).then(|| node.clone()),
        Kind::Host => host(node),
        Kind::Boolean => boolean(node),
        Kind::Integer => number::whole(node, false).map(whole),
        Kind::Short => number::whole(node, false).filter(|value| u32::try_from(*value).is_ok()).map(whole),
        Kind::Lifetime => number::whole(node, true).map(whole),
        Kind::Time => number::time(node).map(whole),
        Kind::Number => number::any(node),
        Kind::Texts => {
            let Node::List(items) = node else { return None };
            items.iter().all(|item| matches!(item, Node::Text(_))).then(|| node.clone())
        }
        Kind::Any => Some(node.clone()),
        Kind::Map => matches!(node, Node::Map(_)).then(|| node.clone()),
        Kind::Attributes => attributes(node),
        Kind::Record(name) => record(name, node),
    }
}

fn host(node: &Node) -> Option<Node> {
    let text = if let Node::Map(_) = node { node.last("hostAddress")? } else { node };
    matches!(text, Node::Text(_)).then(|| text.clone())
}

fn boolean(node: &Node) -> Option<Node> {
    match node {
        Node::Boolean(value) => Some(Node::Boolean(*value)),
        Node::Text(word) if word == "true" => Some(Node::Boolean(true)),
        Node::Text(word) if word == "false" => Some(Node::Boolean(false)),
        _ => None,
    }
}

/// Attributes that are no objects are as good as absent; one without a state is plain.
fn attributes(node: &Node) -> Option<Node> {
    let Node::Map(members) = node else { return None };
    let attribute = |(name, body): &(String, Node)| {
        let Node::Map(mut written) = record("Attribute", body)? else { return None };
        if !written.iter().any(|(name, _)| name == "state") {
            written.insert(1, ("state".to_owned(), Node::text("plain")));
        }
        Some((name.clone(), Node::Map(written)))
    };
    Some(Node::Map(members.iter().filter_map(attribute).collect()))
}
