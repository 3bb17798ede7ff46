//! Values whose type the protocol leaves open.

use tvpass::json;

use crate::own::Own;

/// Any JSON value.
#[derive(Clone, Debug, PartialEq, uniffi::Enum, Default)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool {
        /// Which.
        value: bool,
    },
    /// A number.
    Number {
        /// The nearest number of double precision.
        value: f64,
        /// The number as it stands on the wire; nothing is rounded.
        text: String,
    },
    /// A string.
    Text {
        /// Its characters, without escapes.
        value: String,
    },
    /// A list.
    Array {
        /// Its items.
        items: Vec<Value>,
    },
    /// An object.
    Object {
        /// Its members, in the order of the text.
        members: Vec<Member>,
    },
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

impl Own for json::Value<'_> {
    type Owned = Value;

    fn own(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Bool { value },
            Self::Number(number) => Value::Number { value: number.to_f64(), text: number.as_text().own() },
            Self::Text(text) => Value::Text { value: text.own() },
            Self::List(list) => Value::Array { items: list.iter().map(Own::own).collect() },
            Self::Map(map) => Value::Object { members: map.own() },
        }
    }
}

impl Own for json::Map<'_> {
    type Owned = Vec<Member>;

    fn own(self) -> Vec<Member> {
        self.iter().map(|(name, value)| Member { name: name.own(), value: value.own() }).collect()
    }
}
