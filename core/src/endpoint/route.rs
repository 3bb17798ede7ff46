//! The server half's router: which endpoint a method and a path mean.

use core::fmt;

use super::table::{Definition, Endpoint};
use crate::message::{Method, split, split_once};

/// The early forms of `profile_code` (P1); the one with a single segment reads as `profile_mvpd`.
pub(super) const PROFILE_CODE_WITH_MVPD: &str = "/api/v2/{serviceProvider}/profiles/{mvpd}/{code}";

/// Why no endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteError {
    /// 404: no endpoint has this path.
    NotFound,
    /// 405: the path exists, for these methods only.
    MethodNotAllowed {
        /// True if `GET` is one of them.
        get: bool,
        /// True if `POST` is one of them.
        post: bool,
    },
}

impl fmt::Display for RouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "no endpoint has this path",
            Self::MethodNotAllowed { get: true, post: true } => "the path takes GET and POST",
            Self::MethodNotAllowed { get: true, .. } => "the path takes GET",
            Self::MethodNotAllowed { .. } => "the path takes POST",
        })
    }
}

impl core::error::Error for RouteError {}

/// The endpoint that `method` and `path` (without query) mean; a slash at the end is tolerated.
///
/// # Errors
/// See [`RouteError`].
///
/// ```
/// use tvpass::endpoint::{route, Endpoint, RouteError};
///
/// assert_eq!(route("GET", "/api/v2/REF30/profiles/code/8ADF2"), Ok(Endpoint::ProfileCode));
/// assert_eq!(route("GET", "/api/v2/REF30/channels"), Err(RouteError::NotFound));
/// ```
pub fn route(method: &str, path: &str) -> Result<Endpoint, RouteError> {
    let (mut get, mut post) = (false, false);
    // `authenticate` stands where the others have the service provider, so that it is looked at first.
    for endpoint in [Endpoint::Authenticate].iter().chain(Endpoint::ALL) {
        let definition = endpoint.definition();
        if !matches_template(definition.path, path) || is_of_a_version(path) != is_of_a_version(definition.path) {
            continue;
        }
        if definition.method.as_str() == method {
            return Ok(*endpoint);
        }
        match definition.method {
            Method::Get => get = true,
            Method::Post => post = true,
        }
        if *endpoint == Endpoint::Authenticate {
            break;
        }
    }
    match method {
        _ if get || post => Err(RouteError::MethodNotAllowed { get, post }),
        _ if !matches_template(PROFILE_CODE_WITH_MVPD, path) => Err(RouteError::NotFound),
        "GET" => Ok(Endpoint::ProfileCode),
        _ => Err(RouteError::MethodNotAllowed { get: true, post: false }),
    }
}

/// The segment of `path` where `template` has `{name}`; `None` unless the whole path follows the template.
///
/// ```
/// use tvpass::endpoint::{segment, Endpoint};
///
/// let template = Endpoint::ProfileCode.definition().path;
/// assert_eq!(segment(template, "/api/v2/REF30/profiles/code/8ADF2", "code"), Some("8ADF2"));
/// ```
#[must_use]
pub fn segment<'p>(template: &str, path: &'p str, name: &str) -> Option<&'p str> {
    let mut found = None;
    let mut segments = split(without_slash(path), b'/');
    for expected in split(template, b'/') {
        let actual = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(_) if actual.is_empty() => return None,
            Some(parameter) if parameter == name => found = Some(actual),
            Some(_) => {}
            None if expected == actual => {}
            None => return None,
        }
    }
    match segments.next() {
        None => found,
        Some(_) => None,
    }
}

/// True if `path` is a definition's, as far as that is known before its parameters are read.
pub(super) fn is_path_of(definition: &Definition, path: &str) -> bool {
    if definition.path.contains('{') {
        return is_of_a_version(definition.path) == is_of_a_version(path);
    }
    definition.path == without_slash(path)
}

fn matches_template(template: &str, path: &str) -> bool {
    let parameters = split(template, b'{').skip(1).filter_map(|rest| split_once(rest, b'}'));
    match parameters.map(|(name, _)| name).last() {
        Some(name) => segment(template, path, name).is_some(),
        None => template == without_slash(path),
    }
}

/// The literals of a version go before any service provider's name (`sso-service.md` 1).
fn is_of_a_version(path: &str) -> bool {
    path.starts_with("/api/v1/") || path.starts_with("/api/v2/")
}

fn without_slash(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}
