//! The simulator as a program.

mod introduction;

use std::io::Write;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tvpass_simulator::{Options, Scenario, Settings, Simulator};

/// A stand-in for the service of Adobe Pass Authentication REST API V2, with pages a person can use.
#[derive(Parser)]
#[command(name = "tvpass-simulator", version)]
struct Arguments {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8787)]
    port: u16,

    /// Address to listen on; 0.0.0.0 lets phones of the same network in.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,

    /// Address that clients use, where it is another: behind a proxy, for example.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,

    /// File that keeps registrations, sessions and profiles over a restart.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Scenario that changes the world: a file, or the name of a ready one.
    #[arg(long, value_name = "FILE or NAME", value_parser = scenario)]
    scenario: Option<Scenario>,

    /// Folder of a built activation page, such as the one of examples/second-screen, to serve in place of the plain one.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,

    /// Never answer 429.
    #[arg(long)]
    no_throttle: bool,

    /// Life of an authentication code.
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    code_minutes: u64,

    /// Life of an access token.
    #[arg(long, value_name = "MINUTES", default_value_t = 24 * 60, value_parser = clap::value_parser!(u64).range(1..))]
    token_minutes: u64,

    /// Life of a sign-in.
    #[arg(long, value_name = "MINUTES", default_value_t = 30 * 24 * 60, value_parser = clap::value_parser!(u64).range(1..))]
    profile_minutes: u64,

    /// The number of registrations that are remembered; beyond them the one that was not used for longest is forgotten.
    #[arg(long, value_name = "COUNT", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    registrations: u32,
}

const MINUTE_MILLIS: u64 = 60 * 1000;

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let millis = |minutes: u64| minutes.saturating_mul(MINUTE_MILLIS);
        Self {
            host: arguments.host,
            port: arguments.port,
            state: arguments.state,
            pages: arguments.pages,
            scenario: arguments.scenario,
            public_url: arguments.public_url,
            settings: Settings {
                throttle: !arguments.no_throttle,
                code_millis: millis(arguments.code_minutes),
                access_token_millis: millis(arguments.token_minutes),
                profile_millis: millis(arguments.profile_minutes),
                registrations: usize::try_from(arguments.registrations).unwrap_or(usize::MAX),
                ..Settings::default()
            },
        }
    }
}

/// A ready scenario, or the one in a file.
fn scenario(argument: &str) -> Result<Scenario, String> {
    if let Some((_, text)) = Scenario::READY.iter().find(|(name, _)| *name == argument) {
        return Scenario::parse(text).map_err(|error| error.to_string());
    }
    let text = std::fs::read_to_string(argument).map_err(|error| error.to_string())?;
    Scenario::parse(&text).map_err(|error| error.to_string())
}

fn main() -> ExitCode {
    let options = Options::from(Arguments::parse());
    let state = options.state.clone();
    match Simulator::start(options) {
        Ok(running) => {
            let introduction = introduction::of(&running, state.as_deref());
            // Nobody may be reading, and the service is there all the same.
            let _ = std::io::stdout().write_all(introduction.as_bytes());
            wait_for_stop()
        }
        Err(error) => {
            eprintln!("tvpass-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns when the program is asked to end; dropping what runs stores the rest.
fn wait_for_stop() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("tvpass-simulator: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(stop_signal()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tvpass-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
