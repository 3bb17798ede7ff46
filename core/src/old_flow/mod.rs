//! What to do next: each flow is a value that the caller owns and steps.
//!
//! A flow does no I/O, reads no clock and allocates nothing. One method takes what happened and says what to do, so that
//! there is no order of calls to get wrong:
//!
//! 1. Step the flow with [`Input::Begin`].
//! 2. Do what the [`Step`] says: send the request, wait, ask the viewer.
//! 3. Step it again with what came of that: [`Input::Answer`], [`Input::NoAnswer`], [`Input::Tick`], [`Input::Choice`].
//! 4. Repeat from 2 until [`Step::Done`] or [`Step::Stop`].
//!
//! An input that does not fit changes nothing: the flow says once more what it waits for. A [`Step::Stop`] for a buffer
//! that is too small ends nothing either: step again with a larger one and the same input.
//!
//! Pacing is the flow's: polls are at least three seconds apart (R42), requests stay within one a second after a burst of
//! ten, and what is worth repeating is repeated three times at growing distances (N4). The host gives the time and a
//! random number ([`Now`]).
//!
//! What does not change is handed in as [`Context`]; what must survive a restart is in [`Client`].

mod authorization;
mod client;
mod context;
mod drive;
mod exchange;
mod logout;
mod pace;
mod partner_sign_in;
mod preauthorization;
mod registration;
mod second_screen;
mod sign_in;
mod step;
mod support;
mod table;

pub use authorization::{Authorization, AuthorizationEvent, AuthorizationState};
pub use client::{AUTHORIZATION_CAPACITY, Client, ID_CAPACITY, MVPD_CAPACITY, SAVED_CAPACITY};
pub use context::{Context, Now, Picker, Screen};
pub use drive::Flow;
pub use logout::{Logout, LogoutEvent, LogoutState};
pub use partner_sign_in::{PartnerSignIn, PartnerSignInEvent, PartnerSignInState};
pub use preauthorization::{
    PERMITS_CAPACITY, PREAUTHORIZE_LIMIT, Permits, Preauthorization, PreauthorizationEvent, PreauthorizationState,
};
pub use registration::{Registration, RegistrationEvent, RegistrationState};
pub use second_screen::{SecondScreen, SecondScreenEvent, SecondScreenState};
pub use sign_in::{SignIn, SignInEvent, SignInState};
pub use step::{Access, Actor, Input, Outcome, Prompt, Step, Stop, StopReason, Urls};
