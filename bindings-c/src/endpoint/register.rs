//! `register`: POST /o/client/register.

use core::mem::MaybeUninit;

use tvpass::endpoint::{ClientCredentials, Register, RegisterBody};

use crate::check::Check;
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::to_c::{to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_string, tvpass_text, tvpass_texts,
};

/// Registers the application: once per installation.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_register_call {
    /// The statement that Adobe issued for the application.
    pub software_statement: tvpass_string,
    /// The address to which a user agent returns; may be absent.
    pub redirect_uri: tvpass_string,
}

/// The credentials that identify the application from now on; kept for good. They borrow from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_client_credentials {
    /// The client's id. A secret.
    pub client_id: tvpass_text,
    /// The client's secret.
    pub client_secret: tvpass_text,
    /// Seconds since the Unix epoch; 0 if it is not told.
    pub client_id_issued_at: u64,
    /// The addresses to which user agents may return.
    pub redirect_uris: tvpass_texts,
    /// The grants that the token endpoint takes from this client.
    pub grant_types: tvpass_texts,
    /// The scopes that the client may use; api:client:v2 is needed.
    pub scopes: tvpass_texts,
}

zero!(tvpass_client_credentials);

impl Encode for tvpass_register_call {
    type Call = Register<'static>;

    fn call(&self, check: &mut Check) -> Register<'static> {
        Register::new({
            let mut body = RegisterBody::new(check.required(&self.software_statement, "software_statement").into());
            body.redirect_uri = check.text(&self.redirect_uri, "redirect_uri").map(Into::into);
            body
        })
    }
}

to_c!(ClientCredentials => tvpass_client_credentials { client_id, client_secret, client_id_issued_at, redirect_uris, grant_types, scopes });

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_register_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_register_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to register.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_client_credentials_decode(
    http_status: u32,
    body: tvpass_bytes,
    credentials: Option<&mut MaybeUninit<tvpass_client_credentials>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: ClientCredentials<'static>| {
        check.put_converted(credentials, &answer)
    })
}
