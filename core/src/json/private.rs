//! Values about a person, which no log may show.

use core::fmt;

use super::class::{FieldDefinition, FieldKind};
use super::field::Field;
use super::lane::{Lane, Rest};
use super::reader::Reader;
use super::writer::Writer;

/// A value of the user metadata, whole or a piece of it: it prints `[redacted]`, and is given only when asked by name.
///
/// A value that is taken out of it prints as any other.
///
/// ```
/// use tvpass::json::{Private, Value};
///
/// let zip = Private::new(Value::Text("84001".into()));
/// assert_eq!(format!("{zip:?}"), "[redacted]");
/// assert!(zip.reveal().as_text().is_some_and(|zip| zip == "84001"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Private<T>(T);

impl<T: Copy> Private<T> {
    /// Hides `value` from logs.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    #[must_use]
    pub const fn reveal(&self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<'a, T: Field<'a>> Field<'a> for Private<T> {
    const KIND: FieldKind = T::KIND;
    const NAMES: &'static [&'static str] = T::NAMES;
    const FIELDS: &'static [FieldDefinition] = T::FIELDS;

    fn empty() -> Self {
        Self(T::empty())
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        self.0.read(reader);
    }

    #[inline]
    fn by_lane(lane: Lane<'_, 'a>, rest: Rest<'a>) -> Option<(Self, Rest<'a>)> {
        T::by_lane(lane, rest).map(|(value, end)| (Self(value), end))
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        self.0.write(writer);
    }
}
