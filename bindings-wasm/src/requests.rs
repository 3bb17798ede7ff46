//! Requests from what a caller gives by the wire's names.

use alloc::vec;

use tvpass::endpoint::{
    AnyCall, Authorize, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint, GetConfiguration,
    GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Preauthorize, ProfileCodePath, Register,
    RegisterBody, Resources, ResumeSession, Token,
};
use tvpass::message::{EncodeError, HeaderName, Headers, Sender};
#[cfg(feature = "single-sign-on")]
use tvpass::{
    endpoint::{Person, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink},
    message::{CommonIdentifier, LinkCode},
};

use crate::fields::Fields;
use crate::plain::{InvalidHeader, Json, Misuse, refused, value};

/// Bytes for a usual request; more are taken where needed.
const BUFFER: usize = 2048;

/// The request, or why there is none.
pub(crate) fn request(endpoint: &str, given: Fields<'_>) -> Json {
    let Some(endpoint) = endpoint_of(endpoint) else { return refused(&Misuse("endpoint")) };
    let headers = match ready(given) {
        Ok(headers) => headers,
        Err(invalid) => return refused(&invalid),
    };
    encode(endpoint, &headers, given).unwrap_or_else(|error| refused(&error))
}

pub(crate) fn endpoint_of(id: &str) -> Option<Endpoint> {
    Endpoint::ALL.iter().copied().find(|endpoint| endpoint.definition().id == id)
}

/// The sender of that name; a streaming device where there is none.
fn sender_of(name: &str) -> Sender {
    match name {
        "browser" => Sender::Browser,
        "secondary_application" => Sender::SecondaryApplication,
        _ => Sender::StreamingDevice,
    }
}

/// Reads the sender and the headers of the protocol; other headers are the caller's own affair. A colon before its name
/// tells a header from other fields.
pub(crate) fn ready(given: Fields<'_>) -> Result<Headers<'_>, InvalidHeader> {
    let mut headers = Headers::new(sender_of(given.text("sender")));
    for (name, value) in given {
        if let Some(name) = name.strip_prefix(":").and_then(HeaderName::from_wire) {
            headers.set(name, value).map_err(|error| InvalidHeader { name, offset: error.offset })?;
        }
    }
    Ok(headers)
}

fn encode(endpoint: Endpoint, headers: &Headers<'_>, given: Fields<'_>) -> Result<Json, EncodeError> {
    // The core refuses what is empty in a path; of a body it takes that, so that what must be there is asked for here.
    let must = |name| given.get(name).ok_or(EncodeError::MissingParameter(name));
    let text = |name| given.text(name);
    let service_provider = text("serviceProvider");
    let (code, partner) = (text("code"), text("partner"));
    let (mvpd, domain_name, redirect_url) = (given.get("mvpd"), given.get("domainName"), given.get("redirectUrl"));
    let chosen = mvpd.unwrap_or_default();
    let resources = given.all("resources");
    let body = Resources::new(resources.as_slice().into());
    let write = |call: &dyn AnyCall| write(call, headers);
    match endpoint {
        Endpoint::Register => write(&Register::new({
            let mut body = RegisterBody::new(must("software_statement")?.into());
            body.redirect_uri = given.get("redirect_uri").map(Into::into);
            body
        })),
        Endpoint::Token => {
            write(&Token::new(must("client_id")?.into(), must("client_secret")?.into(), must("grant_type")?))
        }
        Endpoint::CreateSession => {
            let mut call = CreateSession::new(service_provider);
            call.mvpd = mvpd;
            call.domain_name = domain_name;
            call.redirect_url = redirect_url;
            write(&call)
        }
        Endpoint::ResumeSession => {
            let mut call = ResumeSession::new(service_provider, code);
            call.mvpd = mvpd;
            call.domain_name = domain_name;
            call.redirect_url = redirect_url;
            write(&call)
        }
        Endpoint::SessionInfo => write(&GetSession::new(service_provider, code)),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoToken => {
            let person = match (given.get("linkCode"), given.get("id")) {
                (Some(code), _) => LinkCode::new(code).map(Person::LinkCode).ok(),
                (None, id) => CommonIdentifier::new(id.unwrap_or_default()).map(Person::Id).ok(),
            };
            write(&SsoToken::new(service_provider, person.ok_or(EncodeError::InvalidParameter("person"))?))
        }
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoRefresh => write(&SsoRefresh::new(service_provider)),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoLink => write(&SsoLink::new(service_provider)),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoUnlink => write(&SsoUnlink::new(service_provider, given.all("devices").as_slice().into())),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoList => write(&SsoList::new(service_provider)),
        #[cfg(not(feature = "single-sign-on"))]
        Endpoint::SsoToken | Endpoint::SsoRefresh | Endpoint::SsoLink | Endpoint::SsoUnlink | Endpoint::SsoList => {
            Err(EncodeError::InvalidParameter("endpoint"))
        }
        // A user agent opens it, and no request is written for it (R41).
        Endpoint::Authenticate => Err(EncodeError::InvalidParameter("endpoint")),
        Endpoint::Configuration => write(&GetConfiguration::new(service_provider)),
        Endpoint::Profiles => write(&GetProfiles::new(service_provider)),
        Endpoint::ProfileMvpd => write(&GetProfileMvpd::new(service_provider, chosen)),
        Endpoint::ProfileCode => {
            let mut call = GetProfileCode::new(service_provider, code);
            call.path = if text("path") == "early" { ProfileCodePath::Early } else { ProfileCodePath::Current };
            write(&call)
        }
        Endpoint::PartnerRequest => {
            let mut call = CreatePartnerSession::new(service_provider, partner);
            call.domain_name = domain_name;
            call.redirect_url = redirect_url;
            write(&call)
        }
        Endpoint::PartnerProfile => {
            let (service_provider, partner) = (must("serviceProvider")?, must("partner")?);
            write(&CreatePartnerProfile::new(service_provider, partner, must("SAMLResponse")?.into()))
        }
        Endpoint::Preauthorize => write(&Preauthorize::new(service_provider, chosen, body)),
        Endpoint::Authorize => write(&Authorize::new(service_provider, chosen, body)),
        Endpoint::Logout => write(&Logout::new(service_provider, chosen, redirect_url.unwrap_or_default())),
    }
}

fn write(call: &dyn AnyCall, headers: &Headers<'_>) -> Result<Json, EncodeError> {
    let mut buffer = vec![0; BUFFER];
    let needed = match call.encode(headers, &mut buffer) {
        Err(EncodeError::TooSmall { needed }) => needed,
        encoded => return encoded.map(|request| value(&request)),
    };
    buffer.resize(needed, 0);
    call.encode(headers, &mut buffer).map(|request| value(&request))
}
