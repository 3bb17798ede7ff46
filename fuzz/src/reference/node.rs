//! JSON as a tree that keeps the order of members, and those that come twice.

use std::fmt;

use serde_json::de::{Deserializer, StrRead};

/// A value. Numbers are kept as whole ones where they are, since a double cannot hold all of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Null,
    Boolean(bool),
    Whole(u64),
    Real(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The tree of a JSON text; none if it is not JSON, or holds a number that this reader has no room for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Deserializer::new(StrRead::new(text));
        let node = serde::Deserialize::deserialize(&mut reader).ok()?;
        reader.end().ok().map(|()| node)
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The values of every member of this name, nulls left out: a null is as good as missing.
    pub fn all<'n>(&'n self, name: &str) -> impl Iterator<Item = &'n Node> {
        let members = if let Self::Map(members) = self { members.as_slice() } else { &[] };
        members.iter().filter(move |(key, value)| key == name && *value != Self::Null).map(|(_, value)| value)
    }

    /// The member of this name that counts, to be changed.
    pub fn last_mut(&mut self, name: &str) -> Option<&mut Node> {
        let Self::Map(members) = self else { return None };
        members.iter_mut().rfind(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The last member of this name, whatever it is.
    #[must_use]
    pub fn last(&self, name: &str) -> Option<&Node> {
        let Self::Map(members) = self else { return None };
        members.iter().rfind(|(key, _)| key == name).map(|(_, value)| value)
    }
}

struct Visitor;

impl<'de> serde::de::Visitor<'de> for Visitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Real(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Real(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::text(value))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(member) = members.next_entry()? {
            map.push(member);
        }
        Ok(Node::Map(map))
    }
}

impl<'de> serde::Deserialize<'de> for Node {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}
