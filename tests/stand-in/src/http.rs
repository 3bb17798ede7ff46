//! HTTP/1.1, as much of it as a service needs, on plain sockets: a framework would hide what exactly was sent.

use std::io::{self, BufRead, Read, Write};

use httparse::Status;

const HEAD_LIMIT: usize = 32 * 1024;
const BODY_LIMIT: usize = 1024 * 1024;
/// Small enough to cut names, escapes and surrogate pairs in two.
const CHUNK: usize = 37;

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
    pub(crate) keep_alive: bool,
}

impl Request {
    /// The target without its query.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// The value of the first header of that name, when it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok()
    }
}

/// Why there is no request.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The other side is gone, or has nothing more to say.
    Closed,
    /// The bytes are not HTTP/1.1 as a client of a service sends it.
    Malformed(String),
}

impl From<io::Error> for Unreadable {
    fn from(_: io::Error) -> Self {
        Self::Closed
    }
}

pub(crate) fn read_request(stream: &mut impl BufRead) -> Result<Request, Unreadable> {
    let head = read_head(stream)?;
    let mut request = parse_head(&head)?;
    let length = body_length(&request)?;
    request.body = vec![0; length];
    stream.read_exact(&mut request.body)?;
    Ok(request)
}

fn read_head(stream: &mut impl BufRead) -> Result<Vec<u8>, Unreadable> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let room = (HEAD_LIMIT - head.len()) as u64;
        let read = stream.by_ref().take(room).read_until(b'\n', &mut head)?;
        if read == 0 && head.len() >= HEAD_LIMIT {
            return Err(Unreadable::Malformed("the head is too long".into()));
        }
        if read == 0 {
            return Err(Unreadable::Closed);
        }
    }
    Ok(head)
}

fn parse_head(head: &[u8]) -> Result<Request, Unreadable> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(Status::Complete(_)) => (),
        Ok(Status::Partial) => return Err(Unreadable::Malformed("the head is incomplete".into())),
        Err(error) => return Err(Unreadable::Malformed(error.to_string())),
    }
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        headers: parsed.headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect(),
        body: Vec::new(),
        keep_alive: parsed.version == Some(1),
    };
    if request.header("Connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
        request.keep_alive = false;
    }
    Ok(request)
}

fn body_length(request: &Request) -> Result<usize, Unreadable> {
    let malformed = |sentence: &str| Err(Unreadable::Malformed(sentence.to_owned()));
    if request.header("Transfer-Encoding").is_some() {
        return malformed("a body of known length must come with Content-Length, not with Transfer-Encoding");
    }
    match request.header("Content-Length").map(str::parse) {
        None => Ok(0),
        Some(Ok(length)) if length <= BODY_LIMIT => Ok(length),
        Some(_) => malformed("Content-Length is not a length the stand-in takes"),
    }
}

/// An answer, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) chunked: bool,
}

pub(crate) fn write_response(stream: &mut impl Write, response: &Response, keep_alive: bool) -> io::Result<()> {
    let mut message = format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status)).into_bytes();
    for (name, value) in &response.headers {
        write!(message, "{name}: {value}\r\n")?;
    }
    write!(message, "Connection: {}\r\n", if keep_alive { "keep-alive" } else { "close" })?;
    if response.chunked {
        message.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
        for chunk in response.body.chunks(CHUNK) {
            write!(message, "{:x}\r\n", chunk.len())?;
            message.extend_from_slice(chunk);
            message.extend_from_slice(b"\r\n");
        }
        message.extend_from_slice(b"0\r\n\r\n");
    } else {
        write!(message, "Content-Length: {}\r\n\r\n", response.body.len())?;
        message.extend_from_slice(&response.body);
    }
    stream.write_all(&message)?;
    stream.flush()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        429 => "Too Many Requests",
        502 => "Bad Gateway",
        _ => "Unknown",
    }
}
