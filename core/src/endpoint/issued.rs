//! A secret with a life: two answers of the Single Sign-On Service issue one.

use crate::json::Timestamp;

/// Declares the answer by the name of its secret.
macro_rules! issued {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(#[$field_meta:meta])* $field:ident,
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name<'a> {
            $(#[$field_meta])*
            pub $field: Secret<'a>,
            /// Valid from here; if the service does not say it, from the answer on.
            pub not_before: Option<Timestamp>,
            /// Valid to here, by the service's clock.
            pub not_after: Timestamp,
            /// `CREATED` or `OK`; it decides nothing (V14).
            pub status: Option<Text<'a>>,
        }

        $crate::debug::debug_fields!($name<'_> { $field, not_before, not_after, status });

        impl<'a> $name<'a> {
            /// One that is valid from the answer on.
            #[must_use]
            pub const fn new($field: Secret<'a>, not_after: Timestamp) -> Self {
                Self { $field, not_before: None, not_after, status: None }
            }

            /// The fields of the answer on the wire, where its secret has two names.
            pub const FIELDS: &'static [$crate::json::FieldDefinition] = Wire::FIELDS;

            /// Its life in milliseconds; `received` stands in for a `notBefore` that is missing (R128).
            #[must_use]
            pub fn lifetime_millis(&self, received: Timestamp) -> u64 {
                lifetime_millis(self.not_before, self.not_after, received)
            }

            fn checked(
                body: &[u8],
                name: &'static &'static str,
                secret: Option<Secret<'a>>,
                not_before: Option<Timestamp>,
                not_after: Timestamp,
                status: Option<Text<'a>>,
            ) -> Result<Self, Error> {
                use $crate::json::ErrorKind;

                // Errors stand where the object ends, as for every field that is missing.
                let end = body.trim_ascii_end().len();
                match secret {
                    None => Err(Error::new(ErrorKind::Missing, name, end)),
                    Some(secret) if secret.reveal().is_empty() => Err(Error::new(ErrorKind::Range, name, end)),
                    Some(_) if not_after.millis() == 0 => Err(Error::new(ErrorKind::Range, &"notAfter", end)),
                    Some($field) => Ok(Self { $field, not_before, not_after, status }),
                }
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::serial::Serial for $name<'_> {
            fn serialize_as<S: serde::Serializer>(
                &self,
                serializer: S,
                secrets: $crate::serial::Secrets,
            ) -> Result<S::Ok, S::Error> {
                self.wire(Default::default()).serialize_as(serializer, secrets)
            }
        }

        #[cfg(feature = "serde")]
        $crate::serial::serialize!($name<'_>);

        impl<'r> $crate::endpoint::Answer<'r> for $name<'r> {
            fn decode(body: &'r [u8]) -> Result<Self, Error> {
                Self::decode(body)
            }

            fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], $crate::TooSmall> {
                Self::encode(self, Default::default(), buffer)
            }
        }
    };
}

pub(super) use issued;

/// The life between two times of the service, or from `received` on.
pub(super) fn lifetime_millis(not_before: Option<Timestamp>, not_after: Timestamp, received: Timestamp) -> u64 {
    not_after.millis_since(not_before.unwrap_or(received))
}
