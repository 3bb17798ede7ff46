//! HTTP: what the core wants sent, and nothing else.

use std::net::IpAddr;
use std::time::Duration;

use tvpass::endpoint::{Endpoint, route};
use tvpass::message::{Method, Request};
use ureq::Agent;
use ureq::http;
use url::{Host, Url};

/// A host that says nothing for so long does not answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(30);
/// No answer of the service comes near this; configurations of a thousand MVPDs have a third of a megabyte.
const BODY_LIMIT: u64 = 16 * 1024 * 1024;

/// A whole answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A request on its own, so that the state can be saved before it goes out.
pub(crate) struct Outgoing {
    request: http::Request<Vec<u8>>,
    /// What it asks.
    pub(crate) endpoint: Option<Endpoint>,
}

/// The connection to one server.
pub(crate) struct Transport {
    agent: Agent,
    base: String,
    trouble: Option<String>,
}

impl Transport {
    /// Requests go to `base`.
    pub(crate) fn new(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect is an answer like any other: what belongs to this server is not carried to another.
            .max_redirects(0)
            // R19: the request's own headers, and what HTTP itself needs.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(TIMEOUT));
        // A proxy for the world outside cannot reach this machine.
        let config = if is_this_machine(base) { config.proxy(None) } else { config };
        Self { agent: config.build().into(), base: base.to_owned(), trouble: None }
    }

    /// `request` as it goes out.
    ///
    /// # Errors
    /// HTTP cannot express it.
    pub(crate) fn prepare(&self, request: &Request<'_>) -> Result<Outgoing, http::Error> {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        };
        let path = request.target.split('?').next().unwrap_or_default();
        let mut builder = http::Request::builder().method(method).uri(format!("{}{}", self.base, request.target));
        for (name, value) in request.headers.iter() {
            builder = builder.header(name.as_str(), value);
        }
        Ok(Outgoing {
            request: builder.body(request.body.to_vec())?,
            endpoint: route(request.method.as_str(), path).ok(),
        })
    }

    /// Sends, and waits for the whole answer; `None` if there is none.
    pub(crate) fn send(&mut self, outgoing: Outgoing) -> Option<Answer> {
        // No cookie of one answer goes out with the next request: none of the endpoints has the header.
        self.agent.cookie_jar_lock().clear();
        match exchange(&self.agent, outgoing.request) {
            Ok(answer) => {
                self.trouble = None;
                Some(answer)
            }
            Err(error) => {
                self.trouble = Some(error.to_string());
                None
            }
        }
    }

    /// What was wrong with the connection last.
    pub(crate) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}

fn exchange(agent: &Agent, request: http::Request<Vec<u8>>) -> Result<Answer, ureq::Error> {
    let mut response = match *request.method() {
        http::Method::GET => agent.run(request.map(|_| ()))?,
        _ => agent.run(request)?,
    };
    let body = response.body_mut().with_config().limit(BODY_LIMIT).read_to_vec()?;
    Ok(Answer { status: response.status().as_u16(), body })
}

/// Whether `url` leads to the machine that this program runs on.
pub(crate) fn is_this_machine(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}

/// Whether `url` leads no further than this machine's own network, where a simulator may run.
pub(crate) fn is_nearby(url: &str) -> bool {
    is_this_machine(url)
        || match Url::parse(url).ok().as_ref().and_then(Url::host) {
            Some(Host::Domain(name)) => !name.contains('.'),
            Some(Host::Ipv4(address)) => address.is_private(),
            Some(Host::Ipv6(address)) => address.is_unique_local(),
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;
    use std::thread;

    use tvpass::endpoint::{Call as _, CreateSession};
    use tvpass::message::{HeaderName, Headers, Sender};

    use super::*;

    /// Answers each of `count` requests with `answer`, and tells the names of the headers that it got.
    fn server(count: usize, answer: &'static str) -> (String, thread::JoinHandle<Vec<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let serve = move || {
            let stream = |_| listener.accept().unwrap().0;
            (0..count)
                .map(stream)
                .map(|mut stream| {
                    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
                    let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
                    stream.write_all(answer.as_bytes()).unwrap();
                    let name = |line: &String| line.split(':').next().unwrap_or_default().to_lowercase();
                    head.iter().skip(1).map(name).collect()
                })
                .collect()
        };
        (base, thread::spawn(serve))
    }

    fn outgoing(transport: &Transport) -> Outgoing {
        let mut headers = Headers::new(Sender::StreamingDevice);
        for name in [HeaderName::Authorization, HeaderName::ApDeviceIdentifier, HeaderName::XDeviceInfo] {
            headers.set(name, "value").unwrap();
        }
        let call = CreateSession { service_provider: "REF30", mvpd: None, domain_name: None, redirect_url: None };
        transport.prepare(&call.encode(&headers, &mut [0; 64]).unwrap()).unwrap()
    }

    #[test]
    fn a_redirect_is_an_answer_and_no_cookie_is_brought_back() {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nSet-Cookie: a=b\r\n\
                      Content-Length: 2\r\nConnection: close\r\n\r\nhi";
        let (base, server) = server(2, answer);
        let mut transport = Transport::new(&base);
        for _ in 0..2 {
            let outgoing = outgoing(&transport);
            assert_eq!(outgoing.endpoint, Some(Endpoint::CreateSession));
            assert_eq!(transport.send(outgoing), Some(Answer { status: 302, body: b"hi".to_vec() }));
        }
        for mut names in server.join().unwrap() {
            names.sort();
            let transport_and_matrix = [
                "accept",
                "ap-device-identifier",
                "authorization",
                "content-length",
                "content-type",
                "host",
                "x-device-info",
            ];
            assert_eq!(names, transport_and_matrix);
        }
    }

    #[test]
    fn a_connection_that_breaks_is_no_answer_and_the_cause_is_kept() {
        let (base, server) = server(1, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhi");
        let mut transport = Transport::new(&base);
        let outgoing = outgoing(&transport);
        assert_eq!(transport.send(outgoing), None);
        assert!(transport.trouble().is_some());
        server.join().unwrap();
    }

    #[test]
    fn only_this_machines_own_names_are_this_machine() {
        for url in ["http://127.0.0.1:8787", "http://localhost", "http://tv.localhost:1", "http://[::1]:8787"] {
            assert!(is_this_machine(url), "{url}");
        }
        for url in ["https://sp.auth.adobe.com", "http://192.168.0.7", "http://localhost.example", "no url"] {
            assert!(!is_this_machine(url), "{url}");
        }
    }

    #[test]
    fn what_is_nearby_does_not_leave_the_network() {
        for url in ["http://127.0.0.1:8787", "http://192.168.0.7", "http://simulator:8787", "http://[fd00::1]"] {
            assert!(is_nearby(url), "{url}");
        }
        for url in ["http://sp.auth.adobe.com", "http://8.8.8.8", "http://[2001:db8::1]", "no url"] {
            assert!(!is_nearby(url), "{url}");
        }
    }
}
