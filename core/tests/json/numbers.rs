//! `Number`: kept as text, so that nothing is rounded before it is asked for.

use proptest::prelude::*;
use tvpass::json::{Number, Reader};

use super::documents::number;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_keeps_its_own_text(text in number()) {
        prop_assert_eq!(Number::parse(&text).unwrap().as_text(), text.as_str());
        prop_assert_eq!(Reader::new(text.as_bytes()).number(), Number::parse(&text));
    }

    #[test]
    fn digits_alone_are_the_integer_that_the_standard_library_reads(text in "-?(0|[1-9][0-9]{0,21})") {
        let number = Number::parse(&text).unwrap();
        prop_assert_eq!(number.as_i64(), text.parse().ok());
        prop_assert_eq!(number.as_u64(), if text == "-0" { Some(0) } else { text.parse().ok() });
    }

    #[test]
    fn a_whole_number_is_itself_however_its_point_and_exponent_are_written(
        value in prop_oneof![any::<u64>(), 1..2_000_000_000_000_u64], zeros in 0..25_usize,
        place in any::<proptest::sample::Index>(), sign in proptest::sample::select(vec!["", "+"]),
    ) {
        let (digits, all) = (value.to_string().len(), format!("{value}{}", "0".repeat(zeros)));
        // The point behind the first digit or later, and the exponent that moves it to where it belongs.
        let (whole, fraction) = all.split_at(1 + place.index(all.len()));
        let point = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
        let text = if digits < whole.len() {
            format!("{whole}{point}E-{}", whole.len() - digits)
        } else {
            format!("{whole}{point}e{sign}{}", digits - whole.len())
        };
        let number = Number::parse(&text);
        // With zeros behind it, zero is no number of JSON.
        prop_assume!(number.is_some());
        prop_assert_eq!(number.unwrap().as_u64(), Some(value), "{}", text);
    }

    #[test]
    fn an_integer_is_as_near_as_the_double_says(text in number()) {
        let number = Number::parse(&text).unwrap();
        let double = number.to_f64();
        // Within these every whole double is exact, and a number with a fraction that long is rounded to a whole one at most.
        if let Some(value) = number.as_i64() && value.unsigned_abs() < 1 << 53 {
            #[allow(clippy::cast_precision_loss)]
            let exact = value as f64;
            prop_assert!((double - exact).abs() == 0.0, "{} {}", text, value);
        }
        if number.as_i64().is_none() && double.abs() < 9e15 {
            prop_assert!(text.contains(['.', 'e', 'E']), "{}", text);
        }
    }

    #[test]
    fn a_number_is_the_nearest_double(text in number()) {
        let expected: f64 = text.parse().unwrap();
        prop_assert_eq!(Number::parse(&text).unwrap().to_f64().to_bits(), expected.to_bits());
    }

    #[test]
    fn text_that_is_not_just_a_number_is_none(text in "[-+0-9.eE ]{0,8}") {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        // Beyond double precision serde_json has no opinion.
        prop_assume!(!theirs.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range")));
        prop_assert_eq!(Number::parse(&text).is_some(), theirs.is_ok() && text.trim() == text);
    }
}

#[test]
fn integers_reach_to_the_limits_of_their_types_and_no_further() {
    let number = |text| Number::parse(text).unwrap();
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("18446744073709551616").as_u64(), None);
    assert_eq!(number("9223372036854775807").as_i64(), Some(i64::MAX));
    assert_eq!(number("9223372036854775808").as_i64(), None);
    assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(number("-9223372036854775809").as_i64(), None);
    assert_eq!(number("-0").as_i64(), Some(0));
    assert_eq!(number("-0").as_u64(), Some(0));
    assert_eq!(number("1.0").as_u64(), Some(1));
    assert_eq!(number("1e3").as_i64(), Some(1000));
    assert_eq!(number("-9.223372036854775808e18").as_i64(), Some(i64::MIN));
    assert_eq!(number("1.5").as_u64(), None);
    assert_eq!(number("-1.5").as_i64(), None);
    assert_eq!(number("-1").as_u64(), None);
}

#[test]
fn beyond_double_precision_a_number_is_infinite_or_zero_but_never_lost() {
    let number = |text| Number::parse(text).unwrap();
    assert_eq!(number("1e400").to_f64().to_bits(), f64::INFINITY.to_bits());
    assert_eq!(number("-1e400").to_f64().to_bits(), f64::NEG_INFINITY.to_bits());
    assert_eq!(number("1e-400").to_f64().to_bits(), 0_f64.to_bits());
    assert_eq!(format!("{:?}", number("1e400")), "1e400");
}
