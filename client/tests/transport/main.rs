//! One contract for every transport: status and body of every status for every method, or the cause.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use tvpass_client::transport::{AsyncTransport, ReqwestTransport, Transport, UreqTransport};
use tvpass_client::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};

const DEADLINE: Duration = Duration::from_millis(500);

/// An input of `tests/vectors/cases`.
fn case(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/cases").join(name);
    fs::read_to_string(file).unwrap()
}

/// Answers each connection with `answer`, then keeps it open until the peer has gone.
fn serve(answer: Vec<u8>) -> String {
    listen(answer, |mut stream| drop(stream.read(&mut [0; 1024])))
}

/// Answers each connection with `answer`, then closes it.
fn serve_and_close(answer: Vec<u8>) -> String {
    listen(answer, drop)
}

fn listen(answer: Vec<u8>, end: fn(TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let answer = answer.clone();
            thread::spawn(move || {
                read_head(&mut stream);
                // A peer that has gone has lost nothing.
                let _ = stream.write_all(&answer);
                end(stream);
            });
        }
    });
    format!("http://{address}")
}

/// Reads a head of HTTP, or the first byte of TLS.
fn read_head(stream: &mut TcpStream) {
    const HANDSHAKE: u8 = 22;
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && head != [HANDSHAKE] && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
}

fn with_body(status: u16, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn request(method: &'static str, url: &str) -> HttpRequest {
    let body = if method == "POST" { b"a=b".to_vec() } else { Vec::new() };
    HttpRequest::to(method, url, vec![("Accept", "application/json".into())], body)
}

/// The same exchange by both transports.
fn both(method: &'static str, url: &str) -> [Result<HttpResponse, TransportError>; 2] {
    let request = request(method, url);
    let blocking = UreqTransport::with_deadline(DEADLINE).send(&request);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build().unwrap();
    let transport = ReqwestTransport::with_deadline(DEADLINE).unwrap();
    [blocking, runtime.block_on(transport.send(&request))]
}

fn kinds(method: &'static str, url: &str) -> [TransportErrorKind; 2] {
    both(method, url).map(|result| result.unwrap_err().kind())
}

#[test]
fn every_status_comes_with_its_body_for_every_method() {
    for status in [200, 201, 204, 301, 302, 307, 400, 401, 403, 404, 408, 429, 500, 503, 599] {
        let body = if status == 204 { "" } else { r#"{"code":"x"}"# };
        let url = serve(with_body(status, "", body));
        for method in ["GET", "POST"] {
            for response in both(method, &url) {
                let response = response.unwrap();
                assert_eq!((response.status, response.body.as_slice()), (status, body.as_bytes()), "{method}");
            }
        }
    }
}

#[test]
fn a_refusal_of_a_post_keeps_its_body() {
    for response in both("POST", &serve(case("http-post-401.http").into_bytes())) {
        let response = response.unwrap();
        assert_eq!((response.status, response.body.as_slice()), (401, br#"{"error":"invalid_client"}"#.as_slice()));
    }
}

#[test]
fn a_redirect_is_a_response_and_nothing_goes_elsewhere() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let elsewhere = other.local_addr().unwrap().to_string();
    let answer = case("http-redirect-token.http").replace("localhost:9", &elsewhere);
    assert!(answer.contains(&elsewhere));
    for response in both("POST", &serve(answer.into_bytes())) {
        assert_eq!(response.unwrap().status, 307);
    }
    assert!(other.accept().is_err(), "nobody followed");
}

#[test]
fn the_seconds_of_retry_after_are_told() {
    for response in both("GET", &serve(with_body(503, "Retry-After: 7\r\n", ""))) {
        assert_eq!(response.unwrap().retry_after, Some(Duration::from_secs(7)));
    }
}

#[test]
fn a_body_that_ends_too_early_is_no_answer() {
    let answer = case("http-short-body.http").into_bytes();
    assert_eq!(kinds("GET", &serve_and_close(answer)), [TransportErrorKind::Truncated; 2]);
}

#[test]
fn a_body_that_never_comes_ends_at_the_deadline() {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec();
    assert_eq!(kinds("GET", &serve(answer)), [TransportErrorKind::TimedOut; 2]);
}

#[test]
fn causes_are_told_apart() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(kinds("GET", &format!("http://{closed}")), [TransportErrorKind::Connection; 2]);
    let plain = serve_and_close(b"this is no TLS, it is a text".to_vec()).replace("http:", "https:");
    for kind in kinds("GET", &plain) {
        assert!(matches!(kind, TransportErrorKind::Tls | TransportErrorKind::Truncated), "{kind:?}");
    }
}
