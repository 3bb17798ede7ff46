//! A slow network between a program and a service of this machine.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// The time that each piece takes. This is the network that is played, and no wait of a test.
const LATENCY: Duration = Duration::from_millis(20);
/// A piece is no larger, so that a body comes in several.
const PIECE: usize = 200;
/// Carries bytes both ways, late and in pieces.
pub(crate) struct Network {
    pub(crate) base_url: String,
    closed: Arc<AtomicUsize>,
}

/// Both ends of a connection, each read by a thread of its own.
struct Link {
    /// True from the first byte of a request to the first of its response.
    awaits_response: AtomicBool,
    /// Requests that it may still carry.
    rest: AtomicUsize,
    closed: Arc<AtomicUsize>,
}

impl Network {
    /// The network before a service; its base URL is that of the service, but for the port. A connection that has carried so
    /// many requests is closed, which the next request finds out.
    pub(crate) fn start(service: &str, requests: usize) -> Result<Self> {
        let (scheme, authority) = service.split_once("://").context("the service has an absolute URL")?;
        let (host, port) = authority.rsplit_once(':').context("the service has a port")?;
        let to: u16 = port.parse().context("a port is a number")?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let base_url = format!("{scheme}://{host}:{}", listener.local_addr()?.port());
        let closed = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&closed);
        thread::spawn(move || {
            listener.incoming().flatten().for_each(|near| {
                let (awaits_response, rest) = (AtomicBool::new(false), AtomicUsize::new(requests));
                let link = Link { awaits_response, rest, closed: Arc::clone(&counter) };
                thread::spawn(move || link.connect(&near, to));
            });
        });
        Ok(Self { base_url, closed })
    }

    /// The requests that found their connection closed.
    pub(crate) fn closed(&self) -> usize {
        self.closed.load(Ordering::Relaxed)
    }
}

impl Link {
    fn connect(&self, near: &TcpStream, port: u16) {
        let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else { return };
        thread::scope(|scope| {
            scope.spawn(|| self.carry(near, &far, true));
            scope.spawn(|| self.carry(&far, near, false));
        });
    }

    fn carry(&self, mut from: &TcpStream, mut to: &TcpStream, is_request: bool) {
        let mut piece = [0; PIECE];
        let _ = to.set_nodelay(true);
        while let Ok(count @ 1..) = from.read(&mut piece) {
            let is_first = !self.awaits_response.swap(is_request, Ordering::Relaxed) && is_request;
            if is_first && self.is_used_up() {
                break;
            }
            thread::sleep(LATENCY);
            if to.write_all(&piece[..count]).is_err() {
                break;
            }
        }
        for end in [from, to] {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Counts a request; true if the connection carries no more.
    fn is_used_up(&self) -> bool {
        let is_used_up =
            self.rest.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |rest| rest.checked_sub(1)).is_err();
        self.closed.fetch_add(usize::from(is_used_up), Ordering::Relaxed);
        is_used_up
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::{Network, PIECE, TcpListener, TcpStream, thread};

    #[test]
    fn all_bytes_arrive_in_pieces_and_the_request_after_the_last_finds_the_connection_closed() {
        let service = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://127.0.0.1:{}", service.local_addr().unwrap().port());
        let network = Network::start(&base_url, 1).unwrap();
        let server = thread::spawn(move || {
            let (mut connection, _) = service.accept().unwrap();
            connection.read_exact(&mut [0; 3]).unwrap();
            connection.write_all(&[7; 2 * PIECE]).unwrap();
            connection.read(&mut [0; 1]).unwrap()
        });
        let mut program = TcpStream::connect(network.base_url.trim_start_matches("http://")).unwrap();
        program.write_all(b"GET").unwrap();
        let (mut response, mut first) = ([0; 2 * PIECE], [0; 4 * PIECE]);
        let count = program.read(&mut first).unwrap();
        assert!((1..=PIECE).contains(&count), "{count} bytes at once");
        response[..count].copy_from_slice(&first[..count]);
        program.read_exact(&mut response[count..]).unwrap();
        assert_eq!((response, network.closed()), ([7; 2 * PIECE], 0));
        program.write_all(b"GET").unwrap();
        assert!(program.read(&mut first).map_or(true, |count| count == 0));
        assert_eq!((server.join().unwrap(), network.closed()), (0, 1));
    }
}
