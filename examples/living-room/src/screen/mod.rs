//! What the viewer sees.

mod json;
mod plain;

use std::io;

pub use json::Json;
pub use plain::Plain;

use crate::event::Event;

/// How long the viewer may still take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Until the code lapses.
    pub seconds_left: u64,
    /// How often the service was asked.
    pub polls: u32,
}

/// Where steps are shown.
pub trait Screen {
    /// Shows one step.
    ///
    /// # Errors
    /// Nobody reads the output any more.
    fn show(&mut self, event: &Event) -> io::Result<()>;

    /// Shows that the code still waits for the viewer; called about once a second.
    ///
    /// # Errors
    /// As above.
    fn wait(&mut self, _waiting: Waiting) -> io::Result<()> {
        Ok(())
    }
}

/// `text` without what moves a terminal's cursor: it comes from a server.
pub fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
