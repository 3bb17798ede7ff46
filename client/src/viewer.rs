//! Replies of the viewer, and giving up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::owned::OwnedFrameworkStatus;

/// A reply to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Yes, done, shown, or a new code.
    Yes,
    /// This provider.
    Mvpd(String),
    /// The list of providers, or a fresh one.
    List,
    /// This link code of another device, as it was typed.
    LinkCode(String),
    /// The status of the partner's framework, if it has one.
    Status(Option<OwnedFrameworkStatus>),
    /// The framework, or the viewer in it, refuses.
    Refused,
    /// Give the job up.
    Cancel,
}

/// Gives jobs of a blocking client up, from another thread.
///
/// ```
/// use tvpass_client::CancelToken;
///
/// let token = CancelToken::new();
/// token.clone().cancel();
/// assert!(token.is_cancelled());
/// ```
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// A token that nobody has used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the jobs at their next pause. An exchange that is under way ends at its deadline first.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// `true` after [`cancel`](Self::cancel).
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
