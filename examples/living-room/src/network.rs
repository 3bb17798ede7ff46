//! Addresses that lead no further than this machine or its own network.

use std::net::IpAddr;

use url::{Host, Url};

/// True if `url` leads to the machine that this program runs on.
pub(crate) fn is_this_machine(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}

/// True if `url` leads no further than this machine's own network, where a simulator may run.
pub(crate) fn is_nearby(url: &str) -> bool {
    is_this_machine(url)
        || match Url::parse(url).ok().as_ref().and_then(Url::host) {
            Some(Host::Domain(name)) => !name.contains('.'),
            Some(Host::Ipv4(address)) => address.is_private(),
            Some(Host::Ipv6(address)) => address.is_unique_local(),
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_this_machine() {
        for url in ["http://127.0.0.1:8787", "http://localhost", "http://tv.localhost:1", "http://[::1]:8787"] {
            assert!(is_this_machine(url), "{url}");
        }
        for url in ["https://sp.auth.adobe.com", "http://192.168.0.7", "http://localhost.example", "no url"] {
            assert!(!is_this_machine(url), "{url}");
        }
    }

    #[test]
    fn what_is_nearby_does_not_leave_the_network() {
        for url in ["http://127.0.0.1:8787", "http://192.168.0.7", "http://simulator:8787", "http://[fd00::1]"] {
            assert!(is_nearby(url), "{url}");
        }
        for url in ["http://sp.auth.adobe.com", "http://8.8.8.8", "http://[2001:db8::1]", "no url"] {
            assert!(!is_nearby(url), "{url}");
        }
    }
}
