//! The endpoints and their paths.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use serde::Serialize;

/// An endpoint that the stand-in plays. Partner sign-in is left out: a television has no partner framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Endpoint {
    Register,
    Token,
    Configuration,
    CreateSession,
    ResumeSession,
    SessionInfo,
    Authenticate,
    Profiles,
    ProfileMvpd,
    ProfileCode,
    Preauthorize,
    Authorize,
    Logout,
    SsoToken,
    SsoRefresh,
    SsoLink,
    SsoUnlink,
    SsoList,
}

/// Literal paths stand before those that a variable would also match.
const PATHS: [(Endpoint, &str, &str); 18] = [
    (Endpoint::Register, "POST", "/o/client/register"),
    (Endpoint::Token, "POST", "/o/client/token"),
    (Endpoint::Authenticate, "GET", "/api/v2/authenticate/{serviceProvider}/{}"),
    (Endpoint::Configuration, "GET", "/api/v2/{serviceProvider}/configuration"),
    (Endpoint::CreateSession, "POST", "/api/v2/{serviceProvider}/sessions"),
    (Endpoint::ResumeSession, "POST", "/api/v2/{serviceProvider}/sessions/{}"),
    (Endpoint::SessionInfo, "GET", "/api/v2/{serviceProvider}/sessions/{}"),
    (Endpoint::ProfileCode, "GET", "/api/v2/{serviceProvider}/profiles/code/{}"),
    (Endpoint::Profiles, "GET", "/api/v2/{serviceProvider}/profiles"),
    (Endpoint::ProfileMvpd, "GET", "/api/v2/{serviceProvider}/profiles/{}"),
    (Endpoint::Preauthorize, "POST", "/api/v2/{serviceProvider}/decisions/preauthorize/{}"),
    (Endpoint::Authorize, "POST", "/api/v2/{serviceProvider}/decisions/authorize/{}"),
    (Endpoint::Logout, "GET", "/api/v2/{serviceProvider}/logout/{}"),
    (Endpoint::SsoToken, "POST", "/api/{serviceProvider}/serviceToken"),
    (Endpoint::SsoRefresh, "GET", "/api/{serviceProvider}/serviceToken"),
    (Endpoint::SsoLink, "POST", "/api/{serviceProvider}/link"),
    (Endpoint::SsoUnlink, "POST", "/api/{serviceProvider}/unlink"),
    (Endpoint::SsoList, "GET", "/api/{serviceProvider}/list"),
];

impl Endpoint {
    /// The first column of `headers.tsv`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Token => "token",
            Self::Configuration => "configuration",
            Self::CreateSession => "create_session",
            Self::ResumeSession => "resume_session",
            Self::SessionInfo => "session_info",
            Self::Authenticate => "authenticate",
            Self::Profiles => "profiles",
            Self::ProfileMvpd => "profile_mvpd",
            Self::ProfileCode => "profile_code",
            Self::Preauthorize => "preauthorize",
            Self::Authorize => "authorize",
            Self::Logout => "logout",
            Self::SsoToken => "sso_token",
            Self::SsoRefresh => "sso_refresh",
            Self::SsoLink => "sso_link",
            Self::SsoUnlink => "sso_unlink",
            Self::SsoList => "sso_list",
        }
    }

    /// The two calls of Dynamic Client Registration, which come before there is a token.
    pub(crate) fn is_registration(self) -> bool {
        matches!(self, Self::Register | Self::Token)
    }

    /// The five calls of the Single Sign-On Service.
    pub(crate) fn is_of_sso_service(self) -> bool {
        matches!(self, Self::SsoToken | Self::SsoRefresh | Self::SsoLink | Self::SsoUnlink | Self::SsoList)
    }

    /// The kind of body, where there is one.
    pub(crate) fn content_type(self) -> Option<&'static str> {
        match self {
            Self::Register | Self::Preauthorize | Self::Authorize | Self::SsoUnlink => Some("application/json"),
            Self::Token | Self::CreateSession | Self::ResumeSession => Some("application/x-www-form-urlencoded"),
            _ => None,
        }
    }
}

impl FromStr for Endpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        PATHS
            .iter()
            .map(|(endpoint, ..)| *endpoint)
            .find(|endpoint| endpoint.id() == text)
            .ok_or_else(|| format!("'{text}' is no endpoint"))
    }
}

/// A path that leads somewhere, with its segments decoded.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) endpoint: Endpoint,
    /// Empty for the two registration calls.
    pub(crate) service_provider: String,
    /// The code or MVPD at the end of the path; empty when there is none.
    pub(crate) argument: String,
}

#[derive(Debug)]
pub(crate) enum NoRoute {
    UnknownPath,
    /// The methods that the path does have.
    OtherMethod(Vec<&'static str>),
}

/// Finds the endpoint. A trailing slash is tolerated here; that it is there at all is a check's matter.
pub(crate) fn resolve(method: &str, path: &str) -> Result<Route, NoRoute> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut others = Vec::new();
    for (endpoint, defined, template) in PATHS {
        if let Some((service_provider, argument)) = matched(template, path) {
            if defined == method {
                return Ok(Route { endpoint, service_provider, argument });
            }
            others.push(defined);
        }
    }
    Err(if others.is_empty() { NoRoute::UnknownPath } else { NoRoute::OtherMethod(others) })
}

fn matched(template: &str, path: &str) -> Option<(String, String)> {
    let (mut service_provider, mut argument) = (String::new(), String::new());
    let mut given = path.split('/');
    for wanted in template.split('/') {
        let segment = given.next()?;
        match wanted {
            "{serviceProvider}" => service_provider = variable(segment)?,
            "{}" => argument = variable(segment)?,
            literal if literal == segment => (),
            _ => return None,
        }
    }
    given.next().is_none().then_some((service_provider, argument))
}

fn variable(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}
