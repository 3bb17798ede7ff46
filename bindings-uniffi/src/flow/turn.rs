//! One turn of any flow: decide, write.

use tvpass::flow::{self, App, Flow, LargeInstallation};

use super::event::Now;
use super::outcome::Outcome;
use super::question::Question;
use super::step::Step;
use crate::buffer::USUAL;
use crate::request::Request;

/// The needs of a turn.
pub(super) struct Desk<'t> {
    pub(super) app: App<'t>,
    pub(super) installation: &'t mut LargeInstallation,
    pub(super) now: Now,
}

impl Desk<'_> {
    /// The step that `flow` gives to `event`, owned; an event that the flow is never told changes nothing.
    pub(super) fn turn<F: Flow, P: From<Step>>(
        &mut self,
        flow: &mut F,
        event: Option<flow::Event<'_, F::Reply<'_>>>,
        mut question: impl FnMut(F::Question<'_>) -> Question,
        mut outcome: impl FnMut(F::Outcome<'_>) -> Outcome,
    ) -> P {
        let asked = |asked: F::Question<'_>| Step::ask(question(asked)).into();
        self.turn_with(flow, event, asked, |end| Step::Done { outcome: outcome(end) }.into())
    }

    /// The same, with a word of its own on questions and outcomes.
    pub(super) fn turn_with<F: Flow, P: From<Step>>(
        &mut self,
        flow: &mut F,
        event: Option<flow::Event<'_, F::Reply<'_>>>,
        mut asked: impl FnMut(F::Question<'_>) -> P,
        mut ended: impl FnMut(F::Outcome<'_>) -> P,
    ) -> P {
        let Some(event) = event else { return Step::Await.into() };
        let turn = flow.handle(&self.app, self.installation, self.now.into(), event);
        let mut buffer = vec![0; USUAL];
        loop {
            let step = match turn.step(&self.app, self.installation, &mut buffer) {
                Err(error) => {
                    buffer.resize(error.needed, 0);
                    continue;
                }
                Ok(flow::Step::Send(request)) => Step::Send { request: Request::new(&self.app.base, &request) },
                Ok(flow::Step::Await) => Step::Await,
                Ok(flow::Step::AwaitOther { until_millis }) => Step::AwaitOther { until_millis },
                Ok(flow::Step::Sleep { until_millis }) => Step::Sleep { until_millis },
                Ok(flow::Step::Ask(question)) => return asked(question),
                Ok(flow::Step::Done(end)) => return ended(end),
                Ok(flow::Step::Stop(reason)) => Step::Stop { error: reason.into() },
            };
            return step.into();
        }
    }
}
