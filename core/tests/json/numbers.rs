//! `Number`: kept as text, so that nothing is rounded before it is asked for.

use proptest::prelude::*;
use tvpass::json::{Number, Reader};

use super::documents::number;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_keeps_its_own_text(text in number()) {
        prop_assert_eq!(Number::parse(&text).unwrap().as_str(), text.as_str());
        prop_assert_eq!(Reader::new(text.as_bytes()).number(), Number::parse(&text));
    }

    #[test]
    fn a_number_is_an_integer_exactly_where_the_standard_library_reads_one(text in number()) {
        let number = Number::parse(&text).unwrap();
        prop_assert_eq!(number.as_u64(), text.parse().ok());
        prop_assert_eq!(number.as_i64(), text.parse().ok());
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
    assert_eq!(number("-0").as_u64(), None);
    assert_eq!(number("1.0").as_u64(), None);
    assert_eq!(number("1e3").as_i64(), None);
}

#[test]
fn beyond_double_precision_a_number_is_infinite_or_zero_but_never_lost() {
    let number = |text| Number::parse(text).unwrap();
    assert_eq!(number("1e400").to_f64().to_bits(), f64::INFINITY.to_bits());
    assert_eq!(number("-1e400").to_f64().to_bits(), f64::NEG_INFINITY.to_bits());
    assert_eq!(number("1e-400").to_f64().to_bits(), 0_f64.to_bits());
    assert_eq!(format!("{:?}", number("1e400")), "1e400");
}
