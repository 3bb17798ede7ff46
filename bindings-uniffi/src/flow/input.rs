//! What a flow is told.

use tvpass::old_flow as flow;

use crate::header::PartnerFrameworkStatus;
use crate::secret::{Secret, SecretBytes, Timestamp};

/// The time, twice, and a random number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Now {
    /// Milliseconds since any fixed point, such as the start of the program; never goes back. Pacing rests on it alone.
    pub monotonic_millis: u64,
    /// The clock on the wall, which may be wrong.
    pub unix: Timestamp,
    /// Any number that differs from device to device and from call to call, for jitter; no secret depends on it.
    pub random: u32,
}

impl From<Now> for flow::Now {
    fn from(now: Now) -> Self {
        Self { monotonic_millis: now.monotonic_millis, unix: now.unix.into(), random: now.random }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Input {
    /// The flow is to begin.
    Begin,
    /// The request was answered.
    Answer {
        /// The status of HTTP.
        http_status: u16,
        /// The whole body.
        body: SecretBytes,
    },
    /// The request was not answered: no connection, a time-out, a broken answer.
    NoAnswer,
    /// The time to wait is over, the viewer has been shown what was to be shown, or the user agent has come back.
    Tick,
    /// The viewer chose this MVPD.
    Choice {
        /// Its id.
        mvpd: String,
    },
    /// The viewer wants a new code.
    NewCode,
    /// What the partner's framework says now; nothing if it cannot be asked.
    PartnerStatus {
        /// It.
        status: Option<PartnerFrameworkStatus>,
    },
    /// The partner's framework gave this SAML answer.
    SamlResponse {
        /// The answer as the framework gave it.
        saml: Secret,
    },
    /// The viewer, or the partner's framework, refuses.
    Refused,
}

impl Input {
    pub(super) fn view(&self) -> flow::Input<'_> {
        match self {
            Self::Begin => flow::Input::Begin,
            Self::Answer { http_status, body } => flow::Input::Answer { status: *http_status, body: &body.0 },
            Self::NoAnswer => flow::Input::NoAnswer,
            // The status goes into the headers, after which the core is to go on.
            Self::Tick | Self::PartnerStatus { .. } => flow::Input::Tick,
            Self::Choice { mvpd } => flow::Input::Choice(mvpd),
            Self::NewCode => flow::Input::NewCode,
            Self::SamlResponse { saml } => flow::Input::SamlResponse(&saml.0),
            Self::Refused => flow::Input::Refused,
        }
    }
}
