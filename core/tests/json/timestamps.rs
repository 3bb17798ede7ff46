//! `Timestamp`: milliseconds, also where the wire says seconds or writes a string.

use proptest::prelude::*;
use tvpass::endpoint::AccessToken;
use tvpass::json::Timestamp;

/// The `created_at` of a token, read from what stands there.
fn created_at(value: &str) -> Option<Timestamp> {
    let body = format!("{{\"access_token\":\"t\",\"expires_in\":1,\"created_at\":{value}}}");
    AccessToken::decode(body.as_bytes()).unwrap().created_at
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timestamp_reads_alike_as_number_and_as_string(value in any::<u64>()) {
        let expected = Timestamp::from_wire(value);
        prop_assert_eq!(created_at(&value.to_string()), Some(expected));
        prop_assert_eq!(created_at(&format!("\"{value}\"")), Some(expected));
    }

    #[test]
    fn no_timestamp_overflows(first in any::<u64>(), second in any::<u64>()) {
        let (early, late) = (Timestamp::from_wire(first.min(second)), Timestamp::from_wire(first.max(second)));
        prop_assert!(late.plus_millis(second) >= late);
        let (early, late) = (early.min(late), early.max(late));
        prop_assert_eq!(early.millis_since(late), 0);
        prop_assert_eq!(early.plus_millis(late.millis_since(early)), late);
    }
}

#[test]
fn a_value_below_a_hundred_thousand_million_is_seconds() {
    assert_eq!(created_at("1623943955"), Some(Timestamp::from_millis(1_623_943_955_000)));
    assert_eq!(created_at("99999999999"), Some(Timestamp::from_millis(99_999_999_999_000)));
    assert_eq!(created_at("100000000000"), Some(Timestamp::from_millis(100_000_000_000)));
    assert_eq!(created_at("0"), Some(Timestamp::from_millis(0)));
}

#[test]
fn null_is_no_timestamp() {
    assert_eq!(created_at("null"), None);
}

#[test]
fn a_token_expires_its_seconds_after_it_was_made_or_else_received() {
    let token = |body: &'static [u8]| AccessToken::decode(body).unwrap();
    let received = Timestamp::from_millis(1_700_000_000_000);
    let made = token(br#"{"access_token":"t","expires_in":21600,"created_at":1733735289035}"#);
    assert_eq!(made.expires_at(received), Timestamp::from_millis(1_733_735_289_035 + 21_600_000));
    let unmade = token(br#"{"access_token":"t","expires_in":21600}"#);
    assert_eq!(unmade.expires_at(received), received.plus_millis(21_600_000));
    let endless = token(br#"{"access_token":"t","expires_in":18446744073709551615}"#);
    assert_eq!(endless.expires_at(received), Timestamp::from_millis(u64::MAX));
}
