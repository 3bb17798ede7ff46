//! Addresses of this machine that other devices of its network can use.

use std::net::IpAddr;

/// Those under which a listener on `host` is reached from elsewhere; none if it listens to this machine alone, or if the
/// system does not tell.
pub(crate) fn reachable(host: IpAddr) -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let running = interfaces.iter().filter(|interface| interface.is_oper_up());
    among(host, running.map(if_addrs::Interface::ip))
}

/// [`reachable`], for the addresses of all interfaces.
fn among(host: IpAddr, all: impl Iterator<Item = IpAddr>) -> Vec<IpAddr> {
    if !host.is_unspecified() {
        return if host.is_loopback() { Vec::new() } else { vec![host] };
    }
    // On Windows a listener of IPv6 takes no connections of IPv4.
    let takes = |address: &IpAddr| address.is_ipv4() == host.is_ipv4() || (host.is_ipv6() && !cfg!(windows));
    let mut addresses: Vec<_> = all.filter(|address| takes(address) && is_usable(*address)).collect();
    // Televisions have IPv4 at least.
    addresses.sort_unstable_by_key(|address| (address.is_ipv6(), *address));
    addresses.dedup();
    addresses
}

/// True if a person can type it and reach this machine by it: link-local ones hold for one cable, and need its name in IPv6.
fn is_usable(address: IpAddr) -> bool {
    let is_link_local = match address {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    !(is_link_local || address.is_loopback() || address.is_unspecified() || address.is_multicast())
}

#[cfg(test)]
mod tests {
    use super::{IpAddr, among};

    const ALL: [&str; 8] =
        ["::1", "fe80::1", "2001:db8::5", "127.0.0.1", "192.0.2.7", "169.254.3.4", "10.0.0.9", "192.0.2.7"];

    fn addresses(host: &str) -> Vec<String> {
        let all = ALL.map(|address| address.parse::<IpAddr>().expect("an address"));
        among(host.parse().expect("an address"), all.into_iter()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn all_addresses_of_the_machine_are_those_a_television_can_use() {
        assert_eq!(addresses("0.0.0.0"), ["10.0.0.9", "192.0.2.7"]);
    }

    #[cfg(not(windows))]
    #[test]
    fn all_addresses_of_both_kinds_begin_with_the_one_that_every_television_has() {
        assert_eq!(addresses("::"), ["10.0.0.9", "192.0.2.7", "2001:db8::5"]);
    }

    #[test]
    fn one_address_is_itself_and_this_machine_alone_is_none() {
        assert_eq!(addresses("10.0.0.9"), ["10.0.0.9"]);
        assert!(addresses("127.0.0.1").is_empty() && addresses("::1").is_empty());
    }
}
