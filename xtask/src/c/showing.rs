//! A program that shows lines while it runs, and a person who acts on them.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use super::program::TIME_LIMIT;

/// The result of one program.
pub(crate) struct Shown {
    pub(crate) lines: Vec<String>,
    pub(crate) is_success: bool,
}

impl Shown {
    /// It has to have shown this line, whole.
    pub(crate) fn has(&self, line: &str) -> Result<()> {
        ensure!(self.lines.iter().any(|shown| shown == line), "{line:?} was not shown, but {:#?}", self.lines);
        Ok(())
    }
}

/// Ends a program that is still running when nobody waits for it any more.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a program to its end; `person` is given each page that it shows.
pub(crate) fn show(run: &mut Command, mut person: impl FnMut(&str) -> Result<()>) -> Result<Shown> {
    run.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(run.spawn().with_context(|| format!("cannot start {run:?}"))?);
    let stdout = running.0.stdout.take().context("the program has an output")?;
    let (sender, receiver) = channel();
    thread::spawn(move || BufReader::new(stdout).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let end = Instant::now() + TIME_LIMIT;
    let mut lines = Vec::new();
    loop {
        match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                if let Some(page) = line.strip_prefix("Page: ") {
                    person(page)?;
                }
                lines.push(line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => bail!("{run:?} did not end within {} s", TIME_LIMIT.as_secs()),
        }
    }
    let is_success = running.0.wait()?.success();
    Ok(Shown { lines, is_success })
}
