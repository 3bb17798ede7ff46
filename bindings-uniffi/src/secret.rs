//! Types that become one of the other language at the border: secrets, and points in time.

use std::fmt;

use tvpass::json;

use crate::own::Own;
use crate::value::Value;

/// Declares a type that prints `[redacted]`, here and in the other languages.
macro_rules! redacted {
    ($(#[$meta:meta])* $name:ident($inner:ty)) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Default)]
        pub struct $name(pub $inner);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[redacted]")
            }
        }

        uniffi::custom_newtype!($name, $inner);
    };
}

redacted! {
    /// A credential, a token or an identity.
    Secret(String)
}

redacted! {
    /// Bytes that may hold secrets: bodies of messages, what a client saves, the id of a device.
    SecretBytes(Vec<u8>)
}

redacted! {
    /// A piece of user metadata: it identifies a person.
    AttributeValue(Value)
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Own for json::Secret<'_> {
    type Owned = Secret;

    fn own(self) -> Secret {
        Secret(self.reveal().own())
    }
}

/// Milliseconds since the Unix epoch; `Date` in Swift, `Instant` in Kotlin, `datetime` in Python.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timestamp(pub i64);

uniffi::custom_newtype!(Timestamp, i64);

impl Timestamp {
    /// The time so many seconds after the epoch.
    pub(crate) fn from_seconds(seconds: u64) -> Self {
        json::Timestamp::from_millis(seconds.saturating_mul(1000)).own()
    }

    /// The time so many milliseconds later.
    pub(crate) fn after(self, millis: u64) -> Self {
        Self(self.0.saturating_add_unsigned(millis))
    }
}

impl Own for json::Timestamp {
    type Owned = Timestamp;

    fn own(self) -> Timestamp {
        Timestamp(i64::try_from(self.millis()).unwrap_or(i64::MAX))
    }
}

impl From<Timestamp> for json::Timestamp {
    fn from(Timestamp(millis): Timestamp) -> Self {
        Self::from_millis(u64::try_from(millis).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use tvpass::json;

    use super::{AttributeValue, Secret, SecretBytes, Timestamp};
    use crate::own::Own;
    use crate::value::Value;

    #[test]
    fn no_secret_prints() {
        let secret = Secret::from("sentinel");
        let bytes = SecretBytes(b"sentinel".to_vec());
        let value = AttributeValue(Value::Text { value: "sentinel".to_owned() });
        assert_eq!(format!("{secret:?} {bytes:?} {value:?}"), "[redacted] [redacted] [redacted]");
    }

    #[test]
    fn times_beyond_the_platform_are_the_last_one_and_those_before_the_epoch_the_first() {
        assert_eq!(json::Timestamp::from_millis(u64::MAX).own(), Timestamp(i64::MAX));
        assert_eq!(Timestamp::from_seconds(u64::MAX), Timestamp(i64::MAX));
        assert_eq!(Timestamp(-1).after(u64::MAX), Timestamp(i64::MAX));
        assert_eq!(json::Timestamp::from(Timestamp(-1)), json::Timestamp::from_millis(0));
    }
}
