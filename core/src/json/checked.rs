//! Records that are checked at once and read when asked for.

use core::fmt;
use core::marker::PhantomData;

use super::class::{FieldDefinition, FieldKind};
use super::field::{Field, read};
use super::reader::Reader;
use super::writer::Writer;
use crate::output::{Output, TooSmall};

/// A record inside another that is seldom looked at and large: it was checked with the whole, stays where it stands in
/// the text, and is read when [`get`](Self::get) asks for it, which cannot fail.
///
/// ```
/// use tvpass::endpoint::{SessionDevice, SessionDetails};
/// use tvpass::json::Checked;
///
/// let information = SessionDetails::decode(br#"{
///     "existingParameters": {}, "device": {"model": "TV 5th Gen"},
///     "notBefore": "1733735289035", "notAfter": "1733737089035"
/// }"#).unwrap();
/// let device = information.device.unwrap().get();
/// assert!(device.model.is_some_and(|model| model == "TV 5th Gen"));
/// let mut buffer = [0; 64];
/// assert_eq!(Checked::<SessionDevice>::new(&device, &mut buffer).unwrap().get(), device);
/// ```
pub struct Checked<'a, T> {
    raw: &'a str,
    record: PhantomData<fn() -> T>,
}

#[allow(private_bounds)]
impl<'a, T: Field<'a>> Checked<'a, T> {
    /// Writes `record` into `buffer`, for an answer that is to hold it.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn new<'r>(record: &impl Field<'r>, buffer: &'a mut [u8]) -> Result<Self, TooSmall> {
        let mut output = Output::new(buffer);
        record.write(&mut Writer::new(&mut output));
        Ok(Self { raw: output.finish_text()?, record: PhantomData })
    }

    /// The record.
    #[must_use]
    pub fn get(&self) -> T {
        read(&mut Reader::over(self.raw))
    }
}

impl<T> Clone for Checked<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Checked<'_, T> {}

impl<'a, T: Field<'a> + PartialEq> PartialEq for Checked<'a, T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<'a, T: Field<'a> + fmt::Debug> fmt::Debug for Checked<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<'a, T: Field<'a>> Field<'a> for Checked<'a, T> {
    const KIND: FieldKind = T::KIND;
    const NAMES: &'static [&'static str] = T::NAMES;
    const FIELDS: &'static [FieldDefinition] = T::FIELDS;

    fn empty() -> Self {
        Self { raw: "{}", record: PhantomData }
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        read::<T>(reader);
        self.raw = reader.since(start);
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.raw(self.raw);
    }
}
