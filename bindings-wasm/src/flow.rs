//! Flows and the client, as objects of JavaScript: what they borrow in the core they own here.

mod settings;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use tvpass::flow::{
    self, Authorization, Context, Input, Logout, Now, PartnerSignIn, Preauthorization, Registration, SAVED_CAPACITY,
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

enum Machine {
    Registration(Registration),
    SignIn(SignIn),
    SecondScreen(SecondScreen),
    PartnerSignIn(PartnerSignIn),
    Preauthorization(Preauthorization),
    Authorization(Authorization),
    Logout(Logout),
    /// It could not even be made.
    Refused(StopReason<'static>),
}

impl Machine {
    fn new(kind: &str, code: &str) -> Self {
        match kind {
            "registration" => Self::Registration(Registration::new()),
            "sign_in" => Self::SignIn(SignIn::new()),
            "second_screen" => match SecondScreen::new(code) {
                Ok(flow) => Self::SecondScreen(flow),
                Err(reason) => Self::Refused(reason),
            },
            "partner_sign_in" => Self::PartnerSignIn(PartnerSignIn::new()),
            "preauthorization" => Self::Preauthorization(Preauthorization::new()),
            "authorization" => Self::Authorization(Authorization::new()),
            "logout" => Self::Logout(Logout::new()),
            _ => Self::Refused(StopReason::NotRunning),
        }
    }

    fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut flow::Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        match self {
            Self::Registration(flow) => flow.step(context, client, now, input, buffer),
            Self::SignIn(flow) => flow.step(context, client, now, input, buffer),
            Self::SecondScreen(flow) => flow.step(context, client, now, input, buffer),
            Self::PartnerSignIn(flow) => flow.step(context, client, now, input, buffer),
            Self::Preauthorization(flow) => flow.step(context, client, now, input, buffer),
            Self::Authorization(flow) => flow.step(context, client, now, input, buffer),
            Self::Logout(flow) => flow.step(context, client, now, input, buffer),
            Self::Refused(reason) => Step::Stop((*reason).into()),
        }
    }
}

/// A flow with its settings.
#[wasm_bindgen]
pub struct Flow {
    machine: Machine,
    settings: Settings,
    buffer: Vec<u8>,
}

#[wasm_bindgen]
impl Flow {
    /// `code` is what a person typed on a second screen; the other flows have none.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(kind: &str, code: &str, settings: &str) -> Self {
        Self { machine: Machine::new(kind, code), settings: Settings::read(settings), buffer: Vec::new() }
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
        let mut input = match kind {
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
        loop {
            let step = self.machine.step(&context, &mut client.0, now, input, &mut self.buffer);
            match too_small(&step) {
                Some(needed) => self.buffer.resize(needed, 0),
                None => {
                    return written(1024 + 2 * body.len(), &|sheet| {
                        Moment { step: &step, resources: &resources }.write(sheet);
                    });
                }
            }
            // The flow stands where the buffer failed it.
            input = Input::Tick;
        }
    }

    fn grow(&mut self, size: usize) {
        if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
    }
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
