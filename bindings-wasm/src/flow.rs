//! Flows and the client, as objects of JavaScript: what they borrow in the core they own here.

mod settings;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::message::{EncodeError, UrlError};
use tvpass::old_flow::{
    self as flow, Authorization, Input, Logout, Now, PartnerSignIn, Preauthorization, Registration, SAVED_CAPACITY,
    SecondScreen, SignIn, Step, Stop, StopReason,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::codec::{millis, timestamp};
use crate::headers;
use crate::plain::{Moment, Plain, key, written};
use settings::Settings;

/// What an installation of the application keeps.
#[wasm_bindgen]
pub struct Client(flow::Client);

#[wasm_bindgen]
impl Client {
    /// Takes up what was saved, or begins where nothing was; nothing if `saved` is something else.
    #[must_use]
    pub fn open(saved: &str) -> Option<Self> {
        if saved.is_empty() {
            return Some(Self(flow::Client::new()));
        }
        flow::Client::restore(saved.as_bytes()).ok().map(Self)
    }

    /// What must survive a restart as `saved`, if it changed since this was asked last, and the chosen `mvpd`.
    pub fn state(&mut self) -> String {
        let mut buffer = vec![0; SAVED_CAPACITY];
        let saved = if self.0.changed() { self.0.save(&mut buffer).ok() } else { None };
        let saved = saved.and_then(|saved| str::from_utf8(saved).ok());
        written(1024, &|sheet| {
            sheet.object(|sheet| {
                sheet.member(key!("saved"), &saved);
                sheet.member(key!("mvpd"), &self.0.mvpd());
            });
        })
    }

    /// Remembers the provider that the viewer chose, or forgets it where there is none; `false` if its id is too long.
    pub fn remember(&mut self, mvpd: &str) -> bool {
        if mvpd.is_empty() {
            self.0.forget_mvpd();
            return true;
        }
        self.0.remember_mvpd(mvpd).is_ok()
    }
}

/// The flow of that name; none for a code that is longer than any.
fn flow_of(kind: &str, code: &str) -> Option<Box<dyn flow::Flow>> {
    Some(match kind {
        "registration" => Box::new(Registration::new()),
        "sign_in" => Box::new(SignIn::new()),
        "second_screen" => Box::new(SecondScreen::new(code).ok()?),
        "partner_sign_in" => Box::new(PartnerSignIn::new()),
        "preauthorization" => Box::new(Preauthorization::new()),
        "authorization" => Box::new(Authorization::new()),
        "logout" => Box::new(Logout::new()),
        _ => return None,
    })
}

/// A flow with its settings.
#[wasm_bindgen]
pub struct Flow {
    machine: Option<Box<dyn flow::Flow>>,
    settings: Settings,
    buffer: Vec<u8>,
}

#[wasm_bindgen]
impl Flow {
    /// `code` is what a person typed on a second screen; the other flows have none. `settings` are fields.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(kind: &str, code: &str, settings: Vec<u8>) -> Self {
        Self { machine: flow_of(kind, code), settings: Settings::new(settings), buffer: Vec::new() }
    }

    /// Takes what happened, and says what to do. `input` is what came: the body of an answer, a text, or a framework's
    /// status as fields, empty where it cannot be asked.
    // Numbers cross the border as they are.
    #[allow(clippy::too_many_arguments)]
    pub fn step(
        &mut self,
        client: &mut Client,
        kind: &str,
        status: u16,
        monotonic: f64,
        unix: f64,
        random: u32,
        input: &[u8],
    ) -> String {
        let now = Now { monotonic_millis: millis(monotonic), unix: timestamp(unix), random };
        let size = input.len();
        let text = || str::from_utf8(input).unwrap_or_default();
        let input = match kind {
            "begin" => Input::Begin,
            "answer" => Input::Answer { status, body: input },
            "no_answer" => Input::NoAnswer,
            "choice" => Input::Choice(text()),
            "new_code" => Input::NewCode,
            "saml_response" => Input::SamlResponse(text()),
            "refused" => Input::Refused,
            "partner_status" => {
                self.settings.set_framework_status(headers::status_value(input));
                Input::Tick
            }
            _ => Input::Tick,
        };
        self.advance(client, now, input, size)
    }
}

impl Flow {
    fn advance(&mut self, client: &mut Client, now: Now, input: Input<'_>, size: usize) -> String {
        self.grow(self.settings.size() + 8 * size);
        let resources = self.settings.resources();
        let context = match self.settings.context(&resources) {
            Ok(context) => context,
            Err(stop) => return stop,
        };
        let Some(machine) = &mut self.machine else {
            return told(&Step::Stop(StopReason::Capacity("code").into()), &resources, 0);
        };
        loop {
            let step = machine.step(&context, &mut client.0, now, input, &mut self.buffer);
            match too_small(&step) {
                Some(needed) => self.buffer.resize(needed, 0),
                None => return told(&step, &resources, size),
            }
        }
    }

    fn grow(&mut self, size: usize) {
        if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
    }
}

fn told(step: &Step<'_>, resources: &[&str], body_length: usize) -> String {
    written(1024 + 2 * body_length, &|sheet| Moment { step, resources }.write(sheet))
}

fn too_small(step: &Step<'_>) -> Option<usize> {
    let Step::Stop(Stop { reason }) = step else { return None };
    match *reason {
        StopReason::Encode(EncodeError::TooSmall { needed }) | StopReason::Url(UrlError::TooSmall { needed }) => {
            Some(needed)
        }
        _ => None,
    }
}
