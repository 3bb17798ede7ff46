use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tvpass::Output;
use tvpass::endpoint::{Call, Logout};
use tvpass::message::{Headers, Incoming, Scratch, Sender, percent};

use super::every_text;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[test]
fn every_character_is_written_as_by_the_oracle() {
    for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        let (text, mut buffer) = (character.to_string(), [0; 12]);
        let mut output = Output::new(&mut buffer);
        percent::push(&mut output, &text);
        let theirs = utf8_percent_encode(&text, RESERVED).to_string();
        assert_eq!(output.finish(), Ok(theirs.as_bytes()), "{character:?}");
    }
}

/// A value of a query as the server half reads it.
fn read(value: &str) -> Option<String> {
    let target = format!("/api/v2/REF30/logout/Dish?redirectUrl={value}");
    let headers = Headers::new(Sender::StreamingDevice);
    let incoming = Incoming { method: "GET", target: &target, headers, body: b"" };
    let mut scratch = [0; 64];
    let call = Logout::decode(&incoming, &mut Scratch::new(&mut scratch));
    call.ok().and_then(|call| call.redirect_url.map(str::to_owned))
}

/// The oracle lets a wrong escape stand as it is; here it is refused.
fn expected(value: &str) -> Option<String> {
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' && !(bytes.next()?.is_ascii_hexdigit() && bytes.next()?.is_ascii_hexdigit()) {
            return None;
        }
    }
    let spaced = value.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(Into::into)
}

#[test]
fn every_two_bytes_behind_a_percent_sign_are_read_or_refused() {
    // What ends the value or the target is no part of it.
    let letters: Vec<u8> = (0..128).filter(|byte| !b"&#".contains(byte)).collect();
    every_text(&letters, 2, &mut |digits| {
        let value = format!("a%{digits}");
        assert_eq!(read(&value), expected(&value), "{value:?}");
    });
}

#[test]
fn every_two_triplets_are_read_where_they_are_text() {
    for pair in 0..=u16::MAX {
        let [first, second] = pair.to_be_bytes();
        for value in [format!("%{first:02X}%{second:02x}"), format!("%{first:02x}+%{second:02X}b")] {
            assert_eq!(read(&value), expected(&value), "{value}");
        }
    }
}
