//! Linking: this device has a service token, and shows a code that brings another device into the same sign-in (R136).
//!
//! ```text
//! Start -> Linking -> Showing -> Waiting -> Lapsed -> Linking
//! Linking -> Keeping -> Linking
//! ```

use core::fmt;

use super::app::{App, Now};
use super::cycle::Received;
use super::devices::TokenRenewed;
use super::installation::Installation;
use super::refused::Halt;
use super::service_token::{KeptToken, Renewal, Served, ServedEnd, Unserved, checked_identifier};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::InvalidArgument;
use crate::endpoint::{IssuedLinkCode, SsoLink};
use crate::json::Secret;

/// Shows a link code until the viewer has typed it on the other device.
///
/// ```
/// # use tvpass::flow::{KeptToken, Now};
/// # use tvpass::json::Timestamp;
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_790_000_000_000), random: 7 };
/// # let end = Timestamp::from_millis(1_790_003_600_000);
/// # let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &now).unwrap();
/// use tvpass::flow::{InvalidArgument, LinkDevice};
///
/// assert!(LinkDevice::new(kept, Some("household-19")).is_ok());
/// assert_eq!(LinkDevice::new(kept, Some("")).unwrap_err(), InvalidArgument::Empty("identifier"));
/// ```
#[derive(Clone)]
pub struct LinkDevice<S = &'static str> {
    renewal: Renewal<S>,
    expires_at: u64,
    state: State,
}

// Tokens and identifiers are secrets.
impl<S> fmt::Debug for LinkDevice<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkDevice").field("state", &self.state).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Asks for a code, or renews the token first.
    Linking,
    /// The host keeps the new token.
    Keeping,
    /// The code is handed out to be shown.
    Showing,
    /// It is shown, until it lapses.
    Waiting,
    /// The viewer has been told that it has lapsed.
    Lapsed,
    Over,
}

/// A code to be shown. A QR code holds its text alone (V3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShowLinkCode<'b> {
    /// The code; it is a secret until it is used.
    pub code: Secret<'b>,
    /// It lapses at this time of the monotonic clock, in milliseconds.
    pub expires_at_millis: u64,
}

impl<'b> ShowLinkCode<'b> {
    /// A code and its end.
    #[must_use]
    pub const fn new(code: Secret<'b>, expires_at_millis: u64) -> Self {
        Self { code, expires_at_millis }
    }
}

/// The question of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkQuestion<'b> {
    /// Show this code, then say [`LinkReply::Shown`]. Nothing tells this device that the code was used: the viewer says so.
    ShowCode(ShowLinkCode<'b>),
    /// The code has lapsed: say [`LinkReply::NewCode`], [`LinkReply::Finished`] or [`Event::Cancel`].
    CodeExpired,
    /// The token was renewed: store it, put it into the header `AD-Service-Token` of [`App`], then say
    /// [`LinkReply::TokenKept`].
    TokenRenewed(TokenRenewed<'b>),
}

/// The reply to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkReply {
    /// The code is shown.
    Shown,
    /// The viewer wants another code; the old one stays good until it lapses.
    NewCode,
    /// The viewer has typed the code on the other device, or gives up.
    Finished,
    /// The new token is stored, and stands in the header.
    TokenKept,
}

/// The part of a response that a question needs.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'e> {
    Code(IssuedLinkCode<'e>),
    Expired,
    Renewed(TokenRenewed<'e>),
}

/// The end of a link.
pub type Linked<'b> = Served<'b, ()>;

type Decided<'e> = Decision<'e, Ask<'e>, ServedEnd<'e, ()>>;

impl<S: AsRef<str>> LinkDevice<S> {
    /// A flow that has not begun. The identifier gets a new token where the kept one is refused.
    ///
    /// # Errors
    /// The identifier is empty, too long, or has bytes that no header holds.
    pub fn new(kept: KeptToken<S>, identifier: Option<S>) -> Result<Self, InvalidArgument> {
        let identifier = identifier.map(checked_identifier).transpose()?;
        Ok(Self { renewal: Renewal::new(kept, identifier), expires_at: 0, state: State::Start })
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match self.renewal.respond::<IssuedLinkCode<'e>>(installation, now, response) {
            Ok(issued) => {
                self.expires_at = now.after(issued.lifetime_millis(now.unix));
                self.state = State::Showing;
                Some(Decision::Ask(Ask::Code(issued)))
            }
            Err(Unserved::Renewed(issued)) => {
                self.state = State::Keeping;
                Some(Decision::Ask(Ask::Renewed(TokenRenewed(issued))))
            }
            Err(Unserved::Launch) => None,
            Err(Unserved::Without(lack)) => Some(Decision::Done(ServedEnd::Without(lack))),
            Err(Unserved::Stop(reason)) => Some(Decision::Stop(reason)),
        }
    }

    fn reply(&mut self, now: &Now, reply: LinkReply) -> Option<Decided<'static>> {
        match (self.state, reply) {
            (State::Showing, LinkReply::Shown) => {
                self.state = State::Waiting;
                Some(self.wait(now))
            }
            (State::Showing | State::Waiting | State::Lapsed, LinkReply::NewCode) => {
                self.state = State::Linking;
                self.renewal.renew_if_due(now);
                None
            }
            (State::Showing | State::Waiting | State::Lapsed, LinkReply::Finished) => {
                Some(Decision::Done(ServedEnd::Done(())))
            }
            (State::Keeping, LinkReply::TokenKept) => {
                self.state = State::Linking;
                self.renewal.replaced();
                None
            }
            _ => Some(Decision::Await),
        }
    }

    /// A token that expires meanwhile does not void the code.
    fn wait<'e>(&mut self, now: &Now) -> Decided<'e> {
        if now.monotonic_millis < self.expires_at {
            return Decision::Sleep(self.expires_at);
        }
        self.state = State::Lapsed;
        Decision::Ask(Ask::Expired)
    }
}

impl<S: AsRef<str>> Flow for LinkDevice<S> {
    type Question<'b>
        = LinkQuestion<'b>
    where
        Self: 'b;
    type Reply<'r> = LinkReply;
    type Outcome<'b>
        = Linked<'b>
    where
        Self: 'b;
    type Ask<'e> = Ask<'e>;
    type End<'e> = ServedEnd<'e, ()>;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<LinkReply>,
    ) -> Decided<'e> {
        let next = match (self.renewal.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), State::Linking) => self.respond(installation, now, response),
            (Received::Start, State::Start) => {
                self.state = State::Linking;
                self.renewal.begin(installation, now);
                None
            }
            (Received::Viewer, _) => reply.map_or(Some(Decision::Await), |reply| self.reply(now, reply)),
            (Received::Ready, State::Linking) => None,
            (Received::Ready, State::Waiting) => Some(self.wait(now)),
            (Received::Ready, State::Over) => Some(Decision::Stop(Halt::NotRunning)),
            _ => Some(Decision::Await),
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.renewal.cycle.launch(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        let call = SsoLink { service_provider: app.service_provider };
        self.renewal.write(app, installation, &call, buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &Ask<'e>,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        Ok(Step::Ask(match ask {
            Ask::Code(issued) => {
                LinkQuestion::ShowCode(ShowLinkCode { code: issued.code, expires_at_millis: self.expires_at })
            }
            Ask::Expired => LinkQuestion::CodeExpired,
            Ask::Renewed(renewed) => LinkQuestion::TokenRenewed(*renewed),
        }))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &ServedEnd<'e, ()>, _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            ServedEnd::Done(()) => Served::Done(()),
            ServedEnd::Without(lack) => Served::WithoutSingleSignOn(lack.reason()),
        })
    }
}
