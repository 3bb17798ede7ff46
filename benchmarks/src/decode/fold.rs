//! Folding what a typed peer has built.

use crate::checksum::Checksum;
use heapless::{LinearMap, String as FixedString, Vec as FixedVec};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Folds a field's value under the field's tag. A timestamp that is none makes the sum differ from the other peers'.
pub trait Fold {
    fn fold(&self, tag: u64, checksum: &mut Checksum);
}

/// A text that borrows from the document unless escapes stand in the way.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub struct Borrowed<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Milliseconds as a text of digits.
#[derive(Deserialize)]
pub struct Timestamp<T>(T);

impl<T: AsRef<str>> Fold for Timestamp<T> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        if !checksum.digits(tag, self.0.as_ref()) {
            checksum.number(tag, u64::MAX);
        }
    }
}

impl AsRef<str> for Borrowed<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Fold for Borrowed<'_> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        checksum.text(tag, &self.0);
    }
}

impl Fold for String {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        checksum.text(tag, self);
    }
}

impl<const N: usize> Fold for FixedString<N> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        checksum.text(tag, self);
    }
}

impl Fold for u64 {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        checksum.number(tag, *self);
    }
}

impl Fold for bool {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        checksum.flag(tag, *self);
    }
}

impl<V: Fold> Fold for Option<V> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        if let Some(value) = self {
            value.fold(tag, checksum);
        }
    }
}

impl<V: Fold> Fold for Vec<V> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        for value in self {
            value.fold(tag, checksum);
        }
    }
}

impl<V: Fold, const N: usize> Fold for FixedVec<V, N> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        for value in self {
            value.fold(tag, checksum);
        }
    }
}

impl<K: Fold, V: Fold> Fold for BTreeMap<K, V> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        for (name, value) in self {
            name.fold(tag, checksum);
            value.fold(tag, checksum);
        }
    }
}

impl<K: Fold + Eq, V: Fold, const N: usize> Fold for LinearMap<K, V, N> {
    fn fold(&self, tag: u64, checksum: &mut Checksum) {
        for (name, value) in self {
            name.fold(tag, checksum);
            value.fold(tag, checksum);
        }
    }
}

/// A struct with its wire names, and its fold; over a kind of text if a bound for it is given.
macro_rules! message {
    ($name:ident $(<$text:ident: $bound:literal>)? { $($field:ident: $wire:literal => $type:ty,)+ }) => {
        #[derive(Deserialize)]
        #[allow(clippy::struct_field_names, reason = "fields have the wire's names")]
        $(#[serde(bound(deserialize = $bound))])?
        pub struct $name $(<$text: Ord>)? {
            $(#[serde(rename = $wire)] $field: $type,)+
        }

        impl $(<$text: Fold + AsRef<str> + Ord>)? Fold for $name $(<$text>)? {
            fn fold(&self, _tag: u64, checksum: &mut Checksum) {
                $(self.$field.fold(const { tag($wire) }, checksum);)+
            }
        }
    };
}
pub(crate) use message;
