use tvpass::endpoint::AccessToken;
use tvpass::json::{Number, Timestamp};

use super::every_text;

/// The whole number that a text of JSON's grammar is, by the place of its last digit that is not zero.
fn whole(text: &str) -> Option<i128> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: i128 = format!("{whole}{fraction}").parse().expect("JSON has digits");
    if digits == 0 {
        return Some(0);
    }
    let exponent: i64 = exponent.parse().expect("JSON has digits");
    let moved = exponent - i64::try_from(fraction.len()).expect("it is short");
    let power = 10_i128.checked_pow(u32::try_from(moved.unsigned_abs()).ok()?);
    if moved >= 0 {
        digits.checked_mul(power?)
    } else {
        power.filter(|power| digits % power == 0).map(|power| digits / power)
    }
}

#[test]
fn every_number_of_up_to_six_characters_is_read_exactly_or_refused() {
    every_text(b"0159.eE+-", 6, &mut |text| {
        let number = Number::parse(text);
        let is_json = serde_json::from_str::<serde_json::Number>(text).is_ok();
        // The oracle has no room for a number such as 1e999, and no other is refused by it alone.
        let is_vast = number.is_some() && !is_json && text.contains(['e', 'E']);
        assert!(number.is_some() == is_json || is_vast, "{text:?}");
        if let Some(number) = number {
            let expected = whole(text);
            assert_eq!(number.as_u64(), expected.and_then(|value| value.try_into().ok()), "{text:?}");
            assert_eq!(number.as_i64(), expected.and_then(|value| value.try_into().ok()), "{text:?}");
        }
    });
}

/// A time as an answer may spell it.
fn spelled(value: u64) -> [String; 4] {
    [format!("{value}"), format!("\"{value}\""), format!("{value}.0"), format!("\"{value}0e-1\"")]
}

#[test]
fn every_time_near_a_border_is_the_same_in_every_spelling() {
    // Zero, the first that is milliseconds (T2), today, and the last.
    const FIRST_MILLIS: u64 = 100_000_000_000;
    for (border, reach) in
        [(0, 0..2000), (FIRST_MILLIS - 1000, 0..2000), (1_733_735_289_035, 0..2000), (u64::MAX / 10 - 2000, 0..2000)]
    {
        for value in reach.map(|step| border + step) {
            let expected = if value < FIRST_MILLIS { value * 1000 } else { value };
            assert_eq!(Timestamp::from_wire(value), Timestamp::from_millis(expected));
            for spelling in spelled(value) {
                let body = format!(r#"{{"access_token": "t", "expires_in": 1, "created_at": {spelling}}}"#);
                let read = AccessToken::decode(body.as_bytes()).map(|token| token.created_at);
                assert_eq!(read, Ok(Some(Timestamp::from_millis(expected))), "{spelling}");
            }
        }
    }
}
