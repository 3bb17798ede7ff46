//! The values of JSON, and the records made of them, for `serde`.

use core::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::Serializer;

use super::checked::Checked;
use super::field::Field;
use super::number::Number;
use super::private::Private;
use super::secret::Secret;
use super::text::Text;
use super::texts::Texts;
use super::time::Timestamp;
use super::value::{List, Map, Value};
use crate::serial::{REDACTED, Secrets, Serial, serialize};

/// The characters of a text, nothing more.
struct Characters<'a>(Text<'a>);

impl fmt::Display for Characters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.pieces().try_for_each(|piece| f.write_str(piece.as_str(&mut [0; 4])))
    }
}

impl Serial for Text<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        match self.plain() {
            Some(plain) => serializer.serialize_str(plain),
            None => serializer.collect_str(&Characters(*self)),
        }
    }
}

impl Serial for Secret<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        match secrets {
            Secrets::Told => self.reveal().serialize_as(serializer, secrets),
            Secrets::Hidden => serializer.serialize_str(REDACTED),
        }
    }
}

impl<T: Serial + Copy> Serial for Private<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        match secrets {
            Secrets::Told => self.reveal().serialize_as(serializer, secrets),
            Secrets::Hidden => serializer.serialize_str(REDACTED),
        }
    }
}

impl<'a, T: Field<'a> + Serial> Serial for Checked<'a, T> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        self.get().serialize_as(serializer, secrets)
    }
}

impl Serial for Timestamp {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.millis())
    }
}

impl Serial for Number<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        match (self.as_u64(), self.as_i64()) {
            (Some(number), _) => serializer.serialize_u64(number),
            (None, Some(number)) => serializer.serialize_i64(number),
            (None, None) => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl Serial for Texts<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.list(serializer, self.iter())
    }
}

impl Serial for List<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.list(serializer, self.iter())
    }
}

impl Serial for Map<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.map(serializer, self.iter())
    }
}

// It calls itself as deep as values are nested, which the reader bounds.
impl Serial for Value<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize_as(serializer, secrets),
            Self::Text(text) => text.serialize_as(serializer, secrets),
            Self::List(list) => list.serialize_as(serializer, secrets),
            Self::Map(map) => map.serialize_as(serializer, secrets),
        }
    }
}

serialize!(Text<'_>, Secret<'_>, Timestamp, Number<'_>, Texts<'_>, List<'_>, Map<'_>, Value<'_>);

/// A number that its record writes in a string (T1, T9).
pub(crate) struct InText<T>(pub(crate) T);

impl Serial for InText<Timestamp> {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.millis())
    }
}

impl Serial for InText<u32> {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serial for InText<Number<'_>> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        self.0.as_text().serialize_as(serializer, secrets)
    }
}

/// Writes a record as its definition has it.
macro_rules! serial_record {
    ($name:ident { $( $presence:ident $field:ident = $wire:literal, )* }) => {
        impl $crate::serial::Serial for $name<'_> {
            fn serialize_as<S: serde::Serializer>(
                &self,
                serializer: S,
                secrets: $crate::serial::Secrets,
            ) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                let count = [$( $crate::json::serial_record!(@is_there $presence self.$field) ),*];
                let count = count.iter().filter(|is_there| **is_there).count();
                let mut record = serializer.serialize_struct(stringify!($name), count)?;
                $( $crate::json::serial_record!(@write $presence record, self.$field, $wire, secrets); )*
                record.end()
            }
        }

        $crate::serial::serialize!($name<'_>);
    };
    (@is_there optional $value:expr) => { $value.is_some() };
    (@is_there string_number $value:expr) => { $value.is_some() };
    (@is_there informational $value:expr) => { $value.is_some() };
    (@is_there informational_string_number $value:expr) => { $value.is_some() };
    (@is_there list $value:expr) => { !$value.is_empty() };
    (@is_there informational_list $value:expr) => { !$value.is_empty() };
    (@is_there $presence:ident $value:expr) => { true };
    (@write optional $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        if let Some(value) = &$value {
            $record.serialize_field($wire, &$secrets.member(value))?;
        }
    };
    (@write informational $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        $crate::json::serial_record!(@write optional $record, $value, $wire, $secrets)
    };
    (@write required_string_number $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        $record.serialize_field($wire, &$secrets.member(&$crate::json::InText($value)))?
    };
    (@write string_number $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        if let Some(value) = $value {
            $record.serialize_field($wire, &$secrets.member(&$crate::json::InText(value)))?;
        }
    };
    (@write informational_string_number $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        $crate::json::serial_record!(@write string_number $record, $value, $wire, $secrets)
    };
    (@write list $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        if !$value.is_empty() {
            $record.serialize_field($wire, &$secrets.member(&$value))?;
        }
    };
    (@write informational_list $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        $crate::json::serial_record!(@write list $record, $value, $wire, $secrets)
    };
    (@write $presence:ident $record:ident, $value:expr, $wire:literal, $secrets:ident) => {
        $record.serialize_field($wire, &$secrets.member(&$value))?
    };
}

pub(crate) use serial_record;

/// Finds the place of a key in a list of keys.
pub(crate) struct KeyAmong(pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for KeyAmong {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeyAmong {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|known| *known == key))
    }
}

/// Reads the members of a record: `read` takes the value of the field with this index. Unknown members are skipped.
pub(crate) fn members<'de, M: MapAccess<'de>>(
    map: &mut M,
    keys: &'static [&'static str],
    required: u32,
    mut read: impl FnMut(&mut M, usize) -> Result<(), M::Error>,
) -> Result<(), M::Error> {
    let mut missing = required;
    while let Some(key) = map.next_key_seed(KeyAmong(keys))? {
        match key {
            Some(index) => {
                read(map, index)?;
                missing &= !(1 << (index & 31));
            }
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    match keys.get(missing.trailing_zeros() as usize) {
        Some(key) if missing != 0 => Err(M::Error::missing_field(key)),
        _ => Ok(()),
    }
}

/// Reads a record that a host builds, as its definition has it.
macro_rules! deserial_record {
    ($name:ident<$a:lifetime> { $( $(#[$field_meta:meta])* $presence:ident $field:ident: $type:ty = $wire:literal, )* }) => {
        impl<'de: $a, $a> serde::Deserialize<'de> for $name<$a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const KEYS: &[&str] = &[$($wire),*];

                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name<'de>;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str(stringify!($name))
                    }

                    fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<$name<'de>, M::Error> {
                        #[allow(non_camel_case_types, clippy::enum_variant_names)]
                        #[repr(usize)]
                        enum Index { $($field),* }

                        let mut record = <$name as $crate::json::Field>::empty();
                        $crate::json::members(&mut map, KEYS, $name::SHAPE.required, |map, index| {
                            $( if index == Index::$field as usize {
                                record.$field = map.next_value()?;
                            } )*
                            Ok(())
                        })?;
                        Ok(record)
                    }
                }

                deserializer.deserialize_struct(stringify!($name), KEYS, Fields)
            }
        }
    };
}

pub(crate) use deserial_record;

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text that stands in the input without escapes")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(text.into())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Secret<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Secret::from)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Number<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A number keeps its spelling, and a format that hands out a value has none to lend.
        let text = deserializer.deserialize_str(TextVisitor)?;
        text.plain().and_then(Number::parse).ok_or_else(|| D::Error::custom("no number in a string"))
    }
}

/// Milliseconds as a string of digits, which the records of hosts have (T1).
struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("milliseconds since 1970 in a string of digits")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        let number = Number::parse(text).and_then(|number| number.as_u64());
        number.map(Timestamp::from_millis).ok_or_else(|| E::custom("no whole number of milliseconds"))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}
