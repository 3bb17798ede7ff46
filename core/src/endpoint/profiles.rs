//! `profiles`: GET /api/v2/{serviceProvider}/profiles, and the answer that all profile calls share.
//!
//! The answer can be walked in one pass as it is checked, by [`ProfileEvents`], or taken whole as [`Profiles`], which
//! cannot fail after it was decoded.

use super::call::call;
use super::items::{Item, Items, whole};
use super::profile::{Attribute, Profile, ProfileBody, ProfileEvent};
use super::profiles_writer::encode_profiles;
use crate::json::{Error, Reader, Text, read, read_informational, read_stated};
use crate::output::TooSmall;

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
    /// let request = GetProfiles { service_provider: "REF30" }.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/profiles");
    /// ```
    pub struct GetProfiles<'a>: Profiles => Profiles {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Top,
    Profiles,
    Profile,
    Attributes,
    End,
}

/// Reads a profiles answer in one pass and constant memory, however long it is.
///
/// The events are whole only if [`finish`](Self::finish) succeeds.
///
/// ```
/// use tvpass::endpoint::{ProfileEvent, ProfileEvents};
///
/// let mut events = ProfileEvents::new(br#"{"profiles": {"Dish": {
///     "notBefore": 1733735289035, "notAfter": 1733737089035, "issuer": "Dish", "type": "regular",
///     "attributes": {"userID": {"value": "viewer", "state": "plain"}}}}}"#);
/// let attributes = events.by_ref().filter(|event| matches!(event, ProfileEvent::Attribute(_))).count();
/// assert_eq!((attributes, events.finish()), (1, Ok(())));
/// ```
#[derive(Clone)]
pub struct ProfileEvents<'a> {
    reader: Reader<'a>,
    place: Place,
    seen: u32,
    found: bool,
}

impl<'a> ProfileEvents<'a> {
    /// At the start of `body`.
    #[must_use]
    pub fn new(body: &'a [u8]) -> Self {
        Self { reader: Reader::new(body), place: Place::Start, seen: 0, found: false }
    }

    /// Reads what is left, and says whether the answer was whole.
    ///
    /// # Errors
    /// What was wrong first, and where.
    pub fn finish(mut self) -> Result<(), Error> {
        while self.next().is_some() {}
        if !self.found {
            self.reader.missing(&"profiles");
        }
        self.reader.finish()
    }

    fn top(&mut self) -> bool {
        match self.reader.key() {
            Some(key) if key == "profiles" => {
                self.reader.set_field(&"profiles");
                self.found = true;
                if !self.reader.null() {
                    self.reader.enter_object();
                    self.place = Place::Profiles;
                }
                true
            }
            key => key.is_some(),
        }
    }

    fn begin(&mut self) -> Option<ProfileEvent<'a>> {
        let Some(mvpd) = self.reader.key() else {
            self.place = Place::Top;
            return None;
        };
        // As good as absent.
        if self.reader.null() {
            return None;
        }
        self.reader.enter_object();
        self.seen = 0;
        self.place = Place::Profile;
        Some(ProfileEvent::Begin(mvpd))
    }

    fn profile(&mut self) -> Option<ProfileEvent<'a>> {
        let Some(index) = self.reader.field(ProfileBody::SHAPE.names) else {
            return Some(self.end());
        };
        self.seen |= 1 << (index & 31);
        let reader = &mut self.reader;
        match index {
            0 => Some(ProfileEvent::NotBefore(read(reader))),
            1 => Some(ProfileEvent::NotAfter(read(reader))),
            2 => Some(ProfileEvent::Issuer(read_stated(reader))),
            3 => Some(ProfileEvent::Type(read_stated(reader))),
            4 => {
                self.enter_attributes();
                None
            }
            _ => read_informational(reader).map(ProfileEvent::SessionId),
        }
    }

    fn enter_attributes(&mut self) {
        self.reader.set_field(&"attributes");
        if self.reader.enter_informational() {
            self.place = Place::Attributes;
        }
    }

    fn attribute(&mut self) -> Option<ProfileEvent<'a>> {
        let Some(name) = self.reader.key() else {
            self.place = Place::Profile;
            return None;
        };
        Attribute::read(name, &mut self.reader).map(ProfileEvent::Attribute)
    }

    fn end(&mut self) -> ProfileEvent<'a> {
        self.reader.require(ProfileBody::SHAPE.names, ProfileBody::SHAPE.required & !self.seen);
        self.place = Place::Profiles;
        ProfileEvent::End
    }
}

impl<'a> Iterator for ProfileEvents<'a> {
    type Item = ProfileEvent<'a>;

    fn next(&mut self) -> Option<ProfileEvent<'a>> {
        loop {
            let place = self.place;
            let event = match place {
                Place::Start => {
                    self.reader.enter_object();
                    self.place = Place::Top;
                    None
                }
                Place::Top if self.top() => None,
                Place::Top => {
                    self.place = Place::End;
                    return None;
                }
                Place::End => return None,
                Place::Profiles => self.begin(),
                Place::Profile => self.profile(),
                Place::Attributes => self.attribute(),
            };
            if self.reader.failed() {
                return None;
            }
            if event.is_some() {
                return event;
            }
        }
    }
}

impl<'a> Item<'a> for Profile<'a> {
    const CONTAINER: &'static &'static str = &"profiles";
    const IN_MAP: bool = true;
    // The key of the map.
    const KEY: &'static str = "";

    fn read_item(mvpd: Text<'a>, reader: &mut Reader<'a>) -> Self {
        let ProfileBody { not_before, not_after, issuer, profile_type, attributes, session_id } = read(reader);
        Self { mvpd, not_before, not_after, issuer, profile_type, session_id, attributes }
    }

    fn encode_all<'b>(items: Items<'a, Self>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        encode_profiles(items.flat_map(Self::events), buffer)
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
