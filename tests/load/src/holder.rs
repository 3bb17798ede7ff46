//! Connections that take up room and ask for little.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// Long enough on this machine, unless the queue of connections is full.
const CONNECT: Duration = Duration::from_millis(500);

/// Bytes of an answer that are kept: its status line is all that counts.
const KEPT: usize = 64;

/// One connection, which sends a request slowly or never whole.
#[derive(Debug)]
pub struct Holder {
    stream: TcpStream,
    request: Arc<[u8]>,
    sent: usize,
    /// Bytes of the request with each [`step`](Self::step).
    pace: usize,
    answer: Vec<u8>,
    is_closed: bool,
}

impl Holder {
    /// Connects to a service of this machine, and sends so many bytes of `request` with each step.
    ///
    /// # Errors
    /// The address is another machine's, or there is no connection.
    pub fn connect(address: SocketAddr, request: &Arc<[u8]>, pace: usize) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "only this machine is loaded"));
        }
        let stream = TcpStream::connect_timeout(&address, CONNECT)?;
        stream.set_nonblocking(true)?;
        let request = Arc::clone(request);
        Ok(Self { stream, request, sent: 0, pace, answer: Vec::new(), is_closed: false })
    }

    /// Sends the next bytes, as far as they are taken, and looks at what came.
    pub fn step(&mut self) {
        if self.is_closed {
            return;
        }
        let end = self.request.len().min(self.sent.saturating_add(self.pace));
        match self.stream.write(&self.request[self.sent..end]) {
            Ok(sent) => self.sent += sent,
            // A broken connection may still have an answer to read.
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => self.sent = self.request.len(),
        }
        self.look();
    }

    fn look(&mut self) {
        let mut bytes = [0; 4096];
        loop {
            match self.stream.read(&mut bytes) {
                Ok(0) => break,
                Ok(read) => {
                    let room = KEPT - self.answer.len();
                    self.answer.extend_from_slice(&bytes[..read.min(room)]);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => break,
            }
        }
        self.is_closed = true;
    }

    /// True once the service has closed the connection.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// The status of the first answer; `None` if there was none.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let line = self.answer.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
        std::str::from_utf8(line).ok()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::*;

    fn pair(request: &str, pace: usize) -> (Holder, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let holder = Holder::connect(address, &request.as_bytes().into(), pace).expect("a connection");
        (holder, listener.accept().expect("a connection").0)
    }

    #[test]
    fn a_step_sends_no_more_than_its_pace_and_nothing_after_the_end() {
        let (mut holder, mut service) = pair("abc", 2);
        for _ in 0..4 {
            holder.step();
        }
        let mut bytes = [0; 3];
        service.read_exact(&mut bytes).expect("the request");
        assert_eq!((&bytes, holder.sent), (b"abc", 3));
        holder.sent = 0;
        holder.step();
        assert_eq!(holder.sent, 2);
    }

    #[test]
    fn an_answer_and_a_closed_connection_are_noticed() {
        let (mut holder, mut service) = pair("", 0);
        holder.step();
        assert_eq!((holder.is_closed(), holder.status()), (false, None));
        service.write_all(b"HTTP/1.1 408 Request Timeout\r\n\r\n").expect("an answer");
        drop(service);
        while !holder.is_closed() {
            holder.step();
            std::thread::yield_now();
        }
        assert_eq!(holder.status(), Some(408));
    }

    #[test]
    fn another_machine_is_not_loaded() {
        let address = SocketAddr::from(([192, 0, 2, 1], 80));
        let refused = Holder::connect(address, &Arc::from(&b""[..]), 0).map_err(|error| error.kind());
        assert_eq!(refused.err(), Some(ErrorKind::InvalidInput));
    }
}
