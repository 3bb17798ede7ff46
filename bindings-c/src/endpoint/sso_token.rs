//! `sso_token`: POST /api/{serviceProvider}/serviceToken, and the answer that it shares with `sso_refresh`.

use core::mem::MaybeUninit;

use tvpass::endpoint::{Call as _, IssuedToken, Person, SsoToken};
use tvpass::message::{CommonIdentifier, LinkCode};

use crate::check::Check;
use crate::failure::decode;
use crate::request::{Write, encode_with};
use crate::to_c::{to_c, zero};
use crate::{
    Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_string, tvpass_text,
};

/// The name by which a service token is asked for.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_person_kind {
    /// None: the kept token alone counts. A call takes no such person.
    Nobody = 0,
    /// The application's own name for the person, the common identifier: 1 to 256 bytes of visible ASCII.
    Identifier = 1,
    /// A code that another device of the person shows, as it was typed.
    LinkCode = 2,
}

/// The person for whom a service token is asked. A struct of zeros is nobody.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_person {
    /// One of tvpass_person_kind.
    pub kind: u32,
    /// The identifier or the code. A secret.
    pub text: tvpass_string,
}

/// Gets a service token for a person. The answer is a tvpass_issued_token.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sso_token_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The person.
    pub person: tvpass_person,
}

/// A service token of the Single Sign-On Service, and its life. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_issued_token {
    /// The token, for AD-Service-Token as it is. A secret.
    pub token: tvpass_text,
    /// Valid from here, in milliseconds since the Unix epoch, 0 if it is not told ...
    pub not_before: u64,
    /// ... to here.
    pub not_after: u64,
    /// CREATED or OK; it decides nothing.
    pub status: tvpass_text,
}

zero!(tvpass_issued_token);

to_c!(IssuedToken => tvpass_issued_token { token, not_before, not_after, status });

/// A person as C gives one.
pub(crate) enum PersonName {
    Nobody,
    Identifier(&'static str),
    LinkCode(&'static str),
}

impl tvpass_person {
    const NOBODY: u32 = tvpass_person_kind::Nobody as u32;
    const IDENTIFIER: u32 = tvpass_person_kind::Identifier as u32;
    const LINK_CODE: u32 = tvpass_person_kind::LinkCode as u32;

    /// The text where it belongs.
    pub(crate) fn named(&self, check: &mut Check) -> Option<PersonName> {
        match self.kind {
            Self::NOBODY => Some(PersonName::Nobody),
            Self::IDENTIFIER => Some(PersonName::Identifier(check.required(&self.text, "identifier"))),
            Self::LINK_CODE => Some(PersonName::LinkCode(check.required(&self.text, "link_code"))),
            _ => check.unknown_kind(),
        }
    }

    /// The person of a call, who has to be somebody.
    fn get(&self, check: &mut Check) -> Option<Person<'static>> {
        match self.named(check)? {
            PersonName::Nobody => check.unknown_kind(),
            PersonName::Identifier(text) => {
                let id = CommonIdentifier::new(text).map_err(|error| Refusal::of_person("identifier", error));
                check.accept(id).map(Person::Id)
            }
            PersonName::LinkCode(text) => {
                let code = LinkCode::new(text).map_err(|error| Refusal::of_person("link_code", error));
                check.accept(code).map(Person::LinkCode)
            }
        }
    }
}

/// Writes the request. The value of the person's header lies in the buffer as well.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sso_token_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_sso_token_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let write: &Write<'_> = &|check, headers, buffer| {
        let call = check.require(call, "call")?;
        let service_provider = check.required(&call.service_provider, "serviceProvider");
        let person = call.person.get(check)?;
        Some(SsoToken::new(service_provider, person).encode(headers, buffer))
    };
    encode_with(headers, write, buffer, request, detail)
}

/// Reads the answer to sso_token and sso_refresh.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_issued_token_decode(
    http_status: u32,
    body: tvpass_bytes,
    token: Option<&mut MaybeUninit<tvpass_issued_token>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer: IssuedToken<'static>| check.put_converted(token, &answer))
}
