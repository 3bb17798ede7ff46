//! Flows as objects of JavaScript: what they borrow in the core they own here.

mod event;
mod installation;
mod job;
mod service_token;
mod settings;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use tvpass::endpoint::APPLE;
use tvpass::flow::{
    AnyPlace, Authorization, CheckSignIn, InvalidArgument, LinkDevice, ListDevices, Logout, Now, PartnerCompletion,
    PartnerSignIn, PersonSource, Preauthorization, Registration, SecondScreen, ServiceToken, SignIn, UnlinkDevices,
};
use tvpass::message::HeaderName;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::codec::{millis, timestamp};
use crate::fields::Fields;
use crate::headers;
use crate::plain::{Misuse, refused};
use installation::Installation;
use job::{Drive, Texts};
use service_token::TokenKeeper;
use settings::Settings;

/// The arguments of a flow, which it is to own.
struct Arguments<'a>(Fields<'a>);

// Code that is there once, and not at each of its calls.
impl Arguments<'_> {
    #[inline(never)]
    fn text(&self, name: &str) -> String {
        self.0.text(name).into()
    }

    #[inline(never)]
    fn optional(&self, name: &str) -> Option<String> {
        self.0.get(name).map(String::from)
    }

    #[inline(never)]
    fn says(&self, name: &str) -> bool {
        self.0.text(name) == "true"
    }

    fn partner(&self) -> String {
        self.optional("partner").unwrap_or_else(|| APPLE.into())
    }
}

/// The flow that is named, with its arguments; none if there is no such name.
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
            let flow = Preauthorization::new(Texts::new(given, "resources"), mvpd)?;
            let limit = given.number("preauthorizeLimit");
            Box::new(match limit {
                Some(limit) => flow.with_limit(limit.try_into().unwrap_or(u8::MAX)),
                None => flow,
            })
        }
        "authorization" => Box::new(Authorization::new(arguments.text("resource"), mvpd)?),
        "logout" => Box::new(Logout::new(mvpd, redirect_url.unwrap_or_default())?),
        "service_token" => {
            let person = keeper.person(arguments.optional("linkCode"), arguments.optional("identifier"));
            Box::new(ServiceToken::new(keeper.kept(), person)?)
        }
        name => match (name, keeper.kept()) {
            ("link_device", Some(kept)) => Box::new(LinkDevice::new(kept, keeper.identifier())?),
            ("list_devices", Some(kept)) => Box::new(ListDevices::new(kept, keeper.identifier())?),
            ("unlink_devices", Some(kept)) => {
                Box::new(UnlinkDevices::new(Texts::new(given, "devices"), kept, keeper.identifier())?)
            }
            // It ends at once, and says that nobody is known.
            ("link_device" | "list_devices" | "unlink_devices", None) => {
                Box::new(ServiceToken::<String>::new(None, PersonSource::Kept)?)
            }
            _ => return Ok(None),
        },
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
    ) -> String {
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
        let turn = machine.turn(&app, core, keeper, now, event, &mut self.buffer);
        turn.unwrap_or_else(|| refused(&Misuse("event")))
    }
}
