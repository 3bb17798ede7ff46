//! The flows: what to do next, one sealed step after the other.

mod auth_flow;
mod catalogue;
mod event;
mod installation;
mod machine;
mod no_single_sign_on;
mod outcome;
mod question;
mod service_token;
mod settings;
mod single_sign_on;
mod step;
#[cfg(test)]
mod tests;
mod token_keeper;
mod turn;

pub use auth_flow::*;
pub use event::*;
pub use installation::*;
pub use no_single_sign_on::*;
pub use outcome::*;
pub use question::*;
pub use settings::*;
pub use step::*;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A panic of another caller leaves nothing half done here: the state is exchanged as a whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
