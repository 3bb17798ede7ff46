//! JSON values whose type the protocol leaves open.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::json::{ListIter, Map, MapIter, Number, Private, Text, Value};

use crate::check::check;
use crate::slot::slot;
use crate::to_c::{ToC, zero};
use crate::{tvpass_result, tvpass_string, tvpass_text};

/// Pointers' worth of memory in a tvpass_value_cursor.
pub const TVPASS_VALUE_CURSOR_POINTERS: usize = 14;

/// The type of a value.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_value_kind {
    /// null, or nothing at all.
    Null = 0,
    /// true or false.
    Boolean = 1,
    /// A number.
    Number = 2,
    /// A string.
    Text = 3,
    /// A list.
    List = 4,
    /// An object.
    Map = 5,
}

/// Any JSON value, checked. It borrows from the body. Memory of zeros is null.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_value {
    /// One of tvpass_value_kind.
    pub kind: u32,
    /// The truth of a boolean: 0 or 1.
    pub boolean: u32,
    /// The string.
    pub text: tvpass_text,
    /// A number, a list or an object as it stands in the body; a number's text is never rounded.
    pub json: tvpass_string,
}

zero!(tvpass_value);

/// A place in a list or an object.
#[repr(C)]
pub struct tvpass_value_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_VALUE_CURSOR_POINTERS],
}

/// The items of a list, or the members of an object.
pub(crate) enum Items {
    List(ListIter<'static>),
    Map(MapIter<'static>),
}

slot!(tvpass_value_cursor: Items, 4);

impl tvpass_value {
    fn number(&self) -> Option<Number<'static>> {
        let number = self.json.get().ok()?.filter(|_| self.kind == tvpass_value_kind::Number as u32)?;
        Number::parse(number)
    }

    fn items(&self) -> Option<Items> {
        match Value::decode(self.json.get().ok()??.as_bytes()).ok()? {
            Value::List(list) => Some(Items::List(list.iter())),
            Value::Map(map) => Some(Items::Map(map.iter())),
            _ => None,
        }
    }
}

impl ToC<tvpass_value> for Value<'static> {
    fn to_c(&self, place: &mut tvpass_value) {
        use tvpass_value_kind as Kind;
        let (kind, json) = match self {
            Self::Null => (Kind::Null, None),
            Self::Boolean(boolean) => {
                place.boolean = u32::from(*boolean);
                (Kind::Boolean, None)
            }
            Self::Number(number) => (Kind::Number, number.as_text().plain()),
            Self::Text(text) => {
                text.to_c(&mut place.text);
                (Kind::Text, None)
            }
            Self::List(list) => (Kind::List, Some(list.as_json())),
            Self::Map(map) => (Kind::Map, Some(map.as_json())),
        };
        place.kind = kind as u32;
        place.json = json.into();
    }
}

impl ToC<tvpass_value> for Private<Value<'static>> {
    fn to_c(&self, place: &mut tvpass_value) {
        self.reveal().to_c(place);
    }
}

impl ToC<tvpass_value> for Map<'static> {
    fn to_c(&self, place: &mut tvpass_value) {
        Value::Map(*self).to_c(place);
    }
}

impl Iterator for Items {
    type Item = (Option<Text<'static>>, Value<'static>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::List(items) => Some((None, items.next()?)),
            Self::Map(members) => members.next().map(|(name, value)| (Some(name), value)),
        }
    }
}

/// The number as a whole one. TVPASS_RESULT_JSON_TYPE if the value is no number, TVPASS_RESULT_JSON_RANGE if it has a
/// point, an exponent or too many digits.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_value_integer(
    value: Option<&tvpass_value>,
    integer: Option<&mut MaybeUninit<i64>>,
) -> tvpass_result {
    check(None, |check| {
        let Some(number) = check.require(value, "value")?.number() else {
            return check.reject(tvpass_result::JsonType);
        };
        let Some(value) = number.as_i64() else { return check.reject(tvpass_result::JsonRange) };
        check.put(integer, value)
    })
}

/// Sets a cursor before the first item of a list or the first member of an object. TVPASS_RESULT_JSON_TYPE if the value is
/// neither.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_value_begin(
    value: Option<&tvpass_value>,
    cursor: Option<&mut MaybeUninit<tvpass_value_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let Some(items) = check.require(value, "value")?.items() else { return check.reject(tvpass_result::JsonType) };
        check.hold(cursor, items)
    })
}

/// The next item or member, or TVPASS_RESULT_END. The name of an item of a list is absent.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_value_next(
    cursor: Option<&mut tvpass_value_cursor>,
    name: Option<&mut MaybeUninit<tvpass_text>>,
    value: Option<&mut MaybeUninit<tvpass_value>>,
) -> tvpass_result {
    check(None, |check| {
        let name = check.require(name, "name")?;
        let next = check.slot_mut(cursor)?.next();
        let (key, item) = check.next(next)?;
        check.put_converted(value, &item)?;
        check.put_converted(Some(name), &key)
    })
}
