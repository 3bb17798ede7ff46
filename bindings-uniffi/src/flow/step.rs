//! What to do next.

use tvpass::message::BaseUrl;
use tvpass::old_flow as flow;

use super::input::Now;
use crate::answer::{AuthenticationRequest, Configuration, Decision, Profile, SessionInformation};
use crate::error::TvpassError;
use crate::own::Own;
use crate::request::Request;
use crate::secret::Timestamp;

/// What to do next.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Step {
    /// Send this request, then say `Answer` or `NoAnswer`.
    Send {
        /// It.
        request: Request,
    },
    /// Wait until this time of the monotonic clock, then say `Tick`.
    Wait {
        /// Milliseconds of `Now.monotonic_millis`.
        until_millis: u64,
    },
    /// Show or ask the viewer.
    Ask {
        /// What.
        prompt: Prompt,
        /// Whether to go on only when the viewer has acted; otherwise say `Tick` at once.
        awaits_viewer: bool,
    },
    /// The flow has reached its end.
    Done {
        /// Which.
        outcome: Outcome,
    },
    /// The flow cannot go on.
    Stop {
        /// Why, by who must act.
        error: TvpassError,
    },
}

/// What the viewer is shown or asked.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Prompt {
    /// Choose an MVPD, then say `Choice`; `Tick` fetches the list again.
    ChooseMvpd {
        /// The MVPDs to choose from.
        configuration: Configuration,
    },
    /// Show this code until the flow is done or says otherwise.
    ShowCode {
        /// The code to type on the second screen.
        code: String,
        /// The page that leads straight to the login of the MVPD, if nothing is left to choose (R38).
        authenticate_url: Option<String>,
        /// When the code lapses, by the clock of `Now.unix`.
        lapses_at: Timestamp,
    },
    /// Open this address in a user agent, then say `Tick` when it has come to the redirect URL.
    OpenUrl {
        /// The address.
        url: String,
    },
    /// The code is void; `Tick` or `NewCode` gets a new one (R43, R45).
    CodeLapsed,
    /// Open these addresses in a user agent, one after the other, then say `Tick`; a device without a user agent may leave
    /// it (R74).
    OpenUrls {
        /// The addresses.
        urls: Vec<String>,
    },
    /// Tell the viewer to sign out in the settings of the platform as well, then say `Tick` (R76).
    PartnerSettings,
    /// Ask the partner's framework for its status, then say `PartnerStatus`.
    PartnerStatus {
        /// Whether the framework may ask the viewer (R95).
        interruption_allowed: bool,
        /// The MVPDs, for the framework's picker; if the viewer picks one that the framework does not support, say
        /// `Choice` with the MVPD of that platform id, or `Refused` (R101).
        configuration: Option<Configuration>,
    },
    /// Hand this to the partner's framework, Apple's with `Partner.channel_identifier` (R103), then say `SamlResponse` or `Refused` (R94).
    PartnerAuthentication {
        /// What the framework is asked.
        request: AuthenticationRequest,
    },
    /// A second screen: this is what asks to be signed in; `Tick` goes on.
    ConfirmDevice {
        /// The session and its device.
        information: SessionInformation,
    },
}

/// Why the viewer may watch without a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Access {
    /// Temporary access (R85).
    Temporary,
    /// Degraded access (R80).
    Degraded,
}

/// What a preauthorization found about one resource: for this run of the application only (R57), and never a reason to
/// play (R53).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Permit {
    /// The resource.
    pub resource: String,
    /// Whether the viewer may probably watch it.
    pub permitted: bool,
    /// Whether the service decided on it at all.
    pub decided: bool,
}

/// How a flow ended.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Outcome {
    /// The application is registered and has a token.
    Registered,
    /// The viewer is signed in.
    SignedIn {
        /// The profile: the only one, or the one that stays valid the longest (R49).
        profile: Profile,
        /// All profiles of the answer, to choose another.
        profiles: Vec<Profile>,
    },
    /// No sign-in is needed: go on with decisions (R35).
    Granted {
        /// Why.
        access: Access,
        /// The MVPD to ask for decisions.
        mvpd: String,
    },
    /// The viewer may watch. The decision carries the media token, once; it is nowhere kept (R58).
    Permitted {
        /// It.
        decision: Decision,
    },
    /// The viewer may not watch, and stays signed in (R62). The decision says why, in words for the viewer (R60).
    Denied {
        /// It.
        decision: Decision,
    },
    /// What the viewer may probably watch, to filter a catalogue (R53).
    Preauthorized {
        /// For each resource, in the order asked.
        permits: Vec<Permit>,
    },
    /// The profile is missing or has lapsed: sign in, then ask again (R50).
    SignInNeeded,
    /// The viewer is signed out.
    LoggedOut {
        /// Whether there was a profile (R75).
        was_signed_in: bool,
    },
}

impl Step {
    /// The owned form of a step that was made `now`, for requests to `base` and decisions on `resources`.
    pub(super) fn new(base: &BaseUrl<'_>, resources: &[&str], now: Now, step: flow::Step<'_>) -> Self {
        match step {
            flow::Step::Send(request) => Self::Send { request: Request::new(base, &request) },
            flow::Step::Wait { until_millis } => Self::Wait { until_millis },
            flow::Step::Ask(prompt) => Self::Ask {
                awaits_viewer: !matches!(prompt, flow::Prompt::ShowCode { .. }),
                prompt: Prompt::new(now, prompt),
            },
            flow::Step::Done(outcome) => Self::Done { outcome: Outcome::new(resources, outcome) },
            flow::Step::Stop(stop) => Self::Stop { error: stop.into() },
        }
    }
}

impl Prompt {
    fn new(now: Now, prompt: flow::Prompt<'_>) -> Self {
        match prompt {
            flow::Prompt::ChooseMvpd(configuration) => Self::ChooseMvpd { configuration: configuration.own() },
            flow::Prompt::ShowCode { code, authenticate_url, lapses_at_millis } => Self::ShowCode {
                code: code.to_owned(),
                authenticate_url: authenticate_url.map(str::to_owned),
                lapses_at: now.unix.after(lapses_at_millis.saturating_sub(now.monotonic_millis)),
            },
            flow::Prompt::OpenUrl { url } => Self::OpenUrl { url: url.to_owned() },
            flow::Prompt::CodeLapsed => Self::CodeLapsed,
            flow::Prompt::OpenUrls(urls) => Self::OpenUrls { urls: urls.iter().map(str::to_owned).collect() },
            flow::Prompt::PartnerSettings => Self::PartnerSettings,
            flow::Prompt::PartnerStatus { interruption_allowed, configuration } => {
                Self::PartnerStatus { interruption_allowed, configuration: configuration.own() }
            }
            flow::Prompt::PartnerAuthentication(request) => Self::PartnerAuthentication { request: request.own() },
            flow::Prompt::ConfirmDevice(information) => Self::ConfirmDevice { information: information.own() },
        }
    }
}

impl Outcome {
    fn new(resources: &[&str], outcome: flow::Outcome<'_>) -> Self {
        match outcome {
            flow::Outcome::Registered => Self::Registered,
            flow::Outcome::SignedIn { profile, profiles } => {
                Self::SignedIn { profile: profile.own(), profiles: profiles.own() }
            }
            flow::Outcome::Granted { access, mvpd } => Self::Granted {
                access: match access {
                    flow::Access::Temporary => Access::Temporary,
                    flow::Access::Degraded => Access::Degraded,
                },
                mvpd: mvpd.to_owned(),
            },
            flow::Outcome::Permitted(decision) => Self::Permitted { decision: decision.own() },
            flow::Outcome::Denied(decision) => Self::Denied { decision: decision.own() },
            flow::Outcome::Preauthorized(permits) => Self::Preauthorized { permits: list(resources, permits) },
            flow::Outcome::SignInNeeded => Self::SignInNeeded,
            flow::Outcome::LoggedOut { was_signed_in } => Self::LoggedOut { was_signed_in },
        }
    }
}

fn list(resources: &[&str], permits: &flow::Permits) -> Vec<Permit> {
    let permit = |(index, resource): (usize, &&str)| Permit {
        resource: (*resource).to_owned(),
        permitted: permits.is_permitted(index),
        decided: permits.is_decided(index),
    };
    resources.iter().enumerate().map(permit).collect()
}
