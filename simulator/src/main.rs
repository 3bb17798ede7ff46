//! The simulator as a program.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tvpass_simulator::world::World;
use tvpass_simulator::{Options, Running, Settings, Simulator};

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

    /// Never answer 429.
    #[arg(long)]
    no_throttle: bool,

    /// How long an authentication code is valid.
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    code_minutes: u64,

    /// How long an access token is valid.
    #[arg(long, value_name = "MINUTES", default_value_t = 24 * 60, value_parser = clap::value_parser!(u64).range(1..))]
    token_minutes: u64,

    /// How long a sign-in is valid.
    #[arg(long, value_name = "MINUTES", default_value_t = 30 * 24 * 60, value_parser = clap::value_parser!(u64).range(1..))]
    profile_minutes: u64,
}

const MINUTE_MILLIS: u64 = 60 * 1000;

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let millis = |minutes: u64| minutes.saturating_mul(MINUTE_MILLIS);
        Self {
            host: arguments.host,
            port: arguments.port,
            state: arguments.state,
            public_url: arguments.public_url,
            settings: Settings {
                throttle: !arguments.no_throttle,
                code_millis: millis(arguments.code_minutes),
                access_token_millis: millis(arguments.token_minutes),
                profile_millis: millis(arguments.profile_minutes),
                ..Settings::default()
            },
        }
    }
}

fn main() -> ExitCode {
    let options = Options::from(Arguments::parse());
    let state = options.state.clone();
    match Simulator::start(options) {
        Ok(running) => {
            introduce(&running);
            if let Some(path) = state {
                println!("State            {}", path.display());
            }
            println!("\nStop with Ctrl-C.");
            wait_for_stop()
        }
        Err(error) => {
            eprintln!("tvpass-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn introduce(running: &Running) {
    let base_url = running.base_url();
    println!("Service          {base_url}");
    println!("Activation page  {base_url}/activate");
    println!("Control page     {base_url}/control");
    running.with_service(|service| print_world(service.world()));
}

fn print_world(world: &World) {
    for provider in &world.service_providers {
        println!("Service provider {} ({}), domain {}", provider.id, provider.name, provider.domains.join(", "));
    }
    for statement in &world.software_statements {
        println!(
            "Statement        {} ({:?}, {})",
            statement.statement,
            statement.approval,
            statement.service_providers.join(", ")
        );
    }
    let known = world.mvpds.iter().filter(|mvpd| mvpd.featured || mvpd.temporary.is_some());
    let names: Vec<_> = known.map(|mvpd| mvpd.id.as_str()).collect();
    println!("MVPDs            {} and {} more", names.join(", "), world.mvpds.len() - names.len());
    for viewer in &world.viewers {
        println!("Viewer           {} / {} at every MVPD", viewer.name, viewer.password);
    }
    for resource in &world.resources {
        println!("Resource         {} ({})", resource.id, if resource.permitted { "permitted" } else { "denied" });
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
