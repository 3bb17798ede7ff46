//! One function that decides and one that writes, for all flows, since most of what they take is the same.

use tvpass::flow::{App, Decision, Event, Flow, Installation, Now, Step, Written};

use crate::check::{Check, check};
use crate::memory::Out;
use crate::slot::{Place, Slot, SlotKind};
use crate::to_c::{ToC, zeroed};
use crate::{
    tvpass_app, tvpass_buffer, tvpass_detail, tvpass_event, tvpass_installation, tvpass_now, tvpass_result,
    tvpass_step, tvpass_step_content, tvpass_step_kind,
};

/// A flow, and its decision that is still to be written.
pub(crate) struct Running<F: Flow + 'static> {
    flow: F,
    decision: Option<DecisionOf<F>>,
}

type DecisionOf<F> = Decision<'static, <F as Flow>::Ask<'static>, <F as Flow>::End<'static>>;

impl<F: Flow> Running<F> {
    pub(crate) const fn new(flow: F) -> Self {
        Self { flow, decision: None }
    }
}

/// A slot that holds a flow.
pub(crate) trait FlowSlot: Slot<Value = Running<Self::Flow>> {
    type Flow: Flow + 'static;

    /// A reply that this flow takes; refused where it takes none of the event's kind.
    fn reply(event: &tvpass_event, check: &mut Check) -> Option<<Self::Flow as Flow>::Reply<'static>>;

    fn question(question: &QuestionOf<Self>, content: &mut tvpass_step_content) -> tvpass_step_kind;

    fn outcome(outcome: &OutcomeOf<Self>, content: &mut tvpass_step_content) -> tvpass_step_kind;
}

pub(crate) type QuestionOf<F> = <<F as FlowSlot>::Flow as Flow>::Question<'static>;
pub(crate) type OutcomeOf<F> = <<F as FlowSlot>::Flow as Flow>::Outcome<'static>;

/// A kind of flow.
pub(crate) struct Kind {
    slot: SlotKind,
    handle: unsafe fn(*mut (), &App<'static>, &mut Installation, &Now, &tvpass_event, Event<'static, ()>, &mut Check),
    write:
        unsafe fn(*mut (), &App<'static>, &'static Installation, &'static mut [u8], &mut Check, Out<'_, tvpass_step>),
}

impl Kind {
    pub(crate) const fn of<F: FlowSlot>() -> Self {
        Self { slot: SlotKind::of::<F>(), handle: handle_untyped::<F>, write: write_untyped::<F> }
    }
}

/// Hands an event to a flow whose type the caller does not know.
///
/// # Safety
/// `flow` points to the value of a slot of the type `F`, and nothing else refers to that value.
unsafe fn handle_untyped<F: FlowSlot>(
    flow: *mut (),
    app: &App<'static>,
    installation: &mut Installation,
    now: &Now,
    given: &tvpass_event,
    event: Event<'static, ()>,
    check: &mut Check,
) {
    let reply = if let Event::Viewer(()) = event { F::reply(given, check) } else { None };
    if check.is_refused() {
        return;
    }
    // SAFETY: the caller's promise.
    let running = unsafe { &mut *flow.cast::<F::Value>() };
    running.decision = Some(running.flow.decide(app, installation, now, event, reply));
}

/// Writes the step of a flow whose type the caller does not know.
///
/// # Safety
/// `flow` points to the value of a slot of the type `F`, only to be read, which nothing changes as long as the step is in use.
unsafe fn write_untyped<F: FlowSlot>(
    flow: *mut (),
    app: &App<'static>,
    installation: &'static Installation,
    buffer: &'static mut [u8],
    check: &mut Check,
    place: Out<'_, tvpass_step>,
) {
    // SAFETY: the caller's promise.
    let running: &'static F::Value = unsafe { &*flow.cast::<F::Value>() };
    let Some(decision) = &running.decision else {
        check.refuse_named(tvpass_result::NotRunning, "");
        return;
    };
    write_step::<F>(running.flow.write(decision, app, installation, buffer), check, place);
}

fn write_step<F: FlowSlot>(written: Written<'static, F::Flow>, check: &mut Check, place: Out<'_, tvpass_step>) {
    use tvpass_step_kind as StepKind;
    let Some(step) = check.accept(written) else { return };
    let Some(place) = check.require(place, "step") else { return };
    let place = zeroed(place);
    let content = &mut place.content;
    let kind = match &step {
        Step::Send(request) => {
            request.to_c(content.request());
            StepKind::Send
        }
        Step::Await => StepKind::Await,
        Step::AwaitOther { until_millis } => {
            *content.until_millis() = *until_millis;
            StepKind::AwaitOther
        }
        Step::Sleep { until_millis } => {
            *content.until_millis() = *until_millis;
            StepKind::Sleep
        }
        Step::Ask(question) => F::question(question, content),
        Step::Done(outcome) => F::outcome(outcome, content),
        Step::Stop(reason) => {
            reason.to_c(content.stop());
            StepKind::Stop
        }
    };
    place.kind = kind as u32;
}

/// The arguments that every flow decides with.
pub(crate) struct Handle<'o> {
    pub(crate) app: Option<&'o tvpass_app>,
    pub(crate) installation: Option<&'o mut tvpass_installation>,
    pub(crate) now: Option<&'o tvpass_now>,
    pub(crate) event: Option<&'o tvpass_event>,
    pub(crate) detail: Out<'o, tvpass_detail>,
}

/// Hands an event to a flow.
pub(crate) fn handle(kind: &Kind, flow: Option<Place<'_>>, arguments: &mut Handle<'_>) -> tvpass_result {
    let Handle { app, installation, now, event, detail } = arguments;
    check(detail.take(), |check| {
        let flow = value(kind, flow, check)?;
        let installation = check.installation_mut(installation.take())?;
        let now = check.require(*now, "now")?.into();
        let given = check.require(*event, "event")?;
        let app = check.require(*app, "app")?.get(check);
        let event = given.get(check);
        if !check.is_refused() {
            // SAFETY: the mark of this kind says what the value is; the header forbids two arguments with the same memory.
            unsafe { (kind.handle)(flow, &app, installation, &now, given, event, check) };
        }
        Some(())
    })
}

/// The arguments that every flow writes with.
pub(crate) struct Write<'o> {
    pub(crate) app: Option<&'o tvpass_app>,
    pub(crate) installation: Option<&'o tvpass_installation>,
    pub(crate) buffer: tvpass_buffer,
    pub(crate) step: Out<'o, tvpass_step>,
    pub(crate) detail: Out<'o, tvpass_detail>,
}

/// Writes the step of a flow.
pub(crate) fn write(kind: &Kind, flow: Option<Place<'_>>, arguments: &mut Write<'_>) -> tvpass_result {
    let Write { app, installation, buffer, step, detail } = arguments;
    check(detail.take(), |check| {
        let flow = value(kind, flow, check)?;
        let installation = check.installation(*installation)?;
        let buffer = check.buffer(buffer);
        let app = check.require(*app, "app")?.get(check);
        if !check.is_refused() {
            // SAFETY: the mark of this kind says what the value is; the header makes the caller leave the flow alone while
            // the step is in use.
            unsafe { (kind.write)(flow, &app, installation, buffer, check, step.take()) };
        }
        Some(())
    })
}

fn value(kind: &Kind, flow: Option<Place<'_>>, check: &mut Check) -> Option<*mut ()> {
    let value = kind.slot.value(check.require(flow, "flow")?);
    if value.is_none() {
        check.refuse_named(tvpass_result::NotInitialised, "");
    }
    value
}
