//! Failures of the network, and answers to a hostile client.

use std::io::{Read, Write};
use std::net::TcpStream;

use tvpass::endpoint::Endpoint;
use tvpass_simulator::{Fault, FaultKind, Options, Running, Settings, Simulator};

use crate::client::Television;

fn start() -> Running {
    let settings = Settings { throttle: false, ..Settings::default() };
    Simulator::start(Options { settings, ..Options::default() }).expect("a free port")
}

/// Sends bytes as they are, and reads until the connection closes.
fn exchange(running: &Running, request: &str) -> String {
    let address = running.base_url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    // A server that refuses a large body does not wait for the rest of it.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    // A connection that is reset has given what it had to give.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn fault(running: &Running, kind: FaultKind) {
    running.with_service(|service| service.inject(Fault { endpoint: Some(Endpoint::Profiles), kind, times: 1 }));
}

const PROFILES: &str = "GET /api/v2/REF30/profiles HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n";

#[test]
fn a_lost_answer_is_a_connection_that_closes_without_a_byte() {
    let running = start();
    for kind in [FaultKind::RequestLost, FaultKind::AnswerLost] {
        fault(&running, kind);
        assert_eq!(exchange(&running, PROFILES), "");
    }
    assert!(exchange(&running, PROFILES).starts_with("HTTP/1.1 401"));
}

#[test]
fn a_truncated_answer_breaks_in_the_middle_of_its_body() {
    let running = start();
    fault(&running, FaultKind::AnswerTruncated);
    let answer = exchange(&running, PROFILES);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    assert_eq!(length.parse(), Ok(body.len() * 2 + usize::from(!length.ends_with(['0', '2', '4', '6', '8']))));
    let television = Television::new(running.base_url());
    fault(&running, FaultKind::AnswerTruncated);
    assert!(television.try_get("/profiles").is_none());
    assert_eq!(television.get("/profiles").status, 200);
}

#[test]
fn a_body_beyond_a_mebibyte_is_refused() {
    let running = start();
    let head =
        "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: 2000000\r\n\r\n";
    let answer = exchange(&running, &format!("{head}{}", " ".repeat(2_000_000)));
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn header_bytes_beyond_ascii_are_refused_where_they_matter() {
    let running = start();
    let request = PROFILES.replace("connection", "authorization: Bearer caf\u{e9}\r\nconnection");
    assert!(exchange(&running, &request).starts_with("HTTP/1.1 401"));
}

#[test]
fn head_requests_get_the_head_of_a_page() {
    let running = start();
    let answer = exchange(&running, "HEAD /activate HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"));
}

#[test]
fn a_name_that_is_not_its_own_is_answered_by_no_page() {
    let running = start();
    let named = |host: &str, target: &str| {
        exchange(&running, &format!("GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"))
    };
    for host in ["evil.example", "evil.example:8787", "127.0.0.1.evil.example"] {
        assert!(named(host, "/control").starts_with("HTTP/1.1 421"), "{host}");
    }
    assert!(named("localhost", "/control").starts_with("HTTP/1.1 200"));
    assert!(named("localhost", "http://evil.example/control").starts_with("HTTP/1.1 421"));
    assert!(named("localhost\r\nhost: evil.example", "/control").starts_with("HTTP/1.1 421"));
    assert!(exchange(&running, "GET /control HTTP/1.0\r\n\r\n").starts_with("HTTP/1.0 421"));
}
