//! Failures and texts of messages for `serde`.

use serde::ser::{SerializeStruct, Serializer};

use super::enhanced_error::TextOrHost;
use super::failure::Failure;
use crate::serial::{Secrets, Serial, serialize};

impl Serial for TextOrHost<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        self.0.serialize_as(serializer, secrets)
    }
}

/// `kind`, `httpStatus`, and the `error` as far as there is one.
impl Serial for Failure<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        let (kind, has_error) = match self {
            Self::Service { .. } => ("service", true),
            Self::Registration { .. } => ("registration", true),
            Self::Throttled => ("throttled", false),
            Self::NotApi { .. } => ("notApi", false),
            Self::Malformed { .. } => ("malformed", true),
        };
        let mut record = serializer.serialize_struct("Failure", 2 + usize::from(has_error))?;
        record.serialize_field("kind", kind)?;
        record.serialize_field("httpStatus", &self.http_status())?;
        match self {
            Self::Service { error, .. } => record.serialize_field("error", &secrets.member(error))?,
            Self::Registration { error, .. } => record.serialize_field("error", &secrets.member(error))?,
            Self::Malformed { error, .. } => record.serialize_field("error", &secrets.member(&InWords(error)))?,
            Self::Throttled | Self::NotApi { .. } => {}
        }
        record.end()
    }
}

/// A value in its words for people.
pub(crate) struct InWords<T>(pub(crate) T);

impl<T: core::fmt::Display> Serial for InWords<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

serialize!(TextOrHost<'_>, Failure<'_>);
