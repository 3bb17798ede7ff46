//! Whole answers for `serde`, in the form in which the service sends them.

use serde::ser::{SerializeStruct, Serializer};

use super::configuration::{Configuration, ConfigurationPiece};
use super::decision::Decisions;
use super::logout::Logouts;
use super::profile::{Attribute, Attributes, Profile, ProfileBody};
use super::profiles::Profiles;
use super::sso_list::LinkedDevices;
use super::sso_unlink::UnlinkedDevices;
use crate::serial::{List, Map, Secrets, Serial, serial_struct, serialize};

impl Serial for Attributes<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.map(serializer, self.iter().map(|attribute| (attribute.name, attribute.body())))
    }
}

impl Serial for Attribute<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        secrets.map(serializer, core::iter::once((self.name, self.body())))
    }
}

serialize!(Attributes<'_>, Attribute<'_>);

fn body_of<'a>(profile: &Profile<'a>) -> ProfileBody<'a> {
    let Profile { not_before, not_after, issuer, profile_type, session_id, attributes, .. } = *profile;
    ProfileBody { not_before, not_after, issuer, profile_type, attributes, session_id }
}

serial_struct!(Decisions<'_> as "Decisions", this { "decisions": List(|| this.iter()) });
serial_struct!(Logouts<'_> as "Logouts", this { "logouts": Map(|| this.iter().map(|action| (action.mvpd, action))) });
serial_struct!(LinkedDevices<'_> as "LinkedDevices", this {
    "devices": Map(|| this.iter().map(|device| (device.id, device.attributes()))),
});
serial_struct!(UnlinkedDevices<'_> as "UnlinkedDevices", this {
    "unlinkedDevices": List(|| this.iter().map(|device| device.id)),
});
serial_struct!(Profiles<'_> as "Profiles", this {
    "profiles": Map(|| this.iter().map(|profile| (profile.mvpd, body_of(&profile)))),
});
serial_struct!(Profile<'_> as "Profile", this {
    "mvpd": this.mvpd,
    "notBefore": this.not_before,
    "notAfter": this.not_after,
    "issuer": this.issuer,
    "type": this.profile_type,
    "attributes": this.attributes,
    "sessionId": this.session_id,
});

/// The part of a configuration that the server half writes.
struct Requestor<'t, 'a>(&'t Configuration<'a>);

impl Serial for Requestor<'_, '_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        let configuration = self.0;
        let mut record = serializer.serialize_struct("Requestor", 4)?;
        record.serialize_field("id", &secrets.member(&configuration.id()))?;
        record.serialize_field("name", &secrets.member(&configuration.name().unwrap_or_default()))?;
        record.serialize_field("domains", &secrets.member(&List(|| configuration.domains())))?;
        record.serialize_field("mvpds", &secrets.member(&List(|| configuration.mvpds())))?;
        record.end()
    }
}

serial_struct!(Configuration<'_> as "Configuration", this { "requestor": Requestor(this) });

impl Serial for ConfigurationPiece<'_> {
    fn serialize_as<S: Serializer>(&self, serializer: S, secrets: Secrets) -> Result<S::Ok, S::Error> {
        const NAME: &str = "ConfigurationPiece";
        match self {
            Self::Setting(name, value) => secrets.map(serializer, core::iter::once((*name, *value))),
            Self::RequestorId(id) => serializer.serialize_newtype_variant(NAME, 1, "id", &secrets.member(id)),
            Self::RequestorName(name) => serializer.serialize_newtype_variant(NAME, 2, "name", &secrets.member(name)),
            Self::Domain(domain) => serializer.serialize_newtype_variant(NAME, 3, "domain", &secrets.member(domain)),
            Self::Mvpd(mvpd) => serializer.serialize_newtype_variant(NAME, 4, "mvpd", &secrets.member(mvpd)),
        }
    }
}

serialize!(ConfigurationPiece<'_>);
