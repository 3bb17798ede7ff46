//! The contents of lists and maps that were checked.

use super::error::Error;
use super::reader::Reader;
use super::text::Text;
use super::value::{List, Map, Value};

impl<'a> Value<'a> {
    /// The value that `bytes` are.
    ///
    /// # Errors
    /// `bytes` are not one JSON value and nothing else.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let value = reader.value();
        reader.finish().map(|()| value)
    }

    /// The items of a list, or the one value itself: `zip` comes in both forms (T6).
    pub fn items(&self) -> impl Iterator<Item = Value<'a>> {
        let (list, single) = match self {
            Self::List(list) => (Some(list.iter()), None),
            other => (None, Some(*other)),
        };
        list.into_iter().flatten().chain(single)
    }
}

impl<'a> List<'a> {
    /// The items, in order.
    #[must_use]
    pub fn iter(&self) -> ListIter<'a> {
        let mut reader = Reader::over(self.as_json());
        reader.enter_list();
        ListIter { reader }
    }
}

impl<'a> IntoIterator for List<'a> {
    type Item = Value<'a>;
    type IntoIter = ListIter<'a>;

    fn into_iter(self) -> ListIter<'a> {
        self.iter()
    }
}

/// The items of a [`List`].
#[derive(Clone)]
pub struct ListIter<'a> {
    reader: Reader<'a>,
}

impl<'a> Iterator for ListIter<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        if self.reader.depth() == 0 || !self.reader.item() {
            return None;
        }
        Some(self.reader.value())
    }
}

impl<'a> Map<'a> {
    /// The members, in order.
    #[must_use]
    pub fn iter(&self) -> MapIter<'a> {
        MapIter { reader: self.reader() }
    }

    /// A reader that has entered the object.
    pub(crate) fn reader(&self) -> Reader<'a> {
        let mut reader = Reader::over(self.as_json());
        reader.enter_object();
        reader
    }

    /// The value of the last member called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let (mut reader, mut found) = (self.reader(), None);
        while let Some(key) = reader.key() {
            let value = reader.value();
            if key == name {
                found = Some(value);
            }
        }
        found
    }
}

impl<'a> IntoIterator for Map<'a> {
    type Item = (Text<'a>, Value<'a>);
    type IntoIter = MapIter<'a>;

    fn into_iter(self) -> MapIter<'a> {
        self.iter()
    }
}

/// The members of a [`Map`].
#[derive(Clone)]
pub struct MapIter<'a> {
    reader: Reader<'a>,
}

impl<'a> Iterator for MapIter<'a> {
    type Item = (Text<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.reader.key()?;
        Some((key, self.reader.value()))
    }
}
