//! The facts about an endpoint: method, path, body, statuses and the headers that it takes.

use crate::debug::debug_fields;
use crate::message::{HeaderName, Method, Sender};

macro_rules! endpoints {
    ($( $(#[doc = $doc:literal])* $variant:ident, )*) => {
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
            // Not among the facts, so that a program carries no text that it does not show.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc, "\n"),*), )* }
            }
        }
    };
}

endpoints! {
    /// Registers the application; once (R1, R3).
    Register,
    /// Gets an access token (R5).
    Token,
    /// The MVPDs of the service provider (R23).
    Configuration,
    /// Opens an authentication session (R33).
    CreateSession,
    /// Adds what a session lacks (R39).
    ResumeSession,
    /// The parameters that a session has and those that it lacks (R38).
    SessionInfo,
    /// The page that leads to the MVPD; for user agents only (R41).
    Authenticate,
    /// All regular and single sign-on profiles of the device (R32).
    Profiles,
    /// The profiles of one MVPD (R32).
    ProfileMvpd,
    /// The profile made with a code (R42).
    ProfileCode,
    /// Asks for a partner's authentication request (R94).
    PartnerRequest,
    /// Turns a partner's answer into a profile (R94).
    PartnerProfile,
    /// The resources that the viewer may probably watch; information only (R53).
    Preauthorize,
    /// Asks whether the viewer may watch now; before every playback (R54).
    Authorize,
    /// Ends the viewer's sign-in (R73).
    Logout,
    /// Gets a service token for a person (R123).
    SsoToken,
    /// Renews a service token (R129).
    SsoRefresh,
    /// Makes a code that brings another device into the sign-in (R136).
    SsoLink,
    /// Takes devices out of the sign-in (R142).
    SsoUnlink,
    /// The devices of the sign-in (R141).
    SsoList,
}

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
    pub(super) headers: HeaderSets,
}

debug_fields!(Definition { id, method, path, body, success, headers });

/// The headers that one endpoint takes, by how it takes them; it takes none that is in no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeaderSets {
    /// A request without one of these is refused.
    pub(super) required: HeaderSet,
    /// Sent if the caller has them.
    pub(super) optional: HeaderSet,
    /// The device's own, on a call that the tables let go without them, since a code stands for the device (H2): a device
    /// that describes itself does so there too.
    pub(super) from_device: HeaderSet,
    /// Optional, and written without a charset (V23).
    pub(super) without_charset: HeaderSet,
}

impl HeaderSets {
    pub(super) const NONE: Self = Self {
        required: HeaderSet::NONE,
        optional: HeaderSet::NONE,
        from_device: HeaderSet::NONE,
        without_charset: HeaderSet::NONE,
    };
}

/// A bit for each header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct HeaderSet(u16);

impl HeaderSet {
    const NONE: Self = Self(0);

    pub(super) const fn of(names: &[HeaderName]) -> Self {
        match names {
            [name, others @ ..] => Self(1 << *name as u8 | Self::of(others).0),
            [] => Self::NONE,
        }
    }

    const fn has(self, name: HeaderName) -> bool {
        self.0 >> name as u8 & 1 != 0
    }
}

impl core::fmt::Debug for HeaderSet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(HeaderName::ALL.iter().filter(|name| self.has(**name))).finish()
    }
}

/// Declares the facts about the endpoint of a file, as its `DEFINITION`; a set that it leaves out is empty.
macro_rules! definition {
    (
        id: $id:literal,
        request: $method:ident $path:literal,
        body: $body:ident,
        success: [$($status:literal),*],
        $( $set:ident: [$($header:ident),* $(,)?], )*
    ) => {
        pub(super) const DEFINITION: $crate::endpoint::Definition = $crate::endpoint::Definition {
            id: $id,
            method: $crate::message::Method::$method,
            path: $path,
            body: $crate::endpoint::Body::$body,
            success: &[$($status),*],
            headers: $crate::endpoint::definition::HeaderSets {
                $( $set: $crate::endpoint::definition::HeaderSet::of(&[$($crate::message::HeaderName::$header),*]), )*
                ..$crate::endpoint::definition::HeaderSets::NONE
            },
        };
    };
}

pub(super) use definition;

impl Definition {
    pub(super) const fn outline(&self) -> Outline {
        Outline { method: self.method, path: self.path, body: self.body, headers: self.headers }
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
    headers: HeaderSets,
}

debug_fields!(Outline { method, path, body, headers });

impl Outline {
    pub(super) fn requirement_for(&self, header: HeaderName, sender: Sender) -> Requirement {
        let HeaderSets { required, optional, from_device, without_charset } = self.headers;
        if required.has(header) {
            let may_be_missing = sender == Sender::Browser && header == HeaderName::XDeviceInfo;
            return if may_be_missing { Requirement::Optional } else { Requirement::Required };
        }
        let is_taken = optional.has(header)
            || without_charset.has(header)
            || sender != Sender::SecondaryApplication && from_device.has(header);
        if is_taken { Requirement::Optional } else { Requirement::Undefined }
    }

    /// The type of answer that is accepted, unless the caller says otherwise (H6, V23).
    pub(super) fn accept(&self) -> &'static [u8] {
        if self.headers.without_charset.has(HeaderName::Accept) {
            b"application/json"
        } else {
            b"application/json;charset=utf-8"
        }
    }
}
