//! Every answer and outcome for the formats of `serde` (feature `serde`), without a heap.
//!
//! Names, order and presence are the wire's own, so that a format for JSON writes what [`encode`](crate::endpoint::Session::encode)
//! writes. Secrets and user metadata come as `[redacted]`, unless the value is wrapped in [`WithSecrets`].
//!
//! ```
//! use tvpass::endpoint::AccessToken;
//! use tvpass::serial::WithSecrets;
//!
//! let token = AccessToken::decode(br#"{"access_token": "eyJhbGciOi", "expires_in": 21600}"#).unwrap();
//! let told = serde_json::to_string(&token).unwrap();
//! assert_eq!(told, r#"{"access_token":"[redacted]","expires_in":21600}"#);
//! let told = serde_json::to_string(&WithSecrets(token)).unwrap();
//! assert_eq!(told, r#"{"access_token":"eyJhbGciOi","expires_in":21600}"#);
//! ```

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

pub(crate) const REDACTED: &str = "[redacted]";

/// The secrets of a value that is written.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// They come as `[redacted]`.
    Hidden,
    /// They come as they are.
    Told,
}

/// A value of the protocol that can be written with its secrets or without.
pub trait Serial {
    #[doc(hidden)]
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error>;
}

/// Writes a value with its secrets, for storage that is safe and for programs of one's own.
#[derive(Clone, Copy)]
pub struct WithSecrets<T>(pub T);

impl<T> core::fmt::Debug for WithSecrets<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("WithSecrets").finish_non_exhaustive()
    }
}

impl<T: Serial> Serialize for WithSecrets<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_as(serializer, Secrets::Told)
    }
}

impl<T: Serial + ?Sized> Serial for &T {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        T::serialize_as(self, serializer, secrets)
    }
}

impl<T: Serial> Serial for Option<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&secrets.member(value)),
            None => serializer.serialize_none(),
        }
    }
}

/// A value inside another, which says of secrets what that one says.
pub(crate) struct Member<'m, T> {
    value: &'m T,
    secrets: Secrets,
}

impl Secrets {
    pub(crate) const fn member<T>(self, value: &T) -> Member<'_, T> {
        Member { value, secrets: self }
    }

    /// Writes a list.
    pub(crate) fn list<S: Serializer>(
        self,
        serializer: S,
        items: impl Iterator<Item: Serial>,
    ) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in items {
            list.serialize_element(&self.member(&item))?;
        }
        list.end()
    }

    /// Writes a map.
    pub(crate) fn map<S: Serializer, K: Serial, V: Serial>(
        self,
        serializer: S,
        members: impl Iterator<Item = (K, V)>,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in members {
            map.serialize_entry(&self.member(&key), &self.member(&value))?;
        }
        map.end()
    }
}

impl<T: Serial> Serialize for Member<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize_as(serializer, self.secrets)
    }
}

/// An iterator's items as a list, or its pairs as a map, as a member of another value.
pub(crate) struct List<F>(pub(crate) F);
pub(crate) struct Map<F>(pub(crate) F);

impl<I: Iterator<Item: Serial>, F: Fn() -> I> Serial for List<F> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.list(serializer, self.0())
    }
}

impl<K: Serial, V: Serial, I: Iterator<Item = (K, V)>, F: Fn() -> I> Serial for Map<F> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.map(serializer, self.0())
    }
}

impl Serial for str {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Serial for () {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl Serial for bool {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Serial for u16 {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(*self)
    }
}

impl Serial for u32 {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(*self)
    }
}

impl Serial for u64 {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*self)
    }
}

/// Lets a value be handed to `serde` as it is, without its secrets.
macro_rules! serialize {
    ($($type:ty),* $(,)?) => { $(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serial::Serial::serialize_as(self, serializer, $crate::serial::Secrets::Hidden)
            }
        }
    )* };
}

/// Writes a value of this type as one with a name and members.
macro_rules! serial_struct {
    ($type:ty as $name:literal, $this:ident { $($wire:literal: $value:expr),* $(,)? }) => {
        impl $crate::serial::Serial for $type {
            fn serialize_as<S: serde::Serializer>(
                &self,
                serializer: S,
                secrets: $crate::serial::Secrets,
            ) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                let $this = self;
                let count = [$($wire),*].len();
                let mut record = serializer.serialize_struct($name, count)?;
                $( record.serialize_field($wire, &secrets.member(&$value))?; )*
                record.end()
            }
        }

        $crate::serial::serialize!($type);
    };
}

pub(crate) use {serial_struct, serialize};
