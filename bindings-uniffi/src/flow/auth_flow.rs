//! The flow as an object.

use std::sync::{Arc, Mutex};

use tvpass::flow::{
    Authorization, CheckSignIn, InvalidArgument, KeptToken, LinkDevice, ListDevices, Logout, PartnerCompletion,
    PartnerSignIn, PersonSource, Registration, SecondScreen, ServiceToken, SignIn, UnlinkDevices,
};

use super::catalogue::{Catalogue, Resources};
use super::event::{Event, Now};
use super::installation::{Installation, InstallationState};
use super::lock;
use super::machine::Machine;
use super::settings::SignInOptions;
use super::single_sign_on::Progress;
use super::step::{Step, Turn};
use super::token_keeper::TokenChange;
use crate::call::Person;
use crate::error::TvpassError;
use crate::observed::{Attempts, ObservedExchange, TransportFailure};
use crate::request::Request;
use crate::secret::Secret;

/// A flow: give it `Start`, keep what the turn has to save, do what its step says, and give it what came of that, until
/// `Done` or `Stop`.
///
/// An event that does not fit changes nothing and gives `Await`. Flows of one installation may run at once: one of them
/// registers and gets the token.
#[derive(uniffi::Object)]
pub struct AuthFlow {
    installation: Arc<Installation>,
    machine: Mutex<Machine>,
    attempts: Attempts,
}

#[uniffi::export]
impl AuthFlow {
    /// Gets credentials and a token, and nothing more; the other flows do it by themselves where it is needed.
    #[uniffi::constructor]
    pub fn registration(installation: Arc<Installation>) -> Arc<Self> {
        Self::new(installation, Machine::Registration(Registration::new()))
    }

    /// Says whether somebody is signed in: from what is remembered, else by one request. It prompts nobody.
    #[uniffi::constructor]
    pub fn check_sign_in(installation: Arc<Installation>) -> Arc<Self> {
        Self::new(installation, Machine::CheckSignIn(CheckSignIn::new()))
    }

    /// Signs the viewer in.
    #[uniffi::constructor]
    pub fn sign_in(installation: Arc<Installation>, options: SignInOptions) -> Arc<Self> {
        let SignInOptions { mvpd, domain_name, redirect_url, place, skips_lookup } = options;
        let flow = SignIn::new(place.unwrap_or_default().into(), mvpd, domain_name, redirect_url);
        Self::new(installation, Machine::SignIn(if skips_lookup { flow.without_lookup() } else { flow }))
    }

    /// Signs a viewer in for the device that shows this code.
    #[uniffi::constructor(default(domain_name = None, redirect_url = None))]
    pub fn second_screen(
        installation: Arc<Installation>,
        code: String,
        domain_name: Option<String>,
        redirect_url: Option<String>,
    ) -> Result<Arc<Self>, TvpassError> {
        let flow = SecondScreen::new(code, domain_name, redirect_url)?;
        Ok(Self::new(installation, Machine::SecondScreen(flow)))
    }

    /// Gets the request that a partner's framework answers, or finds the profile that is there; see `Partner.wire`.
    #[uniffi::constructor(default(domain_name = None, redirect_url = None))]
    pub fn partner_sign_in(
        installation: Arc<Installation>,
        partner: String,
        domain_name: Option<String>,
        redirect_url: Option<String>,
    ) -> Result<Arc<Self>, TvpassError> {
        let flow = PartnerSignIn::new(partner, domain_name, redirect_url)?;
        Ok(Self::new(installation, Machine::PartnerSignIn(flow)))
    }

    /// Turns the SAML response of a partner's framework into a profile.
    #[uniffi::constructor]
    pub fn partner_completion(
        installation: Arc<Installation>,
        partner: String,
        saml: Secret,
    ) -> Result<Arc<Self>, TvpassError> {
        let flow = PartnerCompletion::new(partner, saml.0)?;
        Ok(Self::new(installation, Machine::PartnerCompletion(flow)))
    }

    /// Asks which of these resources the viewer may probably watch; at the provider of the last sign-in if none is given.
    /// `limit` is the number of resources that one request may name: five, unless Adobe configured another (R56).
    #[uniffi::constructor(default(mvpd = None, limit = None))]
    pub fn preauthorization(
        installation: Arc<Installation>,
        resources: Vec<String>,
        mvpd: Option<String>,
        limit: Option<u8>,
    ) -> Result<Arc<Self>, TvpassError> {
        let catalogue = Catalogue::new(resources, mvpd, limit)?;
        Ok(Self::new(installation, Machine::Preauthorization(catalogue)))
    }

    /// Asks whether the viewer may watch this resource now; at the provider of the last sign-in if none is given.
    #[uniffi::constructor(default(mvpd = None))]
    pub fn authorization(
        installation: Arc<Installation>,
        resource: String,
        mvpd: Option<String>,
    ) -> Result<Arc<Self>, TvpassError> {
        Ok(Self::new(installation, Machine::Authorization(Authorization::new(resource, mvpd)?)))
    }

    /// Signs the viewer out, at the provider of the last sign-in if none is given. `redirect_url` is where the provider's
    /// page returns to (P9).
    #[uniffi::constructor(default(mvpd = None))]
    pub fn logout(
        installation: Arc<Installation>,
        redirect_url: String,
        mvpd: Option<String>,
    ) -> Result<Arc<Self>, TvpassError> {
        Ok(Self::new(installation, Machine::Logout(Logout::new(mvpd, redirect_url)?)))
    }

    /// Gets a service token for this person, or renews the one that is kept where it is time; without a person for the one
    /// that is known. Run it at the start of the program and before each flow of the API: calls carry the token until it
    /// expires (R129, R131). An identifier is kept for later renewals.
    #[uniffi::constructor(default(person = None))]
    pub fn service_token(installation: Arc<Installation>, person: Option<Person>) -> Result<Arc<Self>, TvpassError> {
        let mut state = installation.state();
        let person = state.tokens.person(person);
        let identifier = match &person {
            PersonSource::Identifier(identifier) => Some(identifier.clone()),
            _ => None,
        };
        let is_joining = matches!(person, PersonSource::LinkCode(_));
        let flow = ServiceToken::new(state.tokens.kept_for(&person), person)?;
        if let Some(identifier) = identifier {
            state.tokens.set_identifier(identifier);
        }
        drop(state);
        Ok(Self::new(installation, Machine::ServiceToken { flow, is_joining }))
    }

    /// Shows a link code until the viewer has typed it on the other device (R136).
    #[uniffi::constructor]
    pub fn link_device(installation: Arc<Installation>) -> Result<Arc<Self>, TvpassError> {
        Self::with_token(installation, |kept, identifier| Ok(Machine::LinkDevice(LinkDevice::new(kept, identifier)?)))
    }

    /// Lists the devices of the sign-in: when the viewer looks, never in a loop (R141).
    #[uniffi::constructor]
    pub fn list_devices(installation: Arc<Installation>) -> Result<Arc<Self>, TvpassError> {
        Self::with_token(installation, |kept, identifier| Ok(Machine::ListDevices(ListDevices::new(kept, identifier)?)))
    }

    /// Takes devices out of the sign-in, by their ids in the list: at least one, and 32 at most (R142).
    #[uniffi::constructor]
    pub fn unlink_devices(installation: Arc<Installation>, devices: Vec<Secret>) -> Result<Arc<Self>, TvpassError> {
        let devices = Resources(devices.into_iter().map(|device| device.0).collect());
        Self::with_token(installation, |kept, identifier| {
            Ok(Machine::UnlinkDevices(UnlinkDevices::new(devices, kept, identifier)?))
        })
    }

    /// Takes an event; says what to keep, and what to do then.
    pub fn handle(&self, now: Now, event: Event) -> Turn {
        let mut machine = lock(&self.machine);
        let mut state = self.installation.state();
        let turn = turn(&mut machine, &mut state, now, &event);
        turn.unwrap_or_else(|error| Turn { saved: None, revision: 0, is_token_new: false, step: Step::Stop { error } })
    }

    /// The exchange of a request that this flow gave, as a log may show it.
    pub fn observed(
        &self,
        request: Request,
        http_status: Option<u16>,
        failure: Option<TransportFailure>,
        millis: u64,
    ) -> ObservedExchange {
        self.attempts.observed(&request, http_status, failure, millis)
    }
}

impl AuthFlow {
    fn new(installation: Arc<Installation>, machine: Machine) -> Arc<Self> {
        Arc::new(Self { installation, machine: Mutex::new(machine), attempts: Attempts::default() })
    }

    /// A flow with the token that is kept. Without one it ends as a flow does that knows nobody.
    fn with_token(
        installation: Arc<Installation>,
        machine: impl FnOnce(KeptToken<String>, Option<String>) -> Result<Machine, InvalidArgument>,
    ) -> Result<Arc<Self>, TvpassError> {
        let (kept, identifier) = {
            let state = installation.state();
            (state.tokens.kept(), state.tokens.identifier())
        };
        let machine = match kept {
            Some(kept) => machine(kept, identifier)?,
            None => Machine::ServiceToken { flow: ServiceToken::new(None, PersonSource::Kept)?, is_joining: false },
        };
        Ok(Self::new(installation, machine))
    }
}

/// One event, and what follows from it by itself: a token that was renewed is kept, and the flow goes on with it.
///
/// Fails if the settings, or a token that came, cannot be worked with.
fn turn(machine: &mut Machine, state: &mut InstallationState, now: Now, event: &Event) -> Result<Turn, TvpassError> {
    if let (Event::PartnerStatus { status }, Machine::PartnerSignIn(_)) = (event, &*machine) {
        state.set_framework_status(status.as_ref())?;
    }
    let mut is_token_new = false;
    let mut progress = machine.turn(&mut state.desk(now)?, event);
    let step = loop {
        match progress {
            Progress::Step(step) => break step,
            Progress::Change(change, step) => {
                is_token_new |= state.tokens.change(change, now)?;
                break step;
            }
            Progress::Renewed(issued) => {
                is_token_new |= state.tokens.change(TokenChange::Issued(issued), now)?;
                progress = machine.token_kept(&mut state.desk(now)?);
            }
        }
    };
    let saved = state.unsaved().map(|unsaved| unsaved.bytes);
    Ok(Turn { saved, revision: state.revision(), is_token_new, step })
}
