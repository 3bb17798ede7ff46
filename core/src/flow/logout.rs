//! Logout: only when the viewer asks for it (R77).

use super::app::{App, Now};
use super::authorization::mvpd;
use super::cycle::{Received, Repeat, RequestCycle, Unanswered};
use super::installation::Installation;
use super::refused::Halt;
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::{InvalidArgument, check_segment};
use crate::endpoint::{Logout as LogoutRequest, LogoutActionName, Logouts};
use crate::json::Text;
use crate::message::{UrlError, split_once};
use crate::output::{Output, TooSmall};

/// Signs the viewer out at one provider.
///
/// ```
/// use tvpass::flow::{InvalidArgument, Logout};
///
/// assert!(Logout::new(None, "https://example.com/out").is_ok());
/// assert_eq!(Logout::new(None, "").unwrap_err(), InvalidArgument::Empty("redirect_url"));
/// ```
#[derive(Clone, Debug)]
pub struct Logout<S = &'static str> {
    mvpd: Option<S>,
    redirect_url: S,
    cycle: RequestCycle,
    state: State,
    at_partner: bool,
    was_signed_in: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    LoggingOut,
    /// A user agent opens the provider's addresses (R74).
    Opening,
    /// The viewer is told to sign out in the settings of the platform (R76).
    Telling,
    Over,
}

/// The question of a logout.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum LogoutQuestion<'b> {
    /// Open these addresses in a user agent, one after the other, then say [`Event::UserAgentReturned`]. A device without
    /// a user agent says it at once (R74).
    OpenUrls(Urls<'b>),
    /// Tell the viewer to sign out in the settings of the platform as well, then say [`LogoutReply::Shown`] (R76).
    SignOutAtPartner,
}

/// The reply to a logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoutReply {
    /// The viewer has been told.
    Shown,
}

/// The end of a logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedOut {
    /// `true` if there was a profile (R75).
    pub was_signed_in: bool,
}

impl SignedOut {
    /// The end of a logout, and whether it ended something.
    #[must_use]
    pub const fn new(was_signed_in: bool) -> Self {
        Self { was_signed_in }
    }
}

/// Addresses to open, in order.
///
/// ```
/// # fn show(urls: tvpass::flow::Urls<'_>) {
/// for url in urls.iter() {
///     println!("open {url}");
/// }
/// if urls.rejected() > 0 {
///     println!("{} addresses of the service must not be opened", urls.rejected());
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urls<'b> {
    // One a line: no URL holds a line feed.
    lines: &'b str,
    rejected: u16,
}

impl<'b> Urls<'b> {
    /// The addresses.
    pub fn iter(&self) -> impl Iterator<Item = &'b str> + use<'b> {
        let mut rest = self.lines;
        core::iter::from_fn(move || {
            let (line, tail) = split_once(rest, b'\n').unwrap_or((rest, ""));
            rest = tail;
            (!line.is_empty()).then_some(line)
        })
    }

    /// The number of addresses that the service gave and that must not be opened.
    #[must_use]
    pub fn rejected(&self) -> u16 {
        self.rejected
    }
}

/// The part of a response that a question needs.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'e> {
    Urls(Logouts<'e>),
    Partner,
}

type Decided<'e> = Decision<'e, Ask<'e>, SignedOut>;

impl<S: AsRef<str>> Logout<S> {
    /// A flow that has not begun. Without `mvpd` the provider that the installation remembers is left. `redirect_url` is
    /// where the provider's page returns to (P9).
    ///
    /// # Errors
    /// `redirect_url` is empty, or `mvpd` cannot be a segment of a path.
    pub fn new(mvpd: Option<S>, redirect_url: S) -> Result<Self, InvalidArgument> {
        if redirect_url.as_ref().is_empty() {
            return Err(InvalidArgument::Empty("redirect_url"));
        }
        if let Some(mvpd) = &mvpd {
            check_segment("mvpd", mvpd.as_ref())?;
        }
        Ok(Self {
            mvpd,
            redirect_url,
            cycle: RequestCycle::new(),
            state: State::Start,
            at_partner: false,
            was_signed_in: false,
        })
    }

    fn signed_out<'e>(&self) -> Decided<'e> {
        Decision::Done(SignedOut { was_signed_in: self.was_signed_in })
    }

    fn start(&mut self, installation: &Installation) -> Option<Decided<'static>> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        if mvpd(self.mvpd.as_ref(), installation).is_none() {
            return Some(self.signed_out());
        }
        self.state = State::LoggingOut;
        None
    }

    fn respond<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e>> {
        match self.cycle.resolve_response::<Logouts<'e>>(installation, now, Repeat::Yes, response) {
            Ok(logouts) => {
                self.forget(installation);
                Some(self.next(&logouts))
            }
            Err(Unanswered::Failed(reason)) => Some(Decision::Stop(reason)),
            Err(_) => None,
        }
    }

    /// The service has signed the viewer out, whatever becomes of the rest.
    fn forget(&self, installation: &mut Installation) {
        let is_other = |given: &S| installation.mvpd().is_some_and(|remembered| remembered != given.as_ref());
        if !self.mvpd.as_ref().is_some_and(is_other) {
            installation.forget_mvpd();
        }
    }

    // Each action has gone from the stack when the step is done.
    #[inline(never)]
    fn next<'e>(&mut self, logouts: &Logouts<'e>) -> Decided<'e> {
        let mut has_urls = false;
        for action in logouts.iter() {
            self.was_signed_in |= !matches!(action.action_name, LogoutActionName::Invalid);
            self.at_partner |= matches!(action.action_name, LogoutActionName::PartnerLogout);
            has_urls |= matches!(action.action_name, LogoutActionName::Logout) && action.url.is_some();
        }
        if has_urls {
            self.state = State::Opening;
            return Decision::Ask(Ask::Urls(*logouts));
        }
        self.after_urls()
    }

    fn after_urls<'e>(&mut self) -> Decided<'e> {
        if self.at_partner {
            self.state = State::Telling;
            return Decision::Ask(Ask::Partner);
        }
        self.signed_out()
    }
}

impl<S: AsRef<str>> Flow for Logout<S> {
    type Question<'b>
        = LogoutQuestion<'b>
    where
        Self: 'b;
    type Reply<'r> = LogoutReply;
    type Outcome<'b>
        = SignedOut
    where
        Self: 'b;
    type Ask<'e> = Ask<'e>;
    type End<'e> = SignedOut;

    fn decide<'e>(
        &mut self,
        _: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        _: Option<LogoutReply>,
    ) -> Decided<'e> {
        let next = match (self.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), State::LoggingOut) => self.respond(installation, now, response),
            (Received::Start, _) => self.start(installation),
            (Received::UserAgent, State::Opening) => Some(self.after_urls()),
            (Received::Viewer, State::Telling) => Some(self.signed_out()),
            (Received::Ready, State::LoggingOut) => None,
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
        let call = LogoutRequest {
            service_provider: app.service_provider,
            mvpd: mvpd(self.mvpd.as_ref(), installation).unwrap_or_default(),
            redirect_url: Some(self.redirect_url.as_ref()),
        };
        self.cycle.write(app, installation, Some(&call), buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &Ask<'e>,
        app: &App<'b>,
        _: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self> {
        Ok(Step::Ask(match ask {
            Ask::Urls(logouts) => LogoutQuestion::OpenUrls(urls(app, logouts, buffer)?),
            Ask::Partner => LogoutQuestion::SignOutAtPartner,
        }))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &SignedOut, _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(*end)
    }
}

/// The addresses that end the sign-in at the providers, one a line; one that must not be opened does not stop the others.
fn urls<'b>(app: &App<'_>, logouts: &Logouts<'_>, buffer: &'b mut [u8]) -> Result<Urls<'b>, TooSmall> {
    let (mut written, mut rejected) = (0, 0u16);
    for action in logouts.iter().filter(|action| matches!(action.action_name, LogoutActionName::Logout)) {
        let Some(url) = action.url else { continue };
        match push_url(app, &url, buffer.get_mut(written..).unwrap_or_default()) {
            Ok(length) => written += length,
            Err(UrlError::TooSmall { needed }) => return Err(TooSmall { needed: written + needed }),
            Err(_) => rejected = rejected.saturating_add(1),
        }
    }
    let mut output = Output::new(buffer);
    output.set_length(written);
    Ok(Urls { lines: output.finish_text()?, rejected })
}

/// Writes an address and the end of its line; the bytes of both.
fn push_url(app: &App<'_>, url: &Text<'_>, free: &mut [u8]) -> Result<usize, UrlError> {
    let length = match app.base.resolve(url, free) {
        Ok(url) => url.len(),
        Err(UrlError::TooSmall { needed }) => return Err(UrlError::TooSmall { needed: needed + 1 }),
        Err(error) => return Err(error),
    };
    match free.get_mut(length) {
        Some(end) => *end = b'\n',
        None => return Err(UrlError::TooSmall { needed: length + 1 }),
    }
    Ok(length + 1)
}
