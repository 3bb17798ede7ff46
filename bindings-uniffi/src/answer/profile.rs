//! The answer of the profile calls.

use tvpass::endpoint;

use super::listed;
use crate::error::TvpassError;
use crate::open_enum::open_enum;
use crate::own::Own;
use crate::secret::{AttributeValue, SecretBytes, Timestamp};

open_enum! {
    /// The kind of sign-in that made a profile.
    pub enum ProfileType: endpoint::ProfileType {
        /// Signed in at the MVPD.
        Regular,
        /// The MVPD is unreachable, and access is granted meanwhile (R80).
        Degraded,
        /// Temporary access (R85).
        Temporary,
        /// Apple's single sign-on.
        AppleSso,
        /// A platform's single sign-on (R111).
        PlatformSso,
        /// A service token's single sign-on (R111).
        ServiceTokenSso,
    }
}

open_enum! {
    /// The form of an attribute's value: readable or encrypted.
    pub enum AttributeState: endpoint::AttributeState {
        /// Readable.
        Plain,
        /// Encrypted for the programmer's private key (R52).
        Encrypted,
    }
}

/// One piece of user metadata. It prints without its value.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Attribute {
    /// The name: `userID`, `householdID`, `zip`, `maxRating`, …
    pub name: String,
    /// The value, of any type.
    pub value: AttributeValue,
    /// The form of the value.
    pub state: AttributeState,
    /// The reason why it has no value (contract only).
    pub error: Option<AttributeValue>,
}

tvpass::carried!(endpoint::Attribute: 4);

impl Own for endpoint::Attribute<'_> {
    type Owned = Attribute;

    fn own(self) -> Attribute {
        let Self { name, value, state, error, .. } = self;
        Attribute {
            name: name.own(),
            value: AttributeValue(value.reveal().own()),
            state: state.own(),
            error: error.map(|error| AttributeValue(error.reveal().own())),
        }
    }
}

impl Own for endpoint::Attributes<'_> {
    type Owned = Vec<Attribute>;

    fn own(self) -> Vec<Attribute> {
        self.iter().map(Own::own).collect()
    }
}

crate::own::record! {
    /// The viewer's sign-in at one MVPD, with its period of validity.
    pub struct Profile: endpoint::Profile {
        /// The MVPD.
        mvpd: String,
        /// Valid from here …
        not_before: Timestamp,
        /// … to here; then the viewer must sign in again (R46).
        not_after: Timestamp,
        /// The issuer: the MVPD, `Adobe` or `Apple`.
        issuer: String,
        /// The kind of sign-in that made it.
        profile_type: ProfileType,
        /// The session (contract only).
        session_id: Option<String>,
        /// The user metadata.
        attributes: Vec<Attribute>,
    }
}

impl Own for endpoint::Profiles<'_> {
    type Owned = Vec<Profile>;

    fn own(self) -> Vec<Profile> {
        self.iter().map(Own::own).collect()
    }
}

/// The answer to `Call::GetProfiles`, `Call::GetProfileMvpd`, `Call::GetProfileCode` and `Call::CreatePartnerProfile`; an empty
/// one means that nobody is signed in (R44).
#[uniffi::export]
pub fn decode_profiles(http_status: u16, body: SecretBytes) -> Result<Vec<Profile>, TvpassError> {
    listed::<endpoint::Profiles<'static>>(http_status, &body.0)
}
