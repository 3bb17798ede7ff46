//! Each limit of a connection, on a clock that stands still until all wait.

mod storage;

use std::io::Read as _;
use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::*;
use crate::service::Service;
use crate::settings::Settings;

const LIMITS: Limits = Limits {
    connections: 1,
    head: Duration::from_secs(10),
    body: Duration::from_secs(20),
    connection: Duration::from_secs(100),
};
const GET: &str = "GET /activate HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

fn shared() -> Arc<Shared> {
    Shared::new(Service::new(Settings::default()), None)
}

/// A connection that is served, and the word that would stop it.
fn open() -> (DuplexStream, watch::Sender<bool>) {
    let (client, stop, _) = open_at(shared(), 1 << 20);
    (client, stop)
}

/// A connection to a service that others have as well, of which so many bytes can be under way, and the task that serves it.
fn open_at(shared: Arc<Shared>, bytes: usize) -> (DuplexStream, watch::Sender<bool>, JoinHandle<()>) {
    let (client, server) = duplex(bytes);
    let (stop, stopped) = watch::channel(false);
    let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
    let serving = tokio::spawn(connection(server, peer, shared, LIMITS, stopped));
    (client, stop, serving)
}

/// All that comes until the connection is closed, and after which time.
async fn rest(mut client: DuplexStream) -> (String, Duration) {
    let start = Instant::now();
    let mut bytes = Vec::new();
    client.read_to_end(&mut bytes).await.expect("an end");
    (String::from_utf8_lossy(&bytes).into_owned(), start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_end_is_given_up() {
    let (mut client, _stop) = open();
    client.write_all(GET.trim_end().as_bytes()).await.expect("a half head");
    let (said, after) = rest(client).await;
    assert!(!said.contains("200 OK"), "{said}");
    assert!(after >= LIMITS.head && after < LIMITS.body, "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn a_byte_now_and_then_does_not_keep_a_head_alive() {
    let (mut client, _stop) = open();
    let start = Instant::now();
    for byte in GET.bytes() {
        sleep(Duration::from_secs(1)).await;
        if client.write_all(&[byte]).await.is_err() {
            break;
        }
    }
    let (said, _) = rest(client).await;
    assert!(!said.contains("200 OK"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_connection_without_another_request_is_closed() {
    let (mut client, _stop) = open();
    client.write_all(GET.as_bytes()).await.expect("a request");
    let (said, after) = rest(client).await;
    assert!(said.starts_with("HTTP/1.1 200 OK"), "{said}");
    assert!(after >= LIMITS.head && after < LIMITS.connection, "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_given_up() {
    let (mut client, _stop) = open();
    let head = "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 10\r\n\r\n12345";
    client.write_all(head.as_bytes()).await.expect("a half body");
    let (said, after) = rest(client).await;
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    assert!(after >= LIMITS.body && after < LIMITS.connection, "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_at_rest_is_closed_at_a_stop() {
    let (client, stop) = open();
    stop.send(true).expect("a listener");
    let (said, after) = rest(client).await;
    assert_eq!((said.as_str(), after), ("", Duration::ZERO));
}

#[tokio::test]
async fn beyond_the_cap_a_connection_waits_until_another_ends() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(serve(listener, shared(), LIMITS, stopped));
    let ask = |mut stream: std::net::TcpStream| {
        std::io::Write::write_all(&mut stream, GET.as_bytes()).expect("a request");
        let mut start = [0; 15];
        stream.read_exact(&mut start).expect("an answer");
        assert_eq!(&start, b"HTTP/1.1 200 OK");
        stream
    };
    let connect = move || std::net::TcpStream::connect(address).expect("a connection");
    let first = tokio::task::spawn_blocking(move || ask(connect())).await.expect("an answer");
    let second = connect();
    second.set_nonblocking(true).expect("a socket");
    let waiting = (&second).read(&mut [0; 1]).map_err(|error| error.kind());
    assert_eq!(waiting, Err(std::io::ErrorKind::WouldBlock));
    second.set_nonblocking(false).expect("a socket");
    drop(first);
    tokio::task::spawn_blocking(move || ask(second)).await.expect("an answer");
    stop.send(true).expect("a listener");
    serving.await.expect("an end");
}

/// Reads the first line of an answer.
async fn status(client: &mut DuplexStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n") {
        head.push(client.read_u8().await.expect("an answer"));
    }
    String::from_utf8_lossy(&head).into_owned()
}

#[tokio::test(start_paused = true)]
async fn a_connection_ends_with_its_lifetime_however_busy_it_is() {
    let (mut client, _stop) = open();
    let start = Instant::now();
    let mut answers = 0;
    let mut seen = vec![0; 64 * 1024];
    while client.write_all(GET.as_bytes()).await.is_ok() && client.read(&mut seen).await.is_ok_and(|read| read > 0) {
        answers += 1;
        sleep(LIMITS.head / 2).await;
    }
    assert!(answers >= 20, "{answers}");
    assert!(start.elapsed() < LIMITS.connection + LIMITS.head, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_reads_ends_with_the_lifetime_of_its_connection() {
    let (mut client, _stop, serving) = open_at(shared(), 64);
    let start = Instant::now();
    client.write_all(GET.as_bytes()).await.expect("a request");
    serving.await.expect("an end");
    assert_eq!(start.elapsed().as_secs(), (LIMITS.connection + PATIENCE).as_secs());
}

#[tokio::test(start_paused = true)]
async fn a_head_beyond_its_limit_is_refused_and_one_within_it_is_not() {
    for (filling, line) in [(LONGEST_HEAD / 2, "HTTP/1.1 200"), (LONGEST_HEAD, "HTTP/1.1 431")] {
        let (mut client, _stop) = open();
        let head = format!("{}\r\nx-filling: {}\r\n\r\n", GET.trim_end(), "x".repeat(filling));
        client.write_all(head.as_bytes()).await.expect("a head");
        let (said, _) = rest(client).await;
        assert!(said.starts_with(line), "{filling}: {said}");
    }
}

/// A head that announces a body of the largest size, none of which comes.
const LARGEST: &str = "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1048576\r\n\r\n";
/// Nobody knows the length of this one.
const CHUNKED: &str = "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n";
const SMALL: &str = "POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}";

#[tokio::test(start_paused = true)]
async fn bodies_beyond_the_budget_wait_for_room_and_requests_without_one_do_not() {
    let shared = shared();
    let mut holders = Vec::new();
    for number in 0..16 {
        let (mut client, stop, _) = open_at(Arc::clone(&shared), 1 << 20);
        let head = if number % 2 == 0 { LARGEST } else { CHUNKED };
        client.write_all(head.as_bytes()).await.expect("a head");
        holders.push((client, stop));
        sleep(Duration::from_millis(1)).await;
    }
    let (mut reader, _stop, _) = open_at(Arc::clone(&shared), 1 << 20);
    reader.write_all(GET.as_bytes()).await.expect("a request");
    assert!(status(&mut reader).await.starts_with("HTTP/1.1 200"));
    let (mut writer, _stop, _) = open_at(Arc::clone(&shared), 1 << 20);
    writer.write_all(SMALL.as_bytes()).await.expect("a request");
    assert!(timeout(LIMITS.body / 2, writer.read_u8()).await.is_err());
    holders.pop();
    assert!(status(&mut writer).await.starts_with("HTTP/1.1 400"));
}

#[tokio::test(start_paused = true)]
async fn whoever_gets_no_room_for_a_body_in_time_is_told() {
    let shared = shared();
    let mut clients = Vec::new();
    for _ in 0..17 {
        let (mut client, stop, _) = open_at(Arc::clone(&shared), 1 << 20);
        client.write_all(LARGEST.as_bytes()).await.expect("a head");
        clients.push((client, stop));
    }
    for (client, _stop) in clients {
        let (said, _) = rest(client).await;
        assert!(said.starts_with("HTTP/1.1 408"), "{said}");
    }
}
