//! The async client, on tokio.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;
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
use crate::transport::{AsyncTransport, HttpRequest, HttpResponse, TransportError};
use crate::viewer::{CancelToken, Reply};

/// One installation of the application, for tasks.
///
/// Clones share the installation: however many jobs run at once, it registers once and gets one token. A job that is
/// dropped is given up at once.
pub struct Client<T> {
    shared: Arc<Shared>,
    world: Arc<World<T>>,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), world: Arc::clone(&self.world) }
    }
}

struct World<T> {
    transport: T,
    turned: watch::Sender<()>,
}

impl<T> std::fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

impl<T: AsyncTransport> Client<T> {
    /// A client over `transport` whose installation is kept in `store`.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn new(settings: Settings, transport: T, store: impl Store + 'static) -> Result<Self, Error> {
        Self::open(settings, transport, store, None)
    }

    /// The same, with a function that is told of every exchange and every pause.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn with_observer(
        settings: Settings,
        transport: T,
        store: impl Store + 'static,
        observer: impl Fn(&Observation) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::open(settings, transport, store, Some(Box::new(observer)))
    }

    fn open(
        settings: Settings,
        transport: T,
        store: impl Store + 'static,
        observer: Option<crate::observer::Observer>,
    ) -> Result<Self, Error> {
        let shared = Shared::open(settings, Box::new(store), observer)?;
        let world = World { transport, turned: watch::Sender::new(()) };
        Ok(Self { shared: Arc::new(shared), world: Arc::new(world) })
    }

    async fn run<J: Job, A: Future<Output = Reply>>(
        &self,
        flow: J::Flow,
        ask: impl FnMut(J::Question) -> A,
    ) -> Result<J::Output, Error> {
        let runtime = Asynchronous { world: &self.world, shared: &self.shared };
        // A task is given up by dropping it.
        drive::<J, _, _>(&self.shared, &runtime, flow, &CancelToken::new(), ask).await
    }
}

front!(Client<T: AsyncTransport>, asynchronous);

/// The jobs that do more than to drive a flow.
impl<T: AsyncTransport> Client<T> {
    /// Asks which of `resources` the viewer may probably watch; without `mvpd` at the provider of the last sign-in.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn preauthorize(&self, resources: &[&str], mvpd: Option<&str>) -> Result<PreauthorizeOutcome, Error> {
        let mut all = DecidedPart::new();
        let flow = preauthorization(resources, mvpd)?;
        let note = |part| {
            all.extend(part);
            std::future::ready(Reply::Yes)
        };
        let outcome = self.run::<PreauthorizeJob, _>(flow, note).await?;
        Ok(outcome.with(all))
    }

    /// Gets the request that a partner's framework answers, or finds the profile that is there. A status that `ask` replies
    /// becomes the value of its header.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn partner_sign_in<A: Future<Output = Reply>>(
        &self,
        partner: &str,
        domain_name: &str,
        redirect_url: &str,
        mut ask: impl FnMut(PartnerQuestion) -> A,
    ) -> Result<PartnerOutcome, Error> {
        let flow = PartnerSignIn::new(partner.to_owned(), Some(domain_name.to_owned()), Some(redirect_url.to_owned()))?;
        let noted = |question| {
            let reply = ask(question);
            async {
                let reply = reply.await;
                self.shared.note_framework(&reply);
                reply
            }
        };
        self.run::<PartnerJob, _>(flow, noted).await
    }
}

/// The Single Sign-On Service.
impl<T: AsyncTransport> Client<T> {
    /// Gets a service token, or renews the one that is kept where it is time; every call that lists it carries it from then on.
    /// `ask` is asked for another link code where one was refused.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn service_token<A: Future<Output = Reply>>(
        &self,
        person: ServicePerson<'_>,
        ask: impl FnMut(LinkCodeRefused) -> A,
    ) -> Result<SsoOutcome<()>, Error> {
        let end = self.run::<ServiceTokenJob, A>(service_token(&self.shared, person)?, ask).await?;
        Ok(obtained(&self.shared, person, end))
    }

    /// Shows a link code until the viewer has typed it on the other device.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn link_device<A: Future<Output = Reply>>(
        &self,
        mut ask: impl FnMut(ShownLinkCode) -> A,
    ) -> Result<SsoOutcome<()>, Error> {
        let Some(flow) = link(&self.shared)? else { return Ok(unknown()) };
        let ask = |question| {
            let reply = match question {
                DeviceQuestion::Viewer(shown) => Some(ask(shown)),
                DeviceQuestion::Keep(token) => {
                    self.shared.keep_service_token(&token);
                    None
                }
            };
            async move {
                match reply {
                    Some(reply) => reply.await,
                    None => Reply::Yes,
                }
            }
        };
        self.run::<LinkJob, _>(flow, ask).await
    }

    /// The devices of the sign-in.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_devices(&self) -> Result<SsoOutcome<OwnedLinkedDevices>, Error> {
        let Some(flow) = list(&self.shared)? else { return Ok(unknown()) };
        let keep = |token| {
            self.shared.keep_service_token(&token);
            std::future::ready(Reply::Yes)
        };
        self.run::<ListJob, _>(flow, keep).await
    }

    /// Takes devices out of the sign-in, by their ids in the list.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn unlink_devices(&self, devices: &[&str]) -> Result<SsoOutcome<UnlinkOutcome>, Error> {
        let Some(flow) = unlink(&self.shared, devices)? else { return Ok(unknown()) };
        let keep = |token| {
            self.shared.keep_service_token(&token);
            std::future::ready(Reply::Yes)
        };
        let outcome = self.run::<UnlinkJob, _>(flow, keep).await?;
        Ok(unlinked(&self.shared, outcome))
    }
}

struct Asynchronous<'c, T> {
    world: &'c World<T>,
    shared: &'c Shared,
}

impl<T: AsyncTransport> Runtime for Asynchronous<'_, T> {
    fn send(&self, request: &HttpRequest) -> impl Future<Output = Result<HttpResponse, TransportError>> {
        self.world.transport.send(request)
    }

    async fn pause(&self, until: Instant, other_since: Option<u64>) {
        let sleep = tokio::time::sleep_until(until.into());
        let Some(since) = other_since else { return sleep.await };
        let mut turned = self.world.turned.subscribe();
        if self.shared.turns() != since {
            return;
        }
        // Either is reason enough.
        let _ = tokio::time::timeout_at(until.into(), turned.changed()).await;
    }

    fn turned(&self) {
        self.world.turned.send_replace(());
    }
}
