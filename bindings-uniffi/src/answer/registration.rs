//! The answers of `register` and `token`.

use tvpass::endpoint;

use super::answer;
use crate::error::TvpassError;
use crate::own::record;
use crate::secret::{Secret, SecretBytes, Timestamp};

record! {
    /// What the application is known by from now on; kept for good (R3).
    pub struct ClientCredentials: endpoint::ClientCredentials<'_> {
        /// The client's id.
        client_id: Secret,
        /// The client's secret.
        client_secret: Secret,
        /// Seconds since the Unix epoch.
        client_id_issued_at: Option<u64>,
        /// Where user agents may return to.
        redirect_uris: Vec<String>,
        /// The grants that the token endpoint takes from this client (R5).
        grant_types: Vec<String>,
        /// What the client may use.
        scopes: Vec<String>,
    }
}

record! {
    /// The token that authorizes every call of the API until it expires (R6).
    pub struct AccessToken: endpoint::AccessToken<'_> {
        /// The service's name for the token.
        id: Option<String>,
        /// The token itself.
        access_token: Secret,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// Its life in seconds.
        expires_in: u64,
        /// `bearer`.
        token_type: Option<String>,
        /// The contract knows it, the documentation does not.
        refresh_token: Option<Secret>,
    }
}

/// The answer to `Call::Register`.
#[uniffi::export]
pub fn decode_client_credentials(http_status: u16, body: SecretBytes) -> Result<ClientCredentials, TvpassError> {
    answer::<endpoint::ClientCredentials<'_>>(http_status, &body.0)
}

/// The answer to `Call::Token`.
#[uniffi::export]
pub fn decode_access_token(http_status: u16, body: SecretBytes) -> Result<AccessToken, TvpassError> {
    answer::<endpoint::AccessToken<'_>>(http_status, &body.0)
}
