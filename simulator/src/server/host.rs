//! The names by which a request may call the simulator.
//!
//! A page of the web can have its own name resolved to this machine, and would then read what the simulator answers as its
//! own (DNS rebinding). Its browser still sends that name as `Host`. An address is no name, so that any may be used.

use std::net::IpAddr;

/// True if `host`, a value of the header `Host`, is an address, this machine, or `public`, the host of the public URL.
pub(crate) fn is_own(host: &str, public: &str) -> bool {
    let name = without_port(host);
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    let is_local = name.eq_ignore_ascii_case("localhost") || ends_with(name, ".localhost");
    address.parse::<IpAddr>().is_ok()
        || is_local
        || (!name.is_empty() && name.eq_ignore_ascii_case(without_port(public)))
}

/// Host and port of an absolute URL.
pub(crate) fn of_url(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn ends_with(name: &str, end: &str) -> bool {
    name.len() > end.len() && name.get(name.len() - end.len()..).is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::{is_own, of_url};

    #[test]
    fn addresses_this_machine_and_the_public_name_are_its_own() {
        let public = of_url("https://tv.example.com:8443/simulator");
        for host in [
            "127.0.0.1:8787",
            "192.168.1.5",
            "[::1]:8787",
            "localhost",
            "LOCALHOST:1",
            "a.localhost",
            "tv.example.com",
            "TV.example.com:80",
        ] {
            assert!(is_own(host, public), "{host}");
        }
    }

    #[test]
    fn any_other_name_is_not() {
        for host in [
            "",
            ":8787",
            "evil.example",
            "evil.example:8787",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "xlocalhost",
            "tv.example.com.evil.example",
            "1.2.3.4@evil.example",
            "[evil]:1",
        ] {
            assert!(!is_own(host, "tv.example.com"), "{host}");
        }
        assert!(!is_own("", "") && !is_own(":1", ":1"));
    }
}
