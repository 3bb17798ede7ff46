//! The installation that all jobs of a client share, and one turn of a flow on it.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tvpass::flow::{App, Flow, Installation, LargeInstallation, RestoreError, Step, StepOf, Turn};
use tvpass::message::HeaderName;
use zeroize::Zeroizing;

use crate::action::{Action, Happened, Job};
use crate::clock::Clock;
use crate::configuration_cache::ConfigurationCache;
use crate::error::Error;
use crate::observer::{Observation, Observer};
use crate::owned::{OwnedFrameworkStatus, written};
use crate::service_token::{OwnedToken, TokenKeeper};
use crate::settings::{Settings, SettingsError};
use crate::store::Store;
use crate::transport::{HttpRequest, TransportError};
use crate::viewer::Reply;

/// Settings, installation and store.
pub(crate) struct Shared {
    settings: RwLock<Settings>,
    state: Mutex<State>,
    store: Box<dyn Store>,
    observer: Option<Observer>,
    clock: Clock,
    configurations: ConfigurationCache,
    restore_error: Option<RestoreError>,
    keeper: TokenKeeper,
}

struct State {
    installation: Box<LargeInstallation>,
    /// Counts turns: a flow that waits for another looks at it.
    turns: u64,
}

impl Shared {
    /// Reads the installation. Bytes that are damaged, or another application's, are left behind for a new one.
    pub(crate) fn open(settings: Settings, store: Box<dyn Store>, observer: Option<Observer>) -> io::Result<Self> {
        let mut installation = Box::new(LargeInstallation::new());
        let restored = store.read()?.map(|saved| installation.restore_in_place(&settings.app(), &saved));
        let restore_error = restored.and_then(Result::err);
        if let Some(error) = restore_error {
            tracing::warn!(%error, "begins as a new installation");
        }
        let state = Mutex::new(State { installation, turns: 0 });
        let configurations = ConfigurationCache::new(settings.life_of_configuration());
        let (settings, clock) = (RwLock::new(settings), Clock::start());
        let keeper = TokenKeeper::default();
        Ok(Self { settings, state, store, observer, clock, configurations, restore_error, keeper })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A turn either happens or does not: a panic of the application's own code leaves it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_header(&self, name: HeaderName, value: Option<String>) -> Result<(), SettingsError> {
        self.settings.write().unwrap_or_else(PoisonError::into_inner).set_header(name, value)
    }

    /// The header of a framework's status follows the status.
    pub(crate) fn note_framework(&self, reply: &Reply) {
        if let Reply::Status(status) = reply {
            let value = status.as_ref().map(OwnedFrameworkStatus::header);
            self.set_header(HeaderName::ApPartnerFrameworkStatus, value).expect("the core wrote the value");
        }
    }

    pub(crate) fn keeper(&self) -> &TokenKeeper {
        &self.keeper
    }

    /// Keeps a token, and puts it into the header.
    pub(crate) fn keep_service_token(&self, token: &OwnedToken) {
        self.keeper.keep(token, &self.clock);
        self.show_service_token();
    }

    /// Takes an expired token out of the header.
    pub(crate) fn drop_expired_service_token(&self) {
        self.keeper.drop_expired(&self.clock);
        self.show_service_token();
    }

    pub(crate) fn forget_service_token(&self) {
        self.keeper.forget();
        self.show_service_token();
    }

    pub(crate) fn saved_service_token(&self) -> Option<Zeroizing<Vec<u8>>> {
        self.keeper.save(&self.settings.read().unwrap_or_else(PoisonError::into_inner).app())
    }

    pub(crate) fn restore_service_token(&self, saved: &[u8]) -> Result<(), RestoreError> {
        let restored = {
            let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
            self.keeper.restore(&settings.app(), saved, &self.clock)
        };
        self.drop_expired_header();
        restored
    }

    /// An expired token stays for its renewal, and out of the header (R131).
    fn drop_expired_header(&self) {
        let kept = self.keeper.kept().filter(|kept| kept.is_valid(&self.clock.now()));
        self.set_service_header(kept.map(|kept| kept.token().to_owned()));
    }

    fn show_service_token(&self) {
        self.set_service_header(self.keeper.kept().map(|kept| kept.token().to_owned()));
    }

    fn set_service_header(&self, token: Option<String>) {
        self.set_header(HeaderName::AdServiceToken, token).expect("a kept token is visible ASCII");
    }

    /// Looks at the installation.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Installation) -> T) -> T {
        look(&self.state().installation)
    }

    /// Changes the installation, and saves it.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Installation) -> T) -> Result<T, Error> {
        let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.state();
        let changed = change(&mut state.installation);
        self.save(&settings.app(), &mut state.installation)?;
        Ok(changed)
    }

    /// Tells the observer, if there is one.
    pub(crate) fn emit(&self, observation: &Observation) {
        if let Some(observer) = &self.observer {
            observer(observation);
        }
    }

    pub(crate) fn restore_error(&self) -> Option<RestoreError> {
        self.restore_error
    }

    pub(crate) fn turns(&self) -> u64 {
        self.state().turns
    }

    pub(crate) fn configurations(&self) -> &ConfigurationCache {
        &self.configurations
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Decides, saves, writes; the order loses nothing that the service has given.
    pub(crate) fn turn<J: Job>(
        &self,
        flow: &mut J::Flow,
        happened: &Happened<J>,
        cause: Option<&Arc<TransportError>>,
    ) -> Result<Action<J>, Error> {
        let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        let app = settings.app();
        let mut state = self.state();
        let turn = flow.handle(&app, &mut state.installation, self.clock.now(), happened.event());
        self.save(&app, &mut state.installation)?;
        let mut buffer = memory_for(&turn, &app, &state.installation);
        let step = turn.step(&app, &state.installation, &mut buffer).expect("a step needs the same room twice");
        // A flow that waits changes nothing for others that wait: they would wake each other in turn.
        let changes = !matches!(step, Step::AwaitOther { .. });
        let turns = state.turns.wrapping_add(u64::from(changes));
        let action = self.action(&settings, step, happened.body(), turns, cause);
        state.turns = turns;
        Ok(action)
    }

    fn save(&self, app: &App<'_>, installation: &mut Installation) -> Result<(), Error> {
        if !installation.is_unsaved() {
            return Ok(());
        }
        let revision = installation.revision();
        let saved = written(|buffer| installation.save(app, buffer).map(<[u8]>::len));
        self.store.write(&saved)?;
        installation.mark_saved(revision);
        Ok(())
    }

    /// The step, owned.
    fn action<J: Job>(
        &self,
        settings: &Settings,
        step: StepOf<'_, J::Flow>,
        body: &[u8],
        turns: u64,
        cause: Option<&Arc<TransportError>>,
    ) -> Action<J> {
        match step {
            Step::Send(request) => Action::Send(HttpRequest::new(settings.base(), &request)),
            // Each event of the driver is one that the flow waits for, so that nothing else is left to do than to wait.
            Step::Await => Action::Pause { until_millis: u64::MAX, other_since: None },
            Step::AwaitOther { until_millis } => Action::Pause { until_millis, other_since: Some(turns) },
            Step::Sleep { until_millis } => Action::Pause { until_millis, other_since: None },
            Step::Ask(question) => Action::Ask(J::question(question, body, &self.clock)),
            Step::Done(outcome) => Action::End(Ok(J::output(outcome, body))),
            Step::Stop(reason) => Action::End(Err(Error::stopped(&reason, cause.cloned()))),
        }
    }
}

/// As much memory as the step takes.
fn memory_for<F: Flow>(turn: &Turn<'_, '_, F>, app: &App<'_>, installation: &Installation) -> Vec<u8> {
    let mut buffer = vec![0; 1024];
    while let Err(needed) = turn.step(app, installation, &mut buffer).map(drop).map_err(|error| error.needed) {
        buffer.resize(needed, 0);
    }
    buffer
}
