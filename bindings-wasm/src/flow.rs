//! Flows and the client, as objects of JavaScript: what they borrow in the core they own here.

mod settings;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::flow::{
    self, Authorization, Input, Logout, Now, PartnerSignIn, Preauthorization, Registration, SAVED_CAPACITY,
    SecondScreen, SignIn, Step, Stop, StopReason,
};
use tvpass::message::{EncodeError, HeaderName, UrlError};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::codec::{millis, timestamp};
use crate::headers;
use crate::plain::{Moment, Plain, written};
use settings::Settings;

/// What an installation of the application keeps.
#[wasm_bindgen]
#[derive(Default)]
pub struct Client(flow::Client);

#[wasm_bindgen]
impl Client {
    /// An installation that has not registered yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up what `save` wrote; nothing if `saved` is not that.
    #[must_use]
    pub fn restore(saved: &str) -> Option<Self> {
        flow::Client::restore(saved.as_bytes()).ok().map(Self)
    }

    /// All that must survive a restart.
    #[must_use]
    pub fn save(&self) -> String {
        let mut buffer = vec![0; SAVED_CAPACITY];
        self.0.save(&mut buffer).map(|saved| String::from_utf8_lossy(saved).into_owned()).unwrap_or_default()
    }

    /// Whether something is there to save since this was asked last.
    pub fn changed(&mut self) -> bool {
        self.0.changed()
    }

    /// The provider that the viewer chose last.
    #[must_use]
    pub fn mvpd(&self) -> Option<String> {
        self.0.mvpd().map(Into::into)
    }

    /// Remembers the provider that the viewer chose; `false` if its id is too long.
    #[wasm_bindgen(js_name = rememberMvpd)]
    pub fn remember_mvpd(&mut self, mvpd: &str) -> bool {
        self.0.remember_mvpd(mvpd).is_ok()
    }

    /// Forgets it.
    #[wasm_bindgen(js_name = forgetMvpd)]
    pub fn forget_mvpd(&mut self) {
        self.0.forget_mvpd();
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
    /// `code` is what a person typed on a second screen; the other flows have none.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(kind: &str, code: &str, settings: &str) -> Self {
        Self { machine: flow_of(kind, code), settings: Settings::read(settings), buffer: Vec::new() }
    }

    /// Takes what happened, and says what to do.
    // Plain values, since an object of JavaScript would cost a call for each member.
    #[allow(clippy::too_many_arguments)]
    pub fn step(
        &mut self,
        client: &mut Client,
        kind: &str,
        text: &str,
        status: u16,
        body: &[u8],
        monotonic: f64,
        unix: f64,
        random: u32,
    ) -> String {
        let input = match kind {
            "begin" => Input::Begin,
            "answer" => Input::Answer { status, body },
            "no_answer" => Input::NoAnswer,
            "choice" => Input::Choice(text),
            "new_code" => Input::NewCode,
            "saml_response" => Input::SamlResponse(text),
            "refused" => Input::Refused,
            "partner_status" => {
                self.settings.set_header(HeaderName::ApPartnerFrameworkStatus, headers::status_value(text));
                Input::Tick
            }
            _ => Input::Tick,
        };
        let now = Now { monotonic_millis: millis(monotonic), unix: timestamp(unix), random };
        self.grow(self.settings.size() + 8 * text.len() + 2 * body.len());
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
                None => return told(&step, &resources, body.len()),
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
