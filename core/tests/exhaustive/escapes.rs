use tvpass::json::Reader;

/// A string of JSON, read by the core; its characters where it is one.
fn read(string: &str) -> Option<String> {
    let mut reader = Reader::new(string.as_bytes());
    let text = reader.text().map(|text| text.to_string());
    reader.finish().ok().and(text)
}

fn agree(string: &str) {
    assert_eq!(read(string), serde_json::from_str(string).ok(), "{string}");
}

#[test]
fn every_letter_behind_a_backslash_is_read_or_refused_as_by_the_oracle() {
    for letter in (0..128_u8).map(char::from) {
        agree(&format!("\"a\\{letter}b\""));
    }
}

#[test]
fn every_unit_by_its_four_digits_is_read_or_refused_as_by_the_oracle() {
    for unit in 0..=u16::MAX {
        agree(&format!("\"\\u{unit:04x}\""));
        agree(&format!("\"\\u{unit:04X}b\""));
    }
}

#[test]
fn every_pair_of_surrogates_is_its_character() {
    for high in 0xD800..0xDC00_u16 {
        for low in 0xDC00..0xE000_u16 {
            let character = char::decode_utf16([high, low]).next().expect("there are two").expect("they are a pair");
            assert_eq!(read(&format!("\"\\u{high:04x}\\u{low:04X}\"")), Some(character.to_string()));
        }
    }
}

#[test]
fn every_unit_behind_a_high_surrogate_is_read_or_refused_as_by_the_oracle() {
    for high in [0xD800_u16, 0xDBFF] {
        (0..=u16::MAX).for_each(|low| agree(&format!("\"\\u{high:04x}\\u{low:04x}\"")));
    }
}

#[test]
fn every_byte_among_the_four_digits_is_read_or_refused_as_by_the_oracle() {
    for place in 0..4 {
        for byte in 0..128_u8 {
            let mut digits = *b"00e9";
            digits[place] = byte;
            agree(&format!("\"\\u{}\"", std::str::from_utf8(&digits).expect("ASCII")));
        }
    }
}

#[test]
fn every_character_stands_for_itself_where_it_may_stand_unescaped() {
    for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        agree(&format!("\"{character}\""));
    }
}
