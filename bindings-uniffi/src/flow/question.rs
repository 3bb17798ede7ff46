//! Questions to the viewer.

use tvpass::flow::{
    self, AnyPlace, AskLinkCode, LogoutQuestion, PartnerQuestion, QuestionAt, SecondScreenQuestion, ShowLinkCode,
    SignInQuestion,
};

use super::event::{Event, Now};
use crate::answer::{Configuration, SessionDetails};
use crate::enhanced_error::EnhancedError;
use crate::error::Party;
use crate::own::Own;
use crate::secret::{Secret, Timestamp};

/// A question to the viewer, or something to show. `Step.Ask` says which event goes on.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Question {
    /// Choose a provider, then say `Chosen`; `Reload` fetches the list again.
    ChooseMvpd {
        /// The providers to choose from.
        configuration: Configuration,
    },
    /// Ask "still with this provider?", then say `Chosen` with it, or `Reload` for the list of all (R23, R25).
    ConfirmMvpd {
        /// The provider of the last sign-in.
        mvpd: String,
        /// Its name for people, as far as it is remembered.
        name: Option<String>,
        /// The address of its logo.
        logo: Option<String>,
    },
    /// Show this code until the flow is done or says otherwise, and say `Shown`.
    ShowCode {
        /// The code to type on the other device.
        code: String,
        /// The page that leads straight to the login of the provider, if nothing is left to choose (R38).
        authenticate_url: Option<String>,
        /// When the code expires, by the clock of `Now.unix`.
        expires_at: Timestamp,
    },
    /// Open this page in a user agent, then say `UserAgentReturned` when it has come to the redirect URL.
    OpenUrl {
        /// The address.
        url: String,
        /// When the code in it expires, by the clock of `Now.unix`.
        expires_at: Timestamp,
    },
    /// The code has expired; `NewCode` gets another (R43, R45).
    CodeExpired {
        /// The reason.
        reason: CodeExpiry,
        /// The party that must act.
        party: Party,
    },
    /// The code stopped working before its time, most likely because another program of this device opened a session (N10).
    /// Ask the viewer whether to go on here; `NewCode` then gets another code, which may have to wait.
    CodeReplaced {
        /// The service's word on it.
        error: EnhancedError,
    },
    /// Open these addresses in a user agent, one after the other, then say `UserAgentReturned`; a device without a user
    /// agent says it at once (R74).
    OpenUrls {
        /// The addresses.
        urls: Vec<String>,
        /// The number of addresses that the service gave and that must not be opened.
        rejected: u16,
    },
    /// Tell the viewer to sign out in the settings of the platform as well, then say `Shown` (R76).
    SignOutAtPartner,
    /// Ask the partner's framework for its status, then say `PartnerStatus`.
    PartnerStatus {
        /// True if the framework may ask the viewer (R95).
        interruption_allowed: bool,
        /// The providers, for the framework's picker; if the viewer picks one that the framework does not support, say
        /// `Chosen` with the provider of that platform id, or `Refused` (R101).
        configuration: Option<Configuration>,
    },
    /// Show which device asks to be signed in, then say `Confirmed`.
    ConfirmDevice {
        /// The session and its device.
        information: SessionDetails,
    },
    /// Show this link code, and say `Shown`; `Finished` when the viewer has typed it on the other device, which nothing else
    /// tells, or `NewCode` for another (R136).
    ShowLinkCode {
        /// The code, which a QR code holds alone (V3).
        code: Secret,
        /// When the code expires, by the clock of `Now.unix`.
        expires_at: Timestamp,
    },
    /// The link code has expired: say `NewCode` for another, or `Finished`.
    LinkCodeExpired,
    /// The link code is wrong, used or expired: ask the viewer for another one of the other device, then say `LinkCode`, or
    /// `Refused` (R137).
    LinkCodeRefused {
        /// The service's word on the old code; nothing if it cannot be a code.
        error: Option<EnhancedError>,
    },
}

/// Why a code has expired.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CodeExpiry {
    /// Its time has passed.
    TimePassed {
        /// The failure of the last poll, if it failed.
        failure: Option<LastFailure>,
    },
    /// Its time has passed by the service's clock.
    Refused {
        /// The service's word on it.
        error: EnhancedError,
    },
    /// The application is no longer the one that asked for it (R47).
    RegistrationLost,
}

/// A failure that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LastFailure {
    /// No response came.
    NoResponse,
    /// Rate limited by the service (HTTP 429).
    Throttled,
    /// A response was no answer.
    Http {
        /// The status of HTTP.
        http_status: u16,
    },
}

impl From<flow::LastFailure> for LastFailure {
    fn from(failure: flow::LastFailure) -> Self {
        match failure {
            flow::LastFailure::NoResponse => Self::NoResponse,
            flow::LastFailure::Throttled => Self::Throttled,
            flow::LastFailure::Http(http_status) => Self::Http { http_status },
        }
    }
}

impl From<flow::CodeExpired<'_>> for CodeExpiry {
    fn from(reason: flow::CodeExpired<'_>) -> Self {
        match reason {
            flow::CodeExpired::TimePassed(failure) => Self::TimePassed { failure: failure.map(LastFailure::from) },
            flow::CodeExpired::Refused(error) => Self::Refused { error: error.own() },
            flow::CodeExpired::RegistrationLost => Self::RegistrationLost,
        }
    }
}

impl Question {
    /// The event of a host that has done what was asked and has nothing else to say; a choice that only the viewer can make
    /// ends the flow.
    pub(super) fn usual_event(&self) -> Event {
        match self {
            Self::ShowCode { .. } | Self::ShowLinkCode { .. } | Self::SignOutAtPartner => Event::Shown,
            Self::LinkCodeExpired => Event::Finished,
            Self::LinkCodeRefused { .. } => Event::Refused,
            Self::OpenUrl { .. } | Self::OpenUrls { .. } => Event::UserAgentReturned,
            Self::CodeExpired { .. } => Event::NewCode,
            Self::ConfirmMvpd { mvpd, .. } => Event::Chosen { mvpd: mvpd.clone() },
            Self::ConfirmDevice { .. } => Event::Confirmed,
            Self::PartnerStatus { .. } => Event::PartnerStatus { status: None },
            Self::ChooseMvpd { .. } | Self::CodeReplaced { .. } => Event::Cancel,
        }
    }

    /// False if the flow goes on by itself while the viewer looks.
    pub(super) fn awaits_viewer(&self) -> bool {
        !matches!(self, Self::ShowCode { .. } | Self::ShowLinkCode { .. })
    }

    pub(super) fn of_sign_in(now: Now, question: QuestionAt<'_, AnyPlace>) -> Self {
        match question {
            SignInQuestion::ShowCode(shown) => Self::ShowCode {
                code: shown.code.to_owned(),
                authenticate_url: shown.authenticate_url.map(str::to_owned),
                expires_at: wall(now, shown.expires_at_millis),
            },
            SignInQuestion::OpenUrl(page) => Self::open(now, &page),
            SignInQuestion::ChooseMvpd(configuration) => Self::ChooseMvpd { configuration: configuration.own() },
            SignInQuestion::ConfirmMvpd(remembered) => Self::ConfirmMvpd {
                mvpd: remembered.mvpd.to_owned(),
                name: remembered.name.map(str::to_owned),
                logo: remembered.logo.map(str::to_owned),
            },
            SignInQuestion::CodeExpired(reason) => {
                Self::CodeExpired { party: reason.actor().into(), reason: reason.into() }
            }
            SignInQuestion::CodeReplaced(error) => Self::CodeReplaced { error: error.own() },
        }
    }

    pub(super) fn of_second_screen(now: Now, question: SecondScreenQuestion<'_>) -> Self {
        match question {
            SecondScreenQuestion::ConfirmDevice(information) => Self::ConfirmDevice { information: information.own() },
            SecondScreenQuestion::ChooseMvpd(configuration) => Self::ChooseMvpd { configuration: configuration.own() },
            SecondScreenQuestion::OpenUrl(page) => Self::open(now, &page),
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_partner(question: PartnerQuestion<'_>) -> Self {
        match question {
            PartnerQuestion::Status { interruption_allowed, configuration, .. } => {
                Self::PartnerStatus { interruption_allowed, configuration: configuration.own() }
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_logout(question: LogoutQuestion<'_>) -> Self {
        match question {
            LogoutQuestion::OpenUrls(urls) => {
                Self::OpenUrls { urls: urls.iter().map(str::to_owned).collect(), rejected: urls.rejected() }
            }
            LogoutQuestion::SignOutAtPartner => Self::SignOutAtPartner,
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_service_token(question: AskLinkCode<'_>) -> Self {
        Self::LinkCodeRefused { error: question.error.own() }
    }

    pub(super) fn of_link_code(now: Now, shown: ShowLinkCode<'_>) -> Self {
        Self::ShowLinkCode { code: shown.code.own(), expires_at: wall(now, shown.expires_at_millis) }
    }

    fn open(now: Now, page: &flow::OpenUrl<'_>) -> Self {
        Self::OpenUrl { url: page.url.to_owned(), expires_at: wall(now, page.expires_at_millis) }
    }
}

/// A time of the monotonic clock, by the wall clock.
fn wall(now: Now, monotonic_millis: u64) -> Timestamp {
    now.unix.after(monotonic_millis.saturating_sub(now.monotonic_millis))
}
