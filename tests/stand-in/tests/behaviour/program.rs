//! The listening side: connections, the report over HTTP, the program.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tvpass_stand_in::{Options, StandIn};

use crate::world::World;

/// Ends the program even when a test fails.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tvpass-stand-in"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn get(base_url: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(base_url.replace("http://", "")).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

#[test]
fn the_program_prints_its_address_and_answers_with_its_report() {
    let mut child = Program(program(&["--port", "0", "--throttled", "none"]).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let base_url = line.trim();
    assert!(get(base_url, "/elsewhere").starts_with("HTTP/1.1 404 "));
    let report: Value = serde_json::from_str(body(&get(base_url, "/report"))).unwrap();
    assert_eq!(report["requests"].as_array().unwrap().len(), 1);
    assert!(report["violations"][0].as_str().unwrap().contains("no such endpoint"));
    assert_eq!((&report["polls"], &report["smallest_poll_gap_ms"]), (&0.into(), &Value::Null));
}

#[test]
fn the_program_refuses_unknown_options_in_one_line() {
    for arguments in
        [&["--prot", "1"][..], &["--bad-gateway", "nowhere"], &["--port", "x"], &["--unauthorized", "maybe"]]
    {
        let output = program(arguments).output().unwrap();
        assert!(!output.status.success());
        assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
    }
}

#[test]
fn the_report_tells_the_secrets_to_look_for() {
    let world = World::with_profile();
    let secrets = world.report().secrets;
    for secret in ["stand.in.statement", &world.client.1, &world.access_token, "stand-in-television"] {
        assert!(secrets.iter().any(|known| known == secret), "{secret} is not in {secrets:?}");
    }
}

#[test]
fn a_connection_serves_several_requests() {
    let world = World::without_faults();
    let two = World::register_call().text().repeat(2);
    assert_eq!(world.exchange(two.as_bytes()).unwrap().status, 201);
    assert_eq!(world.report().requests.len(), 2);
}

#[test]
fn a_dropped_stand_in_frees_its_port_and_closes_its_connections() {
    let stand_in = StandIn::start(Options::default()).unwrap();
    let base_url = stand_in.base_url();
    let address = base_url.replace("http://", "");
    let mut idle = TcpStream::connect(&address).unwrap();
    // An answer proves that the connection is known by now.
    write!(idle, "GET /report HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    assert!(idle.read(&mut [0; 1]).unwrap() == 1);
    drop(stand_in);
    let mut rest = Vec::new();
    assert!(idle.read_to_end(&mut rest).is_ok());
    assert!(TcpStream::connect(&address).is_err());
}
