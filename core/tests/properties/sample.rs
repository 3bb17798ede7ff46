//! Values to try, and what every encoder promises about its buffer.

use proptest::prelude::*;
use tvpass::TooSmall;
use tvpass::json::Timestamp;
use tvpass::message::{EncodeError, HeaderName, Headers, Sender};

use super::documents::characters;

/// The settings of a property that is tried on `cases` cases, with nothing written to disk.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any text: controls, quotes, every script, and what has a meaning in paths, forms, heads and JSON.
pub(crate) fn text() -> BoxedStrategy<String> {
    let special = proptest::sample::select(vec![
        "",
        "a/b",
        "/",
        "%2F",
        "%",
        "%zz",
        "a b+c",
        "a&b=c",
        "?x=1#y",
        "\r\nX-Injected: 1\r\n\r\n",
        "\0",
        "\u{7f}",
        "\"\\\"",
        "\\u0041",
        "😀\u{10ffff}",
        "\u{2028}",
        "null",
        "true",
        "12",
        "é",
    ]);
    prop_oneof![3 => characters(), 2 => "[ -~]{1,24}", 1 => special.prop_map(str::to_owned)].boxed()
}

/// Any text that can be one segment of a path: not empty, and not of dots only, which a path resolves away.
pub(crate) fn segment() -> BoxedStrategy<String> {
    text().prop_filter("resolved away", |text| !matches!(text.as_str(), "" | "." | "..")).boxed()
}

pub(crate) fn maybe<T: Strategy + 'static>(strategy: T) -> BoxedStrategy<Option<T::Value>>
where
    T::Value: Clone,
{
    proptest::option::of(strategy).boxed()
}

/// Any time that the wire writes in milliseconds; smaller values would be read as seconds (T2).
pub(crate) fn timestamp() -> BoxedStrategy<Timestamp> {
    prop_oneof![1_600_000_000_000..2_000_000_000_000_u64, 100_000_000_000..=u64::MAX]
        .prop_map(Timestamp::from_millis)
        .boxed()
}

/// One of the known values of an enumeration, or any other.
pub(crate) fn word(names: &'static [&'static str]) -> BoxedStrategy<String> {
    prop_oneof![2 => proptest::sample::select(names).prop_map(str::to_owned), 1 => text()].boxed()
}

/// Every header of the protocol, so that each endpoint finds what it requires.
pub(crate) fn all_headers(sender: Sender) -> Headers<'static> {
    let mut headers = Headers::new(sender);
    for name in HeaderName::ALL {
        headers.set(name, "value").unwrap();
    }
    headers
}

/// An error that may say that the buffer is too small.
pub(crate) trait MayNeedMore {
    fn needed(self) -> Option<usize>;
}

impl MayNeedMore for TooSmall {
    fn needed(self) -> Option<usize> {
        Some(self.needed)
    }
}

impl MayNeedMore for EncodeError {
    fn needed(self) -> Option<usize> {
        match self {
            Self::TooSmall { needed } => Some(needed),
            _ => None,
        }
    }
}

/// Encodes into a buffer that is exactly as large as the encoder says it must be, after seeing that it says the same for
/// each of some smaller ones; returns that buffer as it was left.
pub(crate) fn exactly<E: MayNeedMore>(
    encode: impl Fn(&mut [u8]) -> Result<usize, E>,
) -> Result<Vec<u8>, TestCaseError> {
    let asked = |size: usize| encode(&mut vec![0xEE; size]).err().and_then(MayNeedMore::needed);
    let needed = match encode(&mut []) {
        Ok(length) => {
            return if length == 0 { Ok(Vec::new()) } else { Err(TestCaseError::fail("wrote beyond the end")) };
        }
        Err(error) => error.needed().ok_or_else(|| TestCaseError::fail("refused for another reason"))?,
    };
    for smaller in [needed - 1, needed / 2, needed / 3, 1].into_iter().filter(|size| *size < needed) {
        prop_assert_eq!(asked(smaller), Some(needed), "with {} bytes", smaller);
    }
    let mut buffer = vec![0xEE; needed];
    match encode(&mut buffer) {
        Ok(length) => prop_assert_eq!(length, needed),
        Err(_) => return Err(TestCaseError::fail(format!("{needed} bytes do not suffice"))),
    }
    Ok(buffer)
}
