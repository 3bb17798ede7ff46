//! A flow alone: the test plays the service, the network, the viewer and the clocks.

use tvpass::flow::{
    App, Authorization, Event, Logout, Now, OtherDevice, OtherDeviceWithPicker, Preauthorization, SignIn,
    SmallInstallation, StepOf, ThisDevice, saved_size,
};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};

use super::answers::{CREDENTIALS, token};
use super::describe::{Described, describe};

/// The beginning of the tests, by the wall clock.
pub(crate) const START: Timestamp = Timestamp::from_millis(1_733_735_289_035);
pub(crate) const DOMAIN: Option<&str> = Some("adobe.com");
pub(crate) const RETURN: Option<&str> = Some("https://adobe.com");
pub(crate) const MINUTES: u64 = 60 * 1000;

/// A flow with all that is handed to it.
#[derive(Clone)]
pub(crate) struct Stage<F> {
    pub(crate) app: App<'static>,
    pub(crate) installation: SmallInstallation,
    pub(crate) flow: F,
    pub(crate) now: Now,
    pub(crate) buffer: Vec<u8>,
}

/// A streaming device.
pub(crate) fn app() -> App<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    App::new(BaseUrl::RELEASE_STAGING, "REF30", "demo.software.statement".into(), headers)
}

pub(crate) fn at(monotonic_millis: u64) -> Now {
    Now { monotonic_millis, unix: START.plus_millis(monotonic_millis), random: 0 }
}

pub(crate) fn ok<R>(body: &str) -> Event<'_, R> {
    Event::Response { status: 200, body: body.as_bytes() }
}

/// An installation that has registered and has a token for a day; all of it is saved.
pub(crate) fn authorized() -> SmallInstallation {
    let mut stage = Stage {
        app: app(),
        installation: SmallInstallation::new(),
        flow: tvpass::flow::Registration::new(),
        now: at(0),
        buffer: vec![0; 4096],
    };
    stage.begin();
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, token(START.millis(), 24 * 60 * 60)), "registered");
    restored(&stage.installation)
}

/// The same installation after a restart.
pub(crate) fn restored(installation: &SmallInstallation) -> SmallInstallation {
    let mut restored = SmallInstallation::new();
    restored.restore_in_place(&app(), &saved(installation)).unwrap();
    restored
}

pub(crate) fn saved(installation: &SmallInstallation) -> Vec<u8> {
    installation.save(&app(), &mut vec![0; saved_size(1536)]).unwrap().to_vec()
}

/// A television that shows codes; the provider is chosen on the other device.
pub(crate) fn television() -> Stage<SignIn<OtherDevice>> {
    Stage::new(SignIn::on_other_device(None, DOMAIN, RETURN))
}

/// The same where the provider is given.
pub(crate) fn television_at(mvpd: &'static str) -> Stage<SignIn<OtherDevice>> {
    Stage::new(SignIn::on_other_device(Some(mvpd), DOMAIN, RETURN))
}

/// A television with a picker of its own.
pub(crate) fn television_with_picker() -> Stage<SignIn<OtherDeviceWithPicker>> {
    Stage::new(SignIn::new(OtherDeviceWithPicker, None, DOMAIN, RETURN))
}

/// A device with a user agent and a picker.
pub(crate) fn this_device() -> Stage<SignIn<ThisDevice>> {
    Stage::new(SignIn::on_this_device(None, DOMAIN, RETURN))
}

pub(crate) fn this_device_at(mvpd: &'static str) -> Stage<SignIn<ThisDevice>> {
    Stage::new(SignIn::on_this_device(Some(mvpd), DOMAIN, RETURN))
}

pub(crate) fn authorization(mvpd: &'static str) -> Stage<Authorization> {
    Stage::new(Authorization::new("news", Some(mvpd)).unwrap())
}

pub(crate) fn preauthorization(resources: &'static [&'static str]) -> Stage<Preauthorization<&'static [&'static str]>> {
    Stage::new(Preauthorization::new(resources, Some("Cablevision")).unwrap())
}

pub(crate) fn logout_at(mvpd: Option<&'static str>) -> Stage<Logout> {
    Stage::new(Logout::new(mvpd, "https://adobe.com").unwrap())
}

impl<F: Described> Stage<F> {
    /// An installation that has registered and has a token.
    pub(crate) fn new(flow: F) -> Self {
        Self { app: app(), installation: authorized(), flow, now: at(0), buffer: vec![0; 8192] }
    }

    /// The same before its first start.
    pub(crate) fn unregistered(flow: F) -> Self {
        let buffer = vec![0; 8192];
        Self { app: app(), installation: SmallInstallation::new(), flow, now: at(0), buffer }
    }

    /// The same installation with another flow.
    pub(crate) fn with_flow<G: Described>(self, flow: G) -> Stage<G> {
        let Self { app, installation, now, buffer, .. } = self;
        Stage { app, installation, flow, now, buffer }
    }

    /// The same with another header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.app.headers.set(name, value).unwrap();
        self
    }

    /// The same where a provider was chosen before.
    pub(crate) fn remembering(mut self, mvpd: &str) -> Self {
        self.installation.remember_mvpd(mvpd).unwrap();
        self
    }

    pub(crate) fn step<'b>(&'b mut self, event: Event<'b, F::Reply<'_>>) -> StepOf<'b, F> {
        let turn = self.flow.handle(&self.app, &mut self.installation, self.now, event);
        turn.step(&self.app, &self.installation, &mut self.buffer).unwrap()
    }

    /// The step in words. It is written into buffers that grow as they are asked to, which changes nothing of it.
    pub(crate) fn says(&mut self, event: Event<'_, F::Reply<'_>>) -> String {
        let turn = self.flow.handle(&self.app, &mut self.installation, self.now, event);
        let mut buffer = Vec::new();
        loop {
            match turn.step(&self.app, &self.installation, &mut buffer) {
                Ok(step) => return describe::<F>(&step),
                Err(error) => {
                    assert!(error.needed > buffer.len(), "asks for less than it has");
                    buffer.resize(error.needed, 0);
                }
            }
        }
    }

    pub(crate) fn begin(&mut self) -> String {
        self.says(Event::Start)
    }

    pub(crate) fn answer(&mut self, status: u16, body: impl AsRef<[u8]>) -> String {
        self.says(Event::Response { status, body: body.as_ref() })
    }

    pub(crate) fn no_response(&mut self) -> String {
        self.says(Event::NoResponse)
    }

    pub(crate) fn timer(&mut self) -> String {
        self.says(Event::Timer)
    }

    pub(crate) fn reply(&mut self, reply: F::Reply<'_>) -> String {
        self.says(Event::Viewer(reply))
    }

    pub(crate) fn returned(&mut self) -> String {
        self.says(Event::UserAgentReturned)
    }

    /// Lets time pass on both clocks.
    pub(crate) fn pass(&mut self, millis: u64) {
        self.now.monotonic_millis += millis;
        self.now.unix = self.now.unix.plus_millis(millis);
    }

    pub(crate) fn timer_after(&mut self, millis: u64) -> String {
        self.pass(millis);
        self.timer()
    }

    /// Waits as long as the flow wants to, and gives what comes then; `said` is what it said last.
    pub(crate) fn waited(&mut self, said: String) -> String {
        let mut said = said;
        while let Some(until) = said.strip_prefix("sleep until ") {
            let until: u64 = until.parse().unwrap();
            self.pass(until.saturating_sub(self.now.monotonic_millis));
            said = self.timer();
        }
        said
    }
}
