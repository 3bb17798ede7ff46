//! No value adds a header line, or leads away from a path; what the calls do with any text is in `calls`.

use proptest::prelude::*;
use tvpass::endpoint::{Authenticate, Call, CreateSession, Logout};
use tvpass::message::{BaseUrl, EncodeError, HeaderName, HeaderValue, Headers, Request, Sender};

use super::sample::{all_headers, config, segment, text};

/// The segments of a path as any server would see them.
fn segments(path: &str) -> Vec<String> {
    let decoded = |segment| percent_encoding::percent_decode_str(segment).decode_utf8().unwrap().into_owned();
    path.split('/').map(decoded).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The head of the request as HTTP/1.1, and what a parser makes of it.
fn parsed_head(request: &Request<'_>) -> Result<Vec<(String, String)>, TestCaseError> {
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method.as_str(), request.target);
    for (name, value) in request.headers.iter() {
        head.extend([name.as_str(), ": ", value, "\r\n"]);
    }
    head += "\r\n";
    let mut slots = [httparse::EMPTY_HEADER; 32];
    let mut parsed = httparse::Request::new(&mut slots);
    let status = parsed.parse(head.as_bytes());
    prop_assert_eq!(status, Ok(httparse::Status::Complete(head.len())), "{}", head);
    prop_assert_eq!(parsed.path, Some(request.target));
    let headers = parsed.headers.iter();
    Ok(headers.map(|header| (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned())).collect())
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn a_head_has_exactly_the_lines_of_its_headers(values in proptest::collection::vec(text(), HeaderName::COUNT)) {
        let mut headers = Headers::new(Sender::StreamingDevice);
        for (name, value) in HeaderName::ALL.into_iter().zip(&values) {
            let allowed = value.bytes().position(|byte| !(byte == b'\t' || (b' '..=b'~').contains(&byte)));
            let outcome = headers.set(name, value);
            prop_assert_eq!(outcome.map_err(|error| error.offset), allowed.map_or(Ok(()), Err));
            if outcome.is_err() {
                headers.set(name, "other").unwrap();
            }
        }
        let mut buffer = [0; 4096];
        let call = CreateSession::new("REF30");
        let request = call.encode(&headers, &mut buffer).unwrap();
        let sent = request.headers.iter().map(|(name, value)| pair(name.as_str(), value.trim_matches([' ', '\t'])));
        prop_assert_eq!(parsed_head(&request)?, sent.collect::<Vec<_>>());
    }

    #[test]
    fn the_page_for_a_user_agent_stays_on_its_host_and_path(provider in segment(), code in segment()) {
        let mut buffer = [0; 4096];
        let page = Authenticate::new(&provider, &code);
        let url = page.url(&BaseUrl::RELEASE_PRODUCTION, &mut buffer).unwrap();
        let path = url.strip_prefix("https://sp.auth.adobe.com").unwrap();
        prop_assert_eq!(segments(path), ["", "api", "v2", "authenticate", provider.as_str(), code.as_str()]);
    }
}

#[test]
fn a_segment_that_a_path_would_resolve_away_is_refused_by_name() {
    let headers = all_headers(Sender::StreamingDevice);
    for (away, refused) in [
        ("", EncodeError::MissingParameter as fn(_) -> _),
        (".", EncodeError::InvalidParameter),
        ("..", EncodeError::InvalidParameter),
    ] {
        let call = Logout::new(away, "Dish", "https://adobe.com");
        assert_eq!(call.encode(&headers, &mut [0; 256]), Err(refused("serviceProvider")));
        let call = Logout::new("REF30", away, "https://adobe.com");
        assert_eq!(call.encode(&headers, &mut [0; 256]), Err(refused("mvpd")));
        let page = Authenticate::new("REF30", away);
        let mut buffer = [0; 256];
        assert_eq!(page.url(&BaseUrl::RELEASE_PRODUCTION, &mut buffer), Err(refused("code")));
    }
}

#[test]
fn every_byte_but_visible_ascii_space_and_tab_is_refused_in_a_header() {
    for code in 0..=0xFF_u8 {
        let text = format!("ab{}", char::from(code));
        let allowed = code == b'\t' || (b' '..=b'~').contains(&code);
        let expected = if allowed { Ok(()) } else { Err(2) };
        assert_eq!(HeaderValue::new(&text).map(drop).map_err(|error| error.offset), expected, "{code:#x}");
    }
}
