//! JSON into the caller's buffer, compact.

use super::scan::plain_run;
use super::text::Text;
use crate::output::Output;

/// Appends JSON to an [`Output`]; commas are its own business.
///
/// ```
/// use tvpass::Output;
/// use tvpass::json::{Text, Writer};
///
/// let mut buffer = [0; 32];
/// let mut output = Output::new(&mut buffer);
/// let mut writer = Writer::new(&mut output);
/// writer.begin_object();
/// writer.key("code");
/// writer.text(&Text::from("8\"ADF"));
/// writer.end_object();
/// assert_eq!(output.finish(), Ok(&br#"{"code":"8\"ADF"}"#[..]));
/// ```
#[derive(Debug)]
pub struct Writer<'w, 'b> {
    output: &'w mut Output<'b>,
    comma: bool,
}

impl<'w, 'b> Writer<'w, 'b> {
    /// A writer at the end of `output`.
    pub fn new(output: &'w mut Output<'b>) -> Self {
        Self { output, comma: false }
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.begin(b'{');
    }

    /// Closes the innermost object.
    pub fn end_object(&mut self) {
        self.end(b'}');
    }

    /// Opens a list.
    pub fn begin_list(&mut self) {
        self.begin(b'[');
    }

    /// Closes the innermost list.
    pub fn end_list(&mut self) {
        self.end(b']');
    }

    fn begin(&mut self, bracket: u8) {
        self.separate();
        self.output.push_byte(bracket);
        self.comma = false;
    }

    fn end(&mut self, bracket: u8) {
        self.output.push_byte(bracket);
        self.comma = true;
    }

    #[inline]
    fn separate(&mut self) {
        if self.comma {
            self.output.push_byte(b',');
        }
        self.comma = true;
    }

    /// A key that needs no escapes, as the wire's own names do.
    #[inline]
    pub fn key(&mut self, name: &'static str) {
        self.separate();
        self.output.push_byte(b'"');
        self.output.push(name.as_bytes());
        self.output.push(b"\":");
        self.comma = false;
    }

    /// A key with comma, quotes and colon, as a record's table has it.
    pub(crate) fn member(&mut self, key: &'static str) {
        let key = if self.comma { Some(key) } else { key.get(1..) };
        self.output.push(key.unwrap_or_default().as_bytes());
        self.comma = false;
    }

    /// A key from elsewhere.
    pub fn text_key(&mut self, name: &Text<'_>) {
        self.text(name);
        self.output.push_byte(b':');
        self.comma = false;
    }

    /// A string.
    pub fn text(&mut self, text: &Text<'_>) {
        self.separate();
        self.output.push_byte(b'"');
        match text.plain() {
            Some(plain) => self.escape(plain.as_bytes()),
            // A text that was read has its escapes already, and they were checked.
            None => self.output.push(text.raw().as_bytes()),
        }
        self.output.push_byte(b'"');
    }

    /// The characters of a string; only quote, backslash and controls are escaped.
    fn escape(&mut self, mut bytes: &[u8]) {
        loop {
            let run = plain_run(bytes);
            self.output.push(bytes.get(..run).unwrap_or_default());
            let Some((special, rest)) = bytes.get(run..).and_then(<[u8]>::split_first) else { break };
            self.escape_byte(*special);
            bytes = rest;
        }
    }

    #[cold]
    fn escape_byte(&mut self, byte: u8) {
        let letter = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                let low = byte & 0xF;
                let digit = if low < 10 { b'0' + low } else { b'a' - 10 + low };
                self.output.push(b"\\u00");
                self.output.push_byte(b'0' + (byte >> 4));
                return self.output.push_byte(digit);
            }
        };
        self.output.push_byte(b'\\');
        self.output.push_byte(letter);
    }

    /// A whole number.
    pub fn number(&mut self, number: u64) {
        self.separate();
        self.output.push_decimal(number);
    }

    /// A whole number as a string of its digits, as the wire writes some timestamps (T1).
    pub fn digits(&mut self, number: u64) {
        self.separate();
        self.output.push_byte(b'"');
        self.output.push_decimal(number);
        self.output.push_byte(b'"');
    }

    /// A boolean.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// A value that is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.separate();
        self.output.push(json.as_bytes());
    }
}
