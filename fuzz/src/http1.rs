//! Responses of HTTP/1.1: the same result however the bytes are cut, no room asked for in vain, and nothing taken that a
//! second implementation refuses or ends elsewhere.
//!
//! The first byte of the input is the size of the buffer, the second decides how the message behind them is cut.

use tvpass::message::http1::{Response, ResponseError, ResponseReader};

/// The result of reading a message.
type Outcome = Result<(Response, Vec<u8>), ResponseError>;

pub fn check(bytes: &[u8]) {
    let [size, seed, message @ ..] = bytes else { return };
    let capacity = 16 + usize::from(*size) * 16;
    let whole = read(message, capacity, &mut std::iter::repeat(usize::MAX));
    for cuts in [u32::from(*seed), u32::from(*seed) + 256] {
        let mut random = cuts;
        let mut pieces = std::iter::repeat_with(|| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            1 + (random >> 24) as usize % (1 + cuts as usize % 64)
        });
        same(&whole, &read(message, capacity, &mut pieces));
    }
    if let Ok((response, body)) = whole {
        second_opinion(message, response, &body);
    }
}

/// Reads `message` in these pieces, then the end of the connection.
fn read(message: &[u8], capacity: usize, pieces: &mut dyn Iterator<Item = usize>) -> Outcome {
    let (mut reader, mut buffer, mut rest) = (ResponseReader::new(), vec![0; capacity], message);
    loop {
        let space = reader.space(&mut buffer);
        assert!(!space.is_empty(), "the reader wants bytes and leaves no room for them");
        let count = rest.len().min(pieces.next().unwrap_or(1)).min(space.len());
        space[..count].copy_from_slice(&rest[..count]);
        rest = &rest[count..];
        if let Some(response) = reader.received(&mut buffer, count)? {
            assert!(response.body_length <= capacity, "a body beyond the buffer");
            return Ok((response, buffer[..response.body_length].to_vec()));
        }
    }
}

/// Bytes beyond a response are seen only if they come with it, so that reuse may differ.
fn same(one: &Outcome, other: &Outcome) {
    match (one, other) {
        (Ok((one, one_body)), Ok((other, other_body))) => {
            assert_eq!((one.status, one_body), (other.status, other_body));
        }
        _ => assert_eq!(one, other),
    }
}

/// The last head and the body as `httparse` finds them.
fn second_opinion(message: &[u8], response: Response, body: &[u8]) {
    let mut rest = message;
    loop {
        let mut slots = vec![httparse::EMPTY_HEADER; 8192];
        let mut parsed = httparse::Response::new(&mut slots);
        let mut parser = httparse::ParserConfig::default();
        parser.allow_obsolete_multiline_headers_in_responses(true);
        let Ok(httparse::Status::Complete(length)) = parser.parse_response(&mut parsed, rest) else {
            panic!("a head was taken that httparse refuses: {}", rest.escape_ascii());
        };
        let code = parsed.code.expect("a whole head has a status");
        rest = &rest[length..];
        if (100..200).contains(&code) {
            continue;
        }
        assert_eq!(code, response.status);
        let expected = if matches!(code, 204 | 304) { Vec::new() } else { body_of(parsed.headers, rest) };
        assert_eq!(body, expected, "another body");
        return;
    }
}

fn body_of(headers: &[httparse::Header<'_>], rest: &[u8]) -> Vec<u8> {
    let find = |name: &str| headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
    if find("Transfer-Encoding").is_some() {
        return joined(rest);
    }
    let Some(length) = find("Content-Length") else { return rest.to_vec() };
    let length = std::str::from_utf8(length.value).ok().and_then(|length| length.trim().parse::<usize>().ok());
    rest[..length.expect("a length was taken that is no number")].to_vec()
}

/// The chunks without what stands between them.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        rest = without_zeros(rest.trim_ascii_start());
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            panic!("a chunk was taken that httparse refuses: {}", rest.escape_ascii());
        };
        let size = usize::try_from(size).expect("a chunk that was in memory");
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[start..start + size]);
        rest = &rest[start + size + 2..];
    }
}

/// Without the zeros before a number: httparse takes sixteen digits at most, RFC 9112 any number of them. Nor does it take the
/// blanks before a size, which are gone already; a line's end is never there, for then no size was.
fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|digit| **digit == b'0').count();
    let is_zero = !number.get(zeros).is_some_and(u8::is_ascii_hexdigit);
    &number[zeros - usize::from(is_zero && zeros > 0)..]
}
