//! A service token of the Single Sign-On Service: kept, renewed, or got for a person.
//!
//! ```text
//! Start -> Refreshing | ObtainingById | ObtainingByCode
//! Refreshing -> ObtainingById
//! ObtainingByCode -> CodeVoid -> ObtainingByCode
//! ```

mod kept;
mod reason;
mod renewal;
mod saved;
mod verdict;

use core::fmt;

use heapless::String;

use super::app::{App, Now};
use super::cycle::{Received, RequestCycle};
use super::installation::Installation;
use super::refused::{Halt, Refused};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::InvalidArgument;
use super::text::{CODE_CAPACITY, store};
use crate::endpoint::{IssuedToken, Person, SsoRefresh, SsoToken};
use crate::message::{CommonIdentifier, EnhancedError, LinkCode, PersonError};

pub use kept::{KeptToken, TOKEN_CAPACITY};
pub(super) use reason::{Lack, ServedEnd};
pub use reason::{NoSingleSignOn, Served};
pub(super) use renewal::{Renewal, Unserved};
pub use saved::{SavedToken, saved_token_size};
use verdict::{CodeVerdict, Judge, Verdict};

/// The person for whom a token is wanted.
#[derive(Clone, Copy)]
pub enum PersonSource<S = &'static str> {
    /// By the application's own name: the common identifier (R125).
    Identifier(S),
    /// By a code that another device shows, as it was typed.
    LinkCode(S),
    /// By the kept token alone.
    Kept,
}

impl<S> fmt::Debug for PersonSource<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Identifier(_) => "Identifier([redacted])",
            Self::LinkCode(_) => "LinkCode([redacted])",
            Self::Kept => "Kept",
        })
    }
}

/// Gets a service token, or says that the kept one still holds.
///
/// Run it at the start of the program and before each flow of the API, and put the token into the header `AD-Service-Token` of
/// [`App`]. It keeps nothing in the installation: store what it issues as a [`KeptToken`].
///
/// ```
/// # use tvpass::flow::{App, Now};
/// # use tvpass::json::Timestamp;
/// # use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
/// # let mut headers = Headers::new(Sender::StreamingDevice);
/// # headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// # headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// # let app = App::new(BaseUrl::new("http://127.0.0.1:8787").unwrap(), "REF30", "statement".into(), headers);
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_790_000_000_000), random: 7 };
/// use tvpass::flow::{
///     Event, Flow, KeptToken, ObtainedToken, PersonSource, ServiceToken, SmallInstallation, Step,
/// };
///
/// let end = Timestamp::from_millis(1_790_003_600_000);
/// let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &now).unwrap();
/// let mut flow = ServiceToken::new(Some(kept), PersonSource::Identifier("household-19")).unwrap();
/// let (mut installation, mut buffer) = (SmallInstallation::new(), [0; 512]);
/// let turn = flow.handle(&app, &mut installation, now, Event::Start);
/// let step = turn.step(&app, &installation, &mut buffer);
/// assert!(matches!(step, Ok(Step::Done(ObtainedToken::Kept))));
/// ```
#[derive(Clone)]
pub struct ServiceToken<S = &'static str> {
    kept: Option<KeptToken<S>>,
    identifier: Option<S>,
    code: String<CODE_CAPACITY, u8>,
    cycle: RequestCycle,
    judge: Judge,
    state: State,
}

// Tokens, identifiers and codes are secrets.
impl<S> fmt::Debug for ServiceToken<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceToken").field("state", &self.state).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Renews the kept token (R129, R130).
    Refreshing,
    /// Asks for a token by the common identifier.
    ObtainingById,
    /// Asks for a token by a link code.
    ObtainingByCode,
    /// The viewer is asked for another code (R137).
    CodeVoid,
    Over,
}

/// The question of this flow: the code is wrong, used or lapsed. Ask for another one of the giving device, then say
/// [`ServiceTokenReply::LinkCode`] or [`ServiceTokenReply::Declined`] (R137).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AskLinkCode<'b> {
    /// The service's word on the old code, if there is one; none where what was typed cannot be a code.
    pub error: Option<EnhancedError<'b>>,
}

impl<'b> AskLinkCode<'b> {
    /// The question, with the service's word on the code before it.
    #[must_use]
    pub const fn new(error: Option<EnhancedError<'b>>) -> Self {
        Self { error }
    }
}

/// The reply to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ServiceTokenReply<'r> {
    /// The viewer typed another code.
    LinkCode(&'r str),
    /// There is none.
    Declined,
}

impl fmt::Debug for ServiceTokenReply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LinkCode(_) => "LinkCode([redacted])",
            Self::Declined => "Declined",
        })
    }
}

/// The end of this flow.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ObtainedToken<'b> {
    /// The kept token is good: go on with it.
    Kept,
    /// A new token: store it, and put it into the headers.
    Issued(IssuedToken<'b>),
    /// Go on without the header (R149), and forget a kept token that has [expired](KeptToken::is_valid) (R131).
    WithoutSingleSignOn(NoSingleSignOn<'b>),
}

/// The part of a response that the question needs.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'e>(Option<Refused<'e>>);

/// The part of a response that the outcome needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Kept,
    Issued(IssuedToken<'e>),
    Without(Lack<'e>),
}

type Decided<'e> = Decision<'e, Ask<'e>, End<'e>>;

impl<S: AsRef<str>> ServiceToken<S> {
    /// A flow that has not begun. A link code goes before a kept token, since it may lead to another person. Beside an identifier
    /// give the token of the same person, or none: nothing in a token tells whose it is.
    ///
    /// # Errors
    /// The identifier or the code is empty, too long, or has bytes that no header holds.
    pub fn new(kept: Option<KeptToken<S>>, person: PersonSource<S>) -> Result<Self, InvalidArgument> {
        let mut code = String::new();
        let identifier = match person {
            PersonSource::Identifier(id) => Some(checked_identifier(id)?),
            PersonSource::LinkCode(typed) => {
                let typed = LinkCode::new(typed.as_ref()).map_err(|error| invalid("link_code", error))?;
                store(&mut code, &typed.as_str().into());
                None
            }
            PersonSource::Kept => None,
        };
        Ok(Self { kept, identifier, code, cycle: RequestCycle::new(), judge: Judge::new(), state: State::Start })
    }

    fn start(&mut self, installation: &Installation, now: &Now) -> Option<Decided<'static>> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        self.judge.begin(installation);
        self.state = match &self.kept {
            _ if !self.code.is_empty() => State::ObtainingByCode,
            Some(kept) if !kept.is_due(now) => return Some(Decision::Done(End::Kept)),
            Some(_) => State::Refreshing,
            None if self.identifier.is_some() => State::ObtainingById,
            None => return Some(without(Lack::NobodyKnown)),
        };
        None
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        if self.state == State::ObtainingByCode {
            return self.respond_to_code(installation, now, response);
        }
        match self.judge.token(&mut self.cycle, installation, now, response) {
            Ok(issued) => Some(Decision::Done(End::Issued(issued))),
            Err(Verdict::Again) => None,
            Err(verdict) if self.state == State::Refreshing => self.not_refreshed(now, verdict),
            Err(Verdict::TokenRefused(refused) | Verdict::Refused(refused) | Verdict::Mistake(refused)) => {
                Some(Decision::Stop(Halt::Failure(refused)))
            }
            Err(Verdict::Without(reason)) => Some(without(reason)),
        }
    }

    /// R130: a token that cannot be renewed gives way to one for the identifier, if there is one.
    fn not_refreshed<'e>(&mut self, now: &Now, verdict: Verdict<'e>) -> Option<Decided<'e>> {
        match verdict {
            Verdict::TokenRefused(_) | Verdict::Refused(_) if self.identifier.is_some() => {
                self.state = State::ObtainingById;
                None
            }
            Verdict::TokenRefused(refused) | Verdict::Refused(refused) => Some(without(Lack::TokenRefused(refused))),
            Verdict::Mistake(refused) => Some(Decision::Stop(Halt::Failure(refused))),
            // It was to be renewed early, and holds until its end.
            Verdict::Without(_) if self.kept.as_ref().is_some_and(|kept| kept.is_valid(now)) => {
                Some(Decision::Done(End::Kept))
            }
            Verdict::Without(reason) => Some(without(reason)),
            Verdict::Again => None,
        }
    }

    /// R137, R138.
    fn respond_to_code<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match self.judge.token_by_code(&mut self.cycle, installation, now, response) {
            Ok(issued) => Some(Decision::Done(End::Issued(issued))),
            Err(CodeVerdict::Void(refused)) => {
                self.state = State::CodeVoid;
                Some(Decision::Ask(Ask(refused)))
            }
            Err(CodeVerdict::Other(Verdict::Again)) => None,
            Err(CodeVerdict::Other(Verdict::Without(reason))) => Some(without(reason)),
            Err(CodeVerdict::Other(
                Verdict::TokenRefused(refused) | Verdict::Refused(refused) | Verdict::Mistake(refused),
            )) => Some(Decision::Stop(Halt::Failure(refused))),
        }
    }

    fn reply(&mut self, reply: ServiceTokenReply<'_>) -> Option<Decided<'static>> {
        match reply {
            ServiceTokenReply::Declined => Some(without(Lack::NoCode)),
            ServiceTokenReply::LinkCode(typed) => match LinkCode::new(typed) {
                Ok(code) => {
                    store(&mut self.code, &code.as_str().into());
                    self.state = State::ObtainingByCode;
                    self.judge.begin_code();
                    None
                }
                Err(_) => Some(Decision::Ask(Ask(None))),
            },
        }
    }

    fn person(&self) -> Option<Person<'_>> {
        match (&self.identifier, self.state) {
            (Some(id), State::ObtainingById) => CommonIdentifier::new(id.as_ref()).ok().map(Person::Id),
            _ => LinkCode::new(&self.code).ok().map(Person::LinkCode),
        }
    }
}

fn without(lack: Lack<'_>) -> Decided<'_> {
    Decision::Done(End::Without(lack))
}

/// Refuses what cannot be a common identifier.
pub(super) fn checked_identifier<S: AsRef<str>>(identifier: S) -> Result<S, InvalidArgument> {
    match CommonIdentifier::new(identifier.as_ref()) {
        Ok(_) => Ok(identifier),
        Err(error) => Err(invalid("identifier", error)),
    }
}

fn invalid(name: &'static str, error: PersonError) -> InvalidArgument {
    match error {
        PersonError::Empty => InvalidArgument::Empty(name),
        PersonError::TooLong { .. } => InvalidArgument::TooLong(name),
        PersonError::Byte { .. } => InvalidArgument::Malformed(name),
    }
}

impl<S: AsRef<str>> Flow for ServiceToken<S> {
    type Question<'b>
        = AskLinkCode<'b>
    where
        Self: 'b;
    type Reply<'r> = ServiceTokenReply<'r>;
    type Outcome<'b>
        = ObtainedToken<'b>
    where
        Self: 'b;
    type Ask<'e> = Ask<'e>;
    type End<'e> = End<'e>;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<ServiceTokenReply<'_>>,
    ) -> Decided<'e> {
        let next = match (self.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), _) => self.respond(installation, now, response),
            (Received::Start, _) => self.start(installation, now),
            (Received::Viewer, State::CodeVoid) => reply.map_or(Some(Decision::Await), |reply| self.reply(reply)),
            (Received::Ready, State::Refreshing | State::ObtainingById | State::ObtainingByCode) => None,
            (Received::Ready, State::Over) => Some(Decision::Stop(Halt::NotRunning)),
            _ => Some(Decision::Await),
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.cycle.launch(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        let service_provider = app.service_provider;
        match (&self.kept, self.state, self.person()) {
            (Some(kept), State::Refreshing, _) => {
                let call = SsoRefresh { service_provider };
                self.cycle.write_with_token(kept.token(), app, installation, &call, buffer)
            }
            (_, _, Some(person)) => {
                self.cycle.write(app, installation, Some(&SsoToken { service_provider, person }), buffer)
            }
            _ => Ok(Step::Stop(Halt::NotRunning.reason())),
        }
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        Ask(refused): &Ask<'e>,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        Ok(Step::Ask(AskLinkCode { error: refused.map(|refused| refused.error()) }))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            End::Kept => ObtainedToken::Kept,
            End::Issued(issued) => ObtainedToken::Issued(*issued),
            End::Without(lack) => ObtainedToken::WithoutSingleSignOn(lack.reason()),
        })
    }
}
