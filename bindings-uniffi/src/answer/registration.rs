//! The answers of `register` and `token`.

use tvpass::endpoint;

use super::answer;
use crate::error::TvpassError;
use crate::own::{Own, record};
use crate::secret::{Secret, SecretBytes, Timestamp};

/// The credentials that identify the application from now on; kept for good (R3).
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct ClientCredentials {
    /// The client's id.
    pub client_id: Secret,
    /// The client's secret.
    pub client_secret: Secret,
    /// When they were issued, to the second.
    pub client_id_issued_at: Option<Timestamp>,
    /// The addresses to which user agents may return.
    pub redirect_uris: Vec<String>,
    /// The grants that the token endpoint takes from this client (R5).
    pub grant_types: Vec<String>,
    /// The scopes that the client may use.
    pub scopes: Vec<String>,
}

tvpass::carried!(endpoint::ClientCredentials: 6);

impl Own for endpoint::ClientCredentials<'_> {
    type Owned = ClientCredentials;

    fn own(self) -> ClientCredentials {
        let Self { client_id, client_secret, client_id_issued_at, redirect_uris, grant_types, scopes, .. } = self;
        ClientCredentials {
            client_id: client_id.own(),
            client_secret: client_secret.own(),
            client_id_issued_at: client_id_issued_at.map(Timestamp::from_seconds),
            redirect_uris: redirect_uris.own(),
            grant_types: grant_types.own(),
            scopes: scopes.own(),
        }
    }
}

record! {
    /// The token that authorizes every call of the API until it expires (R6).
    pub struct AccessToken: endpoint::AccessToken {
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
