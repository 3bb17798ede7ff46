//! A flow alone: the test plays the service, the network, the viewer and the clocks.

use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
use tvpass::old_flow::{Client, Context, Flow, Input, Now, Step};

use super::describe::describe;

/// When the tests begin, by the clock on the wall.
pub(crate) const START: Timestamp = Timestamp::from_millis(1_733_735_289_035);

/// What an installation kept that has credentials and a token for a day.
pub(crate) const SAVED: &[u8] = br#"{"client_id": "s6BhdRkqt3", "client_secret": "t7AkePiru4",
    "authorization": "Bearer eyJhbGciOi", "refresh_at": 1733821689035}"#;

/// A flow with all that is handed to it.
#[derive(Clone)]
pub(crate) struct Stage<F> {
    pub(crate) context: Context<'static>,
    pub(crate) client: Client,
    pub(crate) flow: F,
    pub(crate) now: Now,
    pub(crate) buffer: Vec<u8>,
}

/// A television that shows codes and leaves the choice of the MVPD to the second screen.
pub(crate) fn context() -> Context<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    let mut context = Context::new(BaseUrl::RELEASE_STAGING, "REF30", "demo.software.statement".into(), headers);
    context.domain_name = Some("adobe.com");
    context.redirect_url = Some("https://adobe.com");
    context
}

impl<F: Flow> Stage<F> {
    /// An installation that is registered and has a token.
    pub(crate) fn new(flow: F) -> Self {
        let now = Now { monotonic_millis: 0, unix: START, random: 0 };
        let client = Client::restore(SAVED).unwrap();
        Self { context: context(), client, flow, now, buffer: vec![0; 4096] }
    }

    /// The same before its first start.
    pub(crate) fn unregistered(flow: F) -> Self {
        Self { client: Client::new(), ..Self::new(flow) }
    }

    /// The same where the MVPD is known.
    pub(crate) fn at(self, mvpd: &'static str) -> Self {
        let context = Context { mvpd: Some(mvpd), ..self.context };
        Self { context, ..self }
    }

    /// The same with another header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.context.headers.set(name, value).unwrap();
        self
    }

    /// The same for these resources.
    pub(crate) fn asking_for(mut self, resources: &'static [&'static str]) -> Self {
        self.context.resources = resources;
        self
    }

    pub(crate) fn step<'b>(&'b mut self, input: Input<'b>) -> Step<'b> {
        self.flow.step(&self.context, &mut self.client, self.now, input, &mut self.buffer)
    }

    pub(crate) fn says(&mut self, input: Input<'_>) -> String {
        describe(&self.step(input))
    }

    pub(crate) fn begin(&mut self) -> String {
        self.says(Input::Begin)
    }

    pub(crate) fn answer(&mut self, status: u16, body: impl AsRef<[u8]>) -> String {
        self.says(Input::Answer { status, body: body.as_ref() })
    }

    pub(crate) fn no_answer(&mut self) -> String {
        self.says(Input::NoAnswer)
    }

    pub(crate) fn tick(&mut self) -> String {
        self.says(Input::Tick)
    }

    /// Lets time pass on both clocks.
    pub(crate) fn pass(&mut self, millis: u64) {
        self.now.monotonic_millis += millis;
        self.now.unix = self.now.unix.plus_millis(millis);
    }

    /// Lets a second pass, and ticks.
    pub(crate) fn tick_after(&mut self, millis: u64) -> String {
        self.pass(millis);
        self.tick()
    }

    /// Waits as long as the flow wants to, and says what comes then; `said` is what it said last.
    pub(crate) fn waited(&mut self, said: String) -> String {
        let mut said = said;
        while let Some(until) = said.strip_prefix("wait until ") {
            let until: u64 = until.parse().unwrap();
            self.pass(until.saturating_sub(self.now.monotonic_millis));
            said = self.tick();
        }
        said
    }
}
