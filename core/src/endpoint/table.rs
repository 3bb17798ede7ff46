//! The endpoints, one line each: what the encoder, the server half, the simulator's router, the tests and the reference
//! page all read.

use crate::debug::debug_fields;
use crate::message::{HeaderName, Method, Sender};

/// The format of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    None,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`.
    Json,
}

impl Body {
    /// The value of `Content-Type`, if there is a body.
    #[must_use]
    pub const fn content_type(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Json => Some("application/json"),
        }
    }
}

/// The requirement of the header matrix for one header of one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// R: a request without it is refused.
    Required,
    /// o: sent if the caller has it.
    Optional,
    /// -: never sent.
    Undefined,
}

/// The facts about one endpoint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The name in this project's tables, as in `create_session`.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path; `{x}` is one percent-encoded segment.
    pub path: &'static str,
    /// The body.
    pub body: Body,
    /// The documented statuses of success; a client takes 200 and 201 alike.
    pub success: &'static [u16],
    // A letter for each header, in the order of `HeaderName::ALL`.
    matrix: &'static str,
}

debug_fields!(Definition { id, method, path, body, success, matrix });

macro_rules! endpoints {
    ($( $(#[doc = $doc:literal])* $variant:ident = $id:literal, $method:ident, $path:literal, $body:ident,
        [$($status:literal),*], $matrix:literal; )*) => {
        /// An endpoint of the protocol.
        ///
        /// ```
        /// use tvpass::endpoint::{Endpoint, Requirement};
        /// use tvpass::message::{HeaderName, Method};
        ///
        /// let definition = Endpoint::CreateSession.definition();
        /// assert_eq!(definition.method, Method::Post);
        /// assert_eq!(definition.path, "/api/v2/{serviceProvider}/sessions");
        /// assert_eq!(definition.requirement(HeaderName::XDeviceInfo), Requirement::Required);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Endpoint { $( $(#[doc = $doc])* $variant, )* }

        impl Endpoint {
            /// All endpoints.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its purpose, in Markdown.
            // Beside the facts, so that a program carries no text that it does not show.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc, "\n"),*), )* }
            }

            /// The facts about it.
            #[must_use]
            pub const fn definition(self) -> &'static Definition {
                match self {
                    $( Self::$variant => &Definition {
                        id: $id, method: Method::$method, path: $path, body: Body::$body,
                        success: &[$($status),*], matrix: $matrix,
                    }, )*
                }
            }
        }
    };
}

// The letters: Authorization, Content-Type, AP-Device-Identifier, X-Device-Info, X-Forwarded-For, Adobe-Subject-Token,
// X-Roku-Reserved-Roku-Connect-Token, AD-Service-Token, AP-Partner-Framework-Status, AP-TempPass-Identity,
// AP-Visitor-Identifier, Accept, User-Agent, X-SSO-ID, X-SSO-LINK; a row that ends before a header does not list it.
// `j` is an optional `Accept` whose own value has no charset (V23). `c` marks the device's headers of the three calls that
// the tables let go without them, since a code stands for the device (H2): a device that describes itself does so there too.
endpoints! {
    /// Registers the application; once (R1, R3).
    Register = "register", Post, "/o/client/register", Json, [201], "-R-Ro------oo";
    /// Gets an access token (R5).
    Token = "token", Post, "/o/client/token", Form, [201], "-R-Ro------oo";
    /// The MVPDs of the service provider (R23).
    Configuration = "configuration", Get, "/api/v2/{serviceProvider}/configuration", None, [200], "R-oooo-----oo";
    /// Opens an authentication session (R33).
    CreateSession = "create_session", Post, "/api/v2/{serviceProvider}/sessions", Form, [200], "RRRRoooo--ooo";
    /// Adds what a session lacks (R39).
    ResumeSession = "resume_session", Post, "/api/v2/{serviceProvider}/sessions/{code}", Form, [200], "RRccoo----ooo";
    /// The parameters that a session has and those that it lacks (R38).
    SessionInfo = "session_info", Get, "/api/v2/{serviceProvider}/sessions/{code}", None, [200], "R-ccoo----ooo";
    /// The page that leads to the MVPD; for user agents only (R41).
    Authenticate = "authenticate", Get, "/api/v2/authenticate/{serviceProvider}/{code}", None, [302], "------------o";
    /// All regular and single sign-on profiles of the device (R32).
    Profiles = "profiles", Get, "/api/v2/{serviceProvider}/profiles", None, [200], "R-RRooooo-ooo";
    /// The profiles of one MVPD (R32).
    ProfileMvpd = "profile_mvpd", Get, "/api/v2/{serviceProvider}/profiles/{mvpd}", None, [200], "R-RRooooooooo";
    /// The profile made with a code (R42).
    ProfileCode = "profile_code", Get, "/api/v2/{serviceProvider}/profiles/code/{code}", None, [200], "R-ccoo---oooo";
    /// Asks for a partner's authentication request (R94).
    PartnerRequest = "partner_request", Post, "/api/v2/{serviceProvider}/sessions/sso/{partner}", Form, [200],
        "RRRRoo--o-ooo";
    /// Turns a partner's answer into a profile (R94).
    PartnerProfile = "partner_profile", Post, "/api/v2/{serviceProvider}/profiles/sso/{partner}", Form, [201, 200],
        "RRRRoo--o-ooo";
    /// The resources that the viewer may probably watch; information only (R53).
    Preauthorize = "preauthorize", Post, "/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}", Json, [200],
        "RRRRooooooooo";
    /// Asks whether the viewer may watch now; before every playback (R54).
    Authorize = "authorize", Post, "/api/v2/{serviceProvider}/decisions/authorize/{mvpd}", Json, [200],
        "RRRRooooooooo";
    /// Ends the viewer's sign-in (R73).
    Logout = "logout", Get, "/api/v2/{serviceProvider}/logout/{mvpd}", None, [200], "R-RRoooo--ooo";
    /// Gets a service token for a person (R123).
    SsoToken = "sso_token", Post, "/api/{serviceProvider}/serviceToken", None, [201], "R-RRo------jooo";
    /// Renews a service token (R129).
    SsoRefresh = "sso_refresh", Get, "/api/{serviceProvider}/serviceToken", None, [200], "R---o--R---jo";
    /// Makes a code that brings another device into the sign-in (R136).
    SsoLink = "sso_link", Post, "/api/{serviceProvider}/link", None, [201], "R-R-o--R---jo";
    /// Takes devices out of the sign-in (R142).
    SsoUnlink = "sso_unlink", Post, "/api/{serviceProvider}/unlink", Json, [200], "RRR-o--R---jo";
    /// The devices of the sign-in (R141).
    SsoList = "sso_list", Get, "/api/{serviceProvider}/list", None, [200], "R-R-o--R---jo";
}

impl Definition {
    pub(super) const fn outline(&self) -> Outline {
        Outline { method: self.method, path: self.path, body: self.body, matrix: self.matrix }
    }

    /// The requirement of the matrix for `header`.
    #[must_use]
    pub fn requirement(&self, header: HeaderName) -> Requirement {
        // Of all senders this is the one for which the tables stand as they are.
        self.outline().requirement_for(header, Sender::SecondaryApplication)
    }

    /// The requirement for `sender`: a streaming device describes itself on every call of the API (`wire.md` 2), and a
    /// browser may leave its description out (H4).
    #[must_use]
    pub fn requirement_for(&self, header: HeaderName, sender: Sender) -> Requirement {
        self.outline().requirement_for(header, sender)
    }
}

/// The facts that writing a request takes: a program carries no others of the calls that it makes.
#[derive(Clone, Copy)]
pub struct Outline {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) body: Body,
    matrix: &'static str,
}

debug_fields!(Outline { method, path, body, matrix });

impl Outline {
    fn letter(&self, header: HeaderName) -> u8 {
        self.matrix.as_bytes().get(header as usize).copied().unwrap_or(b'-')
    }

    pub(super) fn requirement_for(&self, header: HeaderName, sender: Sender) -> Requirement {
        match self.letter(header) {
            b'R' if sender == Sender::Browser && header == HeaderName::XDeviceInfo => Requirement::Optional,
            b'R' => Requirement::Required,
            b'o' | b'j' => Requirement::Optional,
            b'c' if sender != Sender::SecondaryApplication => Requirement::Optional,
            _ => Requirement::Undefined,
        }
    }

    /// The type of answer that is accepted, unless the caller says otherwise (H6, V23).
    pub(super) fn accept(&self) -> &'static [u8] {
        match self.letter(HeaderName::Accept) {
            b'j' => b"application/json",
            _ => b"application/json;charset=utf-8",
        }
    }
}
