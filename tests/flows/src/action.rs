//! A step, owned, so that a host can do it after the flow's borrow is over.

use tvpass::endpoint::Endpoint;
use tvpass::old_flow::{Actor, Input, Prompt, Step};
use tvpass_simulator::Request;

use crate::describe::describe;

/// What a step tells the host to do.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    Send(Endpoint, Request),
    Wait { until_millis: u64 },
    Choose(Vec<String>),
    ShowCode { code: String, page: Option<String>, lapses_at_millis: u64 },
    Open(Vec<String>),
    TellCodeLapsed,
    AskFramework { may_disturb: bool },
    AskProvider,
    GoOn,
    Done,
    Stop(Actor),
}

impl Action {
    /// The action, and the step in words.
    pub(crate) fn of(step: &Step<'_>) -> (Self, String) {
        let action = match step {
            Step::Send(request) => {
                let path = request.target.split_once('?').map_or(request.target, |(path, _)| path);
                let endpoint = tvpass::endpoint::route(request.method.as_str(), path);
                Self::Send(endpoint.expect("every request is one of the protocol"), request.into())
            }
            Step::Wait { until_millis } => Self::Wait { until_millis: *until_millis },
            Step::Ask(prompt) => Self::of_prompt(prompt),
            Step::Done(_) => Self::Done,
            Step::Stop(end) => Self::Stop(end.actor()),
        };
        (action, describe(step))
    }

    fn of_prompt(prompt: &Prompt<'_>) -> Self {
        match prompt {
            Prompt::ChooseMvpd(configuration) => {
                Self::Choose(configuration.mvpds().map(|mvpd| mvpd.id.to_string()).collect())
            }
            Prompt::ShowCode { code, authenticate_url, lapses_at_millis } => Self::ShowCode {
                code: (*code).into(),
                page: authenticate_url.map(Into::into),
                lapses_at_millis: *lapses_at_millis,
            },
            Prompt::OpenUrl { url } => Self::Open(vec![(*url).into()]),
            Prompt::OpenUrls(urls) => Self::Open(urls.iter().map(Into::into).collect()),
            Prompt::CodeLapsed => Self::TellCodeLapsed,
            Prompt::PartnerStatus { interruption_allowed, .. } => {
                Self::AskFramework { may_disturb: *interruption_allowed }
            }
            Prompt::PartnerAuthentication(_) => Self::AskProvider,
            Prompt::PartnerSettings | Prompt::ConfirmDevice(_) => Self::GoOn,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Happened {
    Begin,
    Answer { status: u16, body: Vec<u8> },
    NoAnswer,
    Tick,
    Choice(String),
    Saml(String),
    Refused,
}

impl Happened {
    pub(crate) fn input(&self) -> Input<'_> {
        match self {
            Self::Begin => Input::Begin,
            Self::Answer { status, body } => Input::Answer { status: *status, body },
            Self::NoAnswer => Input::NoAnswer,
            Self::Tick => Input::Tick,
            Self::Choice(mvpd) => Input::Choice(mvpd),
            Self::Saml(saml) => Input::SamlResponse(saml),
            Self::Refused => Input::Refused,
        }
    }
}
