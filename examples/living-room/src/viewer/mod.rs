//! The person in front of the television.

mod browser;
mod form;
mod picker;
mod real;
mod script;
mod scripted;

use std::time::Duration;

pub(crate) use real::Real;
pub(crate) use script::Account;
pub(crate) use scripted::Scripted;

use crate::event::Code;
use crate::provider::Provider;
use crate::trouble::Trouble;

/// A person, or one who is played.
pub(crate) trait Viewer {
    /// Sees the code.
    fn see(&mut self, code: &Code);

    /// Chooses one of `providers`, and says its id.
    ///
    /// # Errors
    /// None was chosen.
    fn choose(&mut self, providers: &[Provider]) -> Result<String, Trouble>;

    /// Lets `time` pass; says earlier what was done at the second screen, if that can be known.
    ///
    /// # Errors
    /// The viewer gave up.
    fn pass(&mut self, time: Duration) -> Result<Option<String>, Trouble>;

    /// Opens the page at `url`, which ends a sign-in; says what was done there, if that can be known.
    ///
    /// # Errors
    /// The page cannot be used.
    fn sign_out(&mut self, url: &str) -> Result<Vec<String>, Trouble>;

    /// The acts at the second screen until the end.
    fn finish(&mut self) -> Vec<String>;
}
