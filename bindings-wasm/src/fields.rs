//! What a caller gives by name, as it came across the border.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::json::{Map, Text, Value};

/// Text of its own.
pub(crate) fn own(text: &Text<'_>) -> String {
    text.chars().collect()
}

/// The object that `json` is.
pub(crate) fn object(json: &[u8]) -> Option<Map<'_>> {
    match Value::decode(json) {
        Ok(Value::Map(map)) => Some(map),
        _ => None,
    }
}

/// A number that is not negative, as a member.
pub(crate) fn number(map: Map<'_>, name: &str) -> Option<u64> {
    map.get(name)?.as_number()?.as_u64()
}

/// The texts of an object, and its one list of texts.
#[derive(Default)]
pub(crate) struct Fields {
    texts: Vec<(String, String)>,
    list: Vec<String>,
}

impl Fields {
    /// The object that `json` is, and nothing else of it.
    pub(crate) fn read(json: &[u8]) -> Self {
        object(json).map(Self::of).unwrap_or_default()
    }

    /// The object that `map` has by that name.
    pub(crate) fn within(map: Map<'_>, name: &str) -> Self {
        match map.get(name) {
            Some(Value::Map(map)) => Self::of(map),
            _ => Self::default(),
        }
    }

    pub(crate) fn of(map: Map<'_>) -> Self {
        let mut fields = Self::default();
        for (name, value) in map.iter() {
            match value {
                Value::Text(text) => fields.texts.push((own(&name), own(&text))),
                Value::List(list) => {
                    fields.list.extend(list.iter().filter_map(|item| item.as_text()).map(|text| own(&text)));
                }
                _ => {}
            }
        }
        fields
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn list(&self) -> Vec<&str> {
        self.list.iter().map(String::as_str).collect()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
