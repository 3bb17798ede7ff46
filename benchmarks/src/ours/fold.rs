//! Folding what the core hands out.

use crate::checksum::{Checksum, tag};
use tvpass::json::{Text, Texts, Timestamp, Value};

impl Checksum {
    #[inline]
    pub fn wire_text(&mut self, tag: u64, text: Text) {
        match text.plain() {
            Some(plain) => self.text(tag, plain),
            None => self.escaped(tag, text),
        }
    }

    fn escaped(&mut self, tag: u64, text: Text) {
        let (mut length, mut first, mut last) = (0, 0, 0);
        for piece in text.pieces() {
            let mut memory = [0; 4];
            let bytes = piece.as_str(&mut memory).as_bytes();
            if length == 0 {
                first = bytes[0];
            }
            last = bytes[bytes.len() - 1];
            length += bytes.len();
        }
        self.ends(tag, length, first, last);
    }

    #[inline]
    pub fn wire_texts(&mut self, tag: u64, texts: Texts) {
        for text in texts {
            self.wire_text(tag, text);
        }
    }

    #[inline]
    pub fn optional_text(&mut self, tag: u64, text: Option<Text>) {
        if let Some(text) = text {
            self.wire_text(tag, text);
        }
    }

    #[inline]
    pub fn time(&mut self, tag: u64, time: Timestamp) {
        self.number(tag, time.millis());
    }

    #[inline]
    pub fn optional_time(&mut self, tag: u64, time: Option<Timestamp>) {
        if let Some(time) = time {
            self.time(tag, time);
        }
    }

    /// A value whose type the wire leaves open; `None` if a number is not a whole one, which no document here has.
    pub fn value(&mut self, tag: u64, value: Value) -> Option<()> {
        match value {
            Value::Null => {}
            Value::Boolean(flag) => self.flag(tag, flag),
            Value::Number(number) => self.number(tag, number.as_u64()?),
            Value::Text(text) => self.wire_text(tag, text),
            Value::List(list) => list.iter().try_for_each(|item| self.value(tag, item))?,
            Value::Map(map) => map.iter().try_for_each(|(key, value)| {
                self.wire_text(tag, key);
                self.value(tag, value)
            })?,
        }
        Some(())
    }
}

/// A tag for a name that is known only when the document is read.
pub fn tag_of(name: Text) -> Option<u64> {
    name.plain().filter(|name| name.len() >= 2).map(tag)
}
