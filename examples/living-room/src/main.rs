//! A television in a terminal, the core's first user: `cargo run`.
//!
//! From the outside in: `options` and `settings` say what is wanted, `television` runs jobs of the client, which work in a
//! thread of their own (`work`), `storage` keeps what they must not lose, `screen` shows what they do, `viewer` is who
//! watches, and `framework` stands in for Apple's.

mod decision;
mod demo;
mod device;
mod event;
mod framework;
mod network;
mod options;
mod printable;
mod profile;
mod provider;
mod screen;
mod server;
mod settings;
mod storage;
mod television;
mod trouble;
mod viewer;
mod work;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;

use crate::demo::Demo;
use crate::event::Event;
use crate::options::Options;
use crate::screen::Screen;
use crate::server::Server;
use crate::settings::Settings;
use crate::storage::{SharedStorage, Storage};
use crate::television::Television;
use crate::trouble::{Trouble, Who};
use crate::viewer::Viewer;

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("living-room: {}", options::one_line(&error));
            return ExitCode::from(2);
        }
    };
    let mut screen = screen::open(options.json);
    match run(&options, screen.as_mut()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            // If nobody reads standard output any more, that is what the next line says.
            let _ = screen.show(&Event::Stopped(trouble.clone()));
            eprintln!("living-room: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options, screen: &mut dyn Screen) -> Result<(), Trouble> {
    let server = Server::open(options)?;
    let demo = Demo::new();
    let settings = Settings::new(options, server.base_url(), &demo)?;
    warn_of_clear_text(&settings.server);
    let storage = Storage::open(options.state.as_deref(), settings.owner())?;
    let described = device::describe(settings.client(options.poll_interval), storage.device_id());
    let client_settings = described.map_err(|error| Trouble::new(Who::Developer, error.to_string(), "report this"))?;
    // A proxy for the world outside cannot reach this machine.
    let is_here = network::is_this_machine(&settings.server);
    let transport = if is_here { UreqTransport::direct() } else { UreqTransport::new() };
    let (observer, sender, messages) = work::observer();
    let storage = SharedStorage::new(storage);
    let client = Client::with_observer(client_settings, transport, storage.clone(), observer)
        .map_err(|error| Trouble::from_error(&error, &settings.server))?;
    if let Some(error) = client.restore_error() {
        eprintln!("living-room: {error}; the television begins anew");
    }
    let mut viewer: Box<dyn Viewer> = if options.plays_the_person() {
        Box::new(viewer::Scripted::new(&settings.provider, demo.account, settings.redirect_url.as_deref()))
    } else {
        Box::new(viewer::Real)
    };
    Television::new(client, (sender, messages), &settings, storage, screen, viewer.as_mut()).run(options.flow)
}

/// The protocol knows https only; without it everybody on the way reads credentials and token.
fn warn_of_clear_text(server: &str) {
    if !server.starts_with("https://") && !network::is_nearby(server) {
        eprintln!("living-room: {server} is not encrypted, which is fit for tests only");
    }
}
