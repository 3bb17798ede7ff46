use anyhow::Result;
use clap::Args;

use crate::process::{command, run};
use crate::repository::target_folder;

/// Keep the simulator busy with real connections, then stop and kill it at work
///
/// Each client registers, signs in and goes on asking until the service is gone. Latencies, memory second by second and
/// every wrong answer are printed. Twice the service goes in the midst of it, asked to by SIGTERM and by kill -9, and
/// starts again: what it had answered has to be there. With --hold its clients take up room and ask for little: 2,000 idle
/// connections, 1,000 heads byte by byte, 200 half bodies; the service has to close all, to stay within 64 MB of memory and to
/// answer afterwards. The exit status is 1 if anything is wrong, lost or growing.
#[derive(Args)]
pub(crate) struct Options {
    /// Number of clients, each with a connection of its own
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(1..))]
    clients: u16,
    /// Seconds to measure, once all have signed in
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// Hold it with connections that ask for little instead
    #[arg(long, conflicts_with_all = ["clients", "seconds"])]
    hold: bool,
}

/// Thousands of connections need as many descriptors, of which many systems give a process 1,024 unless asked.
const WITH_DESCRIPTORS: &str = r#"ulimit -n 4096; exec "$0" "$@""#;

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        run(&mut command("cargo build --release --package tvpass-load --package tvpass-simulator"))?;
        let built = target_folder(".")?;
        let mut load = command("sh");
        load.args(["-c", WITH_DESCRIPTORS]).arg(built.join("release/tvpass-load"));
        load.arg(if self.hold { "hold" } else { "crowd" });
        load.arg(built.join("release/tvpass-simulator")).arg(built.join("load"));
        if !self.hold {
            load.args(["--clients", &self.clients.to_string(), "--seconds", &self.seconds.to_string()]);
        }
        run(&mut load)
    }
}
