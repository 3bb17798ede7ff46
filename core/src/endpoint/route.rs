//! The server half's router: which endpoint a method and a path mean.

use core::fmt;

use super::definition::Endpoint;
use super::path::{is_of_a_version, matches_template};
use super::profile_code::WITH_MVPD;
use crate::message::Method;

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
        _ if !matches_template(WITH_MVPD, path) => Err(RouteError::NotFound),
        "GET" => Ok(Endpoint::ProfileCode),
        _ => Err(RouteError::MethodNotAllowed { get: true, post: false }),
    }
}
