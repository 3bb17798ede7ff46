//! What a flow says to do.

use tvpass::old_flow::{Client, Context, Input, Now, Step};

use crate::carry::{Carry, fields, zeroed};
use crate::check::check;
use crate::flow::outcome::done;
use crate::flow::prompt::ask;
use crate::memory::Out;
use crate::slot::{Place, Slot, SlotKind};
use crate::{
    tvpass_authentication_request, tvpass_buffer, tvpass_client, tvpass_code, tvpass_configuration, tvpass_context,
    tvpass_decision, tvpass_detail, tvpass_granted, tvpass_input, tvpass_now, tvpass_partner_question, tvpass_permits,
    tvpass_request, tvpass_result, tvpass_session_information, tvpass_signed_in, tvpass_stop, tvpass_string,
    tvpass_urls,
};

/// What to do next: 1 to 9 go on, 10 to 49 ask, 50 and more end the flow.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_step_kind {
    /// Send content.request to the base URL, then TVPASS_INPUT_KIND_ANSWER or TVPASS_INPUT_KIND_NO_ANSWER.
    Send = 1,
    /// Wait until content.until_millis of the monotonic clock, then TVPASS_INPUT_KIND_TICK.
    Wait = 2,

    /// Let the viewer choose an MVPD of content.configuration, then TVPASS_INPUT_KIND_CHOICE; TVPASS_INPUT_KIND_TICK fetches
    /// the list again.
    ChooseMvpd = 10,
    /// Show content.code until the flow is done or says otherwise; TVPASS_INPUT_KIND_TICK at once.
    ShowCode = 11,
    /// Open content.url in a user agent, then TVPASS_INPUT_KIND_TICK when it has come to the redirect URL.
    OpenUrl = 12,
    /// The code is void; TVPASS_INPUT_KIND_TICK or TVPASS_INPUT_KIND_NEW_CODE gets a new one.
    CodeLapsed = 13,
    /// A second screen: content.information is what asks to be signed in; TVPASS_INPUT_KIND_TICK goes on.
    ConfirmDevice = 14,
    /// Open content.urls in a user agent, one after the other, then TVPASS_INPUT_KIND_TICK; a device without a user agent
    /// may leave it.
    OpenUrls = 15,
    /// Tell the viewer to sign out in the settings of the platform as well, then TVPASS_INPUT_KIND_TICK.
    PartnerSettings = 16,
    /// Ask the partner's framework for its status, put it into the headers of the context or take it away there, then
    /// TVPASS_INPUT_KIND_TICK. If the viewer picks an MVPD that the framework does not support: TVPASS_INPUT_KIND_CHOICE with
    /// the id that tvpass_configuration_mvpd_of_platform finds, or TVPASS_INPUT_KIND_REFUSED.
    PartnerStatus = 17,
    /// Hand content.authentication_request to the partner's framework, Apple's with TVPASS_APPLE_CHANNEL, then
    /// TVPASS_INPUT_KIND_SAML_RESPONSE or TVPASS_INPUT_KIND_REFUSED.
    PartnerAuthentication = 18,

    /// The application is registered and has a token.
    Registered = 50,
    /// The viewer is signed in, by content.signed_in.
    SignedIn = 51,
    /// No sign-in is needed; go on with decisions for content.granted.
    Granted = 52,
    /// The viewer may watch; content.decision has the media token.
    Permitted = 53,
    /// The viewer may not watch, and stays signed in; content.decision says why.
    Denied = 54,
    /// What the viewer may probably watch, in content.permits.
    Preauthorized = 55,
    /// The profile is missing or has lapsed: sign in, then ask again.
    SignInNeeded = 56,
    /// The viewer is signed out; content.was_signed_in is 1 if there was a profile.
    LoggedOut = 57,
    /// The flow cannot go on, for the reason in content.stop.
    Stop = 99,
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
    /// With TVPASS_STEP_KIND_OPEN_URLS.
    pub urls: tvpass_urls,
    /// With TVPASS_STEP_KIND_PARTNER_STATUS.
    pub partner: tvpass_partner_question,
    /// With TVPASS_STEP_KIND_PARTNER_AUTHENTICATION.
    pub authentication_request: tvpass_authentication_request,
    /// With TVPASS_STEP_KIND_SIGNED_IN.
    pub signed_in: tvpass_signed_in,
    /// With TVPASS_STEP_KIND_GRANTED.
    pub granted: tvpass_granted,
    /// With TVPASS_STEP_KIND_PERMITTED and TVPASS_STEP_KIND_DENIED.
    pub decision: tvpass_decision,
    /// With TVPASS_STEP_KIND_PREAUTHORIZED.
    pub permits: tvpass_permits,
    /// With TVPASS_STEP_KIND_LOGGED_OUT.
    pub was_signed_in: u32,
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

fields!(tvpass_step_content {
    request: tvpass_request,
    until_millis: u64,
    configuration: tvpass_configuration,
    code: tvpass_code,
    url: tvpass_string,
    information: tvpass_session_information,
    urls: tvpass_urls,
    partner: tvpass_partner_question,
    authentication_request: tvpass_authentication_request,
    signed_in: tvpass_signed_in,
    granted: tvpass_granted,
    decision: tvpass_decision,
    permits: tvpass_permits,
    was_signed_in: u32,
    stop: tvpass_stop,
});

impl Carry<tvpass_step> for Step<'static> {
    #[inline(never)]
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
pub(crate) type StepOf<F> =
    fn(&'static mut F, &Context<'static>, &'static mut Client, Now, Input<'static>, &'static mut [u8]) -> Step<'static>;

/// A slot that holds a flow.
pub(crate) trait Flow: Slot {
    /// Steps the flow that the slot holds.
    const STEP: StepOf<Self::Value>;
}

/// A kind of flow: one function steps them all, since most of what it takes is the same.
pub(crate) struct Kind {
    slot: SlotKind,
    step: unsafe fn(
        *mut (),
        &Context<'static>,
        &'static mut Client,
        Now,
        Input<'static>,
        &'static mut [u8],
    ) -> Step<'static>,
}

impl Kind {
    pub(crate) const fn of<F: Flow>() -> Self {
        Self { slot: SlotKind::of::<F>(), step: step_untyped::<F> }
    }
}

/// Steps a flow whose type the caller does not know.
///
/// # Safety
/// `flow` points to the value of a slot of the type `F`, and nothing else refers to that value.
unsafe fn step_untyped<F: Flow>(
    flow: *mut (),
    context: &Context<'static>,
    client: &'static mut Client,
    now: Now,
    input: Input<'static>,
    buffer: &'static mut [u8],
) -> Step<'static> {
    // SAFETY: the caller's promise.
    F::STEP(unsafe { &mut *flow.cast::<F::Value>() }, context, client, now, input, buffer)
}

/// Steps a flow.
pub(crate) fn step(kind: &Kind, flow: Option<Place<'_>>, arguments: &mut Arguments<'_>) -> tvpass_result {
    let Arguments { context, client, now, input, buffer, step, detail } = arguments;
    check(detail.take(), |check| {
        let flow = kind.slot.value(check.given(flow, "flow")?);
        let Some(flow) = flow else { return check.deny(tvpass_result::NotInitialised) };
        let client = check.slot_mut(client.take())?;
        let now = check.given(*now, "now")?.into();
        let input = check.given(*input, "input")?.get(check);
        let buffer = check.buffer(buffer);
        let context = check.given(*context, "context")?.get(check);
        let place = check.given(step.take(), "step")?;
        if !check.is_refused() {
            // SAFETY: the mark of this kind says what the value is; the header forbids two arguments with the same memory.
            unsafe { (kind.step)(flow, &context, client, now, input, buffer) }.carry(zeroed(place));
        }
        Some(())
    })
}
