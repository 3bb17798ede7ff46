//! The saved form of an installation: JSON with a format version, its owner and a checksum.

use core::fmt;

use super::Installation;
use super::members::Numbers;
use crate::flow::app::App;
use crate::flow::sealed::{is_whole, seal};
use crate::flow::storage::TooLong;
use crate::json::{self, Timestamp, Writer};
use crate::message::HeaderValue;
use crate::output::{Output, TooSmall};

/// Changes with the meaning of a field. A field that is added needs no new version.
const FORMAT: u64 = 1;

/// Bytes that always suffice for [`Installation::save`] of an installation with `storage` bytes, whatever has to be escaped.
#[must_use]
pub const fn saved_size(storage: usize) -> usize {
    6 * storage + 512
}

/// Saved bytes were not taken up. The installation is then one that has not registered yet: go on with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The bytes are not what [`save`](Installation::save) wrote: cut, changed, or of something else.
    Damaged,
    /// They are of another version of the saved form.
    Format,
    /// They belong to another service, service provider or software statement.
    Foreign,
    /// The storage is smaller than the one that was saved.
    TooLong(TooLong),
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("the saved state is damaged"),
            Self::Format => f.write_str("the saved state has another format version"),
            Self::Foreign => f.write_str("the saved state belongs to another service, provider or software statement"),
            Self::TooLong(error) => write!(f, "the saved state does not fit: {error}"),
        }
    }
}

impl core::error::Error for RestoreError {}

impl From<TooLong> for RestoreError {
    fn from(error: TooLong) -> Self {
        Self::TooLong(error)
    }
}

impl From<json::Error> for RestoreError {
    fn from(_: json::Error) -> Self {
        Self::Damaged
    }
}

impl Installation {
    /// Writes everything that must survive a restart into `buffer`. It holds secrets: keep it where the platform keeps such.
    ///
    /// # Errors
    /// `buffer` is too small; [`saved_size`] bytes always suffice.
    pub fn save<'b>(&self, app: &App<'_>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        let code = self.pending_code();
        let numbers = [
            FORMAT,
            u64::from(app.owner()),
            self.refresh_at.millis(),
            self.token_created_at.millis(),
            self.profile_until.millis(),
            code.map_or(0, |code| code.until.millis()),
            code.map_or(0, |code| u64::from(code.is_complete)),
            code.map_or(0, |code| u64::from(code.arguments)),
        ];
        let mut output = Output::new(buffer);
        self.write_members(&numbers, &mut Writer::new(&mut output));
        let length = output.finish().map(<[u8]>::len);
        seal(length, buffer)
    }

    /// Takes up what [`save`](Self::save) wrote, in place, since an installation is large for the stack of a small device.
    ///
    /// # Errors
    /// The bytes are damaged, of another format or owner, or do not fit. The installation is then one that has not
    /// registered yet, and every flow works with it: tell it, and go on.
    pub fn restore_in_place(&mut self, app: &App<'_>, saved: &[u8]) -> Result<(), RestoreError> {
        self.reset();
        // A token that was refused may be older than what is taken up now.
        self.generation = self.generation.wrapping_add(1);
        let restored = self.fill_from(app, saved);
        if restored.is_err() {
            self.reset();
        }
        self.saved = self.revision;
        restored
    }

    fn fill_from(&mut self, app: &App<'_>, bytes: &[u8]) -> Result<(), RestoreError> {
        if !is_whole(bytes) {
            return Err(RestoreError::Damaged);
        }
        let mut numbers = Numbers::default();
        let stored = self.read_members(bytes, &mut numbers)?;
        let [format, owner, refresh_at, token_created_at, profile_until, code_until, is_complete, arguments] = numbers;
        if format != FORMAT {
            return Err(RestoreError::Format);
        }
        if owner != u64::from(app.owner()) {
            return Err(RestoreError::Foreign);
        }
        stored?;
        // It becomes a line of a message's head.
        if HeaderValue::new(self.authorization()).is_err() {
            return Err(RestoreError::Damaged);
        }
        self.refresh_at = Timestamp::from_millis(refresh_at);
        self.token_created_at = Timestamp::from_millis(token_created_at);
        self.profile_until = Timestamp::from_millis(profile_until);
        self.code_until = Timestamp::from_millis(code_until);
        self.code_is_complete = is_complete != 0;
        self.code_arguments = u32::try_from(arguments).map_err(|_| RestoreError::Damaged)?;
        Ok(())
    }
}
