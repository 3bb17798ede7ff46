//! The answers of the endpoints, each whole in one call.

mod configuration;
mod decision;
mod logout;
mod profile;
mod registration;
mod session;
mod session_details;
mod single_sign_on;

pub use configuration::*;
pub use decision::*;
pub use logout::*;
pub use profile::*;
pub use registration::*;
pub use session::*;
pub use session_details::*;
pub use single_sign_on::*;

use tvpass::endpoint::{Answer, Stream, Streamed};
use tvpass::json;
use tvpass::message::{Failure, failure_of};

use crate::error::{Reason, TvpassError};
use crate::own::Own;
use crate::secret::SecretBytes;

/// The answer that a response carries, or who must act instead.
fn answer<'a, A: Answer<'a> + Own>(http_status: u16, body: &'a [u8]) -> Result<A::Owned, TvpassError> {
    Ok(A::from_response(http_status, body)?.own())
}

/// The answer that is made while it is being checked, so that the body is walked once.
fn checked<'a, T>(
    http_status: u16,
    body: &'a [u8],
    make: impl FnOnce(&'a [u8]) -> Result<T, json::Error>,
) -> Result<T, TvpassError> {
    match failure_of(http_status, body) {
        Some(failure) => Err(failure.into()),
        None => Ok(make(body).map_err(|error| Failure::Malformed { http_status, error })?),
    }
}

/// The answer that is one list.
fn listed<'a, K: Streamed>(http_status: u16, body: &'a [u8]) -> Result<Vec<<K::Piece<'a> as Own>::Owned>, TvpassError>
where
    K::Piece<'a>: Own,
{
    checked(http_status, body, |body| {
        let mut items = Stream::<K>::whole(body);
        let owned = items.by_ref().map(Own::own).collect();
        items.finish()?;
        Ok(owned)
    })
}

/// Checks that `text` is one JSON text and nothing else, by the core's strict reader.
#[uniffi::export]
pub fn check_json(text: SecretBytes) -> Result<(), TvpassError> {
    json::check(&text.0).map_err(|error| TvpassError::ServiceProvider {
        reason: Reason::Json { error: error.own() },
        explanation: error.to_string(),
    })
}
