//! What a flow takes and gives at each step.

use core::fmt;

use super::preauthorization::Permits;
use crate::endpoint::{AuthenticationRequest, Configuration, Decision, Profile, Profiles, SessionInformation};
use crate::json::Text;
use crate::message::{Action, EncodeError, Failure, Request, UrlError, split_once};

/// What happened. It prints without the body and the SAML answer, since both carry secrets.
#[derive(Clone, Copy, PartialEq)]
pub enum Input<'b> {
    /// The flow is to begin.
    Begin,
    /// The request was answered.
    Answer {
        /// The status of HTTP.
        status: u16,
        /// The whole body.
        body: &'b [u8],
    },
    /// The request was not answered: no connection, a time-out, a broken answer.
    NoAnswer,
    /// The time to wait is over, the viewer has been shown what was to be shown, or the user agent has come back.
    Tick,
    /// The viewer chose this MVPD.
    Choice(&'b str),
    /// The viewer wants a new code.
    NewCode,
    /// The partner's framework gave this SAML answer.
    SamlResponse(&'b str),
    /// The viewer, or the partner's framework, refuses.
    Refused,
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begin => f.write_str("Begin"),
            Self::Answer { status, body } => {
                f.debug_struct("Answer").field("status", status).field("body_length", &body.len()).finish()
            }
            Self::NoAnswer => f.write_str("NoAnswer"),
            Self::Tick => f.write_str("Tick"),
            Self::Choice(mvpd) => f.debug_tuple("Choice").field(mvpd).finish(),
            Self::NewCode => f.write_str("NewCode"),
            Self::SamlResponse(_) => f.write_str("SamlResponse"),
            Self::Refused => f.write_str("Refused"),
        }
    }
}

/// What to do next.
#[must_use = "a flow goes on only if its step is done"]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'b> {
    /// Send this request to the base URL, then say [`Input::Answer`] or [`Input::NoAnswer`].
    Send(Request<'b>),
    /// Wait until this time of the monotonic clock, then say [`Input::Tick`].
    Wait {
        /// Milliseconds of [`Now::monotonic_millis`](super::Now::monotonic_millis).
        until_millis: u64,
    },
    /// Show or ask the viewer, then say what [`Prompt`] wants.
    Ask(Prompt<'b>),
    /// The flow has reached its end.
    Done(Outcome<'b>),
    /// The flow cannot go on.
    Stop(Stop<'b>),
}

/// What the viewer is shown or asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prompt<'b> {
    /// Choose an MVPD, then [`Input::Choice`]; [`Input::Tick`] fetches the list again.
    ChooseMvpd(Configuration<'b>),
    /// Show this code until the flow is done or says otherwise, but no longer than it is valid, since an answer may be
    /// late; [`Input::Tick`] at once.
    ShowCode {
        /// The code to type on the second screen.
        code: &'b str,
        /// The page that leads straight to the login of the MVPD, if nothing is left to choose (R38).
        authenticate_url: Option<&'b str>,
        /// When the code lapses, in milliseconds of the monotonic clock.
        lapses_at_millis: u64,
    },
    /// Open this address in a user agent, then [`Input::Tick`] when it has come to the redirect URL.
    OpenUrl {
        /// The address.
        url: &'b str,
    },
    /// The code is void; [`Input::Tick`] or [`Input::NewCode`] gets a new one (R43, R45).
    CodeLapsed,
    /// Open these addresses in a user agent, one after the other, then [`Input::Tick`]; a device without a user agent may
    /// leave it (R74).
    OpenUrls(Urls<'b>),
    /// Tell the viewer to sign out in the settings of the platform as well, then [`Input::Tick`] (R76).
    PartnerSettings,
    /// Ask the partner's framework for its status, put it into the headers of the [`Context`](super::Context) or take it
    /// away there, then [`Input::Tick`].
    PartnerStatus {
        /// Whether the framework may ask the viewer (R95).
        interruption_allowed: bool,
        /// The MVPDs, for the framework's picker; if the viewer picks one that the framework does not support, then
        /// [`Input::Choice`] with the [MVPD of that id](Configuration::mvpd_of_platform), or [`Input::Refused`] (R101).
        configuration: Option<Configuration<'b>>,
    },
    /// Hand this to the partner's framework, Apple's with [`APPLE_CHANNEL`](crate::endpoint::APPLE_CHANNEL) (R103), then
    /// [`Input::SamlResponse`] or [`Input::Refused`] (R94).
    PartnerAuthentication(AuthenticationRequest<'b>),
    /// A second screen: this is what asks to be signed in; [`Input::Tick`] goes on.
    ConfirmDevice(SessionInformation<'b>),
}

/// Addresses to open, in order.
///
/// ```
/// # fn show(urls: tvpass::old_flow::Urls<'_>) {
/// for url in urls.iter() {
///     println!("open {url}");
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urls<'b> {
    // One a line: no URL holds a line feed.
    pub(super) lines: &'b str,
}

impl<'b> Urls<'b> {
    /// The addresses.
    pub fn iter(&self) -> impl Iterator<Item = &'b str> + use<'b> {
        let mut rest = self.lines;
        core::iter::from_fn(move || {
            let (line, tail) = split_once(rest, b'\n').unwrap_or((rest, ""));
            rest = tail;
            (!line.is_empty()).then_some(line)
        })
    }
}

/// Why the viewer may watch without a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Temporary access (R85).
    Temporary,
    /// Degraded access (R80).
    Degraded,
}

/// How a flow ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome<'b> {
    /// The application is registered and has a token.
    Registered,
    /// The viewer is signed in.
    SignedIn {
        /// The profile: the only one, or the one that stays valid the longest (R49).
        profile: Profile<'b>,
        /// All profiles of the answer, to choose another.
        profiles: Profiles<'b>,
    },
    /// No sign-in is needed: go on with decisions (R35).
    Granted {
        /// Why.
        access: Access,
        /// The MVPD to ask for decisions.
        mvpd: &'b str,
    },
    /// The viewer may watch. The decision carries the media token, once; it is nowhere kept (R58).
    Permitted(Decision<'b>),
    /// The viewer may not watch, and stays signed in (R62). The decision says why, in words for the viewer (R60).
    Denied(Decision<'b>),
    /// What the viewer may probably watch, to filter a catalogue (R53).
    Preauthorized(&'b Permits),
    /// The profile is missing or has lapsed: sign in, then ask again (R50).
    SignInNeeded,
    /// The viewer is signed out.
    LoggedOut {
        /// Whether there was a profile (R75).
        was_signed_in: bool,
    },
}

/// Who must act when a flow stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Actor {
    /// The viewer: sign in again, or ask for a new code.
    Viewer = 1,
    /// Whoever runs the network: nothing answered, or not the service.
    Network = 2,
    /// Adobe: the service fails or is too busy; later it may work.
    Service = 3,
    /// The programmer: the request, the software statement or the integration is wrong.
    Programmer = 4,
    /// Adobe together with the programmer: the configuration is wrong.
    Configuration = 5,
    /// Whoever wrote the host: a buffer is too small, or a header is missing.
    Host = 6,
}

/// Why a flow stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum StopReason<'b> {
    /// What the service answered.
    Failure(Failure<'b>),
    /// No answer came, in all attempts.
    NoAnswer,
    /// The request could not be written.
    Encode(EncodeError),
    /// The address that the service gave cannot be opened.
    Url(UrlError),
    /// The value of this field is longer than a flow can keep.
    Capacity(&'static str),
    /// The service asks for something that this flow does not do.
    Unexpected(Text<'b>),
    /// The viewer did not sign in.
    NotSignedIn,
    /// The flow is over, or has not begun.
    NotRunning,
}

/// The end of a flow that did not reach its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop<'b> {
    /// Why.
    pub reason: StopReason<'b>,
}

impl Stop<'_> {
    /// Who must act.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match &self.reason {
            StopReason::Failure(failure) => actor_of(failure),
            StopReason::NoAnswer => Actor::Network,
            StopReason::Unexpected(_) => Actor::Configuration,
            StopReason::Url(UrlError::Downgrade | UrlError::Invalid) => Actor::Service,
            StopReason::NotSignedIn => Actor::Viewer,
            StopReason::Encode(_) | StopReason::Url(_) | StopReason::Capacity(_) | StopReason::NotRunning => {
                Actor::Host
            }
        }
    }
}

impl<'b> From<StopReason<'b>> for Stop<'b> {
    fn from(reason: StopReason<'b>) -> Self {
        Self { reason }
    }
}

fn actor_of(failure: &Failure<'_>) -> Actor {
    match failure {
        // R40: a wrong or lapsed code; the viewer asks for a new one.
        Failure::Service { error, .. } if error.voids_code() => Actor::Viewer,
        Failure::Service { http_status, error } => match error.action {
            Some(Action::Authentication | Action::Authorization) => Actor::Viewer,
            Some(Action::Configuration) => Actor::Configuration,
            Some(Action::Retry) => Actor::Service,
            _ if *http_status >= 500 => Actor::Service,
            _ => Actor::Programmer,
        },
        Failure::NotApi { .. } => Actor::Network,
        Failure::Throttled | Failure::Malformed { .. } | Failure::Registration { http_status: 500.., .. } => {
            Actor::Service
        }
        Failure::Registration { .. } => Actor::Programmer,
    }
}

impl fmt::Display for Stop<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            StopReason::Failure(failure) => write!(f, "{failure}"),
            StopReason::NoAnswer => f.write_str("nothing answered"),
            StopReason::Encode(error) => write!(f, "the request could not be written: {error}"),
            StopReason::Url(UrlError::TooSmall { needed }) => write!(f, "the buffer must hold {needed} bytes"),
            StopReason::Url(_) => f.write_str("the service gave an address that must not be opened"),
            StopReason::Capacity(name) => write!(f, "the value of {name} is too long to be kept"),
            StopReason::Unexpected(action) => write!(f, "the service asks for {action}, which this flow does not do"),
            StopReason::NotSignedIn => f.write_str("the sign-in was not completed"),
            StopReason::NotRunning => f.write_str("the flow is over, or has not begun"),
        }
    }
}

impl core::error::Error for Stop<'_> {}
