//! What a flow takes and gives at each step.

use tvpass::flow::{Access, Actor, Client, Context, Input, Now, Outcome, Prompt, Step, Stop, StopReason};

use crate::carry::{Carry, fields, zeroed};
use crate::check::{Check, check};
use crate::memory::Out;
use crate::slot::{Slot, hold};
use crate::{
    Refusal, tvpass_buffer, tvpass_bytes, tvpass_client, tvpass_configuration, tvpass_context, tvpass_detail,
    tvpass_failure, tvpass_now, tvpass_profile, tvpass_profiles, tvpass_request, tvpass_result,
    tvpass_session_information, tvpass_string, tvpass_text,
};

/// What happened.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_input_kind {
    /// The flow is to begin.
    Begin = 1,
    /// The request was answered: http_status and body.
    Answer = 2,
    /// The request was not answered: no connection, a time-out, a broken answer.
    NoAnswer = 3,
    /// The time to wait is over, the viewer was shown what was to be shown, or the user agent has come back.
    Tick = 4,
    /// The viewer chose the MVPD in choice.
    Choice = 5,
    /// The viewer wants a new code.
    NewCode = 6,
}

/// What happened, with what belongs to it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_input {
    /// One of tvpass_input_kind.
    pub kind: u32,
    /// The status of HTTP.
    pub http_status: u32,
    /// The whole body.
    pub body: tvpass_bytes,
    /// The MVPD that the viewer chose.
    pub choice: tvpass_string,
}

/// What to do next.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_step_kind {
    /// Send content.request to the base URL, then TVPASS_INPUT_KIND_ANSWER or TVPASS_INPUT_KIND_NO_ANSWER.
    Send = 1,
    /// Wait until content.until_millis of the monotonic clock, then TVPASS_INPUT_KIND_TICK.
    Wait = 2,
    /// Let the viewer choose an MVPD of content.configuration, then TVPASS_INPUT_KIND_CHOICE; TVPASS_INPUT_KIND_TICK fetches
    /// the list again.
    ChooseMvpd = 3,
    /// Show content.code until the flow is done or says otherwise; TVPASS_INPUT_KIND_TICK at once.
    ShowCode = 4,
    /// Open content.url in a user agent, then TVPASS_INPUT_KIND_TICK when it has come to the redirect URL.
    OpenUrl = 5,
    /// The code is void; TVPASS_INPUT_KIND_TICK or TVPASS_INPUT_KIND_NEW_CODE gets a new one.
    CodeLapsed = 6,
    /// A second screen: content.information is what asks to be signed in; TVPASS_INPUT_KIND_TICK goes on.
    ConfirmDevice = 7,
    /// Done: the application is registered and has a token.
    Registered = 8,
    /// Done: the viewer is signed in, by content.signed_in.
    SignedIn = 9,
    /// Done: no sign-in is needed; go on with decisions for content.granted.
    Granted = 10,
    /// The flow cannot go on, for the reason in content.stop.
    Stop = 11,
}

/// A code to show.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_code {
    /// The code to type on the second screen.
    pub code: tvpass_string,
    /// The page that leads straight to the login of the MVPD; absent if something is left to choose.
    pub authenticate_url: tvpass_string,
    /// When the code lapses, in milliseconds of the monotonic clock.
    pub lapses_at_millis: u64,
}

/// A viewer who is signed in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_signed_in {
    /// The profile: the only one, or the one that stays valid the longest.
    pub profile: tvpass_profile,
    /// All profiles of the answer, to choose another.
    pub profiles: tvpass_profiles,
}

/// Why the viewer may watch without a profile.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_access {
    /// Temporary access.
    Temporary = 1,
    /// Degraded access.
    Degraded = 2,
}

/// Access without a profile.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_granted {
    /// One of tvpass_access.
    pub access: u32,
    /// The MVPD to ask for decisions.
    pub mvpd: tvpass_string,
}

/// Who must act when a flow stops.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_actor {
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
    /// Whoever wrote the firmware: a buffer is too small, or a header is missing.
    Host = 6,
}

/// The end of a flow that did not reach its own.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_stop {
    /// One of tvpass_actor.
    pub actor: u32,
    /// Why: a result, its detail, and what the service said.
    pub failure: tvpass_failure,
    /// With TVPASS_RESULT_UNEXPECTED: what the service asks for.
    pub unexpected: tvpass_text,
}

/// What belongs to a step.
#[repr(C)]
#[derive(Clone, Copy)]
pub union tvpass_step_content {
    /// With TVPASS_STEP_KIND_SEND.
    pub request: tvpass_request,
    /// With TVPASS_STEP_KIND_WAIT.
    pub until_millis: u64,
    /// With TVPASS_STEP_KIND_CHOOSE_MVPD.
    pub configuration: tvpass_configuration,
    /// With TVPASS_STEP_KIND_SHOW_CODE.
    pub code: tvpass_code,
    /// With TVPASS_STEP_KIND_OPEN_URL.
    pub url: tvpass_string,
    /// With TVPASS_STEP_KIND_CONFIRM_DEVICE.
    pub information: tvpass_session_information,
    /// With TVPASS_STEP_KIND_SIGNED_IN.
    pub signed_in: tvpass_signed_in,
    /// With TVPASS_STEP_KIND_GRANTED.
    pub granted: tvpass_granted,
    /// With TVPASS_STEP_KIND_STOP.
    pub stop: tvpass_stop,
}

/// What to do next, with what belongs to it. It borrows from the flow, the client, the context, the body of the input and
/// the buffer, until the next step.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_step {
    /// One of tvpass_step_kind, which says what content holds.
    pub kind: u32,
    /// What belongs to it.
    pub content: tvpass_step_content,
}

impl tvpass_input {
    fn get(&self, check: &mut Check) -> Input<'static> {
        use tvpass_input_kind as Kind;
        const BEGIN: u32 = Kind::Begin as u32;
        const ANSWER: u32 = Kind::Answer as u32;
        const NO_ANSWER: u32 = Kind::NoAnswer as u32;
        const TICK: u32 = Kind::Tick as u32;
        const CHOICE: u32 = Kind::Choice as u32;
        const NEW_CODE: u32 = Kind::NewCode as u32;
        match self.kind {
            BEGIN => Input::Begin,
            ANSWER => {
                let status = u16::try_from(self.http_status).unwrap_or_default();
                Input::Answer { status, body: check.bytes(&self.body) }
            }
            NO_ANSWER => Input::NoAnswer,
            TICK => Input::Tick,
            CHOICE => Input::Choice(check.required(&self.choice, "choice")),
            NEW_CODE => Input::NewCode,
            _ => {
                check.refuse(Refusal::named(tvpass_result::UnknownNumber, "kind"));
                Input::NoAnswer
            }
        }
    }
}

impl Carry<tvpass_stop> for Stop<'static> {
    fn carry(&self, place: &mut tvpass_stop) {
        place.actor = self.actor() as u32;
        match self.reason {
            StopReason::Failure(failure) => failure.carry(&mut place.failure),
            reason => Refusal::from(reason).carry(&mut place.failure),
        }
        if let StopReason::Unexpected(text) = &self.reason {
            text.carry(&mut place.unexpected);
        }
    }
}

fields!(tvpass_step_content {
    request: tvpass_request,
    until_millis: u64,
    configuration: tvpass_configuration,
    code: tvpass_code,
    url: tvpass_string,
    information: tvpass_session_information,
    signed_in: tvpass_signed_in,
    granted: tvpass_granted,
    stop: tvpass_stop,
});

impl Carry<tvpass_step> for Step<'static> {
    fn carry(&self, place: &mut tvpass_step) {
        use tvpass_step_kind as Kind;
        let content = &mut place.content;
        let kind = match self {
            Self::Send(request) => {
                request.carry(content.request());
                Kind::Send
            }
            Self::Wait { until_millis } => {
                until_millis.carry(content.until_millis());
                Kind::Wait
            }
            Self::Ask(prompt) => ask(prompt, content),
            Self::Done(outcome) => done(outcome, content),
            Self::Stop(stop) => {
                stop.carry(content.stop());
                Kind::Stop
            }
        };
        place.kind = kind as u32;
    }
}

fn ask(prompt: &Prompt<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    use tvpass_step_kind as Kind;
    match prompt {
        Prompt::ChooseMvpd(configuration) => {
            hold(content.configuration(), *configuration);
            Kind::ChooseMvpd
        }
        Prompt::ShowCode { code, authenticate_url, lapses_at_millis } => {
            let place = content.code();
            place.code = (*code).into();
            place.authenticate_url = (*authenticate_url).into();
            place.lapses_at_millis = *lapses_at_millis;
            Kind::ShowCode
        }
        Prompt::OpenUrl { url } => {
            *content.url() = (*url).into();
            Kind::OpenUrl
        }
        Prompt::CodeLapsed => Kind::CodeLapsed,
        Prompt::ConfirmDevice(information) => {
            hold(content.information(), *information);
            Kind::ConfirmDevice
        }
    }
}

fn done(outcome: &Outcome<'static>, content: &mut tvpass_step_content) -> tvpass_step_kind {
    use tvpass_step_kind as Kind;
    match outcome {
        Outcome::Registered => Kind::Registered,
        Outcome::SignedIn { profile, profiles } => {
            let place = content.signed_in();
            profile.carry(&mut place.profile);
            hold(&mut place.profiles, *profiles);
            Kind::SignedIn
        }
        Outcome::Granted { access, mvpd } => {
            let place = content.granted();
            place.access = match access {
                Access::Temporary => tvpass_access::Temporary,
                Access::Degraded => tvpass_access::Degraded,
            } as u32;
            place.mvpd = (*mvpd).into();
            Kind::Granted
        }
    }
}

/// Who must act, as the header numbers them.
const _: () = assert!(
    Actor::Viewer as u32 == tvpass_actor::Viewer as u32
        && Actor::Network as u32 == tvpass_actor::Network as u32
        && Actor::Service as u32 == tvpass_actor::Service as u32
        && Actor::Programmer as u32 == tvpass_actor::Programmer as u32
        && Actor::Configuration as u32 == tvpass_actor::Configuration as u32
        && Actor::Host as u32 == tvpass_actor::Host as u32
);

/// What every flow is stepped with.
pub(crate) struct Arguments<'o> {
    pub(crate) context: Option<&'o tvpass_context>,
    pub(crate) client: Option<&'o mut tvpass_client>,
    pub(crate) now: Option<&'o tvpass_now>,
    pub(crate) input: Option<&'o tvpass_input>,
    pub(crate) buffer: tvpass_buffer,
    pub(crate) step: Out<'o, tvpass_step>,
    pub(crate) detail: Out<'o, tvpass_detail>,
}

/// The core's own `step` of a flow.
type StepOf<F> =
    fn(&'static mut F, &Context<'static>, &'static mut Client, Now, Input<'static>, &'static mut [u8]) -> Step<'static>;

/// Steps a flow.
pub(crate) fn step<S: Slot>(
    flow: Option<&mut S>,
    step_of: StepOf<S::Value>,
    arguments: Arguments<'_>,
) -> tvpass_result {
    let Arguments { context, client, now, input, buffer, step, detail } = arguments;
    check(detail, |check| {
        let (flow, client) = (check.slot_mut(flow)?, check.slot_mut(client)?);
        let (context, now) = (check.given(context)?.get(check), check.given(now)?.into());
        let (input, buffer) = (check.given(input)?.get(check), check.buffer(&buffer));
        let place = check.given(step)?;
        if !check.is_refused() {
            step_of(flow, &context, client, now, input, buffer).carry(zeroed(place));
        }
        Some(())
    })
}
