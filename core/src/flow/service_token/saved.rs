//! The saved form of a service token: what has to outlive a restart (R132).

use super::kept::KeptToken;
use crate::flow::app::App;
use crate::flow::installation::RestoreError;
use crate::flow::sealed::{is_whole, seal};
use crate::json::{Secret, Timestamp, record};
use crate::output::TooSmall;

/// Changes with the meaning of a field. A field that is added needs no new version.
const FORMAT: u32 = 1;

/// Bytes that always suffice for [`KeptToken::save`] of a token and an identifier of these lengths.
#[must_use]
pub const fn saved_token_size(token: usize, identifier: usize) -> usize {
    token + 2 * identifier + 256
}

record! {
    /// The fields of the saved form.
    struct Wire<'a> {
        required format: u32 = "format",
        required owner: u32 = "owner",
        required token: Secret<'a> = "token",
        optional not_before: Timestamp = "not_before",
        required not_after: Timestamp = "not_after",
        optional identifier: Secret<'a> = "identifier",
    }
}

/// A token as it was saved. Copy its texts into memory of your own, and overwrite the bytes that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SavedToken<'a> {
    /// The token, for [`KeptToken::restored`].
    pub token: Secret<'a>,
    /// The beginning of its life.
    pub not_before: Option<Timestamp>,
    /// The end of its life.
    pub not_after: Timestamp,
    /// The common identifier, if it was saved.
    pub identifier: Option<Secret<'a>>,
}

impl<'a> SavedToken<'a> {
    /// Reads what [`KeptToken::save`] wrote.
    ///
    /// # Errors
    /// The bytes are damaged, of another format, or of another application: go on without a token.
    pub fn decode(app: &App<'_>, bytes: &'a [u8]) -> Result<Self, RestoreError> {
        if !is_whole(bytes) {
            return Err(RestoreError::Damaged);
        }
        let Wire { format, owner, token, not_before, not_after, identifier } = Wire::decode(bytes)?;
        if format != FORMAT {
            return Err(RestoreError::Format);
        }
        if owner != app.owner() {
            return Err(RestoreError::Foreign);
        }
        Ok(Self { token, not_before, not_after, identifier })
    }
}

impl<S: AsRef<str>> KeptToken<S> {
    /// Writes the token, its life and the identifier into `buffer`. They are secrets: keep them where the platform keeps such.
    ///
    /// ```
    /// # use tvpass::flow::{App, KeptToken, Now, SavedToken, saved_token_size};
    /// # use tvpass::json::Timestamp;
    /// # use tvpass::message::{BaseUrl, Headers, Sender};
    /// # let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
    /// # let app = App::new(base, "REF30", "statement".into(), Headers::new(Sender::StreamingDevice));
    /// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_790_000_000_000), random: 7 };
    /// let end = Timestamp::from_millis(1_790_003_600_000);
    /// let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &now).unwrap();
    /// let mut buffer = [0; saved_token_size(32, 32)];
    /// let saved = kept.save(&app, Some("household-19"), &mut buffer).unwrap();
    /// let saved = SavedToken::decode(&app, saved).unwrap();
    /// assert_eq!(saved.token.reveal(), "eyJhbGciOi.e30.c2ln");
    /// assert_eq!(saved.not_after, end);
    /// ```
    ///
    /// # Errors
    /// `buffer` is too small; [`saved_token_size`] bytes always suffice.
    pub fn save<'b>(
        &self,
        app: &App<'_>,
        identifier: Option<&str>,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], TooSmall> {
        let saved = Wire {
            format: FORMAT,
            owner: app.owner(),
            token: self.token().into(),
            not_before: self.not_before(),
            not_after: self.not_after(),
            identifier: identifier.map(Secret::from),
        };
        let length = saved.encode(buffer).map(<[u8]>::len);
        seal(length, buffer)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::Wire;

    #[test]
    fn r148_the_saved_form_prints_neither_token_nor_identifier() {
        let body = br#"{"format": 1, "owner": 2, "token": "S3NTINEL", "not_after": 3, "identifier": "S3NTINEL"}"#;
        let printed = std::format!("{:?}", Wire::decode(body).unwrap());
        assert_eq!((printed.matches("[redacted]").count(), printed.contains("S3NTINEL")), (2, false), "{printed}");
    }
}
