//! A request of any endpoint, as a server reads it: routed once, then one match.

use core::fmt;

use super::route::{RouteError, route};
use super::{
    Authenticate, Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint,
    GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Preauthorize, Register,
    ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token,
};
use crate::message::{DecodeError, Incoming, Scratch};

/// A request that is none of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// No endpoint answers.
    Route(RouteError),
    /// The endpoint is known; its parameters or its body cannot be read.
    Malformed {
        /// The endpoint.
        endpoint: Endpoint,
        /// The fault.
        error: DecodeError,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Route(error) => error.fmt(f),
            Self::Malformed { endpoint, error } => write!(f, "{}: {error}", endpoint.definition().id),
        }
    }
}

impl core::error::Error for RequestError {}

macro_rules! any_request {
    ($($variant:ident($call:ident)),* $(,)?) => {
        /// A request of any endpoint. Headers are for the caller to check, in the order it prefers.
        ///
        /// ```
        /// use tvpass::endpoint::{AnyRequest, Endpoint, RequestError, RouteError};
        /// use tvpass::message::{Headers, Incoming, Scratch, Sender};
        ///
        /// let headers = Headers::new(Sender::StreamingDevice);
        /// let incoming = Incoming { method: "GET", target: "/api/v2/REF30/profiles/Dish", headers, body: b"" };
        /// let mut memory = [0; 64];
        /// let Ok(request) = AnyRequest::decode(&incoming, &mut Scratch::new(&mut memory)) else { panic!() };
        /// assert_eq!(request.endpoint(), Endpoint::ProfileMvpd);
        /// let AnyRequest::ProfileMvpd(call) = request else { panic!() };
        /// assert_eq!((call.service_provider, call.mvpd), ("REF30", "Dish"));
        ///
        /// let unknown = Incoming { target: "/api/v2/REF30/channels", ..incoming };
        /// let refused = AnyRequest::decode(&unknown, &mut Scratch::new(&mut []));
        /// assert_eq!(refused, Err(RequestError::Route(RouteError::NotFound)));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum AnyRequest<'a> {
            $(
                #[doc = concat!("[`Endpoint::", stringify!($variant), "`].")]
                $variant($call<'a>),
            )*
        }

        impl<'a> AnyRequest<'a> {
            /// Finds the endpoint and reads its request; values that were percent-encoded lie in `scratch` afterwards, which has
            /// room enough where it is as long as target and body together.
            ///
            /// # Errors
            /// No endpoint has this path and method, or a parameter is missing or malformed.
            pub fn decode(incoming: &Incoming<'a>, scratch: &mut Scratch<'a>) -> Result<Self, RequestError> {
                let endpoint = route(incoming.method, incoming.path()).map_err(RequestError::Route)?;
                let request = match endpoint {
                    $( Endpoint::$variant => $call::decode(incoming, scratch).map(Self::$variant), )*
                };
                request.map_err(|error| RequestError::Malformed { endpoint, error })
            }

            /// The endpoint that it asks.
            #[must_use]
            pub const fn endpoint(&self) -> Endpoint {
                match self {
                    $( Self::$variant(_) => Endpoint::$variant, )*
                }
            }
        }
    };
}

any_request! {
    Register(Register),
    Token(Token),
    Configuration(GetConfiguration),
    CreateSession(CreateSession),
    ResumeSession(ResumeSession),
    SessionInfo(GetSession),
    Authenticate(Authenticate),
    Profiles(GetProfiles),
    ProfileMvpd(GetProfileMvpd),
    ProfileCode(GetProfileCode),
    PartnerRequest(CreatePartnerSession),
    PartnerProfile(CreatePartnerProfile),
    Preauthorize(Preauthorize),
    Authorize(Authorize),
    Logout(Logout),
    SsoToken(SsoToken),
    SsoRefresh(SsoRefresh),
    SsoLink(SsoLink),
    SsoUnlink(SsoUnlink),
    SsoList(SsoList),
}
