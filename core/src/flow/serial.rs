//! Outcomes of flows, and reasons to stop, for `serde`.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::authorization::Authorized;
use super::check_sign_in::SignInState;
use super::devices::Unlinked;
use super::logout::SignedOut;
use super::partner::{PartnerCompleted, PartnerSignedIn};
use super::preauthorization::{PERMITS_CAPACITY, Permits, Preauthorized};
use super::service_token::{NoSingleSignOn, ObtainedToken, Served};
use super::sign_in::{Access, SignedIn};
use super::stop::{Actor, LastFailure, StopReason};
use crate::json::Timestamp;
use crate::message::InWords;
use crate::serial::{List, Secrets, Serial, serial_struct, serialize};

/// Says of each outcome its name, and the value that comes with it if there is one.
macro_rules! outcome {
    (
        $type:ty as $name:literal { $( $variant:pat => $wire:literal: $value:expr, )* }
        $( or { $( $unit:pat => $word:literal, )* } )?
    ) => {
        impl Serial for $type {
            fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
                match self {
                    $( $variant => serializer.serialize_newtype_variant($name, 0, $wire, &secrets.member(&$value)), )*
                    $( $( $unit => serializer.serialize_unit_variant($name, 0, $word), )* )?
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

outcome!(SignInState<'_> as "SignInState" {
    Self::Remembered { mvpd, until } => "remembered": Remembered { mvpd, until: *until },
    Self::SignedIn { profile, .. } => "signedIn": profile,
} or {
    Self::SignedOut => "signedOut",
});

/// A sign-in that the installation knows of.
struct Remembered<'b> {
    mvpd: &'b str,
    until: Timestamp,
}

serial_struct!(Remembered<'_> as "Remembered", this { "mvpd": this.mvpd, "until": this.until });
outcome!(ObtainedToken<'_> as "ObtainedToken" {
    Self::Issued(token) => "issued": token,
    Self::WithoutSingleSignOn(reason) => "withoutSingleSignOn": reason,
} or {
    Self::Kept => "kept",
});
outcome!(NoSingleSignOn<'_> as "NoSingleSignOn" {
    Self::TokenRefused(error) => "tokenRefused": error,
    Self::NotLicensed { http_status } => "notLicensed": http_status,
    Self::Unreachable(failure) => "unreachable": failure,
    Self::Unusable(reason) => "unusable": reason,
} or {
    Self::NobodyKnown => "nobodyKnown",
    Self::NoCode => "noCode",
});

impl<T: Serial> Serial for Served<'_, T> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        const NAME: &str = "Served";
        match self {
            Self::Done(value) => serializer.serialize_newtype_variant(NAME, 0, "done", &secrets.member(value)),
            Self::WithoutSingleSignOn(reason) => {
                serializer.serialize_newtype_variant(NAME, 1, "withoutSingleSignOn", &secrets.member(reason))
            }
        }
    }
}

impl<T: Serial> Serialize for Served<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_as(serializer, Secrets::Hidden)
    }
}

serial_struct!(Unlinked<'_> as "Unlinked", this { "devices": this.devices, "isOwn": this.is_own });

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

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_those_of_which_it_holds() {
        assert!(places(|place| place % 100 == 7).eq([7, 107, 207]));
    }
}
