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

use super::http::{Shared, answer};

/// The share of the machine that clients may take. Whoever takes more waits, or is cut off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at once; more wait in the queue of the operating system.
    pub(crate) connections: usize,
    /// The time that a head may take, and that a connection may be without a request.
    pub(crate) head: Duration,
    /// The time that a body may take.
    pub(crate) body: Duration,
    /// The life of a connection: an answer that nobody reads would keep it for ever.
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

/// The time that a stop waits for requests under way.
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
mod tests;
