//! Steps as lines, for a log or a pipe.

use std::io::{self, Write};

use super::Screen;
use crate::event::Event;

/// Plain lines.
pub struct Plain<W> {
    output: W,
}

impl<W: Write> Plain<W> {
    /// Lines go to `output`.
    pub fn new(output: W) -> Self {
        Self { output }
    }
}

impl<W: Write> Screen for Plain<W> {
    fn show(&mut self, event: &Event) -> io::Result<()> {
        writeln!(self.output, "{event:?}")
    }
}
