//! Flows as objects of JavaScript: what they borrow in the core they own here.

mod arguments;
mod event;
mod installation;
mod job;
mod service_token;
mod settings;
#[cfg(feature = "single-sign-on")]
mod single_sign_on;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use tvpass::flow::{
    AnyPlace, Authorization, CheckSignIn, InvalidArgument, Logout, Now, PartnerCompletion, PartnerSignIn,
    Preauthorization, Registration, SecondScreen, SignIn,
};
use tvpass::message::HeaderName;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::codec::{millis, timestamp};
use crate::fields::Fields;
use crate::headers;
use crate::plain::{Misuse, refused};
use arguments::Arguments;
use installation::Installation;
use job::{Drive, Host};
use service_token::TokenKeeper;
use settings::Settings;

/// The flow that is named, with its arguments; none if there is no such name.
// Without the Single Sign-On Service no flow changes the token.
#[cfg_attr(not(feature = "single-sign-on"), expect(unused_variables))]
fn flow_of(given: Fields<'_>, keeper: &mut TokenKeeper) -> Result<Option<Box<dyn Drive>>, InvalidArgument> {
    let arguments = Arguments(given);
    let mvpd = arguments.optional("mvpd");
    let (domain_name, redirect_url) = (arguments.optional("domainName"), arguments.optional("redirectUrl"));
    Ok(Some(match given.text("flow") {
        "registration" => Box::new(Registration::new()),
        "check_sign_in" => Box::new(CheckSignIn::new()),
        "sign_in" => {
            let place = AnyPlace { opens_page: arguments.says("opensPage"), picks: arguments.says("picks") };
            let flow = SignIn::new(place, mvpd, domain_name, redirect_url);
            Box::new(if arguments.says("skipsLookup") { flow.without_lookup() } else { flow })
        }
        "second_screen" => Box::new(SecondScreen::new(arguments.text("code"), domain_name, redirect_url)?),
        "partner_sign_in" => Box::new(PartnerSignIn::new(arguments.partner(), domain_name, redirect_url)?),
        "partner_completion" => Box::new(PartnerCompletion::new(arguments.partner(), arguments.text("saml"))?),
        "preauthorization" => {
            let flow = Preauthorization::new(arguments.texts("resources"), mvpd)?;
            let limit = given.number("preauthorizeLimit");
            Box::new(match limit {
                Some(limit) => flow.with_limit(limit.try_into().unwrap_or(u8::MAX)),
                None => flow,
            })
        }
        "authorization" => Box::new(Authorization::new(arguments.text("resource"), mvpd)?),
        "logout" => Box::new(Logout::new(mvpd, redirect_url.unwrap_or_default())?),
        #[cfg(feature = "single-sign-on")]
        name => return single_sign_on::flow_of(name, &arguments, keeper),
        #[cfg(not(feature = "single-sign-on"))]
        _ => return Ok(None),
    }))
}

/// A flow with its settings.
#[wasm_bindgen]
pub struct Flow {
    /// Made at the first turn, of what the installation has then.
    machine: Option<Box<dyn Drive>>,
    settings: Settings,
    buffer: Vec<u8>,
}

#[wasm_bindgen]
impl Flow {
    /// `settings` are fields; the name of the flow and its arguments are among them.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(settings: Vec<u8>) -> Self {
        Self { machine: None, settings: Settings::new(settings), buffer: Vec::new() }
    }

    /// Takes other headers from the next turn on: fields, with the one that says who sends.
    pub fn set_headers(&mut self, headers: Vec<u8>) {
        self.settings.set_headers(headers);
    }

    /// Decides, saves, writes: gives what of the installation is not saved yet, with its revision, and the step. The step
    /// is to be done when that is saved. `given` begins as a field does, with the name of the event; what came follows: a body, a text,
    /// or a framework's status as fields. `number` is the status of a response.
    // Numbers cross the border as they are.
    #[allow(clippy::too_many_arguments)]
    pub fn handle(
        &mut self,
        installation: &mut Installation,
        number: u16,
        delay: f64,
        monotonic: f64,
        unix: f64,
        random: u32,
        given: &[u8],
    ) -> Vec<u8> {
        let mut given = Fields::new(given);
        let (kind, _) = given.next().unwrap_or_default();
        let input = given.rest();
        let now = Now { monotonic_millis: millis(monotonic), unix: timestamp(unix), random };
        let (core, keeper) = installation.parts();
        let Some(event) = event::of(kind, number, millis(delay), input) else { return refused(&Misuse("event")) };
        if kind == "status" {
            self.settings.set_framework_status(headers::status_value(input));
        }
        let mut app = match self.settings.app() {
            Ok(app) => app,
            Err(refused) => return refused,
        };
        keeper.look(&app, &now);
        let service_token = keeper.header().map(String::from);
        if let Some(token) = &service_token {
            // Base64url and dots, which every header can hold.
            app.headers.set(HeaderName::AdServiceToken, token).unwrap_or_default();
        }
        if self.machine.is_none() {
            self.machine = match flow_of(self.settings.fields(), keeper) {
                Ok(machine) => machine,
                Err(error) => return refused(&error),
            };
        }
        let Some(machine) = &mut self.machine else { return refused(&Misuse("flow")) };
        let host = Host { app: &app, installation: core, keeper, now, buffer: &mut self.buffer };
        machine.turn(host, event).unwrap_or_else(|| refused(&Misuse("event")))
    }
}
