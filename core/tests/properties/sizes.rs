//! Errors are small, since every call on a firmware's stack makes room for one.

use tvpass::TooSmall;
use tvpass::endpoint::RouteError;
use tvpass::json;
use tvpass::message::{DecodeError, EncodeError, HeaderDecodeError, HeaderError, UrlError};

#[test]
fn an_error_with_its_kind_field_and_place_takes_16_bytes_at_most() {
    assert!(size_of::<json::Error>() <= 16);
    assert_eq!(size_of::<Result<(), json::Error>>(), size_of::<json::Error>());
    assert!(size_of::<HeaderDecodeError>() <= 16);
    assert!(size_of::<UrlError>() <= 16);
    assert!(size_of::<HeaderError>() <= 16 && size_of::<TooSmall>() <= 16 && size_of::<RouteError>() <= 16);
}

#[test]
fn an_error_that_names_a_parameter_takes_a_name_and_a_word_at_most() {
    // 12 bytes on the 32 bits of a firmware, 24 on a desktop.
    let limit = size_of::<&str>() + size_of::<usize>();
    assert!(size_of::<EncodeError>() <= limit && size_of::<DecodeError>() <= limit);
}
