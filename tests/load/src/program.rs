//! The simulator as a program.

use std::io::{self, BufRead, BufReader, Error};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

/// The simulator at work; killed when dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    base_url: String,
}

impl Program {
    /// Starts `program` on a free port and with this state file; it takes requests when this returns.
    ///
    /// All clients come from one address, so that it never answers 429.
    ///
    /// # Errors
    /// It cannot be started, or ends before it says where it is.
    pub fn start(program: &Path, state: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--port", "0", "--no-throttle", "--state"]).arg(state);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or_else(|| Error::other("no output"))?;
        let lines = BufReader::new(output).lines();
        let service = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("Service ").map(str::to_owned));
        let base_url = service.ok_or_else(|| Error::other("it does not say where it is"))?.trim().to_owned();
        Ok(Self { child, base_url })
    }

    /// Its address, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The memory that it occupies, in KiB; `None` where the system does not tell in `/proc`.
    #[must_use]
    pub fn resident_kib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.trim().parse().ok()
    }

    /// Asks it to end by the signal of this name, and waits for its end.
    ///
    /// # Errors
    /// It cannot be asked.
    pub fn stop(mut self, signal: &str) -> io::Result<ExitStatus> {
        let asked = Command::new("kill").args([&format!("-{signal}"), &self.child.id().to_string()]).status()?;
        if !asked.success() {
            return Err(Error::other("kill failed"));
        }
        self.child.wait()
    }

    /// Ends it as a power cut would.
    ///
    /// # Errors
    /// It cannot be killed.
    pub fn kill(mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
