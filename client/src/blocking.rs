//! The blocking client.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use tvpass::flow::PartnerSignIn;
use tvpass::message::HeaderName;

use crate::action::Job;
use crate::driver::{Runtime, drive};
use crate::error::Error;
use crate::job::{
    DecidedPart, DeviceQuestion, LinkCodeRefused, LinkJob, ListJob, PartnerJob, PartnerOutcome, PartnerQuestion,
    PreauthorizeJob, PreauthorizeOutcome, ServicePerson, ServiceTokenJob, ShownLinkCode, SsoOutcome, UnlinkJob,
    UnlinkOutcome, front, link, list, obtained, preauthorization, service_token, unknown, unlink, unlinked,
};
use crate::observer::Observation;
use crate::owned::OwnedLinkedDevices;
use crate::settings::{Settings, SettingsError};
use crate::shared::Shared;
use crate::store::Store;
use crate::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use crate::viewer::{CancelToken, Reply};

/// A pause looks this often whether it is cancelled.
const LOOK: Duration = Duration::from_millis(50);

/// One installation of the application, for threads.
///
/// Clones share the installation: however many jobs run at once, it registers once and gets one token.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    world: Arc<World>,
    cancel: CancelToken,
}

struct World {
    transport: Box<dyn Transport>,
    turns: Mutex<u64>,
    turned: Condvar,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

impl Client {
    /// A client over `transport` whose installation is kept in `store`.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn new(
        settings: Settings,
        transport: impl Transport + 'static,
        store: impl Store + 'static,
    ) -> Result<Self, Error> {
        Self::open(settings, transport, store, None)
    }

    /// The same, with a function that is told of every exchange and every pause.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn with_observer(
        settings: Settings,
        transport: impl Transport + 'static,
        store: impl Store + 'static,
        observer: impl Fn(&Observation) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::open(settings, transport, store, Some(Box::new(observer)))
    }

    fn open(
        settings: Settings,
        transport: impl Transport + 'static,
        store: impl Store + 'static,
        observer: Option<crate::observer::Observer>,
    ) -> Result<Self, Error> {
        let shared = Shared::open(settings, Box::new(store), observer)?;
        let world = World { transport: Box::new(transport), turns: Mutex::new(0), turned: Condvar::new() };
        Ok(Self { shared: Arc::new(shared), world: Arc::new(world), cancel: CancelToken::new() })
    }

    /// The same client, whose jobs `token` gives up.
    #[must_use]
    pub fn cancelled_by(&self, token: &CancelToken) -> Self {
        Self { cancel: token.clone(), ..self.clone() }
    }

    fn run<J: Job>(&self, flow: J::Flow, mut ask: impl FnMut(J::Question) -> Reply) -> Result<J::Output, Error> {
        let runtime = Blocking { world: &self.world, shared: &self.shared, cancel: &self.cancel };
        let ask = |question| std::future::ready(ask(question));
        completed(drive::<J, _, _>(&self.shared, &runtime, flow, &self.cancel, ask))
    }
}

front!(Client, blocking);

/// The jobs that do more than to drive a flow.
impl Client {
    /// Asks which of `resources` the viewer may probably watch; without `mvpd` at the provider of the last sign-in.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn preauthorize(&self, resources: &[&str], mvpd: Option<&str>) -> Result<PreauthorizeOutcome, Error> {
        let mut all = DecidedPart::new();
        let outcome = self.run::<PreauthorizeJob>(preauthorization(resources, mvpd)?, |part| {
            all.extend(part);
            Reply::Yes
        })?;
        Ok(outcome.with(all))
    }

    /// Gets the request that a partner's framework answers, or finds the profile that is there. A status that `ask` replies
    /// becomes the value of its header.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn partner_sign_in(
        &self,
        partner: &str,
        domain_name: &str,
        redirect_url: &str,
        mut ask: impl FnMut(PartnerQuestion) -> Reply,
    ) -> Result<PartnerOutcome, Error> {
        let flow = PartnerSignIn::new(partner.to_owned(), Some(domain_name.to_owned()), Some(redirect_url.to_owned()))?;
        self.run::<PartnerJob>(flow, |question| {
            let reply = ask(question);
            self.shared.note_framework(&reply);
            reply
        })
    }
}

/// The Single Sign-On Service.
impl Client {
    /// Gets a service token, or renews the one that is kept where it is time; every call that lists it carries it from then on.
    /// `ask` is asked for another link code where one was refused.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn service_token(
        &self,
        person: ServicePerson<'_>,
        ask: impl FnMut(LinkCodeRefused) -> Reply,
    ) -> Result<SsoOutcome<()>, Error> {
        let end = self.run::<ServiceTokenJob>(service_token(&self.shared, person)?, ask)?;
        Ok(obtained(&self.shared, person, end))
    }

    /// Shows a link code until the viewer has typed it on the other device.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn link_device(&self, mut ask: impl FnMut(ShownLinkCode) -> Reply) -> Result<SsoOutcome<()>, Error> {
        let Some(flow) = link(&self.shared)? else { return Ok(unknown()) };
        self.run::<LinkJob>(flow, |question| match question {
            DeviceQuestion::Viewer(shown) => ask(shown),
            DeviceQuestion::Keep(token) => {
                self.shared.keep_service_token(&token);
                Reply::Yes
            }
        })
    }

    /// The devices of the sign-in.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn list_devices(&self) -> Result<SsoOutcome<OwnedLinkedDevices>, Error> {
        let Some(flow) = list(&self.shared)? else { return Ok(unknown()) };
        self.run::<ListJob>(flow, |token| {
            self.shared.keep_service_token(&token);
            Reply::Yes
        })
    }

    /// Takes devices out of the sign-in, by their ids in the list.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn unlink_devices(&self, devices: &[&str]) -> Result<SsoOutcome<UnlinkOutcome>, Error> {
        let Some(flow) = unlink(&self.shared, devices)? else { return Ok(unknown()) };
        let outcome = self.run::<UnlinkJob>(flow, |token| {
            self.shared.keep_service_token(&token);
            Reply::Yes
        })?;
        Ok(unlinked(&self.shared, outcome))
    }
}

struct Blocking<'c> {
    world: &'c World,
    shared: &'c Shared,
    cancel: &'c CancelToken,
}

impl Runtime for Blocking<'_> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        self.world.transport.send(request)
    }

    async fn pause(&self, until: Instant, other_since: Option<u64>) {
        let mut turns = self.world.turns.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.cancel.is_cancelled() && other_since.is_none_or(|since| self.shared.turns() == since) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.world.turned.wait_timeout(turns, left.min(LOOK));
            turns = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn turned(&self) {
        let mut turns = self.world.turns.lock().unwrap_or_else(PoisonError::into_inner);
        *turns = turns.wrapping_add(1);
        self.world.turned.notify_all();
    }
}

/// The result of a future that never waits: everything it awaits blocks.
fn completed<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("a blocking transport is ready when it returns"),
    }
}
