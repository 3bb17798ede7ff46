//! `configuration`: GET /api/v2/{serviceProvider}/configuration, the list of MVPDs for a picker.

use super::call::call;
use super::definition::definition;
use crate::json::{Error, Names, Reader, Text, Value, item_key, names, open_enum, read, read_informational, record};

mod walker;
mod whole;
mod writer;

pub use walker::ConfigurationStream;
pub use whole::Configuration;
pub use writer::encode_configuration;
pub(super) use writer::write_list;

definition! {
    id: "configuration",
    request: Get "/api/v2/{serviceProvider}/configuration",
    body: None,
    success: [200],
    required: [Authorization],
    optional: [ApDeviceIdentifier, XDeviceInfo, XForwardedFor, AdobeSubjectToken, Accept, UserAgent],
}

call! {
    /// Asks for the MVPDs to choose from; only when there is something to choose (R23).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, GetConfiguration};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// let mut buffer = [0; 64];
    /// let call = GetConfiguration::new("REF30");
    /// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/configuration");
    /// ```
    pub struct GetConfiguration<'a>: Configuration => Configuration {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}

open_enum! {
    /// `boardingStatus`: how far an MVPD is integrated with the platform (R30).
    pub enum BoardingStatus<'a> {
        /// Partner sign-in works.
        Supported = "SUPPORTED",
        /// Shown in the platform's picker, signed in by the basic flow.
        Picker = "PICKER",
    }
}

record! {
    /// An MVPD of the configuration.
    pub struct Mvpd<'a> {
        /// The id to send.
        key id: Text<'a> = "id",
        /// The name to show.
        informational display_name: Text<'a> = "displayName",
        /// The logo to show.
        informational logo_url: Text<'a> = "logoUrl",
        /// Temporary access, to be hidden from a picker (R26).
        informational_defaulted is_temp_pass: bool = "isTempPass",
        /// Proxied; of no meaning for the application (R29).
        informational_defaulted is_proxy: bool = "isProxy",
        /// A sign-in at every change of the application (R31).
        informational_defaulted auth_per_aggregator: bool = "authPerAggregator",
        /// A sign-in for every browser session.
        informational_defaulted auth_per_browser_session: bool = "authPerBrowserSession",
        /// Passive sign-in.
        informational_defaulted passive_authn_enabled: bool = "passiveAuthnEnabled",
        /// Enabled for platform single sign-on (R30).
        informational_defaulted enable_platform_services: bool = "enablePlatformServices",
        /// May stand in the platform's own picker (R30).
        informational_defaulted display_in_platform_picker: bool = "displayInPlatformPicker",
        /// The viewer's permission on the device must be honoured (R30).
        informational_defaulted enforce_platform_permissions: bool = "enforcePlatformPermissions",
        /// The degree of its integration with the platform.
        informational boarding_status: BoardingStatus<'a> = "boardingStatus",
        /// Its id on the platform (R97).
        informational platform_mapping_id: Text<'a> = "platformMappingId",
    }
}

record! {
    /// A domain of the service provider.
    pub struct Domain<'a> {
        /// The domain.
        key name: Text<'a> = "name",
        /// True if an MVPD may begin a sign-in there.
        informational mvpd_initiated: bool = "mvpdInitiated",
    }
}

/// One piece of a configuration, in the order of its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConfigurationPiece<'a> {
    /// A member beside `requestor`: `device`, `platform`, `time`, …
    Setting(Text<'a>, Value<'a>),
    /// `requestor.id`.
    RequestorId(Text<'a>),
    /// `requestor.name`.
    RequestorName(Text<'a>),
    /// One of `requestor.domains`.
    Domain(Domain<'a>),
    /// One of `mvpds`, within `requestor` or beside it.
    Mvpd(Mvpd<'a>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Top,
    Requestor,
    Domains,
    Mvpds { in_requestor: bool },
    End,
}

/// The pieces of a checked configuration, in the order of its text. An MVPD without its id and a domain without its name are
/// passed over (T10).
///
/// ```
/// use tvpass::endpoint::{Configuration, ConfigurationPiece};
///
/// let configuration = Configuration::decode(
///     br#"{"requestor": {"id": "REF30", "mvpds": [{"id": "Dish", "displayName": "DISH"}]}}"#,
/// ).unwrap();
/// assert_eq!(configuration.pieces().next(), Some(ConfigurationPiece::RequestorId("REF30".into())));
/// ```
#[derive(Clone)]
pub struct ConfigurationPieces<'a> {
    reader: Reader<'a>,
    place: Place,
    requestor: bool,
    id: bool,
    skipped: u32,
}

impl<'a> ConfigurationPieces<'a> {
    /// At the start of `body`, which is not checked yet.
    fn new(body: &'a [u8]) -> Self {
        Self::from_reader(Reader::new(body))
    }

    fn from_reader(reader: Reader<'a>) -> Self {
        Self { reader, place: Place::Start, requestor: false, id: false, skipped: 0 }
    }

    /// Within the checked configuration `text`, at a place between two pieces.
    fn resumed(text: &'a str, offset: usize, place: Place) -> Self {
        // The lists and objects around, the outermost first.
        let (objects, depth) = match place {
            Place::Start | Place::End => (0, 0),
            Place::Top => (0b1, 1),
            Place::Requestor => (0b11, 2),
            Place::Mvpds { in_requestor: false } => (0b10, 2),
            Place::Domains | Place::Mvpds { in_requestor: true } => (0b110, 3),
        };
        Self { place, ..Self::from_reader(Reader::resumed(text, offset, objects, depth)) }
    }

    /// Says whether the configuration was whole, once all is read.
    fn end(&mut self) -> Result<(), Error> {
        if !self.requestor {
            self.reader.missing(&"requestor");
        } else if !self.id {
            self.reader.missing(&"id");
        }
        self.reader.end()
    }

    fn top(&mut self, key: Text<'a>) -> Option<ConfigurationPiece<'a>> {
        const NAMES: Names = names!["requestor", "mvpds"];
        const REQUESTOR: u32 = NAMES.place_of("requestor");
        const MVPDS: u32 = NAMES.place_of("mvpds");

        match key.place_among(NAMES) {
            REQUESTOR => {
                self.reader.set_field(&"requestor");
                if !self.reader.null() {
                    self.requestor = true;
                    self.reader.enter_object();
                    self.place = Place::Requestor;
                }
                None
            }
            MVPDS => self.enter_list(&"mvpds", Place::Mvpds { in_requestor: false }),
            _ => Some(ConfigurationPiece::Setting(key, self.reader.value())),
        }
    }

    fn requestor(&mut self) -> Option<ConfigurationPiece<'a>> {
        const NAMES: Names = names!["id", "name", "domains", "mvpds"];
        const ID: u32 = NAMES.place_of("id");
        const NAME: u32 = NAMES.place_of("name");
        const DOMAINS: u32 = NAMES.place_of("domains");

        match self.reader.field(NAMES) {
            Some(ID) => {
                let id = self.reader.text()?;
                self.id = true;
                Some(ConfigurationPiece::RequestorId(id))
            }
            Some(NAME) => read_informational(&mut self.reader).map(ConfigurationPiece::RequestorName),
            Some(DOMAINS) if self.reader.peek() != Some(b'[') => {
                self.reader.skip();
                None
            }
            Some(DOMAINS) => self.enter_list(&"domains", Place::Domains),
            Some(_) => self.enter_list(&"mvpds", Place::Mvpds { in_requestor: true }),
            None => self.leave_to(Place::Top),
        }
    }

    fn enter_list(&mut self, name: &'static &'static str, place: Place) -> Option<ConfigurationPiece<'a>> {
        self.reader.set_field(name);
        if !self.reader.null() {
            self.reader.enter_list();
            self.place = place;
        }
        None
    }

    // Once, whoever walks: the lanes of two records are large.
    #[inline(never)]
    fn advance(&mut self) -> Option<ConfigurationPiece<'a>> {
        match self.place {
            Place::Start => {
                self.reader.enter_object();
                self.place = Place::Top;
                None
            }
            Place::Top => match self.reader.key() {
                Some(key) => self.top(key),
                None => self.leave_to(Place::End),
            },
            Place::Requestor => self.requestor(),
            Place::Domains if self.reader.item() => {
                self.item(const { item_key(Domain::FIELDS) }, |reader| ConfigurationPiece::Domain(read(reader)))
            }
            Place::Mvpds { .. } if self.reader.item() => {
                self.item(const { item_key(Mvpd::FIELDS) }, |reader| ConfigurationPiece::Mvpd(read(reader)))
            }
            Place::Domains | Place::Mvpds { in_requestor: true } => self.leave_to(Place::Requestor),
            Place::Mvpds { in_requestor: false } => self.leave_to(Place::Top),
            Place::End => None,
        }
    }

    /// The item that stands next; none where it lacks its `key` and is skipped.
    #[inline]
    fn item(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Reader<'a>) -> ConfigurationPiece<'a>,
    ) -> Option<ConfigurationPiece<'a>> {
        let mark = self.reader.mark();
        let piece = read(&mut self.reader);
        if !self.reader.failed() {
            return Some(piece);
        }
        self.skipped = self.skipped.saturating_add(u32::from(self.reader.forgive_item(mark, key)));
        None
    }

    fn leave_to(&mut self, place: Place) -> Option<ConfigurationPiece<'a>> {
        self.place = place;
        None
    }
}

impl<'a> Iterator for ConfigurationPieces<'a> {
    type Item = ConfigurationPiece<'a>;

    #[inline]
    fn next(&mut self) -> Option<ConfigurationPiece<'a>> {
        loop {
            let piece = self.advance();
            if self.reader.failed() || self.place == Place::End {
                return None;
            }
            if piece.is_some() {
                return piece;
            }
        }
    }
}
