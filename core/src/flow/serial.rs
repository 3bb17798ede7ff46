//! Outcomes of flows, and reasons to stop, for `serde`.

use serde::ser::{SerializeStruct, Serializer};

use super::authorization::Authorized;
use super::logout::SignedOut;
use super::partner::{PartnerCompleted, PartnerSignedIn};
use super::preauthorization::{PERMITS_CAPACITY, Permits, Preauthorized};
use super::sign_in::{Access, SignedIn};
use super::stop::{Actor, LastFailure, StopReason};
use crate::message::InWords;
use crate::serial::{List, Secrets, Serial, serial_struct, serialize};

/// Says of each outcome its name, and the value that comes with it.
macro_rules! outcome {
    ($type:ty as $name:literal { $( $variant:pat => $wire:literal: $value:expr, )* }) => {
        impl Serial for $type {
            fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
                match self {
                    $( $variant => serializer.serialize_newtype_variant($name, 0, $wire, &secrets.member(&$value)), )*
                }
            }
        }

        serialize!($type);
    };
}

/// Writes a value of few as its name.
macro_rules! word {
    ($type:ty { $( $variant:pat => $wire:literal, )* }) => {
        impl Serial for $type {
            fn serialize_as<S: Serializer>(&self, serializer: S, _: Secrets) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self { $( $variant => $wire, )* })
            }
        }

        serialize!($type);
    };
}

/// Access that was granted without a profile.
struct Granted<'b>(Access, &'b str);

impl Serial for Granted<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("Granted", 2)?;
        record.serialize_field("access", &secrets.member(&self.0))?;
        record.serialize_field("mvpd", self.1)?;
        record.end()
    }
}

outcome!(SignedIn<'_> as "SignedIn" {
    Self::Profile { profile, .. } => "profile": profile,
    Self::Granted { access, mvpd } => "granted": Granted(*access, mvpd),
});
outcome!(Authorized<'_> as "Authorized" {
    Self::Permitted(decision) => "permitted": decision,
    Self::Denied(decision) => "denied": decision,
    Self::SignInNeeded(error) => "signInNeeded": error,
});
outcome!(Preauthorized<'_> as "Preauthorized" {
    Self::Permits(permits) => "permits": permits,
    Self::SignInNeeded(error) => "signInNeeded": error,
});
outcome!(PartnerSignedIn<'_> as "PartnerSignedIn" {
    Self::Profile { profile, .. } => "profile": profile,
    Self::AskFramework(request) => "askFramework": request,
    Self::Basic { mvpd } => "basic": mvpd,
});
outcome!(PartnerCompleted<'_> as "PartnerCompleted" {
    Self::Profile { profile, .. } => "profile": profile,
    Self::Basic(failure) => "basic": failure,
});
serial_struct!(SignedOut as "SignedOut", this { "wasSignedIn": this.was_signed_in });

/// The places of resources of which `holds` is true.
fn places(holds: impl Fn(usize) -> bool) -> impl Iterator<Item = u32> {
    (0_u32..).take(PERMITS_CAPACITY).filter(move |place| holds(*place as usize))
}

serial_struct!(Permits as "Permits", this {
    "permitted": List(|| places(|place| this.is_permitted(place))),
    "decided": List(|| places(|place| this.is_decided(place))),
});

word!(Access {
    Self::Temporary => "temporary",
    Self::Degraded => "degraded",
});
word!(Actor {
    Self::Viewer => "viewer",
    Self::Network => "network",
    Self::Service => "service",
    Self::ServiceProvider => "serviceProvider",
    Self::Configuration => "configuration",
    Self::Integrator => "integrator",
});

impl Serial for LastFailure {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        InWords(self).serialize_as(serializer, secrets)
    }
}

serialize!(LastFailure);

/// The party that must act, the reason in words, and the failure if it was one.
impl Serial for StopReason<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        let failure = if let Self::Failure(failure) = self { Some(failure) } else { None };
        let mut record = serializer.serialize_struct("StopReason", 2 + usize::from(failure.is_some()))?;
        record.serialize_field("actor", &secrets.member(&self.actor()))?;
        record.serialize_field("reason", &secrets.member(&InWords(self)))?;
        if let Some(failure) = failure {
            record.serialize_field("failure", &secrets.member(failure))?;
        }
        record.end()
    }
}

serialize!(StopReason<'_>);
