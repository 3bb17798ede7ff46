//! A preauthorization whose decisions are collected on the way.

use std::sync::Arc;

use tvpass::flow::{
    DecidedPart, Event as CoreEvent, InvalidArgument, Preauthorization, PreauthorizationQuestion,
    PreauthorizationReply, Preauthorized, ResourceList,
};

use super::outcome::Outcome;
use super::step::Step;
use super::turn::Desk;
use crate::answer::Decision;
use crate::own::Own;

/// A preauthorization, and the decisions that it has handed out so far.
pub(super) struct Catalogue {
    flow: Preauthorization<Resources, String>,
    resources: Arc<[String]>,
    decisions: Vec<Option<Decision>>,
}

/// Texts that a flow owns.
pub(super) struct Resources(pub(super) Arc<[String]>);

impl ResourceList for Resources {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}

impl Catalogue {
    pub(super) fn new(
        resources: Vec<String>,
        mvpd: Option<String>,
        limit: Option<u8>,
    ) -> Result<Self, InvalidArgument> {
        let resources: Arc<[String]> = resources.into();
        let flow = Preauthorization::new(Resources(Arc::clone(&resources)), mvpd)?;
        let flow = match limit {
            Some(limit) => flow.with_limit(limit),
            None => flow,
        };
        let decisions = vec![None; resources.len()];
        Ok(Self { flow, resources, decisions })
    }

    /// The decisions of each answer are noted here, so that the host gets them together at the end.
    pub(super) fn turn(&mut self, desk: &mut Desk<'_>, event: Option<CoreEvent<'_, PreauthorizationReply>>) -> Step {
        let Self { flow, resources, decisions } = self;
        let mut event = event;
        loop {
            let mut is_noted = false;
            let note = |question: PreauthorizationQuestion<'_>| {
                let PreauthorizationQuestion::Decided(part) = question else {
                    unreachable!("the core of this version has no other")
                };
                keep(decisions, &part);
                is_noted = true;
                Step::Await
            };
            let ended = |end: Preauthorized<'_>| Step::Done { outcome: Outcome::of_preauthorization(resources, end) };
            let step = desk.turn_with(flow, event, note, ended);
            if !is_noted {
                return match step {
                    Step::Done { outcome } => Step::Done { outcome: outcome.with_decisions(decisions) },
                    step => step,
                };
            }
            event = Some(CoreEvent::Viewer(PreauthorizationReply::Noted));
        }
    }
}

fn keep(decisions: &mut [Option<Decision>], part: &DecidedPart<'_>) {
    for (place, decision) in part.iter() {
        if let Some(kept) = decisions.get_mut(place) {
            *kept = Some(decision.own());
        }
    }
}
