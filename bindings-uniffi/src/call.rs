//! The requests of all endpoints.

use tvpass::endpoint;
use tvpass::message::{self, BaseUrl, EncodeError};

use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::header::Headers;
use crate::own::Own;
use crate::request::Request;
use crate::secret::Secret;
use crate::url::base;

/// The person for whom a service token is asked: exactly one of two names (R123).
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Person {
    /// By the application's own name for the person.
    Id {
        /// Visible ASCII, at most 256 bytes.
        identifier: Secret,
    },
    /// By a code that another device of the person shows.
    LinkCode {
        /// As it was typed, at most 32 bytes.
        code: Secret,
    },
}

impl Person {
    fn view(&self) -> Result<endpoint::Person<'_>, EncodeError> {
        match self {
            Self::Id { identifier } => message::CommonIdentifier::new(&identifier.0)
                .map(endpoint::Person::Id)
                .map_err(|_| EncodeError::InvalidParameter("identifier")),
            Self::LinkCode { code } => message::LinkCode::new(&code.0)
                .map(endpoint::Person::LinkCode)
                .map_err(|_| EncodeError::InvalidParameter("code")),
        }
    }
}

/// A request to the service. Flows send the right ones by themselves; this is for those who do without.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Call {
    /// Registers the application: once per installation (R3, R4).
    Register {
        /// The statement that Adobe issued for the application (R2).
        software_statement: Secret,
        /// The address to which a user agent returns, if the application has one.
        redirect_uri: Option<String>,
    },
    /// Gets an access token for the client's credentials (R5).
    Token {
        /// The client's id.
        client_id: Secret,
        /// The client's secret.
        client_secret: Secret,
        /// One of the client's grant types; `client_credentials` if none is given.
        grant_type: Option<String>,
    },
    /// The MVPDs that a viewer can choose from (R23).
    GetConfiguration {
        /// The programmer's id.
        service_provider: String,
    },
    /// Opens an authentication session; a new one ends the one before (R45).
    CreateSession {
        /// The programmer's id.
        service_provider: String,
        /// The MVPD, where it is chosen already.
        mvpd: Option<String>,
        /// The domain of the application that opens the login page.
        domain_name: Option<String>,
        /// The address to which the login page returns (R34).
        redirect_url: Option<String>,
    },
    /// Supplies what a session lacks (R39).
    ResumeSession {
        /// The programmer's id.
        service_provider: String,
        /// The authentication code.
        code: String,
        /// The MVPD, if it was missing.
        mvpd: Option<String>,
        /// The domain, if it was missing.
        domain_name: Option<String>,
        /// The redirect URL, if it was missing.
        redirect_url: Option<String>,
    },
    /// Gets the parameters of a session, those that are missing, and the device that opened it (R38).
    GetSession {
        /// The programmer's id.
        service_provider: String,
        /// The authentication code.
        code: String,
    },
    /// All regular and single sign-on profiles of the device (R32).
    GetProfiles {
        /// The programmer's id.
        service_provider: String,
    },
    /// The profiles of one MVPD (R32).
    GetProfileMvpd {
        /// The programmer's id.
        service_provider: String,
        /// The MVPD.
        mvpd: String,
    },
    /// The profile made with a code (R42).
    GetProfileCode {
        /// The programmer's id.
        service_provider: String,
        /// The authentication code.
        code: String,
        /// True if the path has the form of an early revision (P1).
        early_path: bool,
    },
    /// Asks what to ask the partner's framework (R100).
    CreatePartnerSession {
        /// The programmer's id.
        service_provider: String,
        /// The partner.
        partner: String,
        /// The domain of the application, for the basic flow.
        domain_name: Option<String>,
        /// The address to which a login page returns, for the basic flow.
        redirect_url: Option<String>,
    },
    /// Turns the partner's SAML answer into a profile: once, right after the framework gave it (R99).
    CreatePartnerProfile {
        /// The programmer's id.
        service_provider: String,
        /// The partner.
        partner: String,
        /// The SAML answer, base64; see `encode_saml_response`.
        saml_response: Secret,
    },
    /// The resources that the viewer may probably watch; information only (R53).
    Preauthorize {
        /// The programmer's id.
        service_provider: String,
        /// The MVPD.
        mvpd: String,
        /// The resources.
        resources: Vec<String>,
    },
    /// Decides if the viewer may watch now; sent before every playback (R54).
    Authorize {
        /// The programmer's id.
        service_provider: String,
        /// The MVPD.
        mvpd: String,
        /// The resources.
        resources: Vec<String>,
    },
    /// Ends the viewer's sign-in; only when the viewer asks for it (R77).
    Logout {
        /// The programmer's id.
        service_provider: String,
        /// The MVPD.
        mvpd: String,
        /// The address to which the MVPD's logout page returns (R79).
        redirect_url: Option<String>,
    },
    /// Gets a service token for a person (R123).
    SsoToken {
        /// The programmer's id.
        service_provider: String,
        /// The person.
        person: Person,
    },
    /// Gets a new service token for one that expires soon, or has expired recently (R129, R130).
    SsoRefresh {
        /// The programmer's id.
        service_provider: String,
    },
    /// Makes a code that brings another device into the sign-in (R136).
    SsoLink {
        /// The programmer's id.
        service_provider: String,
    },
    /// Takes devices out of the sign-in (R142).
    SsoUnlink {
        /// The programmer's id.
        service_provider: String,
        /// Ids as the list gave them, at least one.
        devices: Vec<String>,
    },
    /// The devices of the sign-in (R141).
    SsoList {
        /// The programmer's id.
        service_provider: String,
    },
}

/// The request that asks `call` of the service at `base_url`.
#[uniffi::export]
pub fn encode_request(base_url: &str, headers: Headers, call: Call) -> Result<Request, TvpassError> {
    let to = Destination { base: base(base_url)?, headers: headers.view()? };
    match &call {
        Call::Register { software_statement, redirect_uri } => to.write(&endpoint::Register::new({
            let mut body = endpoint::RegisterBody::new(software_statement.0.as_str().into());
            body.redirect_uri = redirect_uri.as_deref().map(Into::into);
            body
        })),
        Call::Token { client_id, client_secret, grant_type } => to.write(&endpoint::Token::new(
            client_id.0.as_str().into(),
            client_secret.0.as_str().into(),
            grant_type.as_deref().unwrap_or(endpoint::CLIENT_CREDENTIALS),
        )),
        Call::GetConfiguration { service_provider } => to.write(&endpoint::GetConfiguration::new(service_provider)),
        Call::CreateSession { service_provider, mvpd, domain_name, redirect_url } => {
            let mut call = endpoint::CreateSession::new(service_provider);
            call.mvpd = mvpd.as_deref();
            call.domain_name = domain_name.as_deref();
            call.redirect_url = redirect_url.as_deref();
            to.write(&call)
        }
        Call::ResumeSession { service_provider, code, mvpd, domain_name, redirect_url } => {
            let mut call = endpoint::ResumeSession::new(service_provider, code);
            call.mvpd = mvpd.as_deref();
            call.domain_name = domain_name.as_deref();
            call.redirect_url = redirect_url.as_deref();
            to.write(&call)
        }
        Call::GetSession { service_provider, code } => to.write(&endpoint::GetSession::new(service_provider, code)),
        Call::GetProfiles { service_provider } => to.write(&endpoint::GetProfiles::new(service_provider)),
        Call::GetProfileMvpd { service_provider, mvpd } => {
            to.write(&endpoint::GetProfileMvpd::new(service_provider, mvpd))
        }
        Call::GetProfileCode { service_provider, code, early_path } => {
            let mut call = endpoint::GetProfileCode::new(service_provider, code);
            call.path = if *early_path { endpoint::ProfileCodePath::Early } else { endpoint::ProfileCodePath::Current };
            to.write(&call)
        }
        Call::CreatePartnerSession { service_provider, partner, domain_name, redirect_url } => {
            let mut call = endpoint::CreatePartnerSession::new(service_provider, partner);
            call.domain_name = domain_name.as_deref();
            call.redirect_url = redirect_url.as_deref();
            to.write(&call)
        }
        Call::CreatePartnerProfile { service_provider, partner, saml_response } => {
            to.write(&endpoint::CreatePartnerProfile::new(service_provider, partner, saml_response.0.as_str().into()))
        }
        Call::Preauthorize { service_provider, mvpd, resources } => {
            let resources = texts(resources);
            let body = endpoint::Resources::new(resources.as_slice().into());
            to.write(&endpoint::Preauthorize::new(service_provider, mvpd, body))
        }
        Call::Authorize { service_provider, mvpd, resources } => {
            let resources = texts(resources);
            let body = endpoint::Resources::new(resources.as_slice().into());
            to.write(&endpoint::Authorize::new(service_provider, mvpd, body))
        }
        Call::Logout { service_provider, mvpd, redirect_url } => {
            to.write(&endpoint::Logout::new(service_provider, mvpd, redirect_url.as_deref().unwrap_or_default()))
        }
        Call::SsoToken { service_provider, person } => {
            to.write(&endpoint::SsoToken::new(service_provider, person.view()?))
        }
        Call::SsoRefresh { service_provider } => to.write(&endpoint::SsoRefresh::new(service_provider)),
        Call::SsoLink { service_provider } => to.write(&endpoint::SsoLink::new(service_provider)),
        Call::SsoUnlink { service_provider, devices } => {
            let devices = texts(devices);
            to.write(&endpoint::SsoUnlink::new(service_provider, devices.as_slice().into()))
        }
        Call::SsoList { service_provider } => to.write(&endpoint::SsoList::new(service_provider)),
    }
}

/// The address of the service, and the headers that are ready for requests to it.
struct Destination<'a> {
    base: BaseUrl<'a>,
    headers: message::Headers<'a>,
}

impl Destination<'_> {
    fn write<'a>(&self, call: &impl endpoint::Call<'a>) -> Result<Request, TvpassError> {
        Ok(with_buffer(|buffer| call.encode(&self.headers, buffer).map(|request| Request::new(&self.base, &request)))?)
    }
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Prepares a framework's SAML answer as the service wants it (R102), for `Call::CreatePartnerProfile`.
#[uniffi::export]
pub fn encode_saml_response(saml: Secret) -> Result<Secret, TvpassError> {
    let encoded = with_buffer(|buffer| endpoint::encode_saml_response(&saml.0, buffer).map(Own::own));
    Ok(encoded.map_err(EncodeError::from)?)
}

#[cfg(test)]
mod tests {
    use tvpass::endpoint::{Endpoint, route};

    use super::{Call, Person, encode_request};
    use crate::header::{Headers, Sender};
    use crate::request::Method;
    use crate::secret::Secret;
    use crate::url::authenticate_url;

    const BASE: &str = "https://sp.auth.adobe.com";

    /// A call of the endpoint; none of the page, which is for user agents alone (R41).
    fn call(endpoint: Endpoint) -> Option<Call> {
        let (service_provider, mvpd) = ("REF30".to_owned(), "Cablevision".to_owned());
        let (code, partner) = ("8ADF2".to_owned(), "Apple".to_owned());
        let (secret, resources) = (Secret::from("secret"), vec!["news".to_owned()]);
        let (redirect_url, domain_name) = (None, None);
        Some(match endpoint {
            Endpoint::Register => Call::Register { software_statement: secret, redirect_uri: None },
            Endpoint::Token => Call::Token { client_id: secret.clone(), client_secret: secret, grant_type: None },
            Endpoint::Configuration => Call::GetConfiguration { service_provider },
            Endpoint::CreateSession => Call::CreateSession { service_provider, mvpd: None, domain_name, redirect_url },
            Endpoint::ResumeSession => {
                Call::ResumeSession { service_provider, code, mvpd: Some(mvpd), domain_name, redirect_url }
            }
            Endpoint::SessionInfo => Call::GetSession { service_provider, code },
            Endpoint::Authenticate => return None,
            Endpoint::Profiles => Call::GetProfiles { service_provider },
            Endpoint::ProfileMvpd => Call::GetProfileMvpd { service_provider, mvpd },
            Endpoint::ProfileCode => Call::GetProfileCode { service_provider, code, early_path: false },
            Endpoint::PartnerRequest => {
                Call::CreatePartnerSession { service_provider, partner, domain_name, redirect_url }
            }
            Endpoint::PartnerProfile => Call::CreatePartnerProfile { service_provider, partner, saml_response: secret },
            Endpoint::Preauthorize => Call::Preauthorize { service_provider, mvpd, resources },
            Endpoint::Authorize => Call::Authorize { service_provider, mvpd, resources },
            Endpoint::Logout => {
                Call::Logout { service_provider, mvpd, redirect_url: Some("https://adobe.com".to_owned()) }
            }
            Endpoint::SsoToken => Call::SsoToken { service_provider, person: Person::LinkCode { code: secret } },
            Endpoint::SsoRefresh => Call::SsoRefresh { service_provider },
            Endpoint::SsoLink => Call::SsoLink { service_provider },
            Endpoint::SsoUnlink => Call::SsoUnlink { service_provider, devices: resources },
            Endpoint::SsoList => Call::SsoList { service_provider },
        })
    }

    fn headers() -> Headers {
        let value = Some(Secret::from("e30="));
        Headers {
            sender: Sender::StreamingDevice,
            authorization: value.clone(),
            ap_device_identifier: value.clone(),
            x_device_info: value.clone(),
            ap_partner_framework_status: value.clone(),
            ad_service_token: value,
            ..Headers::default()
        }
    }

    #[test]
    fn every_endpoint_of_the_core_can_be_asked() {
        for endpoint in Endpoint::ALL {
            let (method, url) = match call(*endpoint) {
                Some(call) => {
                    let request = encode_request(BASE, headers(), call).unwrap();
                    (request.method, request.url)
                }
                None => (Method::Get, authenticate_url(BASE, "REF30", "8ADF2").unwrap()),
            };
            let target = url.strip_prefix(BASE).unwrap();
            let path = target.split('?').next().unwrap();
            assert_eq!(route(&method.wire(), path), Ok(*endpoint));
        }
    }
}
