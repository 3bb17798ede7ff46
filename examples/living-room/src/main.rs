//! A television in a terminal, the core's first user: `cargo run`.
//!
//! From the outside in: `options` and `settings` say what is wanted, `television` runs the core's flows, `action` is what
//! the core wants done, `transport` and `storage` do it, `screen` shows it, `viewer` is who watches, and `framework`
//! stands in for Apple's.

mod action;
mod decision;
mod demo;
mod device;
mod event;
mod framework;
mod options;
mod profile;
mod screen;
mod server;
mod settings;
mod storage;
mod television;
mod transport;
mod trouble;
mod viewer;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use tvpass::message::BaseUrl;
use tvpass::old_flow::{Context, Picker};

use crate::demo::Demo;
use crate::event::Event;
use crate::options::Options;
use crate::screen::Screen;
use crate::server::Server;
use crate::settings::Settings;
use crate::storage::Storage;
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
    let (mut storage, client) = Storage::open(options.state.as_deref(), settings.owner())?;
    let (mut identifier, mut info) = ([0; device::HEADER_CAPACITY], [0; device::HEADER_CAPACITY]);
    let described = device::headers(storage.device_id(), &mut identifier, &mut info);
    let headers = described.map_err(|error| Trouble::new(Who::Developer, error.to_string(), "report this"))?;
    let base = BaseUrl::new(&settings.server).expect("the option was checked");
    let statement = settings.software_statement.as_str().into();
    let mut context = Context::new(base, &settings.service_provider, statement, headers);
    context.mvpd = settings.mvpd.as_deref();
    context.domain_name = settings.domain.as_deref();
    context.redirect_url = settings.redirect_url.as_deref();
    context.poll_interval_millis = options.poll_interval * 1000;
    if options.pick {
        context.picker = Picker::Here;
    }
    let mut viewer: Box<dyn Viewer> = if options.plays_the_person() {
        Box::new(viewer::Scripted::new(&settings.provider, demo.account, settings.redirect_url.as_deref()))
    } else {
        Box::new(viewer::Real)
    };
    Television::new(&context, &settings, (&mut storage, client), screen, viewer.as_mut()).run(options.flow)
}

/// The protocol knows https only; without it everybody on the way reads credentials and token.
fn warn_of_clear_text(server: &str) {
    if !server.starts_with("https://") && !transport::is_nearby(server) {
        eprintln!("living-room: {server} is not encrypted, which is fit for tests only");
    }
}
