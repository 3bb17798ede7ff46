//! Checks of one request, as far as the request alone tells.

mod form;
mod headers;
mod json;
mod target;
mod values;

pub(crate) use form::Form;
pub(crate) use headers::headers;
pub(crate) use json::{devices, resources, statement};
pub(crate) use target::{is_absolute_url, target};
pub(crate) use values::{authorization, content_type, device_identifier, device_info};

use crate::service::Answer;

/// Findings of one request.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<String>,
    /// The first refusal, which is the answer: checks run in the service's order.
    pub(crate) refusal: Option<Answer>,
}

impl Findings {
    /// A violation for which the documentation names no answer.
    pub(crate) fn note(&mut self, sentence: impl Into<String>) {
        self.violations.push(sentence.into());
    }

    /// A violation with a documented answer.
    pub(crate) fn refuse(&mut self, sentence: impl Into<String>, answer: Answer) {
        self.note(sentence);
        self.refusal.get_or_insert(answer);
    }

    /// `None` once something was refused: nothing may happen then.
    pub(crate) fn proceed(&self) -> Option<()> {
        self.refusal.is_none().then_some(())
    }
}
