//! Steps that a flow gives.

use super::event::Event;
use super::outcome::Outcome;
use super::question::Question;
use crate::error::TvpassError;
use crate::request::Request;
use crate::secret::SecretBytes;

/// The next thing to do.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Step {
    /// Send this request, then say `Response`, `RetryAfter`, `NoResponse` or `ResponseTooLarge`.
    Send {
        /// The request.
        request: Request,
    },
    /// The event changed nothing: the step before this one still stands.
    Await,
    /// Another flow of this installation registers or gets a token: say `Timer` after the next turn of a flow that gave
    /// anything but this, or at this time at the latest.
    AwaitOther {
        /// Milliseconds of `Now.monotonic_millis`.
        until_millis: u64,
    },
    /// Say `Timer` at this time.
    Sleep {
        /// Milliseconds of `Now.monotonic_millis`.
        until_millis: u64,
    },
    /// Show or ask the viewer.
    Ask {
        /// What.
        question: Question,
        /// The event that goes on where the viewer has nothing else to say.
        usual_event: Event,
        /// True if the flow goes on only when the viewer has acted; otherwise say the usual event at once.
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

impl Step {
    pub(super) fn ask(question: Question) -> Self {
        Self::Ask { usual_event: question.usual_event(), awaits_viewer: question.awaits_viewer(), question }
    }
}

/// The answer of a flow to an event: keep what is to be saved, then do the step.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Turn {
    /// The state of the installation, if it is not saved: keep it before the step is done, or a registration could be lost
    /// with the process, and every sign-in with it (R4).
    pub saved: Option<SecretBytes>,
    /// For `Installation.mark_saved`, when it is kept.
    pub revision: u16,
    /// True if the service token was renewed or forgotten: keep `Installation.saved_service_token`, or erase what was kept if
    /// there is none (R132).
    pub is_token_new: bool,
    /// The next thing to do.
    pub step: Step,
}
