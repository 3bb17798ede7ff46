//! The lines that the program prints when it has started.

use std::path::Path;

use tvpass_simulator::Running;
use tvpass_simulator::world::{Approval, World};

/// Its addresses, its world and its state file.
pub(crate) fn of(running: &Running, state: Option<&Path>) -> String {
    let base_url = running.base_url();
    let mut lines = vec![
        ("Service", base_url.to_owned()),
        ("Activation page", format!("{base_url}/activate")),
        ("Control page", format!("{base_url}/control")),
    ];
    lines.extend(on_the_network(running.network_urls()));
    running.with_service(|service| describe(service.world(), &mut lines));
    if let Some(path) = state {
        lines.push(("State", path.display().to_string()));
    }
    lines.push(("Stop", "Ctrl-C".into()));
    let lines: Vec<_> = lines.iter().map(|(name, value)| format!("{name:<16} {value}\n")).collect();
    lines.concat()
}

fn describe(world: &World, lines: &mut Vec<(&'static str, String)>) {
    for provider in &world.service_providers {
        let domains = provider.domains.join(", ");
        lines.push(("Service provider", format!("{} ({}), domain {domains}", provider.id, provider.name)));
    }
    for statement in &world.software_statements {
        let service_providers = statement.service_providers.join(", ");
        let approval = match statement.approval {
            Approval::Approved => "",
            Approval::Unapproved => ", not approved",
            Approval::V1Only => ", for the API before V2 only",
        };
        lines.push(("Statement", format!("{} (for {service_providers}{approval})", statement.statement)));
    }
    let known = world.mvpds.iter().filter(|mvpd| mvpd.featured || mvpd.temporary.is_some());
    let names: Vec<_> = known.map(|mvpd| mvpd.id.as_str()).collect();
    lines.push(("MVPDs", format!("{} and {} more", names.join(", "), world.mvpds.len() - names.len())));
    for viewer in &world.viewers {
        lines.push(("Viewer", format!("{} / {} at every MVPD", viewer.name, viewer.password)));
    }
    for resource in &world.resources {
        lines.push((
            "Resource",
            format!("{} ({})", resource.id, if resource.permitted { "permitted" } else { "denied" }),
        ));
    }
}

/// A word of warning, and the addresses for a television, where other devices can connect.
fn on_the_network(urls: &[String]) -> Vec<(&'static str, String)> {
    if urls.is_empty() {
        return Vec::new();
    }
    let warning =
        "anyone on this network can sign in, read the control page and make requests fail; nothing is encrypted";
    let on_devices = urls.iter().map(|url| ("On a television", url.clone()));
    std::iter::once(("Warning", warning.to_owned())).chain(on_devices).collect()
}

#[cfg(test)]
mod tests {
    use super::on_the_network;

    #[test]
    fn whoever_lets_the_network_in_is_warned_and_told_the_addresses() {
        let lines = on_the_network(&["http://192.0.2.7:8787".into(), "http://192.0.2.8:8787".into()]);
        assert!(lines[0].0 == "Warning" && lines[0].1.contains("anyone on this network"));
        let urls: Vec<_> = lines[1..].iter().map(|(name, url)| (*name, url.as_str())).collect();
        assert_eq!(urls, [("On a television", "http://192.0.2.7:8787"), ("On a television", "http://192.0.2.8:8787")]);
    }

    #[test]
    fn this_machine_alone_needs_no_warning() {
        assert!(on_the_network(&[]).is_empty());
    }
}
