//! HTTP/1.1 (RFC 9112) for a host that has only a socket: a request as one message, a response piece by piece.
//!
//! The response is read in the caller's buffer, into which the socket reads: lines are looked at and dropped, so that
//! only the body stays, from the buffer's front. A response that leaves the end of its body in doubt is refused: two
//! lengths, a length beside chunks, another coding, a lone CR or LF, a folded line of a field that frames the message.
//! Harmless habits of servers are accepted: blanks around a chunk's size, a status line without its reason, any other
//! folded line (RFC 9112, 5.2).
//!
//! Our own, since the `httparse` crate keeps a path to a panic, which the link of the firmware image proves, and knows
//! nothing of bodies.
//!
//! ```
//! use tvpass::message::http1::{Response, ResponseReader};
//!
//! let mut socket = &b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"profiles\":{}}"[..];
//! let (mut reader, mut buffer) = (ResponseReader::new(), [0; 64]);
//! let response = loop {
//!     let count = std::io::Read::read(&mut socket, reader.space(&mut buffer)).unwrap();
//!     if let Some(response) = reader.received(&mut buffer, count).unwrap() {
//!         break response;
//!     }
//! };
//! assert_eq!(response, Response { status: 200, body_length: 15, is_reusable: true, retry_after_seconds: None });
//! assert_eq!(&buffer[..response.body_length], br#"{"profiles":{}}"#);
//! ```

mod field;
mod request;
mod shift;

pub use request::{Connection, write_request};

use core::fmt;

use crate::debug::debug_fields;
use crate::output::TooSmall;

use field::{has_close, number, seconds, split_field};
use shift::shift;

/// Bytes that a status line with its fields, those of interim responses and trailers included, may have in all.
const HEAD_LIMIT: usize = 32 * 1024;
/// Bytes that the line before a chunk may have, extensions included.
const CHUNK_LINE_LIMIT: usize = 256;

/// A whole response; its body is the start of the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The bytes of the body.
    pub body_length: usize,
    /// True if the connection may carry another request.
    pub is_reusable: bool,
    /// The header `Retry-After`, where it gives seconds.
    pub retry_after_seconds: Option<u32>,
}

/// Why there is no response; the connection is of no more use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseError {
    /// The connection was closed before a byte came: a server that lost patience with an idle one does that.
    Closed,
    /// The connection was closed within the response.
    Truncated,
    /// The bytes are not a response of HTTP/1.1 or 1.0, or leave in doubt where it ends.
    Malformed,
    /// A coding that was not asked for, or another protocol.
    Unsupported,
    /// The buffer must hold `needed` bytes at least, or the head is longer than any.
    TooLarge {
        /// Bytes.
        needed: usize,
    },
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("the connection was closed before an answer came"),
            Self::Truncated => f.write_str("the connection was closed within the answer"),
            Self::Malformed => f.write_str("the answer is not HTTP/1.1"),
            Self::Unsupported => f.write_str("the answer has a coding or a protocol that was not asked for"),
            Self::TooLarge { needed: usize::MAX } => f.write_str("the head of the answer is longer than any"),
            Self::TooLarge { needed } => TooSmall { needed: *needed }.fmt(f),
        }
    }
}

impl core::error::Error for ResponseError {}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Status,
    Field,
    Fixed,
    ChunkSize,
    ChunkData,
    ChunkEnd,
    Trailer,
    UntilClose,
    Done,
}

/// Effect of a folded line, which continues the field above it.
#[derive(Clone, Copy, Debug, Default)]
enum Fold {
    /// There is no field above, or it says where the body ends or how it is coded.
    #[default]
    Refused,
    /// The field is of no interest here.
    Dropped,
    /// More options of `Connection`.
    Options,
}

/// Framing of the body, as the head declares it.
#[derive(Clone, Copy, Debug, Default)]
struct Framing {
    fold: Fold,
    is_old: bool,
    is_chunked: bool,
    closes: bool,
    length: Option<usize>,
    retry_after: Option<u32>,
}

/// Reads one response, however it is cut into pieces.
///
/// Repeat: read from the socket into [`space`](Self::space), and say with [`received`](Self::received) how many bytes came,
/// none when the connection was closed. The buffer is the same in all calls.
#[derive(Clone, Default)]
pub struct ResponseReader {
    phase: Phase,
    framing: Framing,
    status: u16,
    /// The body lies before this …
    body: usize,
    /// … and what was not looked at yet between these.
    start: usize,
    end: usize,
    /// Bytes after `start` that hold no line's end.
    searched: usize,
    /// Bytes of the body or the chunk that are still to come.
    remaining: usize,
    /// Bytes of lines so far, those of chunks excepted.
    head: usize,
}

debug_fields!(ResponseReader { phase, framing, status, body, start, end, searched, remaining, head });

impl ResponseReader {
    /// At the start of a response.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The part of `buffer` for the next bytes of the socket; empty only after the end or an error.
    #[must_use]
    pub fn space<'b>(&self, buffer: &'b mut [u8]) -> &'b mut [u8] {
        let most = match self.phase {
            Phase::Done => 0,
            Phase::Fixed => self.remaining,
            _ => usize::MAX,
        };
        let free = buffer.get_mut(self.end..).unwrap_or_default();
        let length = free.len().min(most);
        free.get_mut(..length).unwrap_or_default()
    }

    /// Takes the `count` bytes that were put into the space; the response, once it is whole.
    ///
    /// # Errors
    /// See [`ResponseError`].
    pub fn received(&mut self, buffer: &mut [u8], count: usize) -> Result<Option<Response>, ResponseError> {
        self.end = self.end.saturating_add(count).min(buffer.len());
        if count == 0 && self.phase != Phase::Done {
            self.closed()?;
        }
        while self.advance(buffer)? {}
        if self.phase == Phase::Done {
            return Ok(Some(self.response()));
        }
        self.make_room(buffer)?;
        Ok(None)
    }

    #[inline(never)]
    fn closed(&mut self) -> Result<(), ResponseError> {
        match self.phase {
            Phase::UntilClose => self.phase = Phase::Done,
            Phase::Status if self.head == 0 && self.start == self.end => return Err(ResponseError::Closed),
            _ => return Err(ResponseError::Truncated),
        }
        Ok(())
    }

    fn response(&self) -> Response {
        // Bytes beyond the response belong to no request.
        let is_reusable = !self.framing.closes && self.start == self.end;
        let retry_after_seconds = self.framing.retry_after;
        Response { status: self.status, body_length: self.body, is_reusable, retry_after_seconds }
    }

    /// One line, or what is there of the body; `false` when more bytes are needed.
    fn advance(&mut self, buffer: &mut [u8]) -> Result<bool, ResponseError> {
        match self.phase {
            Phase::Done => return Ok(false),
            Phase::Fixed | Phase::ChunkData | Phase::UntilClose => {
                let is_whole = self.take_body(buffer);
                if is_whole {
                    self.phase = if self.phase == Phase::ChunkData { Phase::ChunkEnd } else { Phase::Done };
                }
                return Ok(is_whole);
            }
            Phase::Status | Phase::Field | Phase::ChunkSize | Phase::ChunkEnd | Phase::Trailer => {}
        }
        let Some(line) = self.line(buffer)? else { return Ok(false) };
        match self.phase {
            Phase::Status => self.status_line(line)?,
            Phase::Field if line.is_empty() => self.head_ended(buffer.len())?,
            Phase::Trailer if line.is_empty() => self.phase = Phase::Done,
            Phase::Field | Phase::Trailer if matches!(line, [b' ' | b'\t', ..]) => self.folded(line)?,
            Phase::Field => self.field(line)?,
            Phase::ChunkSize => self.chunk_size(line, buffer.len())?,
            Phase::ChunkEnd if line.is_empty() => self.phase = Phase::ChunkSize,
            Phase::Trailer => {
                split_field(line)?;
                self.framing.fold = Fold::Dropped;
            }
            _ => return Err(ResponseError::Malformed),
        }
        Ok(true)
    }

    /// The next line without its end, if it is there.
    #[inline(never)]
    fn line<'b>(&mut self, buffer: &'b [u8]) -> Result<Option<&'b [u8]>, ResponseError> {
        let bytes = buffer.get(self.start..self.end).unwrap_or_default();
        let fresh = bytes.get(self.searched..).unwrap_or_default();
        let found = fresh.iter().position(|byte| *byte == b'\n');
        let length = found.map_or(bytes.len(), |at| self.searched.saturating_add(at).saturating_add(1));
        let spent = self.head.saturating_add(length);
        if spent > HEAD_LIMIT || self.phase == Phase::ChunkSize && length > CHUNK_LINE_LIMIT {
            return Err(ResponseError::Malformed);
        }
        if found.is_none() {
            self.searched = length;
            return Ok(None);
        }
        self.searched = 0;
        self.start = self.start.saturating_add(length);
        if !matches!(self.phase, Phase::ChunkSize | Phase::ChunkEnd) {
            self.head = spent;
        }
        match bytes.get(..length).and_then(|line| line.strip_suffix(b"\r\n")) {
            Some(line) if line.iter().all(|byte| matches!(byte, b'\t' | b' '..=b'~' | 0x80..)) => Ok(Some(line)),
            _ => Err(ResponseError::Malformed),
        }
    }

    #[inline(never)]
    fn status_line(&mut self, line: &[u8]) -> Result<(), ResponseError> {
        let Some([minor @ b'0'..=b'1', b' ', class @ b'1'..=b'9', tens @ b'0'..=b'9', ones @ b'0'..=b'9', reason @ ..]) =
            line.strip_prefix(b"HTTP/1.")
        else {
            return Err(ResponseError::Malformed);
        };
        if !matches!(reason, [] | [b' ', ..]) {
            return Err(ResponseError::Malformed);
        }
        let digit = |byte: u8| u16::from(byte & 0xF);
        self.status = digit(*class) * 100 + digit(*tens) * 10 + digit(*ones);
        let is_old = *minor == b'0';
        self.framing = Framing { is_old, closes: is_old, ..Framing::default() };
        self.phase = Phase::Field;
        Ok(())
    }

    #[inline(never)]
    fn field(&mut self, line: &[u8]) -> Result<(), ResponseError> {
        let (name, value) = split_field(line)?;
        let framing = &mut self.framing;
        framing.fold = Fold::Refused;
        if name.eq_ignore_ascii_case(b"Content-Length") {
            if framing.length.replace(number(value, 10)?).is_some() {
                return Err(ResponseError::Malformed);
            }
        } else if name.eq_ignore_ascii_case(b"Transfer-Encoding") {
            if framing.is_old || framing.is_chunked || !value.eq_ignore_ascii_case(b"chunked") {
                return Err(ResponseError::Unsupported);
            }
            framing.is_chunked = true;
        } else if name.eq_ignore_ascii_case(b"Content-Encoding") {
            if !value.eq_ignore_ascii_case(b"identity") {
                return Err(ResponseError::Unsupported);
            }
        } else if name.eq_ignore_ascii_case(b"Connection") {
            framing.closes |= has_close(value);
            framing.fold = Fold::Options;
        } else {
            framing.fold = Fold::Dropped;
            if name.eq_ignore_ascii_case(b"Retry-After") {
                framing.retry_after = seconds(value);
            }
        }
        Ok(())
    }

    #[inline(never)]
    fn folded(&mut self, line: &[u8]) -> Result<(), ResponseError> {
        let value = line.trim_ascii();
        match self.framing.fold {
            // To other readers a line of blanks may be the end of the head.
            _ if value.is_empty() => Err(ResponseError::Malformed),
            Fold::Refused => Err(ResponseError::Malformed),
            Fold::Dropped => Ok(()),
            Fold::Options => {
                self.framing.closes |= has_close(value);
                Ok(())
            }
        }
    }

    #[inline(never)]
    fn head_ended(&mut self, capacity: usize) -> Result<(), ResponseError> {
        let Framing { is_chunked, length, .. } = self.framing;
        self.phase = match (self.status, is_chunked, length) {
            // Nothing asked for another protocol.
            (101, ..) => return Err(ResponseError::Unsupported),
            (100..=199, ..) => Phase::Status,
            (204 | 304, ..) => Phase::Done,
            (_, true, Some(_)) => return Err(ResponseError::Malformed),
            (_, true, None) => Phase::ChunkSize,
            (_, false, Some(needed)) if needed > capacity => return Err(ResponseError::TooLarge { needed }),
            (_, false, Some(length)) => {
                self.remaining = length;
                Phase::Fixed
            }
            (_, false, None) => {
                self.remaining = usize::MAX;
                self.framing.closes = true;
                Phase::UntilClose
            }
        };
        Ok(())
    }

    #[inline(never)]
    fn chunk_size(&mut self, line: &[u8], capacity: usize) -> Result<(), ResponseError> {
        let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
        let size = number(digits.trim_ascii(), 16)?;
        let needed = self.body.saturating_add(size);
        if needed > capacity {
            return Err(ResponseError::TooLarge { needed });
        }
        self.remaining = size;
        self.framing.fold = Fold::Refused;
        self.phase = if size == 0 { Phase::Trailer } else { Phase::ChunkData };
        Ok(())
    }

    /// Moves what is there of the body to its place; says whether that was all.
    #[inline(never)]
    fn take_body(&mut self, buffer: &mut [u8]) -> bool {
        let count = self.end.saturating_sub(self.start).min(self.remaining);
        shift(buffer, self.start, self.body, count);
        self.start = self.start.saturating_add(count);
        self.body = self.body.saturating_add(count);
        self.remaining -= count;
        self.remaining == 0
    }

    /// Moves what was not looked at behind the body, if the socket would find no space otherwise.
    #[inline(never)]
    fn make_room(&mut self, buffer: &mut [u8]) -> Result<(), ResponseError> {
        if self.start == self.end || self.end == buffer.len() {
            let count = self.end.saturating_sub(self.start);
            shift(buffer, self.start, self.body, count);
            self.start = self.body;
            self.end = self.body.saturating_add(count);
        }
        if self.end < buffer.len() {
            return Ok(());
        }
        Err(ResponseError::TooLarge { needed: buffer.len().saturating_add(1) })
    }
}
