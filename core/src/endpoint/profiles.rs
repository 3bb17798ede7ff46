//! `profiles`: GET /api/v2/{serviceProvider}/profiles, and the answer that all profile calls share.
//!
//! The answer is taken whole as [`Profiles`], which cannot fail after it was decoded; in parts by [`ProfileStream`]; or
//! told piece by piece by [`visit_profiles`](super::visit_profiles).

use super::call::call;
use super::definition::definition;
use super::items::{Item, Items, whole};
use super::profile::{Profile, ProfileBody};
use super::profiles_writer::encode_profiles;
use crate::json::{Reader, Text, read};
use crate::output::TooSmall;

definition! {
    id: "profiles",
    request: Get "/api/v2/{serviceProvider}/profiles",
    body: None,
    success: [200],
    required: [Authorization, ApDeviceIdentifier, XDeviceInfo],
    optional: [
        XForwardedFor, AdobeSubjectToken, XRokuReservedRokuConnectToken, AdServiceToken, ApPartnerFrameworkStatus,
        ApVisitorIdentifier, Accept, UserAgent,
    ],
}

call! {
    /// All regular and single sign-on profiles of the device; the first call of an application that remembers no MVPD
    /// (R32).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, GetProfiles};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let mut buffer = [0; 64];
    /// let request = GetProfiles::new("REF30").encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/profiles");
    /// ```
    pub struct GetProfiles<'a>: Profiles => Profiles {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}

impl<'a> Item<'a> for Profile<'a> {
    const CONTAINER: &'static &'static str = &"profiles";
    const IN_MAP: bool = true;
    // The key of the map.
    const KEY: &'static str = "";

    fn read_item(place: &mut Option<Self>, mvpd: Text<'a>, reader: &mut Reader<'a>) {
        let ProfileBody { not_before, not_after, issuer, profile_type, attributes, session_id } = read(reader);
        *place = Some(Self { mvpd, not_before, not_after, issuer, profile_type, session_id, attributes });
    }

    fn encode_all<'b>(items: Items<'a, Self>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        encode_profiles(items.flat_map(Self::pieces), buffer)
    }

    /// A profile without a life stands behind all others (N6).
    fn rank(&self) -> u64 {
        if self.is_over(None) { 0 } else { self.not_after.millis() }
    }
}

whole! {
    /// A profiles answer, checked as a whole; an empty one means that nobody is signed in (R44).
    ///
    /// ```
    /// use tvpass::endpoint::Profiles;
    ///
    /// let profiles = Profiles::decode(br#"{"profiles": {"Dish": {
    ///     "notBefore": 1733735289035, "notAfter": 1733737089035, "issuer": "Dish", "type": "regular",
    ///     "attributes": {"userID": {"value": "viewer", "state": "plain"}}}}}"#).unwrap();
    /// let profile = profiles.iter().next().unwrap();
    /// assert_eq!(profile.mvpd, "Dish");
    /// assert!(profile.attributes.get("userID").is_some());
    /// ```
    pub struct Profiles, ProfileStream: Profile
}

impl<'a> Profiles<'a> {
    /// The profile that stays valid the longest, the first of equals (R49). It was found when the answer was decoded.
    #[must_use]
    pub fn longest_valid(&self) -> Option<Profile<'a>> {
        ProfilesIter::resumed(self.text, self.best?).next()
    }
}

/// The profiles of a [`Profiles`].
pub type ProfilesIter<'a> = Items<'a, Profile<'a>>;
