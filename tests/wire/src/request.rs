//! A request as far as answers need it.

use std::io::{self, BufRead, BufReader, Read};
use std::net::TcpStream;

pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The meaning of the query: the request's name for those who ask what happened to it.
    pub(crate) name: String,
    pub(crate) body_length: usize,
}

impl Request {
    /// Reads all of it: closing a connection that holds unread bytes would take the answer away from the client.
    /// `None` for what is no HTTP, such as the beginning of TLS.
    pub(crate) fn read(connection: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut reader = BufReader::new(connection);
        let mut line = Vec::new();
        reader.by_ref().take(4096).read_until(b'\n', &mut line)?;
        let Ok(line) = String::from_utf8(line) else { return Ok(None) };
        let mut words = line.split_whitespace();
        let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
        let (path, name) = path.split_once('?').unwrap_or((path, ""));
        let (method, path, name) = (method.to_owned(), path.to_owned(), name.to_owned());
        let body_length = body_length(&mut reader)?;
        io::copy(&mut reader.take(body_length as u64), &mut io::sink())?;
        Ok(Some(Self { method, path, name, body_length }))
    }
}

fn body_length(reader: &mut impl BufRead) -> io::Result<usize> {
    let mut length = 0;
    for line in reader.lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    Ok(length)
}
