//! A configuration in parts.

use super::super::stream::{Stream, Streamed, Walker};
use super::{Configuration, ConfigurationPiece, ConfigurationPieces, Place};
use crate::json::{Error, Reader};

/// [`Configuration`] in parts: its pieces are [`ConfigurationPiece`]s.
pub type ConfigurationStream = Stream<Configuration<'static>>;

/// The place of a walk over a configuration, and what it has met so far.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct ConfigurationPlace {
    place: Place,
    requestor: bool,
    id: bool,
    skipped: u32,
}

impl Streamed for Configuration<'static> {
    type Piece<'w> = ConfigurationPiece<'w>;
    type Place = ConfigurationPlace;
    type Walker<'w> = ConfigurationPieces<'w>;
    const START: ConfigurationPlace =
        ConfigurationPlace { place: Place::Start, requestor: false, id: false, skipped: 0 };
}

impl<'w> Walker<'w> for ConfigurationPieces<'w> {
    type Piece = ConfigurationPiece<'w>;
    type Place = ConfigurationPlace;

    fn continued(reader: Reader<'w>, at: ConfigurationPlace) -> Self {
        let ConfigurationPlace { place, requestor, id, skipped } = at;
        Self { reader, place, requestor, id, skipped }
    }

    fn place(&self) -> ConfigurationPlace {
        let Self { place, requestor, id, skipped, .. } = *self;
        ConfigurationPlace { place, requestor, id, skipped }
    }

    fn reader(&mut self) -> &mut Reader<'w> {
        &mut self.reader
    }

    fn advance(&mut self) -> Option<ConfigurationPiece<'w>> {
        Self::advance(self)
    }

    fn is_at_end(&self) -> bool {
        self.place == Place::End
    }

    fn end(&mut self) -> Result<(), Error> {
        Self::end(self)
    }

    fn skipped(&self) -> u32 {
        self.skipped
    }
}
