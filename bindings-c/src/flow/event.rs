//! Events that a flow takes.

use tvpass::flow::Event;
use tvpass::message::PartnerFrameworkStatus;

use crate::check::Check;
use crate::{tvpass_bytes, tvpass_partner_framework_status, tvpass_result, tvpass_string};

/// Kinds of events: 1 to 19 for every flow, 20 and more are replies to a question, each to a flow that asks it.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_event_kind {
    /// The flow is to begin.
    Start = 1,
    /// The request was answered: http_status and body, and delay_millis if there was a Retry-After header.
    Response = 2,
    /// The request was answered by such a header alone: http_status and delay_millis.
    RetryAfter = 3,
    /// The request was not answered: no connection, a cut body, a time-out.
    NoResponse = 4,
    /// The response does not fit into the memory that is there for it.
    ResponseTooLarge = 5,
    /// The time of TVPASS_STEP_KIND_SLEEP or TVPASS_STEP_KIND_AWAIT_OTHER has come.
    Timer = 6,
    /// The network is back: what was put off after a failure is tried at once.
    Online = 7,
    /// The user agent has come back.
    UserAgentReturned = 8,
    /// The job is given up.
    Cancel = 9,

    /// The viewer was shown what was to be shown.
    Shown = 20,
    /// The viewer chose an MVPD: mvpd.
    Chosen = 21,
    /// The viewer wants to see the list of MVPDs, or a fresh one.
    Reload = 22,
    /// The viewer wants a new code.
    NewCode = 23,
    /// It is the person's own device that asks.
    Confirmed = 24,
    /// The decisions are noted.
    Noted = 25,
    /// The partner's framework gave its status: partner_status, NULL if it gave none.
    PartnerStatus = 26,
    /// The viewer, or the partner's framework, refuses.
    Refused = 27,
    /// The viewer typed another link code: link_code.
    LinkCode = 28,
    /// The viewer has typed the link code on the other device, or gives up.
    Finished = 29,
    /// The new service token is kept, and stands in AD-Service-Token of the app.
    TokenKept = 30,
}

/// The numbers of events, to match on.
pub(crate) struct EventKind;

impl EventKind {
    const START: u32 = tvpass_event_kind::Start as u32;
    const RESPONSE: u32 = tvpass_event_kind::Response as u32;
    const RETRY_AFTER: u32 = tvpass_event_kind::RetryAfter as u32;
    const NO_RESPONSE: u32 = tvpass_event_kind::NoResponse as u32;
    const RESPONSE_TOO_LARGE: u32 = tvpass_event_kind::ResponseTooLarge as u32;
    const TIMER: u32 = tvpass_event_kind::Timer as u32;
    const ONLINE: u32 = tvpass_event_kind::Online as u32;
    const USER_AGENT_RETURNED: u32 = tvpass_event_kind::UserAgentReturned as u32;
    const CANCEL: u32 = tvpass_event_kind::Cancel as u32;
    pub(crate) const SHOWN: u32 = tvpass_event_kind::Shown as u32;
    pub(crate) const CHOSEN: u32 = tvpass_event_kind::Chosen as u32;
    pub(crate) const RELOAD: u32 = tvpass_event_kind::Reload as u32;
    pub(crate) const NEW_CODE: u32 = tvpass_event_kind::NewCode as u32;
    pub(crate) const CONFIRMED: u32 = tvpass_event_kind::Confirmed as u32;
    pub(crate) const NOTED: u32 = tvpass_event_kind::Noted as u32;
    pub(crate) const PARTNER_STATUS: u32 = tvpass_event_kind::PartnerStatus as u32;
    pub(crate) const REFUSED: u32 = tvpass_event_kind::Refused as u32;
    pub(crate) const LINK_CODE: u32 = tvpass_event_kind::LinkCode as u32;
    pub(crate) const FINISHED: u32 = tvpass_event_kind::Finished as u32;
    pub(crate) const TOKEN_KEPT: u32 = tvpass_event_kind::TokenKept as u32;
}

/// An event, with what belongs to it. A struct of zeros with a kind is an event that nothing belongs to.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_event {
    /// One of tvpass_event_kind.
    pub kind: u32,
    /// The status of HTTP.
    pub http_status: u32,
    /// The delay that a Retry-After header asks for, in milliseconds; with a response it counts for the statuses 429 and 503,
    /// and 0 is none.
    pub delay_millis: u64,
    /// The whole body; unchanged until the step has been written and done.
    pub body: tvpass_bytes,
    /// The MVPD that was chosen.
    pub mvpd: tvpass_string,
    /// The status of the partner's framework.
    pub partner_status: Option<&'static tvpass_partner_framework_status>,
    /// The link code that was typed.
    pub link_code: tvpass_string,
}

impl tvpass_event {
    /// The event, whose reply the flow reads that it is for.
    pub(crate) fn get(&self, check: &mut Check) -> Event<'static, ()> {
        // A status beyond 16 bits is none of HTTP's.
        let status = u16::try_from(self.http_status).unwrap_or_default();
        match self.kind {
            EventKind::START => Event::Start,
            EventKind::RESPONSE if self.delay_millis != 0 && matches!(status, 429 | 503) => {
                Event::RetryAfter { status, delay_millis: self.delay_millis }
            }
            EventKind::RESPONSE => Event::Response { status, body: check.bytes(&self.body) },
            EventKind::RETRY_AFTER => Event::RetryAfter { status, delay_millis: self.delay_millis },
            EventKind::NO_RESPONSE => Event::NoResponse,
            EventKind::RESPONSE_TOO_LARGE => Event::ResponseTooLarge,
            EventKind::TIMER => Event::Timer,
            EventKind::ONLINE => Event::Online,
            EventKind::USER_AGENT_RETURNED => Event::UserAgentReturned,
            EventKind::CANCEL => Event::Cancel,
            _ => Event::Viewer(()),
        }
    }

    pub(crate) fn partner_status(&self, check: &mut Check) -> Option<PartnerFrameworkStatus<'static>> {
        self.partner_status.map(|status| status.get(check))
    }
}

impl Check {
    /// The flow knows no event of this number.
    #[cold]
    pub(crate) fn unknown_kind<T>(&mut self) -> Option<T> {
        self.refuse_named(tvpass_result::UnknownNumber, "kind");
        None
    }
}
