//! The answers of the Single Sign-On Service.

use tvpass::endpoint;

use super::answer;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::{Own, record};
use crate::secret::{Secret, SecretBytes, Timestamp};
use crate::value::Member;

/// A service token and its life.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct IssuedToken {
    /// The token: opaque, for the header `AD-Service-Token` as it is (R126).
    pub service_token: Secret,
    /// The beginning of its life; the answer's arrival if there is none.
    pub not_before: Option<Timestamp>,
    /// The end of its life, by the service's clock.
    pub not_after: Timestamp,
    /// `CREATED` or `OK`; it decides nothing (V14).
    pub status: Option<String>,
}

tvpass::carried!(endpoint::IssuedToken: 4);

impl Own for endpoint::IssuedToken<'_> {
    type Owned = IssuedToken;

    fn own(self) -> IssuedToken {
        let Self { token, not_before, not_after, status, .. } = self;
        IssuedToken {
            service_token: token.own(),
            not_before: not_before.own(),
            not_after: not_after.own(),
            status: status.own(),
        }
    }
}

record! {
    /// A link code and its life.
    pub struct IssuedLinkCode: endpoint::IssuedLinkCode {
        /// The code: opaque text (V3).
        code: Secret,
        /// The beginning of its life; the answer's arrival if there is none.
        not_before: Option<Timestamp>,
        /// The end of its life, by the service's clock.
        not_after: Timestamp,
        /// `CREATED` or `OK`; it decides nothing (V14).
        status: Option<String>,
    }
}

open_enum! {
    /// The way by which a device came into a sign-in, as far as the service's samples show.
    pub enum LinkType: endpoint::LinkType {
        /// The person signed in on it.
        Regular,
        /// It came in by a service token.
        Sso,
    }
}

/// A device of the sign-in. None of its attributes is promised.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct LinkedDevice {
    /// The id: opaque, and a person's, so that it does not print (R148).
    pub id: Secret,
    /// Such as `smartTV`, `mobile`, `tablet`.
    pub device_type: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The operating system.
    pub os: Option<String>,
    /// Its version.
    pub os_version: Option<String>,
    /// The time at which it was seen last.
    pub last_seen: Option<Timestamp>,
    /// The way by which it came into the sign-in.
    pub link_type: Option<LinkType>,
    /// All attributes by their names on the wire, those above among them; lists and objects are left out.
    pub attributes: Vec<Member>,
}

tvpass::carried!(endpoint::DeviceAttributes: 6);

impl Own for endpoint::LinkedDevice<'_> {
    type Owned = LinkedDevice;

    fn own(self) -> LinkedDevice {
        let endpoint::DeviceAttributes { device_type, model, os, os_version, last_seen, link_type, .. } =
            self.attributes();
        LinkedDevice {
            id: Secret(self.id.own()),
            device_type: device_type.own(),
            model: model.own(),
            os: os.own(),
            os_version: os_version.own(),
            last_seen: last_seen.own(),
            link_type: link_type.own(),
            attributes: self.iter().map(|(name, value)| Member { name: name.own(), value: value.own() }).collect(),
        }
    }
}

impl Own for endpoint::LinkedDevices<'_> {
    type Owned = Vec<LinkedDevice>;

    fn own(self) -> Vec<LinkedDevice> {
        self.iter().map(Own::own).collect()
    }
}

impl Own for endpoint::UnlinkedDevices<'_> {
    type Owned = Vec<Secret>;

    fn own(self) -> Vec<Secret> {
        self.iter().map(|device| Secret(device.id.own())).collect()
    }
}

/// The answer to `Call::SsoToken` and `Call::SsoRefresh`.
#[uniffi::export]
pub fn decode_service_token(http_status: u16, body: SecretBytes) -> Result<IssuedToken, TvpassError> {
    answer::<endpoint::IssuedToken<'_>>(http_status, &body.0)
}

/// The answer to `Call::SsoLink`.
#[uniffi::export]
pub fn decode_link_code(http_status: u16, body: SecretBytes) -> Result<IssuedLinkCode, TvpassError> {
    answer::<endpoint::IssuedLinkCode<'_>>(http_status, &body.0)
}

/// The answer to `Call::SsoList`.
#[uniffi::export]
pub fn decode_linked_devices(http_status: u16, body: SecretBytes) -> Result<Vec<LinkedDevice>, TvpassError> {
    answer::<endpoint::LinkedDevices<'_>>(http_status, &body.0)
}

/// The answer to `Call::SsoUnlink`: the ids of the devices that were really taken out (R142).
#[uniffi::export]
pub fn decode_unlinked_devices(http_status: u16, body: SecretBytes) -> Result<Vec<Secret>, TvpassError> {
    answer::<endpoint::UnlinkedDevices<'_>>(http_status, &body.0)
}

#[cfg(test)]
mod tests {
    use super::{LinkType, decode_linked_devices};
    use crate::secret::{Secret, SecretBytes, Timestamp};

    #[test]
    fn a_device_has_its_known_attributes_by_themselves_and_all_by_name() {
        let body = br#"{"devices": {"kitchen": {"deviceType": "smartTV", "model": "Q80", "os": "Tizen",
            "osVersion": "7.0", "lastSeen": 1790000000000, "type": "regular", "trusted": true}}}"#;
        let devices = decode_linked_devices(200, SecretBytes(body.to_vec())).unwrap();
        let [device] = devices.as_slice() else { panic!("{devices:?}") };
        assert_eq!(device.id, Secret::from("kitchen"));
        assert_eq!((device.device_type.as_deref(), device.model.as_deref()), (Some("smartTV"), Some("Q80")));
        assert_eq!((device.os.as_deref(), device.os_version.as_deref()), (Some("Tizen"), Some("7.0")));
        assert_eq!(device.last_seen, Some(Timestamp(1_790_000_000_000)));
        assert_eq!(device.link_type, Some(LinkType::Regular));
        assert_eq!(device.attributes.len(), 7);
        assert!(!format!("{device:?}").contains("kitchen"));
    }
}
