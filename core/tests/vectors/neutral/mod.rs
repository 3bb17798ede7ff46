//! Answers in the neutral form of the vectors: the wire's names, text without escapes, timestamps in milliseconds, lists
//! always there, everything else that is null or missing left out.

mod answers;
mod devices;

use serde_json::{Map, Value};
use tvpass::json::{self, Secret, Text, Texts, Timestamp};

/// A type that has a neutral form.
pub(crate) trait Neutral {
    fn neutral(&self) -> Value;
}

/// An object of the members that are there.
pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

fn optional<T: Neutral>(value: Option<T>) -> Option<Value> {
    value.map(|value| value.neutral())
}

/// A value of an open enumeration, as its text.
macro_rules! wire_text {
    ($value:expr) => {
        Some($value.as_text().neutral())
    };
}

use wire_text;

impl Neutral for Text<'_> {
    fn neutral(&self) -> Value {
        self.chars().collect::<String>().into()
    }
}

impl Neutral for Secret<'_> {
    fn neutral(&self) -> Value {
        self.reveal().neutral()
    }
}

impl Neutral for Texts<'_> {
    fn neutral(&self) -> Value {
        self.iter().map(|text| text.neutral()).collect()
    }
}

impl Neutral for Timestamp {
    fn neutral(&self) -> Value {
        self.millis().into()
    }
}

impl Neutral for bool {
    fn neutral(&self) -> Value {
        (*self).into()
    }
}

impl Neutral for u32 {
    fn neutral(&self) -> Value {
        (*self).into()
    }
}

impl Neutral for u64 {
    fn neutral(&self) -> Value {
        (*self).into()
    }
}

impl Neutral for json::Number<'_> {
    fn neutral(&self) -> Value {
        match (self.as_u64(), self.as_i64()) {
            (Some(number), _) => number.into(),
            (None, Some(number)) => number.into(),
            (None, None) => self.to_f64().into(),
        }
    }
}

impl Neutral for json::Map<'_> {
    fn neutral(&self) -> Value {
        self.iter().map(|(key, value)| (key.chars().collect::<String>(), value.neutral())).collect()
    }
}

impl Neutral for json::Value<'_> {
    fn neutral(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => value.neutral(),
            Self::Number(number) => number.neutral(),
            Self::Text(text) => text.neutral(),
            Self::List(list) => list.iter().map(|item| item.neutral()).collect(),
            Self::Map(map) => map.neutral(),
        }
    }
}
