//! The text that is handed to JavaScript, while it is being written.

use alloc::vec;
use alloc::vec::Vec;

use tvpass::json::{Text, Writer};
use tvpass::{Output, TooSmall};

use super::Plain;

/// Appends JSON: the core's writer for text, and the commas between.
pub(crate) struct Sheet<'w, 'b> {
    output: &'w mut Output<'b>,
    comma: bool,
    /// The key of the member whose value comes next, empty where none does: it is written with the value, if that is there.
    key: Key,
    form: Form,
}

/// The form of records: a long list of one type has the names of its members once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// An object: names and values.
    Object,
    /// A list of the names alone.
    Names,
    /// A list of the values alone, `null` for one that is absent.
    Values,
}

/// Comma, name and colon of a member, which precede its value; [`key!`] makes it.
#[derive(Clone, Copy)]
pub(crate) struct Key(pub(crate) &'static str);

/// The [`Key`] of a name, as it stands after another member: the very texts of the core's tables, so that the module has
/// each once.
macro_rules! key {
    ($name:literal) => {
        $crate::plain::Key(concat!(",\"", $name, "\":"))
    };
}

pub(crate) use key;

/// A value as JavaScript gets it: JSON in UTF-8, which it decodes.
pub(crate) type Json = Vec<u8>;

/// The output of `write`; `estimate` bytes are tried first.
pub(crate) fn written(estimate: usize, write: &dyn Fn(&mut Sheet<'_, '_>)) -> Json {
    let mut buffer = vec![0; estimate];
    loop {
        let mut output = Output::new(&mut buffer);
        write(&mut Sheet { output: &mut output, comma: false, key: Key(""), form: Form::Object });
        match output.finish().map(<[u8]>::len) {
            Ok(length) => {
                buffer.truncate(length);
                return buffer;
            }
            Err(TooSmall { needed }) => buffer.resize(needed, 0),
        }
    }
}

/// `{"value": …}`.
pub(crate) fn value(value: &dyn Plain) -> Json {
    written(512, &|sheet| sheet.object(|sheet| sheet.member(key!("value"), value)))
}

/// `{"error": …}`.
pub(crate) fn refused(error: &dyn Plain) -> Json {
    written(128, &|sheet| sheet.object(|sheet| sheet.member(key!("error"), error)))
}

// Apart from the two that take closures none is inlined: there are hundreds of calls, and size is what counts.
impl Sheet<'_, '_> {
    #[inline(never)]
    pub(crate) fn open(&mut self, bracket: u8) {
        self.separate();
        self.push_bracket(bracket);
        self.comma = false;
    }

    #[inline(never)]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.push_bracket(bracket);
        self.comma = true;
    }

    /// A brace becomes the bracket of a list by its bit for letters, where records are lists.
    fn push_bracket(&mut self, bracket: u8) {
        self.output.push_byte(if self.form == Form::Object { bracket } else { bracket & !0x20 });
    }

    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// The form of the records that come next.
    pub(crate) fn set_form(&mut self, form: Form) {
        self.form = form;
    }

    /// Ends a text: what comes next is another one, to be parsed by itself.
    pub(crate) fn end_text(&mut self) {
        self.output.push_byte(b'\n');
        self.comma = false;
    }

    /// Text that is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.separate();
        self.output.push(json.as_bytes());
    }

    /// A number by its characters, since only in a string it can have escapes.
    pub(super) fn number_text(&mut self, number: &Text<'_>) {
        self.separate();
        let mut memory = [0; 4];
        number.pieces().for_each(|piece| self.output.push(piece.as_str(&mut memory).as_bytes()));
    }

    pub(super) fn text(&mut self, text: &Text<'_>) {
        self.separate();
        Writer::new(self.output).text(text);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.separate();
        self.output.push_decimal(number);
    }

    /// The name of a member that the caller or the service chose; its value comes next.
    pub(super) fn name(&mut self, name: &Text<'_>) {
        self.text(name);
        self.output.push_byte(b':');
        self.comma = false;
    }

    /// The [`key!`] of a member, whose value comes next.
    pub(crate) fn key(&mut self, key: Key) {
        self.key = key;
    }

    /// A member, unless its value is absent.
    #[inline(never)]
    pub(crate) fn member(&mut self, key: Key, value: &dyn Plain) {
        let Key(name) = key;
        match self.form {
            Form::Object => {
                self.key(key);
                value.write(self);
                self.key(Key(""));
            }
            Form::Names => self.raw(name.get(1..name.len() - 1).unwrap_or_default()),
            Form::Values => {
                let length = self.output.length();
                value.write(self);
                if self.output.length() == length {
                    self.raw("null");
                }
            }
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

    /// The start of an answer, whose members come next.
    #[inline(never)]
    pub(crate) fn open_answer(&mut self) {
        self.begin("answer");
        self.key(key!("answer"));
        self.open(b'{');
    }

    #[inline(never)]
    pub(crate) fn close_answer(&mut self) {
        self.close(b'}');
        self.close(b'}');
    }

    #[inline(never)]
    fn begin(&mut self, kind: &'static str) {
        self.open(b'{');
        self.member(key!("kind"), &kind);
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
        let Key(key) = self.key;
        let key = if key.is_empty() { b"," } else { key.as_bytes() };
        let key = if self.comma { Some(key) } else { key.get(1..) };
        self.output.push(key.unwrap_or_default());
        (self.comma, self.key) = (true, Key(""));
    }
}
