//! How a field of the wire is read and written, by its type.

use super::error::ErrorKind;
use super::reader::Reader;
use super::secret::Secret;
use super::text::Text;
use super::time::Timestamp;
use super::value::{Map, Number, Texts, Value, digits};
use super::writer::Writer;

/// A type that a field of a record can have.
pub(crate) trait Field<'a>: Sized {
    /// The next value; `None` after an error, which `reader` keeps. Never called at a `null`.
    fn read(reader: &mut Reader<'a>) -> Option<Self>;

    /// Appends the value.
    fn write(&self, writer: &mut Writer<'_, '_>);

    /// The next value, `None` if it is null.
    #[inline]
    fn read_optional(reader: &mut Reader<'a>) -> Option<Self> {
        if reader.null() { None } else { Self::read(reader) }
    }
}

/// `value`, or a record of why the one that began at `start` is refused.
fn accept<T>(reader: &mut Reader<'_>, start: usize, value: Result<T, ErrorKind>) -> Option<T> {
    value.map_err(|kind| reader.fail_at(kind, start)).ok()
}

impl<'a> Field<'a> for Text<'a> {
    #[inline]
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        reader.text()
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.text(self);
    }
}

impl<'a> Field<'a> for Secret<'a> {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        reader.text().map(Self::from)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.text(&self.reveal());
    }
}

impl<'a> Field<'a> for bool {
    /// A boolean, or its word in a string (T5).
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        if reader.peek() != Some(b'"') {
            return reader.boolean();
        }
        let start = reader.value_start();
        let value = Value::Text(reader.text()?).as_boolean();
        accept(reader, start, value.ok_or(ErrorKind::Type))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.boolean(*self);
    }
}

impl<'a> Field<'a> for u64 {
    /// A whole number, or its digits in a string.
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let start = reader.value_start();
        let value = if reader.peek() == Some(b'"') {
            let text = reader.text()?;
            let all_digits = !text.is_empty() && text.chars().all(|character| character.is_ascii_digit());
            digits(text.chars()).ok_or(if all_digits { ErrorKind::Range } else { ErrorKind::Type })
        } else {
            reader.number()?.as_u64().ok_or(ErrorKind::Range)
        };
        accept(reader, start, value)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(*self);
    }
}

impl<'a> Field<'a> for u32 {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let start = reader.value_start();
        let value = u64::read(reader)?.try_into();
        accept(reader, start, value.map_err(|_| ErrorKind::Range))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(u64::from(*self));
    }
}

impl<'a> Field<'a> for Timestamp {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        u64::read(reader).map(Self::from_wire)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(self.millis());
    }
}

impl<'a> Field<'a> for Number<'a> {
    /// A number, or one in a string.
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        if reader.peek() != Some(b'"') {
            return reader.number();
        }
        let start = reader.value_start();
        let number = reader.text()?.plain().and_then(Number::parse);
        accept(reader, start, number.ok_or(ErrorKind::Type))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.raw(self.as_str());
    }
}

impl<'a> Field<'a> for Value<'a> {
    #[inline]
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        Value::read(reader)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        match self {
            Self::Null => writer.raw("null"),
            Self::Boolean(value) => writer.boolean(*value),
            Self::Number(number) => writer.raw(number.as_str()),
            Self::Text(text) => writer.text(text),
            Self::List(list) => writer.raw(list.as_json()),
            Self::Map(map) => writer.raw(map.as_json()),
        }
    }
}

impl<'a> Field<'a> for Map<'a> {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let [b'{', ..] = reader.value_bytes() else {
            reader.fail_type();
            return None;
        };
        let Value::Map(map) = Value::read(reader)? else { return None };
        Some(map)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.raw(self.as_json());
    }
}

impl<'a> Field<'a> for Texts<'a> {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let start = reader.value_start();
        reader.enter_list();
        while !reader.failed() && reader.item() {
            reader.text();
        }
        (!reader.failed()).then(|| Self::checked(reader.since(start)))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.begin_list();
        for text in self.iter() {
            writer.text(&text);
        }
        writer.end_list();
    }
}
