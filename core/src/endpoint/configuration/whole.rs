//! A configuration that was checked as a whole, and knows where its lists lie.

use super::super::answer::Answer;
use super::writer::encode_configuration;
use super::{ConfigurationPiece, ConfigurationPieces, Domain, Mvpd, Place};
use crate::debug::debug_fields;
use crate::json::{Error, Map, Text, Value};
use crate::output::TooSmall;

/// The start of the pieces of one kind, and their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    offset: usize,
    place: Place,
    count: u32,
}

impl Run {
    const EMPTY: Self = Self { offset: 0, place: Place::Start, count: 0 };

    /// Counts one more; the first is found again from `offset` and `place`.
    fn add(&mut self, offset: usize, place: Place) {
        if self.count == 0 {
            (self.offset, self.place) = (offset, place);
        }
        self.count = self.count.saturating_add(1);
    }
}

/// A configuration, checked as a whole.
///
/// Decoding notes where domains and MVPDs lie, so that asking for them walks over them alone.
///
/// ```
/// use tvpass::endpoint::Configuration;
///
/// let configuration = Configuration::decode(
///     br#"{"requestor": {"id": "REF30", "mvpds": [{"id": "Dish", "platformMappingId": "dish-tv"}]}}"#,
/// ).unwrap();
/// assert_eq!((configuration.id(), configuration.mvpds().count()), ("REF30".into(), 1));
/// assert!(configuration.mvpd_of_platform("dish-tv").is_some_and(|mvpd| mvpd.id == "Dish"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Configuration<'a> {
    text: &'a str,
    id: Text<'a>,
    name: Option<Text<'a>>,
    domains: Run,
    mvpds: Run,
    settings: u32,
    skipped: u32,
}

debug_fields!(Configuration<'_> { text, id, name, domains, mvpds, settings, skipped });

impl<'a> Configuration<'a> {
    /// Checks `body` from its first byte to its last.
    ///
    /// # Errors
    /// The first fault, and its place.
    pub fn decode(body: &'a [u8]) -> Result<Self, Error> {
        let mut pieces = ConfigurationPieces::new(body);
        let text = pieces.reader.whole();
        let (mut domains, mut mvpds) = (Run::EMPTY, Run::EMPTY);
        let (mut id, mut name, mut settings) = (Text::default(), None, 0_u32);
        loop {
            let (offset, place) = (pieces.reader.offset(), pieces.place);
            match pieces.next() {
                Some(ConfigurationPiece::Mvpd(_)) => mvpds.add(offset, place),
                Some(ConfigurationPiece::Domain(_)) => domains.add(offset, place),
                Some(ConfigurationPiece::Setting(..)) => settings = settings.saturating_add(1),
                Some(ConfigurationPiece::RequestorId(text)) => id = text,
                Some(ConfigurationPiece::RequestorName(text)) => name = Some(text),
                None => break,
            }
        }
        pieces.end()?;
        Ok(Self { text, id, name, domains, mvpds, settings, skipped: pieces.skipped })
    }

    /// The number of MVPDs and domains that were skipped, since they are null or lack what identifies them (T10).
    #[must_use]
    pub const fn skipped(&self) -> u32 {
        self.skipped
    }

    /// All pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> ConfigurationPieces<'a> {
        ConfigurationPieces::resumed(self.text, 0, Place::Start)
    }

    /// The pieces from the first of a kind on.
    fn pieces_from(&self, run: Run) -> ConfigurationPieces<'a> {
        ConfigurationPieces::resumed(self.text, run.offset, run.place)
    }

    /// `requestor.id`.
    #[must_use]
    pub const fn id(&self) -> Text<'a> {
        self.id
    }

    /// `requestor.name`.
    #[must_use]
    pub const fn name(&self) -> Option<Text<'a>> {
        self.name
    }

    /// The members beside `requestor`: `device`, `platform`, `time`, …
    pub fn settings(&self) -> impl Iterator<Item = (Text<'a>, Value<'a>)> + use<'a> {
        let is_setting = |(name, _): &(Text<'a>, Value<'a>)| *name != "requestor" && *name != "mvpds";
        Map::checked(self.text).iter().filter(is_setting).take(self.settings as usize)
    }

    /// The MVPDs, in order, those of temporary access included.
    pub fn mvpds(&self) -> impl Iterator<Item = Mvpd<'a>> + use<'a> {
        let mvpd = |piece| if let ConfigurationPiece::Mvpd(mvpd) = piece { Some(mvpd) } else { None };
        self.pieces_from(self.mvpds).filter_map(mvpd).take(self.mvpds.count as usize)
    }

    /// The domains of the service provider.
    pub fn domains(&self) -> impl Iterator<Item = Domain<'a>> + use<'a> {
        let domain = |piece| if let ConfigurationPiece::Domain(domain) = piece { Some(domain) } else { None };
        self.pieces_from(self.domains).filter_map(domain).take(self.domains.count as usize)
    }

    /// The MVPD that the platform knows as `platform_mapping_id` (R97).
    #[must_use]
    pub fn mvpd_of_platform(&self, platform_mapping_id: &str) -> Option<Mvpd<'a>> {
        self.mvpds().find(|mvpd| mvpd.platform_mapping_id.is_some_and(|id| id == platform_mapping_id))
    }
}

impl<'r> Answer<'r> for Configuration<'r> {
    fn decode(body: &'r [u8]) -> Result<Self, Error> {
        Self::decode(body)
    }

    /// The members beside `requestor` are not written.
    fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        encode_configuration(self.id(), self.name().unwrap_or_default(), self.domains(), self.mvpds(), buffer)
    }
}
