//! base64 and percent-encoding against the crates that everybody uses.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::json::{Reader, Text};
use tvpass::message::{base64 as ours, percent};
use tvpass::{Output, TooSmall};

use super::sample::{config, exactly, text};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encode_base64(bytes: &[u8], before: &[u8], buffer: &mut [u8]) -> Result<usize, TooSmall> {
    let mut output = Output::new(buffer);
    output.push(before);
    ours::push(&mut output, bytes);
    output.finish().map(<[u8]>::len)
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn base64_is_written_as_rfc_4648_has_it(bytes in vec(any::<u8>(), 0..100), before in vec(any::<u8>(), 0..9)) {
        let written = exactly(|buffer| encode_base64(&bytes, &before, buffer))?;
        let expected = [before.as_slice(), STANDARD.encode(&bytes).as_bytes()].concat();
        prop_assert_eq!(written, expected);
    }

    #[test]
    fn base64_is_read_with_and_without_padding(bytes in vec(any::<u8>(), 0..100)) {
        for text in [STANDARD.encode(&bytes), STANDARD_NO_PAD.encode(&bytes)] {
            let mut exact = vec![0; bytes.len()];
            prop_assert_eq!(ours::decode(&text, &mut exact), Some(bytes.as_slice()));
            let mut enough = vec![0; text.len() * 3 / 4];
            prop_assert_eq!(ours::decode(&text, &mut enough), Some(bytes.as_slice()));
            if let Some(smaller) = bytes.len().checked_sub(1) {
                prop_assert!(ours::decode(&text, &mut vec![0; smaller]).is_none());
            }
        }
    }

    #[test]
    fn text_that_is_not_base64_is_refused(text in "[A-Da-d0-3+/=_ -]{0,12}") {
        let expected = STANDARD.decode(&text).or_else(|_| STANDARD_NO_PAD.decode(&text)).ok();
        let mut buffer = [0; 16];
        prop_assert_eq!(ours::decode(&text, &mut buffer).map(<[u8]>::to_vec), expected);
    }

    #[test]
    fn only_unreserved_characters_stay_and_each_is_encoded_once(text in text()) {
        let encode = |text: &Text<'_>, buffer: &mut [u8]| {
            let mut output = Output::new(buffer);
            percent::push_text(&mut output, text);
            output.finish().map(<[u8]>::len)
        };
        let expected = utf8_percent_encode(&text, RESERVED).to_string();
        let written = exactly(|buffer| encode(&Text::from(text.as_str()), buffer))?;
        prop_assert_eq!(String::from_utf8(written).unwrap(), expected.as_str());
        // The same text from the wire, escapes and all.
        let json = serde_json::to_string(&text).unwrap().replace('/', "\\/");
        let from_wire = Reader::new(json.as_bytes()).text().unwrap();
        let written = exactly(|buffer| encode(&from_wire, buffer))?;
        prop_assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
