//! The Single Sign-On Service: a service token, a link code for another device, the devices of the sign-in.

use std::convert::Infallible;
use std::time::Duration;

use tvpass::endpoint::LinkedDevices;
use tvpass::flow::DeviceReply;
use tvpass::flow::{
    Actor, AskLinkCode, CheckSignIn, Event, LinkDevice, LinkQuestion, LinkReply, Linked, ListDevices, NoSingleSignOn,
    ObtainedToken, PersonSource, Served, ServiceToken, ServiceTokenReply, SignInState, TokenRenewed, UnlinkDevices,
    Unlinked,
};
use zeroize::Zeroizing;

use super::decision::Resources;
use crate::action::Job;
use crate::clock::Clock;
use crate::error::Error;
use crate::owned::{OwnedError, OwnedLinkedDevices, OwnedProfiles};
use crate::service_token::{OwnedToken, SecretText};
use crate::shared::Shared;
use crate::viewer::Reply;

/// Why there is no single sign-on; the application works on without it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoService {
    /// The party that must act, if somebody wants to have it.
    pub actor: Actor,
    /// The service's word on it, if there is one.
    pub error: Option<OwnedError>,
}

impl NoService {
    fn new(reason: &NoSingleSignOn<'_>) -> Self {
        let error = match reason {
            NoSingleSignOn::TokenRefused(error) => error.as_ref().map(OwnedError::new),
            _ => None,
        };
        Self { actor: reason.actor(), error }
    }

    fn nobody_known() -> Self {
        Self::new(&NoSingleSignOn::NobodyKnown)
    }
}

/// The end of a job that needs the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SsoOutcome<T> {
    /// It served.
    Done(T),
    /// It did not.
    WithoutSingleSignOn(NoService),
}

impl<T> SsoOutcome<T> {
    fn of<U>(served: Served<'_, U>, own: impl FnOnce(U) -> T) -> Self {
        match served {
            Served::Done(value) => Self::Done(own(value)),
            Served::WithoutSingleSignOn(reason) => Self::WithoutSingleSignOn(NoService::new(&reason)),
        }
    }
}

/// The question for another link code: the one before is wrong, used or lapsed. [`Reply::LinkCode`] gives one, any other reply
/// goes on without single sign-on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkCodeRefused {
    /// The service's word on the old code.
    pub error: Option<OwnedError>,
}

/// A link code to be shown until the viewer has typed it on the other device. [`Reply::Yes`] says so, [`Reply::List`] wants a fresh
/// code.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownLinkCode {
    /// The code, for the screen alone; none if the one before has lapsed.
    pub code: Option<String>,
    /// The time left to it.
    pub expires_in: Duration,
}

impl std::fmt::Debug for ShownLinkCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShownLinkCode").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

/// Says if somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInCheck {
    /// As far as the installation knows: no request was made.
    Remembered {
        /// The provider.
        mvpd: String,
    },
    /// The service says so.
    SignedIn {
        /// The provider of the profile that stays valid the longest.
        mvpd: String,
        /// All profiles.
        profiles: OwnedProfiles,
    },
    /// Nobody is.
    SignedOut,
}

/// The devices that were taken out of the sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnlinkOutcome {
    /// Their ids.
    pub devices: Vec<String>,
    /// This device is among them: its token is forgotten.
    pub is_own: bool,
}

pub(crate) struct ServiceTokenJob;

/// The end of [`ServiceTokenJob`].
pub(crate) enum Obtained {
    Kept,
    Issued(OwnedToken),
    Without(NoService),
}

impl Job for ServiceTokenJob {
    type Flow = ServiceToken<SecretText>;
    type Question = LinkCodeRefused;
    type Output = Obtained;

    fn question(question: AskLinkCode<'_>, _: &[u8], _: &Clock) -> LinkCodeRefused {
        LinkCodeRefused { error: question.error.as_ref().map(OwnedError::new) }
    }

    fn output(outcome: ObtainedToken<'_>, _: &[u8]) -> Obtained {
        match outcome {
            ObtainedToken::Kept => Obtained::Kept,
            ObtainedToken::Issued(issued) => Obtained::Issued(OwnedToken::new(&issued)),
            ObtainedToken::WithoutSingleSignOn(reason) => Obtained::Without(NoService::new(&reason)),
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn event<'r>(_: &'r LinkCodeRefused, reply: &'r Reply) -> Event<'r, ServiceTokenReply<'r>> {
        Event::Viewer(match reply {
            Reply::LinkCode(code) => ServiceTokenReply::LinkCode(code),
            _ => ServiceTokenReply::Declined,
        })
    }
}

/// A question about devices: either the viewer's, or the client's own about its token.
#[derive(Clone)]
pub(crate) enum DeviceQuestion<Q> {
    Viewer(Q),
    Keep(OwnedToken),
}

pub(crate) struct LinkJob;

impl Job for LinkJob {
    type Flow = LinkDevice<SecretText>;
    type Question = DeviceQuestion<ShownLinkCode>;
    type Output = SsoOutcome<()>;

    fn question(question: LinkQuestion<'_>, _: &[u8], clock: &Clock) -> Self::Question {
        match question {
            LinkQuestion::ShowCode(shown) => DeviceQuestion::Viewer(ShownLinkCode {
                code: Some(shown.code.reveal().chars().collect()),
                expires_in: clock.left(shown.expires_at_millis),
            }),
            LinkQuestion::TokenRenewed(TokenRenewed(issued)) => DeviceQuestion::Keep(OwnedToken::new(&issued)),
            _ => DeviceQuestion::Viewer(ShownLinkCode { code: None, expires_in: Duration::ZERO }),
        }
    }

    fn output(outcome: Linked<'_>, _: &[u8]) -> SsoOutcome<()> {
        SsoOutcome::of(outcome, |()| ())
    }

    fn event<'r>(question: &'r Self::Question, reply: &'r Reply) -> Event<'r, LinkReply> {
        match (question, reply) {
            (DeviceQuestion::Keep(_), _) => Event::Viewer(LinkReply::TokenKept),
            (_, Reply::Yes) => Event::Viewer(LinkReply::Finished),
            (_, Reply::List) => Event::Viewer(LinkReply::NewCode),
            _ => Event::Cancel,
        }
    }
}

pub(crate) struct ListJob;

impl Job for ListJob {
    type Flow = ListDevices<SecretText>;
    type Question = OwnedToken;
    type Output = SsoOutcome<OwnedLinkedDevices>;

    fn question(TokenRenewed(issued): TokenRenewed<'_>, _: &[u8], _: &Clock) -> OwnedToken {
        OwnedToken::new(&issued)
    }

    fn output(outcome: Served<'_, LinkedDevices<'_>>, body: &[u8]) -> Self::Output {
        SsoOutcome::of(outcome, |_| OwnedLinkedDevices::new(body))
    }

    fn event<'r>(_: &'r OwnedToken, _: &'r Reply) -> Event<'r, DeviceReply> {
        Event::Viewer(DeviceReply::TokenKept)
    }
}

pub(crate) struct UnlinkJob;

impl Job for UnlinkJob {
    type Flow = UnlinkDevices<Resources, SecretText>;
    type Question = OwnedToken;
    type Output = SsoOutcome<UnlinkOutcome>;

    fn question(TokenRenewed(issued): TokenRenewed<'_>, _: &[u8], _: &Clock) -> OwnedToken {
        OwnedToken::new(&issued)
    }

    fn output(outcome: Served<'_, Unlinked<'_>>, _: &[u8]) -> Self::Output {
        SsoOutcome::of(outcome, |unlinked| UnlinkOutcome {
            devices: unlinked.devices.iter().map(|device| device.id.chars().collect()).collect(),
            is_own: unlinked.is_own,
        })
    }

    fn event<'r>(_: &'r OwnedToken, _: &'r Reply) -> Event<'r, DeviceReply> {
        Event::Viewer(DeviceReply::TokenKept)
    }
}

pub(crate) struct CheckJob;

impl Job for CheckJob {
    type Flow = CheckSignIn;
    type Question = Infallible;
    type Output = SignInCheck;

    fn question(never: Infallible, _: &[u8], _: &Clock) -> Infallible {
        never
    }

    fn output(outcome: SignInState<'_>, body: &[u8]) -> SignInCheck {
        match outcome {
            SignInState::Remembered { mvpd, .. } => SignInCheck::Remembered { mvpd: mvpd.to_owned() },
            SignInState::SignedIn { profile, .. } => {
                SignInCheck::SignedIn { mvpd: profile.mvpd.chars().collect(), profiles: OwnedProfiles::new(body) }
            }
            _ => SignInCheck::SignedOut,
        }
    }

    fn event<'r>(never: &'r Infallible, _: &'r Reply) -> Event<'r, Infallible> {
        match *never {}
    }
}

/// A flow for a person, with the token that the client keeps.
pub(crate) fn service_token(shared: &Shared, person: ServicePerson<'_>) -> Result<ServiceToken<SecretText>, Error> {
    let keeper = shared.keeper();
    let (kept, source) = match person {
        ServicePerson::Identifier(identifier) => {
            (keeper.kept_for(identifier), PersonSource::Identifier(secret(identifier)))
        }
        ServicePerson::LinkCode(code) => (keeper.kept(), PersonSource::LinkCode(secret(code))),
        ServicePerson::Known => {
            (keeper.kept(), keeper.identifier().map_or(PersonSource::Kept, PersonSource::Identifier))
        }
    };
    let flow = ServiceToken::new(kept, source)?;
    if let ServicePerson::Identifier(identifier) = person {
        keeper.set_identifier(identifier);
    }
    Ok(flow)
}

fn secret(text: &str) -> SecretText {
    Zeroizing::new(text.to_owned())
}

/// The person for whom a token is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ServicePerson<'a> {
    /// By the application's own name: the common identifier, which the client keeps.
    Identifier(&'a str),
    /// By a code that another device shows, as it was typed.
    LinkCode(&'a str),
    /// The one of the token and the identifier that the client keeps.
    Known,
}

impl std::fmt::Debug for ServicePerson<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Identifier(_) => "Identifier([redacted])",
            Self::LinkCode(_) => "LinkCode([redacted])",
            Self::Known => "Known",
        })
    }
}

/// Keeps what a flow for a person came to.
pub(crate) fn obtained(shared: &Shared, person: ServicePerson<'_>, end: Obtained) -> SsoOutcome<()> {
    match end {
        Obtained::Kept => SsoOutcome::Done(()),
        Obtained::Issued(token) => {
            if matches!(person, ServicePerson::LinkCode(_)) {
                shared.keeper().forget_identifier();
            }
            shared.keep_service_token(&token);
            SsoOutcome::Done(())
        }
        Obtained::Without(reason) => {
            shared.drop_expired_service_token();
            SsoOutcome::WithoutSingleSignOn(reason)
        }
    }
}

pub(crate) fn link(shared: &Shared) -> Result<Option<LinkDevice<SecretText>>, Error> {
    let keeper = shared.keeper();
    Ok(keeper.kept().map(|kept| LinkDevice::new(kept, keeper.identifier())).transpose()?)
}

pub(crate) fn list(shared: &Shared) -> Result<Option<ListDevices<SecretText>>, Error> {
    let keeper = shared.keeper();
    Ok(keeper.kept().map(|kept| ListDevices::new(kept, keeper.identifier())).transpose()?)
}

pub(crate) fn unlink(shared: &Shared, devices: &[&str]) -> Result<Option<UnlinkDevices<Resources, SecretText>>, Error> {
    let keeper = shared.keeper();
    let devices = Resources::of(devices);
    let Some(kept) = keeper.kept() else { return Ok(None) };
    Ok(Some(UnlinkDevices::new(devices, kept, keeper.identifier())?))
}

/// There is no token to go on with.
pub(crate) fn unknown<T>() -> SsoOutcome<T> {
    SsoOutcome::WithoutSingleSignOn(NoService::nobody_known())
}

/// A device that unlinked itself has no token any more (R143).
pub(crate) fn unlinked(shared: &Shared, outcome: SsoOutcome<UnlinkOutcome>) -> SsoOutcome<UnlinkOutcome> {
    if matches!(&outcome, SsoOutcome::Done(unlinked) if unlinked.is_own) {
        shared.forget_service_token();
    }
    outcome
}
