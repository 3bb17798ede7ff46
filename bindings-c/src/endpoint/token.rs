//! `token`: POST /o/client/token.

use core::mem::MaybeUninit;

use tvpass::endpoint::{AccessToken, CLIENT_CREDENTIALS, Token};

use crate::check::Check;
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::to_c::{to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_string, tvpass_text,
};

/// Gets an access token for the client's credentials.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_token_call {
    /// The client's id.
    pub client_id: tvpass_string,
    /// The client's secret.
    pub client_secret: tvpass_string,
    /// One of the client's grant types; absent for client_credentials.
    pub grant_type: tvpass_string,
}

/// The token that authorizes every call of the API until it expires. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_access_token {
    /// The service's name for the token.
    pub id: tvpass_text,
    /// The token itself. A secret.
    pub access_token: tvpass_text,
    /// When it was made, in milliseconds since the Unix epoch; 0 if it is not told.
    pub created_at: u64,
    /// Its life in seconds.
    pub expires_in: u64,
    /// bearer.
    pub token_type: tvpass_text,
    /// Absent today. A secret.
    pub refresh_token: tvpass_text,
}

zero!(tvpass_access_token);

impl Encode for tvpass_token_call {
    type Call = Token<'static>;

    fn call(&self, check: &mut Check) -> Token<'static> {
        Token::new(
            check.required(&self.client_id, "client_id").into(),
            check.required(&self.client_secret, "client_secret").into(),
            check.text(&self.grant_type, "grant_type").unwrap_or(CLIENT_CREDENTIALS),
        )
    }
}

to_c!(AccessToken => tvpass_access_token { id, access_token, created_at, expires_in, token_type, refresh_token });

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_token_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_token_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to token.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_access_token_decode(
    http_status: u32,
    body: tvpass_bytes,
    token: Option<&mut MaybeUninit<tvpass_access_token>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: AccessToken<'static>| check.put_converted(token, &answer))
}
