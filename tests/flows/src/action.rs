//! A step, owned, so that a host can do it after the flow's borrow is over, and what comes of it.

use tvpass::endpoint::Endpoint;
use tvpass::flow::Actor;
use tvpass::message::PartnerFrameworkStatus;
use tvpass_simulator::Request;

use crate::plan::Job;

/// A host's task after a step.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    Send(Endpoint, Request),
    /// The step before this one still stands.
    Await,
    Wait {
        until_millis: u64,
    },
    Choose(Vec<String>),
    /// The viewer wants the list of providers, not the one of the last time.
    ShowList,
    ShowCode {
        code: String,
        page: Option<String>,
        expires_at_millis: u64,
    },
    Open(Vec<String>),
    TellCodeVoid,
    AskFramework {
        may_disturb: bool,
    },
    AskProvider,
    /// Another flow takes over.
    GoOnWith(Job),
    Note,
    GoOn,
    Done,
    Stop(Actor),
}

/// The result.
#[derive(Clone, Debug)]
pub(crate) enum Happened {
    Begin,
    Answer { status: u16, body: Vec<u8> },
    NoAnswer,
    Tick,
    Returned,
    Shown,
    Yes,
    Choice(String),
    WantsList,
    WantsCode,
    Status(Option<PartnerFrameworkStatus<'static>>),
    Refused,
}
