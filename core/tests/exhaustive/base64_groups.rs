use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use tvpass::Output;
use tvpass::message::base64 as ours;

use super::every_text;

const ORACLE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The oracle takes half a padding, which stands for nothing.
fn theirs(text: &str) -> Option<Vec<u8>> {
    let is_whole = !text.contains('=') || text.len().is_multiple_of(4);
    ORACLE.decode(text).ok().filter(|_| is_whole)
}

fn comes_back(bytes: &[u8]) {
    let mut written = vec![0; bytes.len().div_ceil(3) * 4];
    let mut output = Output::new(&mut written);
    ours::push(&mut output, bytes);
    let text = std::str::from_utf8(output.finish().expect("it fits")).expect("base64 is ASCII");
    assert_eq!(text, ORACLE.encode(bytes));
    let mut read = vec![0; bytes.len()];
    assert_eq!(ours::decode(text, &mut read), Some(bytes));
}

#[test]
fn every_group_of_three_bytes_is_written_as_the_oracle_has_it_and_comes_back() {
    for first in 0..=255_u8 {
        let groups = (0..=u16::MAX).flat_map(|rest| {
            let [second, third] = rest.to_be_bytes();
            [first, second, third]
        });
        comes_back(&groups.collect::<Vec<u8>>());
    }
}

#[test]
fn every_rest_of_one_or_two_bytes_is_written_as_the_oracle_has_it_and_comes_back() {
    comes_back(&[]);
    for first in 0..=255_u8 {
        comes_back(&[first]);
        (0..=255_u8).for_each(|second| comes_back(&[first, second]));
    }
}

#[test]
fn every_text_of_up_to_four_characters_is_read_or_refused_as_by_the_oracle() {
    // The alphabet, the padding, and what other alphabets and lines have.
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ";
    let mut buffer = [0; 4];
    every_text(alphabet, 4, &mut |text| {
        assert_eq!(ours::decode(text, &mut buffer), theirs(text).as_deref(), "{text:?}");
    });
}

#[test]
fn every_byte_of_ascii_is_read_or_refused_at_each_place_as_by_the_oracle() {
    let mut buffer = [0; 4];
    let ascii: Vec<u8> = (0..128).collect();
    every_text(&ascii, 2, &mut |pair| {
        for text in [format!("{pair}AA"), format!("AA{pair}")] {
            assert_eq!(ours::decode(&text, &mut buffer), theirs(&text).as_deref(), "{text:?}");
        }
    });
}
