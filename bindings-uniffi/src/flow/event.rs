//! Events that a flow takes.

use tvpass::flow::{self, LinkReply, LogoutReply, PartnerReply, SecondScreenReply, ServiceTokenReply, SignInReply};

use crate::header::PartnerFrameworkStatus;
use crate::secret::{Secret, SecretBytes, Timestamp};

/// The time by two clocks, and a random number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Now {
    /// Milliseconds since any fixed point, such as the start of the program; never goes back. Pacing rests on it alone.
    pub monotonic_millis: u64,
    /// The wall clock, which may be wrong.
    pub unix: Timestamp,
    /// Any number that differs from device to device and from call to call, for jitter; no secret depends on it.
    pub random: u32,
}

impl From<Now> for flow::Now {
    fn from(now: Now) -> Self {
        Self { monotonic_millis: now.monotonic_millis, unix: now.unix.into(), random: now.random }
    }
}

/// An event of the host, the service or the viewer.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Event {
    /// The flow is to begin.
    Start,
    /// The request was answered.
    Response {
        /// The status of HTTP.
        http_status: u16,
        /// The whole body.
        body: SecretBytes,
    },
    /// The request was answered with a `Retry-After` header: say this in place of `Response`.
    RetryAfter {
        /// The status of HTTP.
        http_status: u16,
        /// The delay that the header asks for.
        delay_millis: u64,
    },
    /// The request was not answered: no connection, a time-out, a broken answer.
    NoResponse,
    /// The response is longer than the host takes.
    ResponseTooLarge,
    /// The time of a `Sleep` or an `AwaitOther` has come.
    Timer,
    /// The network is back: what was put off after a failure is tried at once (N3).
    Online,
    /// The user agent has come back, or the device has none.
    UserAgentReturned,
    /// The viewer has been shown the code, or told to sign out in the settings of the platform.
    Shown,
    /// The viewer chose this provider.
    Chosen {
        /// Its id.
        mvpd: String,
    },
    /// The viewer wants to see the list of providers, or a fresh one.
    Reload,
    /// The viewer wants a new code.
    NewCode,
    /// The device that asks to be signed in is the viewer's own.
    Confirmed,
    /// The status of the partner's framework; nothing if it cannot be asked.
    PartnerStatus {
        /// The status.
        status: Option<PartnerFrameworkStatus>,
    },
    /// The viewer typed this link code of another device.
    LinkCode {
        /// The code, as it was typed.
        code: Secret,
    },
    /// The viewer has typed the link code on the other device, or gives up.
    Finished,
    /// The viewer, or the partner's framework, refuses; or the viewer has no other link code.
    Refused,
    /// The host gives the job up.
    Cancel,
}

impl Event {
    /// The event as a flow takes it whose replies `reply` tells; nothing where the flow is never told such.
    pub(super) fn view<'e, R>(&'e self, reply: impl FnOnce(&'e Self) -> Option<R>) -> Option<flow::Event<'e, R>> {
        Some(match self {
            Self::Start => flow::Event::Start,
            Self::Response { http_status, body } => flow::Event::Response { status: *http_status, body: &body.0 },
            Self::RetryAfter { http_status, delay_millis } => {
                flow::Event::RetryAfter { status: *http_status, delay_millis: *delay_millis }
            }
            Self::NoResponse => flow::Event::NoResponse,
            Self::ResponseTooLarge => flow::Event::ResponseTooLarge,
            Self::Timer => flow::Event::Timer,
            Self::Online => flow::Event::Online,
            Self::UserAgentReturned => flow::Event::UserAgentReturned,
            Self::Cancel => flow::Event::Cancel,
            said => flow::Event::Viewer(reply(said)?),
        })
    }

    pub(super) fn sign_in(&self) -> Option<SignInReply<'_>> {
        Some(match self {
            Self::Shown => SignInReply::Shown,
            Self::Chosen { mvpd } => SignInReply::Chosen(mvpd),
            Self::Reload => SignInReply::Reload,
            Self::NewCode => SignInReply::NewCode,
            _ => return None,
        })
    }

    pub(super) fn second_screen(&self) -> Option<SecondScreenReply<'_>> {
        Some(match self {
            Self::Confirmed => SecondScreenReply::Confirmed,
            Self::Chosen { mvpd } => SecondScreenReply::Chosen(mvpd),
            Self::Reload => SecondScreenReply::Reload,
            _ => return None,
        })
    }

    pub(super) fn partner(&self) -> Option<PartnerReply<'_>> {
        Some(match self {
            Self::PartnerStatus { status } => PartnerReply::Status(status.as_ref().map(PartnerFrameworkStatus::view)),
            Self::Chosen { mvpd } => PartnerReply::Chosen(mvpd),
            Self::Refused => PartnerReply::Refused,
            _ => return None,
        })
    }

    pub(super) fn service_token(&self) -> Option<ServiceTokenReply<'_>> {
        Some(match self {
            Self::LinkCode { code } => ServiceTokenReply::LinkCode(&code.0),
            Self::Refused => ServiceTokenReply::Declined,
            _ => return None,
        })
    }

    pub(super) fn link(&self) -> Option<LinkReply> {
        Some(match self {
            Self::Shown => LinkReply::Shown,
            Self::NewCode => LinkReply::NewCode,
            Self::Finished => LinkReply::Finished,
            _ => return None,
        })
    }

    pub(super) fn logout(&self) -> Option<LogoutReply> {
        matches!(self, Self::Shown).then_some(LogoutReply::Shown)
    }
}
