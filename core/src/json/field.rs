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
        let value = Value::Text(reader.text()?).as_boolean();
        if value.is_none() {
            reader.fail(ErrorKind::Type);
        }
        value
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.boolean(*self);
    }
}

impl<'a> Field<'a> for u64 {
    /// A whole number, or its digits in a string.
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let value =
            if reader.peek() == Some(b'"') { digits(reader.text()?.chars()) } else { reader.number()?.as_u64() };
        if value.is_none() {
            reader.fail(ErrorKind::Range);
        }
        value
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(*self);
    }
}

impl<'a> Field<'a> for u32 {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let value = u64::read(reader)?.try_into().ok();
        if value.is_none() {
            reader.fail(ErrorKind::Range);
        }
        value
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
        let number = reader.text()?.plain().and_then(Number::parse);
        if number.is_none() {
            reader.fail(ErrorKind::Type);
        }
        number
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
        if reader.peek() != Some(b'{') {
            reader.fail(ErrorKind::Type);
        }
        let Value::Map(map) = Value::read(reader)? else { return None };
        Some(map)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.raw(self.as_json());
    }
}

impl<'a> Field<'a> for Texts<'a> {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        reader.value_bytes();
        let start = reader.offset();
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
