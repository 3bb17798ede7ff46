//! HTTP/1.1 for a bare socket: what goes out, and what is taken and refused of what comes in, however it is cut.

#[path = "support/case.rs"]
mod case;

use case::case;
use tvpass::message::http1::{Connection, Response, ResponseError, ResponseReader, write_request};
use tvpass::message::{BaseUrl, HeaderName, Headers, Method, Request, Sender};

const OK: &str = "HTTP/1.1 200 OK\r\n";

/// Reads `message` in pieces of `piece` bytes at most, then the end of the connection.
fn read(message: &[u8], capacity: usize, piece: usize) -> Result<(Response, Vec<u8>), ResponseError> {
    let (mut reader, mut buffer, mut rest) = (ResponseReader::new(), vec![0; capacity], message);
    loop {
        let space = reader.space(&mut buffer);
        assert!(!space.is_empty(), "the reader wants bytes and leaves no room for them");
        let count = rest.len().min(piece).min(space.len());
        space[..count].copy_from_slice(&rest[..count]);
        rest = &rest[count..];
        if let Some(response) = reader.received(&mut buffer, count)? {
            return Ok((response, buffer[..response.body_length].to_vec()));
        }
    }
}

/// The outcome has to be the same for every size of the pieces.
#[track_caller]
fn outcome(message: &str, capacity: usize) -> Result<(Response, String), ResponseError> {
    let whole = read(message.as_bytes(), capacity, usize::MAX);
    for piece in 1..message.len() {
        let (left, right) = (&whole, read(message.as_bytes(), capacity, piece));
        match (left, &right) {
            // What lies beyond the end is seen only if it comes with it.
            (Ok((_, left)), Ok((_, right))) => assert_eq!(left, right, "in pieces of {piece}"),
            _ => assert_eq!(left, &right, "in pieces of {piece}"),
        }
    }
    whole.map(|(response, body)| (response, String::from_utf8(body).unwrap()))
}

#[track_caller]
fn assert_body(head: &str, body: &str, expected: &str, is_reusable: bool) {
    let (response, read) = outcome(&format!("{OK}{head}\r\n{body}"), 512).unwrap();
    assert_eq!((response.status, read.as_str(), response.is_reusable), (200, expected, is_reusable), "{head:?}");
}

#[track_caller]
fn assert_refused(message: &str, error: ResponseError) {
    assert_eq!(outcome(message, 512).unwrap_err(), error, "{message:?}");
}

fn headers() -> Headers<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    headers.set(HeaderName::ContentType, "application/json").unwrap();
    headers
}

#[test]
fn a_request_goes_out_with_its_host_its_length_and_the_prefix_of_the_base_url() {
    let body = br#"{"resources":["news"]}"#;
    let request = Request { method: Method::Post, target: "/api/v2/REF30/x", headers: headers(), body };
    let base = BaseUrl::new("http://127.0.0.1:8080/proxy/").unwrap();
    let mut buffer = [0; 512];
    let message = write_request(&base, &request, Connection::Close, &mut buffer).unwrap();
    let expected = "POST /proxy/api/v2/REF30/x HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept-Encoding: identity\r\n\
        Connection: close\r\nAuthorization: Bearer eyJhbGciOi\r\nContent-Type: application/json\r\n\
        Content-Length: 22\r\n\r\n{\"resources\":[\"news\"]}";
    assert_eq!(str::from_utf8(message).unwrap(), expected);
}

#[test]
fn a_post_without_a_body_says_that_it_has_none() {
    let request = Request { method: Method::Post, target: "/", headers: Headers::default(), body: b"" };
    let mut buffer = [0; 256];
    let message = write_request(&BaseUrl::RELEASE_STAGING, &request, Connection::KeepAlive, &mut buffer).unwrap();
    assert!(message.ends_with(b"\r\nContent-Length: 0\r\n\r\n"));
}

#[test]
fn a_buffer_that_is_too_small_for_a_request_is_told_the_size_that_suffices() {
    let request = Request { method: Method::Get, target: "/", headers: headers(), body: b"" };
    let write = |buffer: &mut [u8]| {
        write_request(&BaseUrl::RELEASE_STAGING, &request, Connection::Close, buffer).map(<[u8]>::len)
    };
    let needed = write(&mut []).unwrap_err().needed;
    assert_eq!(write(&mut vec![0; needed]), Ok(needed));
    assert_eq!(write(&mut vec![0; needed - 1]).unwrap_err().needed, needed);
}

#[test]
fn a_body_of_stated_length_ends_there() {
    assert_body("Content-Length: 5\r\n", "hello", "hello", true);
    assert_body("content-LENGTH:\t0005 \r\n", "hello", "hello", true);
    assert_body("Content-Length: 0\r\n", "", "", true);
}

#[test]
fn chunks_are_joined_and_their_extensions_and_trailers_dropped() {
    let chunked = "Transfer-Encoding: chunked\r\n";
    assert_body(chunked, "5\r\nhello\r\n6;a=\"b\"\r\n world\r\n0\r\n\r\n", "hello world", true);
    assert_body(chunked, "000A\r\n0123456789\r\n0\r\nExpires: 0\r\nContent-Length: 9\r\n\r\n", "0123456789", true);
    assert_body("transfer-encoding: CHUNKED\r\n", "0\r\n\r\n", "", true);
}

#[test]
fn a_body_without_a_length_ends_with_the_connection() {
    assert_body("", "hello", "hello", false);
    assert_body("", "", "", false);
}

#[test]
fn a_connection_is_reusable_only_if_nothing_speaks_against_it() {
    assert_body("Connection: close\r\nContent-Length: 2\r\n", "ok", "ok", false);
    assert_body("Connection: foo , CLOSE\r\nContent-Length: 2\r\n", "ok", "ok", false);
    assert_body("Connection: keep-alive\r\nContent-Length: 2\r\n", "ok", "ok", true);
    let (old, _) = outcome("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 512).unwrap();
    assert!(!old.is_reusable);
    let (beyond, body) = read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n", 512, 512).unwrap();
    assert_eq!((beyond.is_reusable, &body[..]), (false, &b"ok"[..]));
}

#[test]
fn interim_responses_are_passed_over_and_another_protocol_is_refused() {
    let message =
        format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 \r\nLink: x\r\n\r\n{OK}Content-Length: 2\r\n\r\nok");
    assert_eq!(outcome(&message, 512).unwrap().1, "ok");
    assert_refused("HTTP/1.1 101 Switching Protocols\r\n\r\n", ResponseError::Unsupported);
}

#[test]
fn the_seconds_of_a_retry_after_are_told_and_a_date_is_none() {
    let told = |head: &str| {
        let message = format!("HTTP/1.1 429 Too Many Requests\r\n{head}Content-Length: 0\r\n\r\n");
        outcome(&message, 512).unwrap().0.retry_after_seconds
    };
    assert_eq!(told("Retry-After: 120\r\n"), Some(120));
    assert_eq!(told("retry-AFTER:0\r\n"), Some(0));
    assert_eq!(told(""), None);
    for value in ["Fri, 31 Dec 1999 23:59:59 GMT", "-1", "1.5", "", "4294967296", "99999999999999999999999"] {
        assert_eq!(told(&format!("Retry-After: {value}\r\n")), None, "{value}");
    }
    let interim = "HTTP/1.1 103 \r\nRetry-After: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(outcome(interim, 512).unwrap().0.retry_after_seconds, None);
}

#[test]
fn responses_that_have_no_body_end_with_their_head() {
    for status in ["204 No Content", "304 Not Modified"] {
        let (response, body) = outcome(&format!("HTTP/1.1 {status}\r\nContent-Length: 7\r\n\r\n"), 512).unwrap();
        assert_eq!((response.body_length, body.as_str(), response.is_reusable), (0, "", true));
    }
}

#[test]
fn a_doubt_about_the_end_of_a_body_is_refused() {
    for head in [
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2, 2\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: -2\r\n",
        "Content-Length: 0x2\r\n",
        "Content-Length: 2 2\r\n",
        "Content-Length: \r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length : 2\r\n",
        " Content-Length: 2\r\n",
        "\tX: a\r\n",
        "Content-Length:\r\n 2\r\n",
        "Content-Length: 2\r\n 2\r\n",
        "Content-Length: 2\r\n \r\n",
        "Transfer-Encoding: chunked\r\n\t, gzip\r\n",
        "Content-Encoding: identity\r\n , gzip\r\n",
        "X: a\r\n \r\n",
        "X: a\r\n\t \r\nContent-Length: 2\r\n",
        "Content-Length\r\n",
        ": 2\r\n",
        "X: \u{1}\r\n",
        "X: a\rb\r\n",
        "X: a\nContent-Length: 2\r\n",
    ] {
        assert_refused(&format!("{OK}{head}\r\nok"), ResponseError::Malformed);
    }
}

#[test]
fn codings_that_were_not_asked_for_are_refused() {
    for head in [
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Content-Encoding: gzip\r\n",
    ] {
        assert_refused(&format!("{OK}{head}\r\n0\r\n\r\n"), ResponseError::Unsupported);
    }
    assert_refused("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ResponseError::Unsupported);
}

#[test]
fn chunks_that_are_not_what_they_say_are_refused() {
    for body in [
        "\r\n",
        " \r\n",
        "g\r\n",
        "-1\r\n",
        "1 0\r\nhello",
        "5 x\r\nhello",
        "5\r\nhello0\r\n\r\n",
        "5\nhello",
        "0\r\nx\r\n\r\n",
        "0\r\n x\r\n\r\n",
    ] {
        assert_refused(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n{body}"), ResponseError::Malformed);
    }
}

#[test]
fn lengths_beyond_the_buffer_are_refused_before_a_byte_of_the_body_is_awaited() {
    let error = |message: &str| outcome(message, 64).unwrap_err();
    assert_eq!(error(&format!("{OK}Content-Length: 65\r\n\r\n")), ResponseError::TooLarge { needed: 65 });
    let huge = "9".repeat(40);
    assert_eq!(error(&format!("{OK}Content-Length: {huge}\r\n\r\n")), ResponseError::TooLarge { needed: usize::MAX });
    let chunked = format!("{OK}Transfer-Encoding: chunked\r\n\r\n");
    assert_eq!(error(&format!("{chunked}2\r\nok\r\n40\r\n")), ResponseError::TooLarge { needed: 66 });
    assert_eq!(error(&format!("{chunked}FFFFFFFFFFFFFFFF\r\n")), ResponseError::TooLarge { needed: usize::MAX });
    assert_eq!(error(&format!("{chunked}10000000000000000\r\n")), ResponseError::TooLarge { needed: usize::MAX });
    assert_eq!(error(&format!("{OK}\r\n{}", "x".repeat(65))), ResponseError::TooLarge { needed: 65 });
    assert_eq!(error(&format!("{OK}X: {}\r\n", "x".repeat(64))), ResponseError::TooLarge { needed: 65 });
}

#[test]
fn a_body_as_long_as_the_buffer_fits_whatever_its_head() {
    let body = "x".repeat(64);
    let head = "X: a line that is dropped\r\n".repeat(9);
    assert_eq!(outcome(&format!("{OK}{head}Content-Length: 64\r\n\r\n{body}"), 64).unwrap().1, body);
}

#[test]
fn heads_and_chunk_lines_without_end_are_refused() {
    let mut head = OK.to_owned();
    head += &"X: y\r\n".repeat(6000);
    assert_eq!(read(head.as_bytes(), 512, 512).unwrap_err(), ResponseError::Malformed);
    let interim = "HTTP/1.1 100 \r\n\r\n".repeat(2000);
    assert_eq!(read(interim.as_bytes(), 512, 512).unwrap_err(), ResponseError::Malformed);
    let trailer = format!("{OK}Transfer-Encoding: chunked\r\n\r\n0\r\n{}", "X: y\r\n".repeat(6000));
    assert_eq!(read(trailer.as_bytes(), 512, 512).unwrap_err(), ResponseError::Malformed);
    let extension = format!("{OK}Transfer-Encoding: chunked\r\n\r\n1;{}\r\n", "x".repeat(300));
    assert_eq!(read(extension.as_bytes(), 512, 512).unwrap_err(), ResponseError::Malformed);
}

#[test]
fn a_chunk_line_may_be_as_long_as_its_limit() {
    // 256 bytes with the size, the semicolon and the end of the line.
    let body = |extension: usize| format!("1;{}\r\nx\r\n0\r\n\r\n", "e".repeat(extension));
    let read =
        |extension| read(format!("{OK}Transfer-Encoding: chunked\r\n\r\n{}", body(extension)).as_bytes(), 512, 512);
    assert_eq!(read(252).unwrap().1, b"x");
    assert_eq!(read(253).unwrap_err(), ResponseError::Malformed);
}

#[test]
fn status_lines_are_taken_by_the_letter_only() {
    for line in [
        "HTTP/1.1 200OK\r\n",
        "HTTP/1.1 200\tOK\r\n",
        "HTTP/1.1 20\r\n",
        "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 OK\r\n",
        "HTTP/1.1  200 OK\r\n",
        "HTTP/1.2 200 OK\r\n",
        "HTTP/2 200 OK\r\n",
        "http/1.1 200 OK\r\n",
        "\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\n",
    ] {
        assert_refused(&format!("{line}Content-Length: 0\r\n\r\n"), ResponseError::Malformed);
    }
}

#[test]
fn a_status_line_may_lack_its_reason() {
    for line in ["HTTP/1.1 429", "HTTP/1.1 429 ", "HTTP/1.0 429", "HTTP/1.1 429  two blanks"] {
        let (response, body) = outcome(&format!("{line}\r\nContent-Length: 2\r\n\r\nok"), 512).unwrap();
        assert_eq!((response.status, body.as_str()), (429, "ok"), "{line}");
    }
}

#[test]
fn a_status_of_three_digits_is_told_as_it_is_though_no_page_has_it() {
    for status in [600, 777, 999] {
        let (response, body) = outcome(&format!("HTTP/1.1 {status} \r\nContent-Length: 2\r\n\r\nok"), 512).unwrap();
        assert_eq!((response.status, body.as_str()), (status, "ok"));
    }
}

#[test]
fn blanks_around_the_size_of_a_chunk_are_dropped() {
    let chunked = "Transfer-Encoding: chunked\r\n";
    for size in ["5 ", " 5", "\t5\t ", "05   ", " 5 ;a=b", "5 ; a"] {
        assert_body(chunked, &format!("{size}\r\nhello\r\n0   \r\n\r\n"), "hello", true);
    }
}

#[test]
fn a_folded_line_is_read_unless_its_field_frames_the_message() {
    let length = "Content-Length: 2\r\n";
    assert_body(&format!("Set-Cookie: a=b;\r\n Path=/\r\n{length}"), "ok", "ok", true);
    assert_body(&format!("X:\r\n\ta\r\n   b: Content-Length: 9\r\n{length}"), "ok", "ok", true);
    assert_body(&format!("{length}Connection: foo,\r\n close\r\n"), "ok", "ok", false);
    assert_body(&format!("{length}Connection: foo,\r\n bar\r\n"), "ok", "ok", true);
    assert_body("Transfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\nX: a\r\n b\r\n\r\n", "ok", true);
}

#[test]
fn forms_that_were_refused_once_and_harm_nobody_are_read() {
    for message in [case!("http-chunk-padded.http"), case!("http-no-reason.http"), case!("http-obs-fold.http")] {
        let (response, body) = outcome(message, 512).unwrap();
        assert_eq!((response.status, body.as_str()), (200, r#"{"profiles":{}}"#), "{message}");
    }
}

#[test]
fn a_refusal_and_a_redirect_are_told_with_their_bodies_and_half_an_answer_is_none() {
    let (response, body) = outcome(case!("http-post-401.http"), 512).unwrap();
    assert_eq!((response.status, body.as_str()), (401, r#"{"error":"invalid_client"}"#));
    let (response, body) = outcome(case!("http-redirect-token.http"), 512).unwrap();
    assert_eq!((response.status, body.as_str()), (307, ""));
    assert_refused(case!("http-short-body.http"), ResponseError::Truncated);
}

#[test]
fn a_connection_that_ends_early_is_told_apart_from_one_that_said_nothing() {
    assert_eq!(read(b"", 64, 64).unwrap_err(), ResponseError::Closed);
    let message = format!("{OK}Content-Length: 5\r\n\r\nhello");
    for length in 1..message.len() {
        assert_eq!(read(&message.as_bytes()[..length], 64, 64).unwrap_err(), ResponseError::Truncated);
    }
    assert_refused("HTTP/1.1 100 \r\n\r\n", ResponseError::Truncated);
    assert_refused(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"), ResponseError::Truncated);
}

#[test]
fn no_mutation_of_a_response_makes_the_reader_panic_or_ask_without_room() {
    let message = format!("{OK}Transfer-Encoding: chunked\r\nConnection: x\r\n\r\n5;a\r\nhello\r\n0\r\nX: y\r\n\r\n");
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..20_000 {
        let mut bytes = message.clone().into_bytes();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            bytes[at] = b"\r\n:; 09afHT\0\xff"[random(13)];
        }
        // Whatever it says: `read` demands room for every byte that the reader asks for.
        let _ = read(&bytes, 16 + random(64), 1 + random(80));
    }
}

#[test]
fn no_more_room_is_given_than_the_response_still_needs() {
    let (mut reader, mut buffer) = (ResponseReader::new(), [0; 256]);
    let start = format!("{OK}Content-Length: 5\r\n\r\nab");
    reader.space(&mut buffer)[..start.len()].copy_from_slice(start.as_bytes());
    assert!(reader.received(&mut buffer, start.len()).unwrap().is_none());
    let space = reader.space(&mut buffer);
    assert_eq!(space.len(), 3);
    space.copy_from_slice(b"cde");
    let response = reader.received(&mut buffer, 3).unwrap().unwrap();
    assert_eq!((&buffer[..response.body_length], reader.space(&mut [0; 512]).len()), (&b"abcde"[..], 0));
}

#[test]
fn a_chunk_ends_with_an_empty_line() {
    assert_refused(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"), ResponseError::Malformed);
}

#[test]
fn a_wish_to_close_that_is_said_twice_is_no_less_a_wish() {
    let length = "Content-Length: 1\r\n";
    assert_body(&format!("Connection: close\r\nConnection: close\r\n{length}"), "x", "x", false);
    assert_body(&format!("Connection: close,\r\n close\r\n{length}"), "x", "x", false);
}
