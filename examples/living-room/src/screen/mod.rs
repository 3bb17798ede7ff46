//! The viewer's screen.

mod blocks;
mod frame;
mod json;
mod letters;
mod plain;
mod qr;
mod terminal;
mod words;

use std::io::{self, IsTerminal as _};

pub(crate) use json::Json;
pub(crate) use plain::Plain;
pub(crate) use terminal::Terminal;

use crate::event::Event;

/// The time that the viewer still has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Until the code lapses.
    pub(crate) seconds_left: u64,
    /// The number of requests to the service.
    pub(crate) polls: u32,
}

/// A place that shows steps.
pub(crate) trait Screen {
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

/// The screen for whoever reads standard output.
pub(crate) fn open(json: bool) -> Box<dyn Screen> {
    if json {
        return Box::new(Json::new(io::stdout()));
    }
    if !io::stdout().is_terminal() {
        return Box::new(Plain::new(io::stdout()));
    }
    let columns = terminal_size::terminal_size().map_or(80, |(width, _)| width.0);
    Box::new(Terminal::new(anstream::stdout(), columns.into()))
}
