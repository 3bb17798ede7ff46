//! Steps for programs: one JSON line each.

use std::io::{self, Write};

use super::Screen;
use crate::event::Event;

/// JSON lines.
pub(crate) struct Json<W> {
    output: W,
}

impl<W: Write> Json<W> {
    /// Lines go to `output`.
    pub(crate) fn new(output: W) -> Self {
        Self { output }
    }
}

impl<W: Write> Screen for Json<W> {
    fn show(&mut self, event: &Event) -> io::Result<()> {
        serde_json::to_writer(&mut self.output, event)?;
        self.output.write_all(b"\n")?;
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_a_line_break_does_not_break_the_line() {
        let mut output = Vec::new();
        Json::new(&mut output).show(&Event::Person { does: "a\nb".into() }).unwrap();
        assert_eq!(output, b"{\"event\":\"person\",\"does\":\"a\\nb\"}\n");
    }
}
