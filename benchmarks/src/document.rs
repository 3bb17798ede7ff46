//! The documents: data files for the fixed works, generators for those that grow.

use std::fmt::Write as _;

mod configuration;

pub(crate) use configuration::configuration;

pub static PROFILES: &[u8] = include_bytes!("../data/profiles.json");
pub static PROFILES_PRETTY: &[u8] = include_bytes!("../data/profiles-pretty.json");
pub static SESSION: &[u8] = include_bytes!("../data/session.json");
pub static DECISIONS: &[u8] = include_bytes!("../data/decisions.json");
pub static LOGOUT: &[u8] = include_bytes!("../data/logout.json");
pub static SESSION_DETAILS: &[u8] = include_bytes!("../data/session-details.json");

/// Bytes of a response that arrive at a time.
pub const ARRIVING: usize = 512;

/// A response of a server behind a proxy: W1's profiles in chunks of 400 bytes.
pub fn response() -> Vec<u8> {
    let head = concat!(
        "HTTP/1.1 200 OK\r\nDate: Sun, 29 Nov 2026 12:00:00 GMT\r\nContent-Type: application/json;charset=UTF-8\r\n",
        "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\nCache-Control: no-store\r\nServer: example\r\n",
        "X-Request-Id: 1b614390-6610-4d14-9421-6565f6e75958\r\nVary: Accept-Encoding\r\nVia: 1.1 proxy.example\r\n\r\n",
    );
    let chunks =
        PROFILES.chunks(400).map(|chunk| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
    let parts = std::iter::once(head.as_bytes().to_vec()).chain(chunks).chain([b"0\r\n\r\n".to_vec()]);
    parts.collect::<Vec<_>>().concat()
}

/// The status and the body of a response, as peers have to agree on them.
pub fn comparable_response(status: u16, body: &[u8]) -> Vec<String> {
    vec![status.to_string(), String::from_utf8_lossy(body).into_owned()]
}

/// One profile with this many attributes, every kind of value among them.
pub fn attributes(count: usize) -> Vec<u8> {
    profile(|json| {
        for index in 0..count {
            if index > 0 {
                json.push(',');
            }
            let value = match index % 4 {
                0 => r#""aG91c2Vob2xkLTc3MTU5MDMyLTRkZGI=""#,
                1 => r#"["10001","94110"]"#,
                2 => r#"{"MPAA":"PG-13","VCHIP":"TV-14"}"#,
                _ => "1762861200000",
            };
            attribute(json, index, value);
        }
    })
}

/// One attribute whose value is a text of `length` bytes.
pub fn long_text(length: usize) -> Vec<u8> {
    profile(|json| attribute(json, 0, &quoted(&"tvpass ".repeat(length.div_ceil(7)), length)))
}

/// One attribute whose value is nothing but escapes, `length` bytes of them (rounded up to whole ones).
pub fn escaped_text(length: usize) -> Vec<u8> {
    let unit = r#"\u00e9\n\"\/\u2013"#;
    let count = length.div_ceil(unit.len());
    profile(|json| attribute(json, 0, &quoted(&unit.repeat(count), count * unit.len())))
}

/// A field nobody knows: about 64 KB of lists, each nested `depth` deep.
pub fn nested(depth: usize) -> Vec<u8> {
    let unit = format!("{}7{}", "[".repeat(depth), "]".repeat(depth));
    let units = vec![unit.as_str(); (64 << 10) / (unit.len() + 1)].join(",");
    format!(r#"{{"extension":[{units}],"profiles":{{}}}}"#).into_bytes()
}

fn profile(attributes: impl FnOnce(&mut String)) -> Vec<u8> {
    let mut json = String::from(concat!(
        r#"{"profiles":{"Cablevision":{"notBefore":1762774800000,"notAfter":1765366800000,"#,
        r#""issuer":"Cablevision","type":"regular","attributes":{"#,
    ));
    attributes(&mut json);
    json.push_str("}}}}");
    json.into_bytes()
}

fn attribute(json: &mut String, index: usize, value: &str) {
    write!(json, r#""attribute{index:05}":{{"value":{value},"state":"plain"}}"#).expect("a String takes every write");
}

fn quoted(text: &str, length: usize) -> String {
    format!("\"{}\"", &text[..length])
}
