//! One name for what all flows have in common, so that a host needs one loop for all of them.

use super::authorization::Authorization;
use super::client::Client;
use super::context::{Context, Now};
use super::logout::Logout;
use super::partner_sign_in::PartnerSignIn;
use super::preauthorization::Preauthorization;
use super::registration::Registration;
use super::second_screen::SecondScreen;
use super::sign_in::SignIn;
use super::step::{Input, Step};

/// A flow, whichever it is.
///
/// ```
/// use tvpass::old_flow::{Authorization, Flow, SignIn};
///
/// let flows: [Box<dyn Flow>; 2] = [Box::new(SignIn::new()), Box::new(Authorization::new())];
/// # let _ = flows;
/// ```
pub trait Flow {
    /// Takes what happened, and says what to do; see [`flow`](super).
    fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b>;
}

macro_rules! flows {
    ($($flow:ty),+ $(,)?) => { $(
        impl Flow for $flow {
            fn step<'b>(
                &'b mut self,
                context: &Context<'b>,
                client: &'b mut Client,
                now: Now,
                input: Input<'b>,
                buffer: &'b mut [u8],
            ) -> Step<'b> {
                // The method of the type itself, which stands before the trait's.
                self.step(context, client, now, input, buffer)
            }
        }
    )+ };
}

flows!(Registration, SignIn, SecondScreen, PartnerSignIn, Preauthorization, Authorization, Logout);
