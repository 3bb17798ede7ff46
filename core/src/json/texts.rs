//! Lists of strings, of the caller or of a text.

use core::fmt;

use super::class::FieldKind;
use super::contents::ListIter;
use super::field::Field;
use super::reader::Reader;
use super::text::Text;
use super::value::List;
use super::writer::Writer;
use crate::debug::Shown;

/// A list of strings: the caller's own, or one of a checked text.
///
/// ```
/// use tvpass::json::Texts;
///
/// let resources = Texts::from(&["news", "sports"][..]);
/// assert!(resources.iter().eq(["news", "sports"]));
/// ```
#[derive(Clone, Copy)]
pub enum Texts<'a> {
    /// The caller's own strings.
    Plain(&'a [&'a str]),
    /// A list in a JSON text, all of whose items are strings.
    Read(List<'a>),
}

impl<'a> Texts<'a> {
    /// The strings, in order.
    #[must_use]
    pub fn iter(&self) -> TextsIter<'a> {
        match self {
            Self::Plain(texts) => TextsIter { plain: texts.iter(), read: None },
            Self::Read(list) => TextsIter { plain: [].iter(), read: Some(list.iter()) },
        }
    }

    /// True if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// True if one of them is `text`.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.iter().any(|item| item == text)
    }

    pub(super) const fn checked(raw: &'a str) -> Self {
        Self::Read(List::checked(raw))
    }
}

impl Default for Texts<'_> {
    fn default() -> Self {
        Self::Plain(&[])
    }
}

impl<'a> From<&'a [&'a str]> for Texts<'a> {
    fn from(texts: &'a [&'a str]) -> Self {
        Self::Plain(texts)
    }
}

impl<'a> IntoIterator for Texts<'a> {
    type Item = Text<'a>;
    type IntoIter = TextsIter<'a>;

    fn into_iter(self) -> TextsIter<'a> {
        self.iter()
    }
}

impl PartialEq for Texts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts<'_> {}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> Shown<'_, &'a [&'a str]> {
    /// A list of strings prints as one of texts.
    pub(crate) fn value(&self) -> Texts<'a> {
        Texts::Plain(self.0)
    }
}

/// The strings of a [`Texts`].
#[derive(Clone)]
pub struct TextsIter<'a> {
    plain: core::slice::Iter<'a, &'a str>,
    read: Option<ListIter<'a>>,
}

impl<'a> Iterator for TextsIter<'a> {
    type Item = Text<'a>;

    fn next(&mut self) -> Option<Text<'a>> {
        match &mut self.read {
            Some(list) => list.next()?.as_text(),
            None => self.plain.next().map(|text| Text::from(*text)),
        }
    }
}

impl<'a> Field<'a> for Texts<'a> {
    const KIND: FieldKind = FieldKind::Texts;
    fn empty() -> Self {
        Self::Plain(&[])
    }

    fn read(&mut self, reader: &mut Reader<'a>) {
        let start = reader.value_rest();
        reader.enter_list();
        while !reader.failed() && reader.item() {
            reader.text();
        }
        *self = if reader.failed() { Self::empty() } else { Self::checked(reader.since(start)) };
    }

    fn write(&self, writer: &mut Writer<'_, '_>) {
        writer.begin_list();
        for text in self.iter() {
            writer.text(&text);
        }
        writer.end_list();
    }
}
