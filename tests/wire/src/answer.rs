//! The bytes of each answer.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::events::{Event, Events};
use crate::request::Request;

const CHALLENGES: &str = "WWW-Authenticate: Bearer realm=\"api\"\r\nProxy-Authenticate: Basic realm=\"api\"\r\n";

/// Statuses whose answers have no body.
const WITHOUT_BODY: [u16; 3] = [204, 205, 304];

const WITHOUT_END: [&str; 5] = ["/endless", "/huge", "/drip", "/drip-head", "/silent"];

pub(crate) fn send(connection: &mut TcpStream, request: &Request, events: &Events) -> io::Result<()> {
    match request.path.as_str() {
        "/short" => {
            connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"profiles\":{")
        }
        "/short-chunk" => connection.write_all(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nd\r\n{\"profiles\":{\r\n",
        ),
        "/closed" => Ok(()),
        "/garbage" => connection.write_all(b"SSH-2.0-none\r\n"),
        path if WITHOUT_END.contains(&path) => {
            let outcome = without_end(connection, path, || events.add(Event::Begun, &request.name));
            events.add(Event::Abandoned, &request.name);
            outcome
        }
        path => with_status(connection, request, path),
    }
}

/// Until the client closes the connection.
fn without_end(connection: &mut TcpStream, path: &str, begun: impl FnOnce()) -> io::Result<()> {
    // Without a pause a client that reads ahead would drown before it could close.
    let (start, piece, pause): (&str, &[u8], u64) = match path {
        "/endless" => ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &chunk(), 5),
        "/huge" => ("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n", &[b'x'; 4096], 5),
        // The bytes come often enough for every limit on the time between two of them.
        "/drip" => ("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x", 10),
        "/drip-head" => ("HTTP/1.1 200 OK\r\nX-Long: ", b"x", 10),
        _ => ("", b"", 0),
    };
    connection.write_all(start.as_bytes())?;
    begun();
    if piece.is_empty() {
        return connection.read(&mut [0]).map(drop);
    }
    loop {
        connection.write_all(piece)?;
        thread::sleep(Duration::from_millis(pause));
    }
}

fn with_status(connection: &mut TcpStream, request: &Request, path: &str) -> io::Result<()> {
    let (kind, number) = path.rsplit_once('/').unwrap_or_default();
    let headers = match kind {
        "/status" => "",
        "/challenge" => CHALLENGES,
        "/redirect" => "Location: /status/200\r\n",
        _ => return status(connection, request, 404, ""),
    };
    status(connection, request, number.parse().unwrap_or(404), headers)
}

/// The status, and a body that tells the request, where the status allows one.
pub(crate) fn status(connection: &mut TcpStream, request: &Request, status: u16, headers: &str) -> io::Result<()> {
    let mut body = format!("{} {status} {}", request.method, request.body_length);
    let length = if WITHOUT_BODY.contains(&status) {
        body.clear();
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    connection
        .write_all(format!("HTTP/1.1 {status} Status\r\n{headers}{length}Connection: close\r\n\r\n{body}").as_bytes())
}

fn chunk() -> Vec<u8> {
    let mut chunk = b"10000\r\n".to_vec();
    chunk.resize(chunk.len() + 65536, b'x');
    chunk.extend_from_slice(b"\r\n");
    chunk
}
