//! The activation page as an application of its own: it registers and asks like any second screen, through the protocol.

use tvpass::endpoint::{
    AccessToken, Answer, CLIENT_CREDENTIALS, Call, ClientCredentials, Configuration, GetConfiguration, GetProfileCode,
    GetSession, Profiles, Register, RegisterBody, ResumeSession, Session, SessionDetails, Token,
};
use tvpass::json::Timestamp;
use tvpass::message::{DeviceInfo, ErrorCode, Failure, HeaderName, Headers, OsName, Sender, bearer};

use crate::message::{Request, Response};
use crate::service::Service;
use crate::state::Parameters;
use crate::world::ACTIVATION_STATEMENT;

/// Why the page cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The code is not one.
    Malformed,
    /// The code means nothing, or nothing any more.
    Unknown,
    /// The service refuses for another reason.
    Service,
}

impl Problem {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Malformed => "A code has 7 letters and digits. Please check it.",
            Self::Unknown => "This code does not work. It is mistyped, or it has expired: ask your TV for a new one.",
            Self::Service => "That did not work. Please try again.",
        }
    }
}

impl From<Failure<'_>> for Problem {
    fn from(failure: Failure<'_>) -> Self {
        let code = match failure {
            Failure::Service { error, .. } => error.known_code(),
            _ => None,
        };
        match code {
            Some(ErrorCode::InvalidParameterCode) => Self::Malformed,
            Some(ErrorCode::InvalidAuthenticationSession) => Self::Unknown,
            _ => Self::Service,
        }
    }
}

/// A session as the page sees it.
pub(super) struct Asking {
    pub(super) code: String,
    pub(super) service_provider: String,
    pub(super) channel: String,
    pub(super) device: String,
    pub(super) parameters: Parameters,
}

/// Asks the service which parameters a session has and lacks (R38).
pub(super) fn session_details(service: &mut Service, now: Timestamp, code: &str) -> Result<Asking, Problem> {
    let service_provider = service_provider_of(service, code);
    let call = GetSession::new(&service_provider, code);
    let response = ask(service, now, &call)?;
    let information = SessionDetails::from_response(response.status, &response.body)?;
    let existing = |name| information.existing(name).map(|value| value.to_string());
    let channel = service.settings.world.service_provider(&service_provider).map(|known| known.name.clone());
    Ok(Asking {
        code: code.into(),
        channel: channel.unwrap_or_default(),
        device: describe(&information),
        parameters: Parameters {
            mvpd: existing("mvpd"),
            domain_name: existing("domainName"),
            redirect_url: existing("redirectUrl"),
        },
        service_provider,
    })
}

/// True if somebody has signed in with the code already.
pub(super) fn is_signed_in(service: &mut Service, now: Timestamp, code: &str) -> Result<bool, Problem> {
    let service_provider = service_provider_of(service, code);
    let call = GetProfileCode::new(&service_provider, code);
    let response = ask(service, now, &call)?;
    Ok(!Profiles::from_response(response.status, &response.body)?.is_empty())
}

/// The MVPDs to choose from, as id and name; temporary access is no choice (R26).
pub(super) fn mvpds(service: &mut Service, now: Timestamp, asking: &Asking) -> Result<Vec<(String, String)>, Problem> {
    let response = ask(service, now, &GetConfiguration::new(&asking.service_provider))?;
    let configuration = Configuration::from_response(response.status, &response.body)?;
    let shown = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    Ok(shown.map(|mvpd| (mvpd.id.to_string(), mvpd.display_name.unwrap_or(mvpd.id).to_string())).collect())
}

/// Brings what the session lacks, and gives the URL to open (R39).
pub(super) fn resume(
    service: &mut Service,
    now: Timestamp,
    asking: &Asking,
    brought: &Parameters,
) -> Result<Option<String>, Problem> {
    let mut call = ResumeSession::new(&asking.service_provider, &asking.code);
    call.mvpd = brought.mvpd.as_deref();
    call.domain_name = brought.domain_name.as_deref();
    call.redirect_url = brought.redirect_url.as_deref();
    let response = ask(service, now, &call)?;
    let session = Session::from_response(response.status, &response.body)?;
    Ok(session.url.filter(|_| session.missing_parameters.is_empty()).map(|url| url.to_string()))
}

/// Each service provider has an activation page of its own; this one serves all, and so looks whose code it is.
fn service_provider_of(service: &Service, code: &str) -> String {
    let session = service.state.sessions.get(code).map(|session| session.application.service_provider.clone());
    let first = || service.settings.world.service_providers.first().map(|first| first.id.clone());
    session.or_else(first).unwrap_or_default()
}

fn describe(information: &SessionDetails<'_>) -> String {
    let Some(device) = information.device.map(|device| device.get()) else { return "Unknown device".into() };
    let manufacturer = device.hardware.and_then(|hardware| hardware.manufacturer);
    let name: Vec<_> = [manufacturer, device.model].into_iter().flatten().map(|text| text.to_string()).collect();
    let system = device.operating_system.and_then(|system| system.name).map(|text| text.to_string());
    match (name.is_empty(), system) {
        (false, Some(system)) => format!("{} ({system})", name.join(" ")),
        (false, None) => name.join(" "),
        (true, Some(system)) => format!("{system} device"),
        (true, None) => "Unknown device".into(),
    }
}

/// Sends `call` with the page's own access token; a token that is refused is replaced once (R7).
fn ask<'a>(service: &mut Service, now: Timestamp, call: &impl Call<'a>) -> Result<Response, Problem> {
    let response = ask_once(service, now, call)?;
    if response.status != 401 {
        return Ok(response);
    }
    service.activation_token = None;
    ask_once(service, now, call)
}

fn ask_once<'a>(service: &mut Service, now: Timestamp, call: &impl Call<'a>) -> Result<Response, Problem> {
    let token = access_token(service, now)?;
    let mut buffer = vec![0; token.len() + 16];
    let authorization = bearer(&token, &mut buffer).map_err(|_| Problem::Service)?;
    let mut headers = Headers::new(Sender::SecondaryApplication);
    headers.set(HeaderName::Authorization, authorization).map_err(|_| Problem::Service)?;
    send(service, now, call, &headers)
}

fn access_token(service: &mut Service, now: Timestamp) -> Result<String, Problem> {
    if let Some((token, not_after)) = &service.activation_token
        && now < *not_after
    {
        return Ok(token.clone());
    }
    let (token, not_after) = register(service, now)?;
    service.activation_token = Some((token.clone(), not_after));
    Ok(token)
}

fn register(service: &mut Service, now: Timestamp) -> Result<(String, Timestamp), Problem> {
    let mut buffer = [0; 256];
    let device_info = DeviceInfo::new("Activation page".into(), "1".into(), OsName::Linux, "1".into(), "LAN".into());
    let device_info = device_info.encode_header(&mut buffer).map_err(|_| Problem::Service)?;
    let mut headers = Headers::new(Sender::SecondaryApplication);
    headers.insert(HeaderName::XDeviceInfo, device_info);
    let body = RegisterBody::new(ACTIVATION_STATEMENT.into());
    let response = send(service, now, &Register::new(body), &headers)?;
    let credentials = ClientCredentials::from_response(response.status, &response.body)?;
    let call = Token::new(credentials.client_id, credentials.client_secret, CLIENT_CREDENTIALS);
    let response = send(service, now, &call, &headers)?;
    let token = AccessToken::from_response(response.status, &response.body)?;
    Ok((token.access_token.reveal().to_string(), token.expires_at(now)))
}

fn send<'a>(
    service: &mut Service,
    now: Timestamp,
    call: &impl Call<'a>,
    headers: &Headers<'_>,
) -> Result<Response, Problem> {
    let mut buffer = [0; 4096];
    let request = call.encode(headers, &mut buffer).map_err(|_| Problem::Service)?;
    Ok(service.answer(now, &Request::from(&request)))
}
