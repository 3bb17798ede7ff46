//! The value of an attribute, built.

use super::fold::{Borrowed, Fold};
use crate::checksum::Checksum;
use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A kind of text that values and structs can be made of.
pub trait Text<'de>: Deserialize<'de> + Fold + AsRef<str> + Ord {}
impl Text<'_> for String {}
impl<'de: 'a, 'a> Text<'de> for Borrowed<'a> {}

/// The forms of `"value"`.
pub enum Value<T> {
    Text(T),
    Number(u64),
    Flag(bool),
    List(Vec<T>),
    Map(BTreeMap<T, T>),
}

impl<T: Fold> Fold for Value<T> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        match self {
            Self::Text(text) => text.fold(tag, checksum),
            Self::Number(number) => number.fold(tag, checksum),
            Self::Flag(flag) => flag.fold(tag, checksum),
            Self::List(list) => list.fold(tag, checksum),
            Self::Map(map) => map.fold(tag, checksum),
        }
    }
}

impl<'de, T: Text<'de>> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor(PhantomData))
    }
}

struct ValueVisitor<T>(PhantomData<T>);

impl<'de, T: Text<'de>> Visitor<'de> for ValueVisitor<T> {
    type Value = Value<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an attribute's value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value<T>, E> {
        T::deserialize(StrDeserializer::new(text)).map(Value::Text)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Value<T>, E> {
        T::deserialize(BorrowedStrDeserializer::new(text)).map(Value::Text)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value<T>, E> {
        Ok(Value::Number(number))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value<T>, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Value<T>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Value::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value<T>, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Value::Map)
    }
}
