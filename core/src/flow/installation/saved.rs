//! The saved form of an installation: JSON with a format version, its owner and a checksum.

use core::fmt;

use super::{Installation, present};
use crate::flow::app::App;
use crate::flow::sealed::{is_whole, seal};
use crate::flow::storage::{Slot, TooLong};
use crate::json::{self, Secret, Text, Timestamp, record};
use crate::message::HeaderValue;
use crate::output::TooSmall;

/// Changes with the meaning of a field. A field that is added needs no new version.
const FORMAT: u32 = 1;

/// Bytes that always suffice for [`Installation::save`] of an installation with `storage` bytes, whatever has to be escaped.
#[must_use]
pub const fn saved_size(storage: usize) -> usize {
    6 * storage + 512
}

record! {
    /// The fields of the saved form.
    struct Saved<'a> {
        required format: u32 = "format",
        required owner: u32 = "owner",
        optional client_id: Secret<'a> = "client_id",
        optional client_secret: Secret<'a> = "client_secret",
        optional authorization: Secret<'a> = "authorization",
        optional refresh_at: u64 = "refresh_at",
        optional token_created_at: u64 = "token_created_at",
        optional mvpd: Text<'a> = "mvpd",
        optional mvpd_name: Text<'a> = "mvpd_name",
        optional mvpd_logo: Text<'a> = "mvpd_logo",
        optional profile_until: u64 = "profile_until",
        optional code: Text<'a> = "code",
        optional code_until: u64 = "code_until",
        optional code_is_complete: bool = "code_is_complete",
        optional code_arguments: u32 = "code_arguments",
    }
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
        let secret = |slot| present(self.text(slot)).map(Secret::from);
        let text = |slot| present(self.text(slot)).map(Text::from);
        let time = |time: Timestamp| (time.millis() != 0).then_some(time.millis());
        let code = self.pending_code();
        let saved = Saved {
            format: FORMAT,
            owner: app.owner(),
            client_id: secret(Slot::ClientId),
            client_secret: secret(Slot::ClientSecret),
            authorization: secret(Slot::Authorization),
            refresh_at: time(self.refresh_at),
            token_created_at: time(self.token_created_at),
            mvpd: text(Slot::Mvpd),
            mvpd_name: text(Slot::MvpdName),
            mvpd_logo: text(Slot::MvpdLogo),
            profile_until: time(self.profile_until),
            code: text(Slot::Code),
            code_until: code.and_then(|code| time(code.until)),
            code_is_complete: code.map(|code| code.is_complete),
            code_arguments: code.map(|code| code.arguments),
        };
        let length = saved.encode(buffer).map(<[u8]>::len);
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
        let saved = Saved::decode(bytes)?;
        if saved.format != FORMAT {
            return Err(RestoreError::Format);
        }
        if saved.owner != app.owner() {
            return Err(RestoreError::Foreign);
        }
        let time = |millis: Option<u64>| Timestamp::from_millis(millis.unwrap_or_default());
        let texts = [
            (Slot::ClientId, revealed(saved.client_id)),
            (Slot::ClientSecret, revealed(saved.client_secret)),
            (Slot::Mvpd, saved.mvpd.unwrap_or_default()),
            (Slot::MvpdName, saved.mvpd_name.unwrap_or_default()),
            (Slot::MvpdLogo, saved.mvpd_logo.unwrap_or_default()),
            (Slot::Code, saved.code.unwrap_or_default()),
            (Slot::Authorization, revealed(saved.authorization)),
        ];
        for (slot, text) in &texts {
            self.set(*slot, "", text)?;
        }
        // It becomes a line of a message's head.
        if HeaderValue::new(self.authorization()).is_err() {
            return Err(RestoreError::Damaged);
        }
        self.refresh_at = time(saved.refresh_at);
        self.token_created_at = time(saved.token_created_at);
        self.profile_until = time(saved.profile_until);
        self.code_until = time(saved.code_until);
        self.code_is_complete = saved.code_is_complete.unwrap_or_default();
        self.code_arguments = saved.code_arguments.unwrap_or_default();
        Ok(())
    }
}

// Once, not at each of its calls.
#[inline(never)]
fn revealed(secret: Option<Secret<'_>>) -> Text<'_> {
    secret.unwrap_or_default().reveal()
}
