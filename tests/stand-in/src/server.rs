//! The socket side: a thread that accepts, a thread for each connection.

use std::collections::HashMap;
use std::io::{self, BufReader};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::http::{Request, Response, Unreadable, read_request, write_response};
use crate::service::Service;
use crate::{Options, Report};

/// A stand-in that is listening. It stops when it is dropped.
pub struct StandIn {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

struct Shared {
    service: Mutex<Service>,
    connections: Mutex<Connections>,
}

#[derive(Default)]
struct Connections {
    stopped: bool,
    opened: u64,
    open: HashMap<u64, TcpStream>,
}

impl StandIn {
    /// Listens on 127.0.0.1.
    ///
    /// # Errors
    ///
    /// When the port is taken.
    pub fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            service: Mutex::new(Service::new(options, format!("http://{address}"))),
            connections: Mutex::default(),
        });
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self { address, shared, acceptor: Some(acceptor) })
    }

    /// The server's address for the television, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The report so far.
    #[must_use]
    pub fn report(&self) -> Report {
        lock(&self.shared.service).report().clone()
    }

    /// Waits for ever: the program's main thread has nothing else to do.
    ///
    /// # Panics
    ///
    /// When the accepting thread did.
    pub fn wait(mut self) {
        if let Some(acceptor) = self.acceptor.take() {
            acceptor.join().expect("the accepting thread panicked");
        }
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let mut connections = lock(&self.shared.connections);
        connections.stopped = true;
        for stream in connections.open.values() {
            // A connection that is gone already is as good as shut.
            let _ = stream.shutdown(Shutdown::Both);
        }
        drop(connections);
        if let Some(acceptor) = self.acceptor.take() {
            // Wakes the acceptor, which then sees that it shall stop.
            let _ = TcpStream::connect(self.address);
            let _ = acceptor.join();
        }
    }
}

/// A connection that panicked leaves a report worth reading.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let Ok(copy) = stream.try_clone() else {
            continue;
        };
        let mut connections = lock(&shared.connections);
        if connections.stopped {
            return;
        }
        let number = connections.opened;
        connections.opened += 1;
        connections.open.insert(number, copy);
        drop(connections);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A connection that breaks off in the middle of an answer is the client's business.
            let _ = serve(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
            lock(&shared.connections).open.remove(&number);
        });
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let request = match read_request(&mut reader) {
            Ok(request) => request,
            Err(Unreadable::Closed) => return Ok(()),
            Err(Unreadable::Malformed(sentence)) => {
                lock(&shared.service).unreadable(&sentence);
                return write_response(&mut writer, &page(400, "Not a request"), false);
            }
        };
        let keep_alive = request.keep_alive;
        let Some(response) = respond(request, shared) else {
            return Ok(());
        };
        write_response(&mut writer, &response, keep_alive)?;
        if !keep_alive {
            return Ok(());
        }
    }
}

/// The report and the fake login page are no part of the protocol, and leave no trace in the report.
fn respond(request: Request, shared: &Shared) -> Option<Response> {
    let mut service = lock(&shared.service);
    match (request.method.as_str(), request.path()) {
        ("GET", "/report") => Some(report(service.report())),
        ("GET", path) if path.starts_with("/login/") => Some(page(200, "The provider's login page would be here")),
        _ => service.handle(request),
    }
}

fn report(report: &Report) -> Response {
    match serde_json::to_vec_pretty(report) {
        Ok(body) => Response { headers: vec![("Content-Type", "application/json".into())], body, ..page(200, "") },
        Err(error) => page(500, &error.to_string()),
    }
}

fn page(status: u16, text: &str) -> Response {
    Response {
        status,
        headers: vec![("Content-Type", "text/html; charset=utf-8".into())],
        body: format!("<html><body>{text}</body></html>").into_bytes(),
        chunked: false,
    }
}
