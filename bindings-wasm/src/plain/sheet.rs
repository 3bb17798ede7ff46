//! The text that is handed to JavaScript, while it is being written.

use alloc::string::String;
use alloc::vec;

use tvpass::json::{Text, Writer};
use tvpass::{Output, TooSmall};

use super::Plain;

/// Appends JSON: the core's writer for text, and the commas between.
pub(crate) struct Sheet<'w, 'b> {
    output: &'w mut Output<'b>,
    comma: bool,
}

/// What `write` writes; `estimate` bytes are tried first.
pub(crate) fn written(estimate: usize, write: &dyn Fn(&mut Sheet<'_, '_>)) -> String {
    let mut buffer = vec![0; estimate];
    loop {
        let mut output = Output::new(&mut buffer);
        write(&mut Sheet { output: &mut output, comma: false });
        match output.finish().map(<[u8]>::len) {
            Ok(length) => {
                buffer.truncate(length);
                return String::from_utf8(buffer).unwrap_or_default();
            }
            Err(TooSmall { needed }) => buffer.resize(needed, 0),
        }
    }
}

/// `{"value": …}`.
pub(crate) fn value(value: &dyn Written) -> String {
    written(512, &|sheet| sheet.object(|sheet| sheet.member("value", value)))
}

/// `{"error": …}`.
pub(crate) fn refused(error: &dyn Written) -> String {
    written(128, &|sheet| sheet.object(|sheet| sheet.member("error", error)))
}

// Apart from the two that take closures none is inlined: there are hundreds of calls, and size is what counts.
impl Sheet<'_, '_> {
    #[inline(never)]
    pub(super) fn open(&mut self, bracket: u8) {
        self.separate();
        self.output.push_byte(bracket);
        self.comma = false;
    }

    #[inline(never)]
    pub(super) fn close(&mut self, bracket: u8) {
        self.output.push_byte(bracket);
        self.comma = true;
    }

    /// Text that is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.separate();
        self.output.push(json.as_bytes());
    }

    pub(super) fn text(&mut self, text: &Text<'_>) {
        self.separate();
        Writer::new(self.output).text(text);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.separate();
        self.output.push_decimal(number);
    }

    /// The name of a member, whose value comes next.
    pub(super) fn key(&mut self, name: &Text<'_>) {
        self.text(name);
        self.output.push_byte(b':');
        self.comma = false;
    }

    /// A member that is always there.
    #[inline(never)]
    pub(crate) fn member(&mut self, name: &'static str, value: &dyn Written) {
        self.key(&name.into());
        value.write_to(self);
    }

    /// A member that may be absent.
    #[inline(never)]
    pub(crate) fn optional(&mut self, name: &'static str, value: &dyn Written) {
        if value.is_there() {
            self.member(name, value);
        }
    }

    pub(crate) fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.open(b'{');
        write(self);
        self.close(b'}');
    }

    /// An object that says in `kind` what it is.
    pub(crate) fn variant(&mut self, kind: &'static str, write: impl FnOnce(&mut Self)) {
        self.begin(kind);
        write(self);
        self.close(b'}');
    }

    #[inline(never)]
    fn begin(&mut self, kind: &'static str) {
        self.open(b'{');
        self.member("kind", &kind);
    }

    pub(crate) fn list<T: Plain>(&mut self, items: impl IntoIterator<Item = T>) {
        self.open(b'[');
        for item in items {
            item.write(self);
        }
        self.close(b']');
    }

    #[inline(never)]
    fn separate(&mut self) {
        if self.comma {
            self.output.push_byte(b',');
        }
        self.comma = true;
    }
}

/// [`Plain`] where its type does not matter, so that one function writes the members of all records.
pub(crate) trait Written {
    fn is_there(&self) -> bool;
    fn write_to(&self, sheet: &mut Sheet<'_, '_>);
}

impl<T: Plain> Written for T {
    fn is_there(&self) -> bool {
        self.is_present()
    }

    fn write_to(&self, sheet: &mut Sheet<'_, '_>) {
        self.write(sheet);
    }
}
