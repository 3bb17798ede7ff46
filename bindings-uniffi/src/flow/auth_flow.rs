//! The flow as an object.

use std::sync::{Arc, Mutex};

use tvpass::flow::{
    AnyPlace, Authorization, CheckSignIn, DecidedPart, Event as CoreEvent, Logout, PartnerCompletion, PartnerSignIn,
    Preauthorization, PreauthorizationQuestion, PreauthorizationReply, Preauthorized, Registration, ResourceList,
    SecondScreen, SignIn,
};

use super::event::{Event, Now};
use super::installation::{Installation, unsaved};
use super::lock;
use super::outcome::Outcome;
use super::question::Question;
use super::settings::SignInOptions;
use super::step::{Step, Turn};
use super::turn::Desk;
use crate::answer::Decision;
use crate::error::TvpassError;
use crate::observed::{Attempts, ObservedExchange, TransportFailure};
use crate::own::Own;
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

// It is made once and stays where it is.
#[allow(clippy::large_enum_variant)]
enum Machine {
    Registration(Registration),
    CheckSignIn(CheckSignIn),
    SignIn(SignIn<AnyPlace, String>),
    SecondScreen(SecondScreen<String>),
    PartnerSignIn(PartnerSignIn<String>),
    PartnerCompletion(PartnerCompletion<String>),
    Preauthorization(Catalogue),
    Authorization(Authorization<String>),
    Logout(Logout<String>),
}

/// A preauthorization, and the decisions that it has handed out so far.
struct Catalogue {
    flow: Preauthorization<Resources, String>,
    resources: Arc<[String]>,
    decisions: Vec<Option<Decision>>,
}

/// Resources that a flow owns.
struct Resources(Arc<[String]>);

impl ResourceList for Resources {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
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
        let resources: Arc<[String]> = resources.into();
        let flow = Preauthorization::new(Resources(Arc::clone(&resources)), mvpd)?;
        let flow = match limit {
            Some(limit) => flow.with_limit(limit),
            None => flow,
        };
        let decisions = vec![None; resources.len()];
        Ok(Self::new(installation, Machine::Preauthorization(Catalogue { flow, resources, decisions })))
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

    /// Takes an event; says what to keep, and what to do then.
    pub fn handle(&self, now: Now, event: Event) -> Turn {
        let mut machine = lock(&self.machine);
        let mut state = self.installation.state();
        if let Event::PartnerStatus { status } = &event
            && matches!(*machine, Machine::PartnerSignIn(_))
            && let Err(error) = state.set_framework_status(status.as_ref())
        {
            return stopped(error);
        }
        let (app, installation) = match state.parts() {
            Ok(parts) => parts,
            Err(error) => return stopped(error),
        };
        let mut desk = Desk { app, installation, now };
        let step = machine.turn(&mut desk, &event);
        let unsaved = unsaved(&desk.app, desk.installation);
        let revision = desk.installation.revision();
        Turn { saved: unsaved.map(|unsaved| unsaved.bytes), revision, step }
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
}

/// The settings cannot be worked with.
fn stopped(error: TvpassError) -> Turn {
    Turn { saved: None, revision: 0, step: Step::Stop { error } }
}

impl Machine {
    fn turn(&mut self, desk: &mut Desk<'_>, event: &Event) -> Step {
        let now = desk.now;
        match self {
            Self::Registration(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, |()| Outcome::Registered)
            }
            Self::CheckSignIn(flow) => desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_check),
            Self::SignIn(flow) => desk.turn(
                flow,
                event.view(Event::sign_in),
                |question| Question::of_sign_in(now, question),
                Outcome::of_sign_in,
            ),
            Self::SecondScreen(flow) => desk.turn(
                flow,
                event.view(Event::second_screen),
                |question| Question::of_second_screen(now, question),
                Outcome::of_sign_in,
            ),
            Self::PartnerSignIn(flow) => {
                desk.turn(flow, event.view(Event::partner), Question::of_partner, Outcome::of_partner)
            }
            Self::PartnerCompletion(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_completion)
            }
            Self::Preauthorization(catalogue) => catalogue.turn(desk, event.view(|_| None)),
            Self::Authorization(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_authorization)
            }
            Self::Logout(flow) => desk.turn(flow, event.view(Event::logout), Question::of_logout, Outcome::of_logout),
        }
    }
}

impl Catalogue {
    /// The decisions of each answer are noted here, so that the host gets them together at the end.
    fn turn(&mut self, desk: &mut Desk<'_>, event: Option<CoreEvent<'_, PreauthorizationReply>>) -> Step {
        let Self { flow, resources, decisions } = self;
        let mut event = event;
        loop {
            let mut is_noted = false;
            let note = |question: PreauthorizationQuestion<'_>| {
                let PreauthorizationQuestion::Decided(part) = question else {
                    unreachable!("the core of this version has no other")
                };
                keep(decisions, &part);
                is_noted = true;
                Step::Await
            };
            let ended = |end: Preauthorized<'_>| Outcome::of_preauthorization(resources, end);
            let step = desk.turn_with(flow, event, note, ended);
            if !is_noted {
                return match step {
                    Step::Done { outcome } => Step::Done { outcome: outcome.with_decisions(decisions) },
                    step => step,
                };
            }
            event = Some(CoreEvent::Viewer(PreauthorizationReply::Noted));
        }
    }
}

fn keep(decisions: &mut [Option<Decision>], part: &DecidedPart<'_>) {
    for (place, decision) in part.iter() {
        if let Some(kept) = decisions.get_mut(place) {
            *kept = Some(decision.own());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AuthFlow, Event, Now, Step};
    use crate::{Headers, Installation, Outcome, Secret, SecretBytes, Settings, Timestamp};

    const NOW: Now = Now { monotonic_millis: 0, unix: Timestamp(1_733_735_289_035), random: 7 };

    fn installation() -> std::sync::Arc<Installation> {
        let headers = Headers {
            ap_device_identifier: Some(Secret::from("fingerprint dHY=")),
            x_device_info: Some(Secret::from("e30=")),
            ..Headers::default()
        };
        let base_url = "http://127.0.0.1:8787".to_owned();
        let settings = Settings {
            base_url,
            service_provider: "REF30".to_owned(),
            software_statement: Secret::from("statement"),
            headers,
            ..Settings::default()
        };
        Installation::new(settings, None).unwrap()
    }

    #[test]
    fn what_does_not_fit_while_a_request_is_in_flight_sends_nothing_and_changes_nothing() {
        let installation = installation();
        let flow = AuthFlow::registration(installation.clone());
        assert!(matches!(flow.handle(NOW, Event::Start).step, Step::Send { .. }));
        let stray = [Event::Start, Event::Timer, Event::Online, Event::UserAgentReturned, Event::Shown, Event::NewCode];
        for event in stray.into_iter().chain([Event::Chosen { mvpd: "Dish".to_owned() }, Event::Refused]) {
            assert_eq!(flow.handle(NOW, event.clone()).step, Step::Await, "{event:?}");
        }
        assert_eq!(installation.unsaved(), None);
    }

    #[test]
    fn a_turn_carries_what_is_to_be_saved_until_it_is_saved() {
        let installation = installation();
        let flow = AuthFlow::registration(installation.clone());
        let _ = flow.handle(NOW, Event::Start);
        let body = SecretBytes(br#"{"client_id": "id", "client_secret": "secret"}"#.to_vec());
        let turn = flow.handle(NOW, Event::Response { http_status: 201, body });
        assert!(matches!(turn.step, Step::Send { .. }));
        let again = flow.handle(NOW, Event::Timer);
        assert_eq!((again.saved.is_some(), again.saved, again.revision), (true, turn.saved, turn.revision));
        installation.mark_saved(turn.revision);
        assert_eq!(flow.handle(NOW, Event::Timer).saved, None);
    }

    #[test]
    fn another_flow_waits_for_the_one_that_registers() {
        let installation = installation();
        let flows = [AuthFlow::registration(installation.clone()), AuthFlow::registration(installation)];
        assert!(matches!(flows[0].handle(NOW, Event::Start).step, Step::Send { .. }));
        assert!(matches!(flows[1].handle(NOW, Event::Start).step, Step::AwaitOther { .. }));
        assert!(matches!(flows[0].handle(NOW, Event::Cancel).step, Step::Stop { .. }));
        assert!(matches!(flows[1].handle(NOW, Event::Timer).step, Step::Send { .. }));
    }

    #[test]
    fn the_question_for_a_sign_in_asks_for_profiles_and_nothing_else() {
        let (signed_out, installation) = (Outcome::SignInNeeded { error: None }, installation());
        let flow = AuthFlow::check_sign_in(installation.clone());
        let _ = flow.handle(NOW, Event::Start);
        let answers = [
            (201, r#"{"client_id": "id", "client_secret": "secret"}"#),
            (201, r#"{"access_token": "token", "expires_in": 3600, "created_at": 1733735289035}"#),
        ];
        for (http_status, body) in answers {
            let step = flow.handle(NOW, Event::Response { http_status, body: SecretBytes(body.into()) }).step;
            assert!(matches!(step, Step::Send { .. }), "{step:?}");
        }
        let body = SecretBytes(br#"{"profiles": {}}"#.to_vec());
        let step = flow.handle(NOW, Event::Response { http_status: 200, body }).step;
        assert_eq!(step, Step::Done { outcome: signed_out });
    }

    #[test]
    fn nobody_signed_in_is_an_outcome() {
        let flow = AuthFlow::authorization(installation(), "REF30".to_owned(), None).unwrap();
        let needed = Outcome::SignInNeeded { error: None };
        assert_eq!(flow.handle(NOW, Event::Start).step, Step::Done { outcome: needed });
    }
}
