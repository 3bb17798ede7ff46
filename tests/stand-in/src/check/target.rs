//! The request target.

use percent_encoding::percent_decode_str;

use super::Findings;
use crate::Endpoint;
use crate::http::Request;

/// Shorter texts occur by chance.
const SHORTEST_SECRET: usize = 8;

/// Looks at slashes, escapes, query and secrets of the target.
pub(crate) fn target(request: &Request, endpoint: Option<Endpoint>, secrets: &[String], findings: &mut Findings) {
    let path = request.path();
    if path.len() > 1 && path.ends_with('/') {
        findings.note("the path ends with a slash (P4)");
    }
    if !path.split('/').all(is_segment) {
        findings.note("a path segment holds a character that must be percent-encoded");
    }
    if request.query().is_some() && endpoint != Some(Endpoint::Logout) {
        findings.note("there is a query; only logout has one (P5)");
    }
    let decoded = percent_decode_str(&request.target).decode_utf8_lossy();
    let mut told = secrets.iter().filter(|secret| secret.len() >= SHORTEST_SECRET);
    if told.any(|secret| decoded.contains(secret.as_str()) || request.target.contains(secret.as_str())) {
        findings.note("the URL tells a secret (P5)");
    }
}

fn is_segment(segment: &str) -> bool {
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let escape = byte == b'%'
            && bytes.next().is_some_and(|high| high.is_ascii_hexdigit())
            && bytes.next().is_some_and(|low| low.is_ascii_hexdigit());
        if !escape && !byte.is_ascii_alphanumeric() && !b"-._~".contains(&byte) {
            return false;
        }
    }
    true
}

/// A scheme, `://` and something after it; an application's own scheme is as good as https.
pub(crate) fn is_absolute_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
        && !rest.is_empty()
        && text.chars().all(|character| character.is_ascii_graphic())
}
