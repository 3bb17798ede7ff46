//! Requests from what a caller gives by the wire's names.

use alloc::string::String;
use alloc::vec;

use tvpass::endpoint::{
    Authorize, Call, CreateSession, Endpoint, GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, Logout,
    PartnerProfile, PartnerRequest, Preauthorize, ProfileCodePath, Register, RegisterBody, Resources, ResumeSession,
    SessionInfo, Token,
};
use tvpass::message::{EncodeError, HeaderName, Headers, Request, Sender};

use crate::fields::{Fields, object};
use crate::plain::{InvalidHeader, Misuse, refused, value};

/// Bytes for a usual request; more are taken where needed.
const BUFFER: usize = 2048;

/// The request, or why there is none.
pub(crate) fn request(endpoint: &str, input: &[u8]) -> String {
    let (Some(endpoint), Some(input)) = (endpoint_of(endpoint), object(input)) else {
        return refused(&Misuse("endpoint"));
    };
    let (sender, headers) = (Fields::of(input), Fields::within(input, "headers"));
    let headers = match ready(sender_of(sender.get("sender").unwrap_or_default()), headers.iter()) {
        Ok(headers) => headers,
        Err(invalid) => return refused(&invalid),
    };
    encode(endpoint, &headers, &Fields::within(input, "fields")).unwrap_or_else(|error| refused(&error))
}

pub(crate) fn endpoint_of(id: &str) -> Option<Endpoint> {
    Endpoint::ALL.iter().copied().find(|endpoint| endpoint.definition().id == id)
}

/// The sender of that name; a streaming device where there is none.
pub(crate) fn sender_of(name: &str) -> Sender {
    match name {
        "browser" => Sender::Browser,
        "secondary_application" => Sender::SecondaryApplication,
        _ => Sender::StreamingDevice,
    }
}

/// The headers that the protocol has; others are the caller's own affair.
pub(crate) fn ready<'a>(
    sender: Sender,
    values: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Headers<'a>, InvalidHeader> {
    let mut headers = Headers::new(sender);
    for (name, value) in values {
        if let Some(name) = HeaderName::from_wire(name) {
            headers.set(name, value).map_err(|error| InvalidHeader { name, offset: error.offset })?;
        }
    }
    Ok(headers)
}

/// A parameter that must be given; one that is not would change the request like an empty one.
struct Given<'a>(&'a Fields);

impl<'a> Given<'a> {
    fn text(&self, name: &'static str) -> Result<&'a str, EncodeError> {
        self.0.get(name).ok_or(EncodeError::InvalidParameter(name))
    }
}

fn encode(endpoint: Endpoint, headers: &Headers<'_>, fields: &Fields) -> Result<String, EncodeError> {
    let given = Given(fields);
    let (mvpd, domain_name) = (fields.get("mvpd"), fields.get("domainName"));
    let redirect_url = fields.get("redirectUrl");
    let service_provider = match endpoint {
        Endpoint::Register | Endpoint::Token => "",
        _ => given.text("serviceProvider")?,
    };
    match endpoint {
        Endpoint::Register => {
            let software_statement = given.text("software_statement")?.into();
            let body = RegisterBody { software_statement, redirect_uri: fields.get("redirect_uri").map(Into::into) };
            write(&Register { body }, headers)
        }
        Endpoint::Token => {
            let (client_id, client_secret) = (given.text("client_id")?.into(), given.text("client_secret")?.into());
            write(&Token { client_id, client_secret, grant_type: given.text("grant_type")? }, headers)
        }
        Endpoint::Configuration => write(&GetConfiguration { service_provider }, headers),
        Endpoint::CreateSession => write(&CreateSession { service_provider, mvpd, domain_name, redirect_url }, headers),
        Endpoint::ResumeSession => {
            let code = given.text("code")?;
            write(&ResumeSession { service_provider, code, mvpd, domain_name, redirect_url }, headers)
        }
        Endpoint::SessionInfo => write(&SessionInfo { service_provider, code: given.text("code")? }, headers),
        // A user agent opens it, and no request is written for it (R41).
        Endpoint::Authenticate => Err(EncodeError::InvalidParameter("endpoint")),
        Endpoint::Profiles => write(&GetProfiles { service_provider }, headers),
        Endpoint::ProfileMvpd => write(&GetProfileMvpd { service_provider, mvpd: given.text("mvpd")? }, headers),
        Endpoint::ProfileCode => {
            let is_early = fields.get("path") == Some("early");
            let path = if is_early { ProfileCodePath::Early } else { ProfileCodePath::Current };
            write(&GetProfileCode { service_provider, code: given.text("code")?, path }, headers)
        }
        Endpoint::PartnerRequest => {
            let partner = given.text("partner")?;
            write(&PartnerRequest { service_provider, partner, domain_name, redirect_url }, headers)
        }
        Endpoint::PartnerProfile => {
            let (partner, saml_response) = (given.text("partner")?, given.text("SAMLResponse")?.into());
            write(&PartnerProfile { service_provider, partner, saml_response }, headers)
        }
        Endpoint::Preauthorize => {
            let (resources, mvpd) = (fields.list(), given.text("mvpd")?);
            let body = Resources { resources: resources.as_slice().into() };
            write(&Preauthorize { service_provider, mvpd, body }, headers)
        }
        Endpoint::Authorize => {
            let (resources, mvpd) = (fields.list(), given.text("mvpd")?);
            let body = Resources { resources: resources.as_slice().into() };
            write(&Authorize { service_provider, mvpd, body }, headers)
        }
        Endpoint::Logout => write(&Logout { service_provider, mvpd: given.text("mvpd")?, redirect_url }, headers),
    }
}

/// [`Call`] where its type does not matter, so that one function writes all requests.
trait AnyCall {
    fn encode_into<'b>(&self, headers: &Headers<'b>, buffer: &'b mut [u8]) -> Result<Request<'b>, EncodeError>;
}

impl<'a, C: Call<'a>> AnyCall for C {
    fn encode_into<'b>(&self, headers: &Headers<'b>, buffer: &'b mut [u8]) -> Result<Request<'b>, EncodeError> {
        self.encode(headers, buffer)
    }
}

fn write(call: &dyn AnyCall, headers: &Headers<'_>) -> Result<String, EncodeError> {
    let mut buffer = vec![0; BUFFER];
    let needed = match call.encode_into(headers, &mut buffer) {
        Err(EncodeError::TooSmall { needed }) => needed,
        encoded => return encoded.map(|request| value(&request)),
    };
    buffer.resize(needed, 0);
    call.encode_into(headers, &mut buffer).map(|request| value(&request))
}
