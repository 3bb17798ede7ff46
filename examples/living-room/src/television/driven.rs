//! What the loop wants to know of a flow beside its steps.

use tvpass::old_flow::{Authorization, Flow, Logout, PartnerSignIn, Preauthorization, SignIn, SignInState};

/// A flow that this television runs.
pub(super) trait Driven: Flow {
    /// Whether a wait is for the viewer, and not for a service that is busy or out of reach.
    fn waits_for_the_viewer(&self) -> bool {
        false
    }
}

impl Driven for SignIn {
    fn waits_for_the_viewer(&self) -> bool {
        self.state() == SignInState::PollPause
    }
}

impl Driven for PartnerSignIn {
    fn waits_for_the_viewer(&self) -> bool {
        self.basic().waits_for_the_viewer()
    }
}

impl Driven for Preauthorization {}
impl Driven for Authorization {}
impl Driven for Logout {}
