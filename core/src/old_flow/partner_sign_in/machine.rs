//! The partner sign-in itself: what an answer means, and what each state does.

use super::{PartnerSignInEvent, PartnerSignInState};
use crate::endpoint::{
    ActionName, AuthenticationRequest, Configuration, GetConfiguration, GetProfiles, PartnerProfile, PartnerRequest,
    Profiles, Session, encode_saml_response,
};
use crate::message::{EncodeError, Failure, HeaderName, PartnerFrameworkStatus};
use crate::old_flow::client::Client;
use crate::old_flow::context::{Context, Now};
use crate::old_flow::exchange::{Exchange, Repeat, Reply, Unanswered};
use crate::old_flow::sign_in::SignIn;
use crate::old_flow::step::{Input, Outcome, Prompt, Step, Stop, StopReason};
use crate::old_flow::support::remember;

/// How often the framework is told to ask the provider.
const ROUNDS: u8 = 3;

/// Signs a viewer in through a partner's framework, or by the basic flow where that cannot be. See
/// [`flow`](crate::old_flow) for how it is stepped.
///
/// ```
/// use tvpass::old_flow::{PartnerSignIn, PartnerSignInState};
///
/// assert_eq!(PartnerSignIn::new().state(), PartnerSignInState::Idle);
/// ```
#[derive(Clone, Debug, Default)]
pub struct PartnerSignIn {
    state: PartnerSignInState,
    exchange: Exchange,
    /// How often the framework was told to ask the provider.
    rounds: u8,
    basic: SignIn,
}

/// What an answer or an input brought for the landing state.
// It lives for one step.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Copy)]
enum Brought<'b> {
    Nothing,
    Configuration(Configuration<'b>),
    Profiles(Profiles<'b>),
    Authentication(AuthenticationRequest<'b>),
    Session(Session<'b>),
    Mvpd(&'b str),
    Saml(&'b str),
}

type Events<'b> = Result<Option<(PartnerSignInEvent, Brought<'b>)>, StopReason<'b>>;

impl PartnerSignIn {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: PartnerSignInState::Idle, exchange: Exchange::new(), rounds: 0, basic: SignIn::new() }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> PartnerSignInState {
        self.state
    }

    /// The basic flow, once it has taken over.
    #[must_use]
    pub fn basic(&self) -> &SignIn {
        &self.basic
    }

    /// Takes what happened, and says what to do.
    pub fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let status_is_valid = match has_valid_status(context, &now, buffer) {
            Ok(is_valid) => is_valid,
            Err(reason) => return Step::Stop(reason.into()),
        };
        let mut context = *context;
        if !status_is_valid {
            // R98: a status that does not hold is not sent.
            context.headers.remove(HeaderName::ApPartnerFrameworkStatus);
        }
        if self.state == PartnerSignInState::Basic {
            return self.basic.step(&context, client, now, input, buffer);
        }
        let event = match self.event(client, &now, input, status_is_valid) {
            Ok(None) => Ok(self.once_more()),
            event => event,
        };
        let brought = match event {
            Ok(Some((event, brought))) => {
                self.state = self.state.after(event).unwrap_or(self.state);
                brought
            }
            Ok(None) => Brought::Nothing,
            Err(reason) => {
                self.state = self.state.after(PartnerSignInEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        self.act(&context, client, now, &brought, buffer)
    }

    /// What these two states hand on was borrowed from an answer, or from the host, and is gone: it is asked for again,
    /// though not for ever.
    fn once_more<'b>(&self) -> Option<(PartnerSignInEvent, Brought<'b>)> {
        let event = match self.state {
            PartnerSignInState::PartnerAuthentication if self.rounds >= ROUNDS => PartnerSignInEvent::Refused,
            PartnerSignInState::ProfileCall if self.rounds >= ROUNDS => PartnerSignInEvent::NoProfile,
            PartnerSignInState::PartnerAuthentication | PartnerSignInState::ProfileCall => PartnerSignInEvent::Again,
            _ => return None,
        };
        Some((event, Brought::Nothing))
    }

    fn event<'b>(&mut self, client: &mut Client, now: &Now, input: Input<'b>, status_is_valid: bool) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(None) => return Ok(None),
            Reply::Other(Some(input)) => return Ok(self.input(input, status_is_valid)),
            reply => reply,
        };
        let exchange = &mut self.exchange;
        match self.state {
            PartnerSignInState::ProfilesCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(profiles) => Ok(Some(found(client, profiles))),
                Err(unanswered) => unanswered.event(),
            },
            PartnerSignInState::ConfigurationCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(configuration) => {
                    Ok(Some((PartnerSignInEvent::Configuration, Brought::Configuration(configuration))))
                }
                Err(unanswered) => unanswered.event(),
            },
            PartnerSignInState::RequestCall => match exchange.settle(client, now, Repeat::Yes, &reply) {
                Ok(session) => Ok(Some(asked(&session))),
                Err(unanswered) => unanswered.event(),
            },
            PartnerSignInState::ProfileCall => match exchange.settle(client, now, Repeat::No, &reply) {
                Ok(profiles) => Ok(Some(found(client, profiles))),
                // R99: the answer is good for one call; what the service does not take leads to the basic flow (R101).
                Err(Unanswered::Later | Unanswered::Failed(StopReason::Failure(Failure::Service { .. }))) => {
                    Ok(Some((PartnerSignInEvent::NoProfile, Brought::Nothing)))
                }
                Err(unanswered) => unanswered.event(),
            },
            _ => Ok(None),
        }
    }

    /// What the host says, not the service.
    // In a frame of its own, like `asked`, so that the stack holds it only while it runs.
    #[inline(never)]
    fn input<'b>(&self, input: Input<'b>, status_is_valid: bool) -> Option<(PartnerSignInEvent, Brought<'b>)> {
        use PartnerSignInState as State;
        Some(match (self.state, input) {
            (State::Idle, Input::Begin) => (PartnerSignInEvent::Begin, Brought::Nothing),
            (State::PartnerPicker, Input::Tick) if !status_is_valid => {
                (PartnerSignInEvent::StatusInvalid, Brought::Nothing)
            }
            (State::StatusCheck | State::PartnerPicker, Input::Tick) => (PartnerSignInEvent::Tick, Brought::Nothing),
            (State::PartnerPicker, Input::Choice(mvpd)) => (PartnerSignInEvent::Chosen, Brought::Mvpd(mvpd)),
            (State::PartnerPicker | State::PartnerAuthentication, Input::Refused) => {
                (PartnerSignInEvent::Refused, Brought::Nothing)
            }
            // Once more in the second state where the buffer was too small for it.
            (State::PartnerAuthentication | State::ProfileCall, Input::SamlResponse(saml)) => {
                (PartnerSignInEvent::SamlResponse, Brought::Saml(saml))
            }
            _ => return None,
        })
    }

    /// Does the work of the state that was reached.
    fn act<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        brought: &Brought<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let service_provider = context.service_provider;
        let exchange = &mut self.exchange;
        let ask = |interruption_allowed, configuration| {
            Step::Ask(Prompt::PartnerStatus { interruption_allowed, configuration })
        };
        match (self.state, *brought) {
            (PartnerSignInState::StatusCheck, _) => ask(false, None),
            (PartnerSignInState::ProfilesCall, _) => {
                exchange.call(context, client, &now, &GetProfiles { service_provider }, buffer)
            }
            (PartnerSignInState::ConfigurationCall, _) => {
                exchange.call(context, client, &now, &GetConfiguration { service_provider }, buffer)
            }
            (PartnerSignInState::PartnerPicker, Brought::Configuration(configuration)) => {
                ask(true, Some(configuration))
            }
            (PartnerSignInState::PartnerPicker, _) => ask(true, None),
            // What the framework answers must go out at once, before it is gone.
            (PartnerSignInState::RequestCall, _) if client.pace.earliest_two() > now.monotonic_millis => {
                Step::Wait { until_millis: client.pace.earliest_two() }
            }
            (PartnerSignInState::RequestCall, _) => {
                let call = PartnerRequest {
                    service_provider,
                    partner: context.partner,
                    domain_name: context.domain_name,
                    redirect_url: context.redirect_url,
                };
                exchange.call(context, client, &now, &call, buffer)
            }
            (PartnerSignInState::PartnerAuthentication, Brought::Authentication(request)) => {
                self.rounds = self.rounds.saturating_add(1);
                Step::Ask(Prompt::PartnerAuthentication(request))
            }
            (PartnerSignInState::ProfileCall, Brought::Saml(saml)) => {
                profile_call(exchange, context, client, &now, saml, buffer)
            }
            (PartnerSignInState::Basic, Brought::Session(session)) => {
                self.basic.take_up(context, client, &now, (&session, exchange.sent_at()), buffer)
            }
            (PartnerSignInState::Basic, brought) => {
                let mut context = *context;
                if let Brought::Mvpd(mvpd) = brought {
                    context.mvpd = Some(mvpd);
                }
                self.basic.step(&context, client, now, Input::Begin, buffer)
            }
            (PartnerSignInState::Done, Brought::Profiles(profiles)) => {
                profiles.longest_valid().map_or(Step::Stop(StopReason::NotSignedIn.into()), |profile| {
                    Step::Done(Outcome::SignedIn { profile, profiles })
                })
            }
            (
                PartnerSignInState::Idle
                | PartnerSignInState::PartnerAuthentication
                | PartnerSignInState::ProfileCall
                | PartnerSignInState::Done
                | PartnerSignInState::Stopped,
                _,
            ) => Step::Stop(StopReason::NotRunning.into()),
        }
    }
}

/// R96, by the status that the host put into the headers; `scratch` is free until the step is done.
fn has_valid_status(context: &Context<'_>, now: &Now, scratch: &mut [u8]) -> Result<bool, StopReason<'static>> {
    let Some(value) = context.headers.get(HeaderName::ApPartnerFrameworkStatus) else { return Ok(false) };
    if scratch.len() < value.len() {
        return Err(StopReason::Encode(EncodeError::TooSmall { needed: value.len() }));
    }
    Ok(PartnerFrameworkStatus::decode_header(value, scratch).is_ok_and(|status| status.is_valid(now.unix)))
}

fn found<'b>(client: &mut Client, profiles: Profiles<'b>) -> (PartnerSignInEvent, Brought<'b>) {
    match profiles.longest_valid() {
        Some(profile) => {
            remember(client, &profile.mvpd);
            (PartnerSignInEvent::Profile, Brought::Profiles(profiles))
        }
        None => (PartnerSignInEvent::NoProfile, Brought::Nothing),
    }
}

#[inline(never)]
fn asked<'b>(session: &Session<'b>) -> (PartnerSignInEvent, Brought<'b>) {
    match (session.action_name, session.authentication_request) {
        (ActionName::PartnerProfile, Some(request)) => {
            (PartnerSignInEvent::PartnerAsked, Brought::Authentication(request))
        }
        _ => (PartnerSignInEvent::Fallback, Brought::Session(*session)),
    }
}

/// The SAML answer is prepared in the back half of the buffer, and the request written in the front one.
fn profile_call<'b>(
    exchange: &mut Exchange,
    context: &Context<'b>,
    client: &'b mut Client,
    now: &Now,
    saml: &str,
    buffer: &'b mut [u8],
) -> Step<'b> {
    let half = buffer.len() / 2;
    let Some((front, back)) = buffer.split_at_mut_checked(half) else {
        return Step::Stop(StopReason::NotRunning.into());
    };
    let step = match encode_saml_response(saml, back) {
        Ok(saml_response) => {
            let call =
                PartnerProfile { service_provider: context.service_provider, partner: context.partner, saml_response };
            exchange.call(context, client, now, &call, front)
        }
        Err(error) => Step::Stop(StopReason::Encode(error.into()).into()),
    };
    match step {
        // Of a half.
        Step::Stop(Stop { reason: StopReason::Encode(EncodeError::TooSmall { needed }) }) => {
            Step::Stop(StopReason::Encode(EncodeError::TooSmall { needed: 2 * needed }).into())
        }
        step => step,
    }
}
