use tvpass::message::http1::{ResponseError, ResponseReader};

use super::every_text;

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
/// Bytes that fit beside the head.
const CAPACITY: usize = 320;
/// Bytes of a body for which there is room, whatever else comes.
const SURE: usize = 256;

/// The length of the body of a response whose first chunk has this line, with as many bytes as `size` says.
fn read(line: &[u8], size: usize) -> Result<usize, ResponseError> {
    let data = vec![b'x'; size.min(CAPACITY)];
    let rest: &[u8] = if size == 0 { b"\r\n" } else { b"\r\n0\r\n\r\n" };
    let message = [HEAD, line, b"\r\n", &data, rest].concat();
    let (mut reader, mut buffer, mut left) = (ResponseReader::new(), [0; CAPACITY], message.as_slice());
    loop {
        let space = reader.space(&mut buffer);
        let count = left.len().min(space.len());
        space[..count].copy_from_slice(&left[..count]);
        left = &left[count..];
        if let Some(response) = reader.received(&mut buffer, count)? {
            return Ok(response.body_length);
        }
    }
}

/// The size by RFC 9112, 7.1: hexadecimal digits, blanks around them, and extensions behind a semicolon. No line holds a
/// control character but the tab.
fn size(line: &str) -> Option<usize> {
    if line.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
        return None;
    }
    let digits = line.split(';').next()?.trim_matches([' ', '\t']);
    let is_hexadecimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hexadecimal { usize::from_str_radix(digits, 16).ok() } else { None }
}

fn agree(line: &str) {
    let expected = size(line);
    let read = read(line.as_bytes(), expected.unwrap_or_default());
    match expected {
        Some(size) if size <= SURE => assert_eq!(read, Ok(size), "{line:?}"),
        // The line before the next chunk may need room as well.
        Some(size) if size <= CAPACITY => {
            assert!(matches!(read, Ok(_) | Err(ResponseError::TooLarge { .. })), "{line:?}");
        }
        Some(size) => assert_eq!(read, Err(ResponseError::TooLarge { needed: size }), "{line:?}"),
        None => assert_eq!(read, Err(ResponseError::Malformed), "{line:?}"),
    }
}

#[test]
fn every_line_of_up_to_four_characters_is_read_or_refused_as_the_standard_has_it() {
    every_text(b"0123456789abcdefABCDEFgGxX;=\" \t-+_", 4, &mut agree);
}

#[test]
fn every_two_bytes_of_ascii_are_read_or_refused_as_the_standard_has_it() {
    // A line ends at its end.
    let letters: Vec<u8> = (0..128).filter(|byte| !b"\r\n".contains(byte)).collect();
    every_text(&letters, 2, &mut |pair| {
        agree(pair);
        agree(&format!("{pair}7"));
        agree(&format!("7{pair}"));
    });
}
