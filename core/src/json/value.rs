//! Values whose type the protocol leaves open: numbers, lists, maps.

use core::fmt;

use super::reader::Reader;
use super::text::Text;

/// A number as it stands in the text; nothing is rounded.
///
/// ```
/// use tvpass::json::Reader;
///
/// let number = Reader::new(b"1623943955000").number().unwrap();
/// assert_eq!(number.as_u64(), Some(1_623_943_955_000));
/// assert_eq!(Reader::new(b"-2.5e1").number().unwrap().to_f64(), -25.0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    pub(super) const fn new(raw: &'a str) -> Self {
        Self(raw)
    }

    /// The number that `text` is, if it is one by the grammar of JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader::over(text);
        let number = reader.number()?;
        (number.0.len() == text.len()).then_some(number)
    }

    /// The number's own text.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// The value, where it is a whole number without sign, point or exponent that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        digits(self.0.chars())
    }

    /// The value, where it is a whole number without point or exponent that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0.strip_prefix('-') {
            Some(digits_of) => 0_i64.checked_sub_unsigned(digits(digits_of.chars())?),
            None => self.as_u64()?.try_into().ok(),
        }
    }

    /// The nearest value of double precision; infinite beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The value of one or more decimal digits that fits.
pub(super) fn digits(characters: impl Iterator<Item = char>) -> Option<u64> {
    let mut value = None;
    for character in characters {
        let digit = u64::from(character.to_digit(10)?);
        value = Some(value.unwrap_or(0_u64).checked_mul(10)?.checked_add(digit)?);
    }
    value
}

/// Any JSON value.
///
/// ```
/// use tvpass::json::Value;
///
/// let value = Value::decode(br#"["84001", "true", 7]"#).unwrap();
/// let Value::List(list) = value else { panic!() };
/// assert_eq!(list.iter().nth(1).and_then(|item| item.as_boolean()), Some(true));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    Text(Text<'a>),
    /// A list.
    List(List<'a>),
    /// An object.
    Map(Map<'a>),
}

impl<'a> Value<'a> {
    /// The value that `bytes` are.
    ///
    /// # Errors
    /// `bytes` are not one JSON value and nothing else.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, super::Error> {
        let mut reader = Reader::new(bytes);
        let value = Self::read(&mut reader).unwrap_or(Self::Null);
        reader.finish().map(|()| value)
    }

    /// The next value of `reader`; `None` after an error.
    pub fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let value = match reader.peek() {
            Some(b'"') => Self::Text(reader.text()?),
            Some(b't' | b'f') => Self::Boolean(reader.boolean()?),
            Some(b'n') => {
                reader.null();
                Self::Null
            }
            Some(bracket @ (b'{' | b'[')) => {
                let start = reader.value_start();
                reader.skip();
                let raw = reader.since(start);
                if bracket == b'{' { Self::Map(Map { raw }) } else { Self::List(List { raw }) }
            }
            _ => Self::Number(reader.number()?),
        };
        (!reader.failed()).then_some(value)
    }

    /// The string, if it is one.
    #[must_use]
    pub const fn as_text(&self) -> Option<Text<'a>> {
        match self {
            Self::Text(text) => Some(*text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<Number<'a>> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The truth of a boolean, or of the strings `true` and `false`, as which some providers send it (T5).
    #[must_use]
    pub fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Text(text) if *text == "true" => Some(true),
            Self::Text(text) if *text == "false" => Some(false),
            _ => None,
        }
    }

    /// The items of a list, or the one value itself: `zip` comes in both forms (T6).
    pub fn items(&self) -> impl Iterator<Item = Value<'a>> {
        let (list, single) = match self {
            Self::List(list) => (Some(list.iter()), None),
            other => (None, Some(*other)),
        };
        list.into_iter().flatten().chain(single)
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A list that was checked when it was read: walking it cannot fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct List<'a> {
    raw: &'a str,
}

impl<'a> List<'a> {
    /// The items, in order.
    #[must_use]
    pub fn iter(&self) -> ListIter<'a> {
        let mut reader = Reader::over(self.raw);
        reader.enter_list();
        ListIter { reader }
    }

    /// The list as JSON text.
    #[must_use]
    pub const fn as_json(&self) -> &'a str {
        self.raw
    }
}

impl fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.raw)
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
        Value::read(&mut self.reader)
    }
}

/// An object that was checked when it was read: walking it cannot fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Map<'a> {
    raw: &'a str,
}

impl<'a> Map<'a> {
    pub(crate) const fn checked(raw: &'a str) -> Self {
        Self { raw }
    }

    /// The members, in order.
    #[must_use]
    pub fn iter(&self) -> MapIter<'a> {
        let mut reader = Reader::over(self.raw);
        if !self.raw.is_empty() {
            reader.enter_object();
        }
        MapIter { reader }
    }

    /// The value of the last member called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.iter().filter(|(key, _)| *key == name).map(|(_, value)| value).last()
    }

    /// The object as JSON text.
    #[must_use]
    pub const fn as_json(&self) -> &'a str {
        self.raw
    }
}

impl fmt::Debug for Map<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.raw)
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
        if self.reader.depth() == 0 {
            return None;
        }
        let key = self.reader.key()?;
        Some((key, Value::read(&mut self.reader)?))
    }
}

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

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether one of them is `text`.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.iter().any(|item| item == text)
    }

    pub(super) const fn checked(raw: &'a str) -> Self {
        Self::Read(List { raw })
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
