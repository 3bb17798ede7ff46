//! A profile's attributes, whose values are texts, numbers, flags, lists or maps.

use super::shape::{List, Map, Number, Seed, Shape, Text, skip};
use crate::checksum::{Checksum, tag};
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

pub const VALUE: u64 = tag("value");

/// The attributes of a profile; what their names promise travels to the values as the tag.
pub struct Attributes<V>(PhantomData<V>);

impl<V: Shape> Shape for Attributes<V> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, tag: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_map(Seed::<Self>::new(tag, checksum))
    }
}

impl<'de, V: Shape> Visitor<'de> for Seed<'_, Attributes<V>> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("attributes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(kind) = map.next_key_seed(Name { tag: self.tag, checksum: self.checksum })? {
            map.next_value_seed(Seed::<Attribute<V>>::new(kind as u64, self.checksum))?;
        }
        Ok(())
    }
}

/// The type of value that a known name promises.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Kind {
    Text,
    Number,
    List,
    Map,
}

/// An attribute's name: folded, and looked up for its promise.
struct Name<'c> {
    tag: u64,
    checksum: &'c mut Checksum,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Kind;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Kind;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an attribute's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Kind, E> {
        self.checksum.text(self.tag, name);
        Ok(match name {
            "zip" | "channelID" | "used_assets" => Kind::List,
            "maxRating" => Kind::Map,
            "expiration_date" | "remaining_resources" => Kind::Number,
            _ => Kind::Text,
        })
    }
}

/// `{"value": …, "state": …}`
pub struct Attribute<V>(PhantomData<V>);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Value,
    State,
    #[serde(other)]
    Other,
}

impl<V: Shape> Shape for Attribute<V> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, kind: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_map(Seed::<Self>::new(kind, checksum))
    }
}

impl<'de, V: Shape> Visitor<'de> for Seed<'_, Attribute<V>> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an attribute")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key::<Field>()? {
            match field {
                Field::Value => map.next_value_seed(Seed::<V>::new(self.tag, self.checksum))?,
                Field::State => {
                    let seed = Seed::<Text>::new(const { tag("state") }, self.checksum);
                    map.next_value_seed(seed)?;
                }
                Field::Other => skip(&mut map)?,
            }
        }
        Ok(())
    }
}

/// The value as its attribute's name promises it.
pub struct NamedValue;

impl Shape for NamedValue {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, kind: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        const NUMBER: u64 = Kind::Number as u64;
        const LIST: u64 = Kind::List as u64;
        const MAP: u64 = Kind::Map as u64;
        match kind {
            NUMBER => Number::read(deserializer, VALUE, checksum),
            LIST => List::<Text>::read(deserializer, VALUE, checksum),
            MAP => Map::<Text>::read(deserializer, VALUE, checksum),
            _ => Text::read(deserializer, VALUE, checksum),
        }
    }
}

/// The value as the document has it.
pub struct AnyValue;

impl Shape for AnyValue {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _kind: u64, checksum: &mut Checksum) -> Result<(), D::Error> {
        deserializer.deserialize_any(Seed::<Self>::new(VALUE, checksum))
    }
}

impl<'de> Visitor<'de> for Seed<'_, AnyValue> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an attribute's value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.checksum.text(VALUE, text);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.checksum.number(VALUE, number);
        Ok(())
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.checksum.flag(VALUE, flag);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        List::<Text>::read(SeqAccessDeserializer::new(list), VALUE, self.checksum)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        Map::<Text>::read(MapAccessDeserializer::new(map), VALUE, self.checksum)
    }
}
