//! Reads and writes a field of the wire by its type.

use super::class::{FieldDefinition, FieldKind};
use super::error::{Error, ErrorKind};
use super::lane::{self, Lane, Rest};
use super::number::Number;
use super::reader::Reader;
use super::scan::IS_64_BIT;
use super::secret::Secret;
use super::text::Text;
use super::time::Timestamp;
use super::value::{Map, Value};
use super::writer::Writer;

/// A type that a field of a record can have.
pub(crate) trait Field<'a>: Sized {
    /// The type on the wire.
    const KIND: FieldKind;
    /// The known values of an enumeration.
    const NAMES: &'static [&'static str] = &[];
    /// The fields of a record, or of each member of a map of records.
    const FIELDS: &'static [FieldDefinition] = &[];
    /// The value before anything is read.
    // No constant, which a program would carry whole, zeros and all, once for each type around it.
    fn empty() -> Self;

    /// Reads the next value into this place. After an error, which `reader` keeps, it is empty again, but for a record,
    /// of which some fields may be read. Never called at a `null`.
    fn read(&mut self, reader: &mut Reader<'a>);

    /// The same into a place that is empty.
    #[inline]
    fn fill(&mut self, reader: &mut Reader<'a>) {
        self.read(reader);
    }

    /// The value with which `rest` begins and what follows it, where it is of the ordinary form (see [`Lane`]).
    #[inline]
    fn by_lane(_lane: Lane<'_, 'a>, _rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        None
    }

    /// Appends the value.
    fn write(&self, writer: &mut Writer<'_, '_>);

    /// The same where there may be no value.
    #[inline]
    fn read_optional(slot: &mut Option<Self>, reader: &mut Reader<'a>) {
        slot.insert(Self::empty()).fill(reader);
    }
}

/// The next value.
#[inline]
pub(crate) fn read<'a, T: Field<'a>>(reader: &mut Reader<'a>) -> T {
    let mut value = T::empty();
    value.fill(reader);
    value
}

/// The same into a place that is empty.
#[inline]
pub(crate) fn read_into<'a, T: Field<'a>>(place: &mut Option<T>, reader: &mut Reader<'a>) {
    place.insert(T::empty()).fill(reader);
}

/// The whole number that must stand next, as a number or in a string; of one with a fraction only if that is dropped.
pub(crate) fn whole_number(reader: &mut Reader<'_>, drops_fraction: bool) -> u64 {
    if IS_64_BIT && let Some(value) = reader.digits() {
        return value;
    }
    let start = reader.value_rest();
    let (text, refused) = match start {
        [b'"', ..] => (reader.text(), ErrorKind::Type),
        _ => (reader.number().map(|number| number.as_text()), ErrorKind::Range),
    };
    let value = text.ok_or(ErrorKind::Type).and_then(|text| text.whole_number(drops_fraction, refused));
    reader.accept(start, value).unwrap_or_default()
}

/// Reads the one value that `bytes` are.
// Once for each type: it is inlined where it weighs more than its call.
#[inline(never)]
pub(crate) fn decode<'a, T: Field<'a>>(bytes: &'a [u8]) -> Result<T, Error> {
    let mut reader = Reader::new(bytes);
    // Where the result will be, since a record is large.
    let mut decoded = Ok(T::empty());
    if let Ok(value) = &mut decoded {
        value.fill(&mut reader);
    }
    if let Err(error) = reader.end() {
        decoded = Err(error);
    }
    decoded
}

/// The next value, or none where it is of another type (T10).
pub(crate) fn read_informational<'a, T: Field<'a>>(reader: &mut Reader<'a>) -> Option<T> {
    let mark = reader.mark();
    let value = read(reader);
    if reader.failed() {
        reader.forgive(mark);
        return None;
    }
    Some(value)
}

impl<'a, T: Field<'a>> Field<'a> for Option<T> {
    const KIND: FieldKind = T::KIND;
    const NAMES: &'static [&'static str] = T::NAMES;
    const FIELDS: &'static [FieldDefinition] = T::FIELDS;
    fn empty() -> Self {
        None
    }

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) {
        T::read_optional(self, reader);
        if reader.failed() {
            *self = None;
        }
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        T::by_lane(lane, rest).map(|(value, end)| (Some(value), end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }
}

impl<'a> Field<'a> for Text<'a> {
    const KIND: FieldKind = FieldKind::Text;
    fn empty() -> Self {
        Self::EMPTY
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        *self = reader.text().unwrap_or_default();
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane.text(rest)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.text(self);
    }
}

impl<'a> Field<'a> for Secret<'a> {
    const KIND: FieldKind = FieldKind::Text;
    fn empty() -> Self {
        Self::EMPTY
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        *self = reader.text().unwrap_or_default().into();
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane.text(rest).map(|(text, end)| (text.into(), end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.text(&self.reveal());
    }
}

impl<'a> Field<'a> for bool {
    const KIND: FieldKind = FieldKind::Boolean;
    fn empty() -> Self {
        false
    }

    /// A boolean, or its word in a string (T5).
    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        if !matches!(start, [b'"', ..]) {
            *self = reader.boolean().unwrap_or_default();
            return;
        }
        let value = reader.text().and_then(|text| Value::Text(text).as_boolean());
        *self = reader.accept(start, value.ok_or(ErrorKind::Type)).unwrap_or_default();
    }

    #[inline]
    fn by_lane(_: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane::boolean(rest)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.boolean(*self);
    }
}

impl<'a> Field<'a> for u64 {
    const KIND: FieldKind = FieldKind::Integer;
    fn empty() -> Self {
        0
    }

    /// A whole number in any spelling, or the same in a string (T1, T8).
    fn read(&mut self, reader: &mut Reader<'a>) {
        *self = whole_number(reader, false);
    }

    #[inline]
    fn by_lane(_: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane::whole_number(rest)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(*self);
    }
}

impl<'a> Field<'a> for u32 {
    const KIND: FieldKind = FieldKind::Integer;
    fn empty() -> Self {
        0
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        let mut value = 0_u64;
        Field::read(&mut value, reader);
        *self = reader.accept(start, value.try_into().map_err(|_| ErrorKind::Range)).unwrap_or_default();
    }

    #[inline]
    fn by_lane(_: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        let (value, end) = lane::whole_number(rest)?;
        Some((value.try_into().ok()?, end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(u64::from(*self));
    }
}

impl<'a> Field<'a> for Timestamp {
    const KIND: FieldKind = FieldKind::Integer;
    fn empty() -> Self {
        Self::from_millis(0)
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let mut value = 0_u64;
        Field::read(&mut value, reader);
        *self = Self::from_wire(value);
    }

    #[inline]
    fn by_lane(_: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane::whole_number(rest).map(|(value, end)| (Self::from_wire(value), end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.number(self.millis());
    }
}

impl<'a> Field<'a> for Number<'a> {
    const KIND: FieldKind = FieldKind::Number;
    fn empty() -> Self {
        Self::ZERO
    }

    /// A number, or one in a string.
    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        if !matches!(start, [b'"', ..]) {
            *self = reader.number().unwrap_or(Self::ZERO);
            return;
        }
        let number = reader.text().and_then(Number::in_text);
        *self = reader.accept(start, number.ok_or(ErrorKind::Type)).unwrap_or(Self::ZERO);
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        match self.as_text().plain() {
            Some(number) => writer.raw(number),
            // As it came, in a string (T9).
            None => writer.text(&self.as_text()),
        }
    }
}

/// A number that some answers have in a string (T1, T9).
pub(crate) trait StringNumber {
    /// Writes the number in a string.
    fn write_string(&self, writer: &mut Writer<'_, '_>);
}

impl StringNumber for Timestamp {
    fn write_string(&self, writer: &mut Writer<'_, '_>) {
        writer.digits(self.millis());
    }
}

impl StringNumber for u32 {
    fn write_string(&self, writer: &mut Writer<'_, '_>) {
        writer.digits(u64::from(*self));
    }
}

impl StringNumber for Number<'_> {
    fn write_string(&self, writer: &mut Writer<'_, '_>) {
        writer.text(&self.as_text());
    }
}

impl<'a> Field<'a> for Value<'a> {
    const KIND: FieldKind = FieldKind::Any;
    fn empty() -> Self {
        Self::Null
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        *self = reader.value();
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        lane.value(rest)
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        match self {
            Self::Null => writer.raw("null"),
            Self::Boolean(value) => writer.boolean(*value),
            Self::Number(number) => number.write(writer),
            Self::Text(text) => writer.text(text),
            Self::List(list) => writer.raw(list.as_json()),
            Self::Map(map) => writer.raw(map.as_json()),
        }
    }
}

impl<'a> Field<'a> for Map<'a> {
    const KIND: FieldKind = FieldKind::Map;
    fn empty() -> Self {
        Self::checked("{}")
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let [b'{', ..] = reader.value_rest() else { return reader.fail_type() };
        if let Value::Map(map) = reader.value() {
            *self = map;
        }
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        let [b'{', ..] = rest else { return None };
        let end = lane.skip(rest)?;
        Some((Self::checked(lane.between(rest, end)), end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.raw(self.as_json());
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Writer};
    use crate::Output;

    #[test]
    fn no_value_is_written_as_null() {
        for (value, expected) in [(None, "null"), (Some(7_u64), "7")] {
            let mut buffer = [0; 8];
            let mut output = Output::new(&mut buffer);
            value.write(&mut Writer::new(&mut output));
            assert_eq!(output.finish().unwrap(), expected.as_bytes());
        }
    }
}
