//! Connections: as many as the limits allow, each within its time.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::http::{Shared, answer};

/// What clients may take of the machine. Whoever takes more waits, or is cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at once; more wait in the queue of the operating system.
    pub(crate) connections: usize,
    /// How long a head may take, and how long a connection may be without a request.
    pub(crate) head: Duration,
    /// How long a body may take.
    pub(crate) body: Duration,
    /// How long a connection may live: an answer that nobody reads would keep it for ever.
    pub(crate) connection: Duration,
}

impl Limits {
    pub(crate) const USUAL: Self = Self {
        connections: 1024,
        head: Duration::from_secs(30),
        body: Duration::from_secs(30),
        connection: Duration::from_mins(10),
    };
}

/// Bytes of a head; tokens and descriptions of devices have two thousand together.
const LONGEST_HEAD: usize = 16 * 1024;

/// How long a stop waits for requests under way.
const PATIENCE: Duration = Duration::from_secs(5);

/// Takes connections until `stopped`, and waits for the requests under way.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, limits: Limits, stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let taking = async {
        loop {
            // Before a connection is taken, so that those without room cost nothing here.
            let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
            // One that broke before it was taken is nobody's loss; without descriptors others have to end first.
            let Ok((stream, peer)) = listener.accept().await else {
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let (shared, stopped) = (Arc::clone(&shared), stopped.clone());
            tokio::spawn(async move {
                connection(stream, peer, shared, limits, stopped).await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = taking => {}
        () = is_stopped(stopped.clone()) => {}
    }
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    // Whoever takes longer is cut off.
    let _ = timeout(PATIENCE, room.acquire_many(all)).await;
}

async fn is_stopped(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone means the same as a word from it.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Answers the requests of one connection.
async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    peer: SocketAddr,
    shared: Arc<Shared>,
    limits: Limits,
    stopped: watch::Receiver<bool>,
) {
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, std::convert::Infallible>(answer(&shared, peer.ip(), limits.body, request).await) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(LONGEST_HEAD);
    let mut serving = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // However it ended, there is nobody left to tell.
        _ = serving.as_mut() => return,
        () = sleep(limits.connection) => {}
        () = is_stopped(stopped) => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = timeout(PATIENCE, serving).await;
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::net::Ipv4Addr;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::time::Instant;

    use super::*;
    use crate::options::Settings;
    use crate::service::Service;

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
        let (client, server) = duplex(1 << 20);
        let (stop, stopped) = watch::channel(false);
        let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
        tokio::spawn(connection(server, peer, shared(), LIMITS, stopped));
        (client, stop)
    }

    /// What comes until the connection is closed, and after which time.
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
}
