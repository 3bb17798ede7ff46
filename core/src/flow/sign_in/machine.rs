//! The states of a sign-in, and what moves them.

use heapless::String;

use super::{Arguments, Place, SignInReply};
use crate::endpoint::Profiles;
use crate::flow::app::{App, Now};
use crate::flow::cycle::{Received, RequestCycle};
use crate::flow::installation::{Installation, RegistrationState};
use crate::flow::refused::{Halt, Refused};
use crate::flow::step::{Decision, Event};
use crate::flow::stop::LastFailure;
use crate::flow::text::{CODE_CAPACITY, MVPD_CAPACITY, store};
use crate::json::{Text, later};

use super::Access;

/// Sessions in a row whose code was void before its time, after which the next one waits (N10).
const VOID_CODES: u8 = 2;
/// The wait, from the session before it.
const VOID_WAIT_MILLIS: u64 = 60_000;
/// A code that a restart left is not older than this; a wall clock that says otherwise was set meanwhile.
const LONGEST_CODE_LIFE_MILLIS: u64 = 6 * 3_600_000;

/// Polls that fail come at growing distances, but no further apart than this (N3).
const LONGEST_POLL_GAP_MILLIS: u32 = 10_000;

/// A code, and how long it is good for.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub(super) text: String<CODE_CAPACITY, u8>,
    /// Milliseconds of the monotonic clock.
    pub(super) expires_at: u64,
    /// Nothing is left to choose: it leads straight to a login.
    pub(super) is_complete: bool,
}

/// The polls with a code.
#[derive(Clone, Debug, Default)]
pub(super) struct Polls {
    pub(super) next_at: u64,
    /// Milliseconds of it that failures account for.
    pub(super) backed_off: u32,
    pub(super) failures: u8,
    pub(super) last_failure: Option<LastFailure>,
    /// The viewer asked for a new code while a poll was in flight.
    pub(super) wants_new_code: bool,
}

impl Polls {
    /// The time by which the next poll comes later than after the interval, since polls have failed (N3).
    pub(super) fn back_off(&self, interval: u32) -> u32 {
        let grown = (1000_u32 << self.failures.min(5)).saturating_sub(2000);
        grown.min(LONGEST_POLL_GAP_MILLIS.saturating_sub(interval))
    }
}

/// The state of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Start,
    /// Asks for the profiles that are there (R32).
    Lookup,
    /// The viewer is asked about the remembered provider (R25).
    Confirming,
    /// Fetches the providers to choose from (R23).
    LoadingProviders,
    Choosing,
    /// Opens a session (R33).
    CreatingSession,
    /// Adds what the session lacks.
    ResumingSession,
    /// The code, or the page, is with the viewer (R42).
    Presenting,
    /// Asks whether the viewer has signed in (R42).
    Polling,
    /// The viewer has been told that the code is void (R43).
    Void,
    /// Fetches the profile that the service says is there.
    FetchingProfile,
    Over,
}

/// The provider that the sign-in is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Provider {
    Unknown,
    /// By the constructor.
    Given,
    /// By the installation.
    Remembered,
    /// By the viewer, or by the service in its session.
    Chosen,
}

/// The part of a response that a question needs. `M` is the list of providers, where one is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'e, M> {
    Code,
    Page(Option<Text<'e>>),
    Mvpd(M),
    Remembered,
    /// The code's time has passed.
    Expired(Option<LastFailure>),
    /// Its time has passed by the service's clock.
    Refused(Refused<'e>),
    RegistrationLost,
    Replaced(Refused<'e>),
}

/// The part of a response that the end needs.
#[derive(Clone, Copy, Debug)]
pub enum End<'e> {
    Profiles(Profiles<'e>),
    Granted(Access),
}

pub(super) type Decided<'e, P> = Decision<'e, Ask<'e, <P as Place>::Picker<'e>>, End<'e>>;

/// The result of an event; `None` for the work of the state that was reached.
pub(super) type Next<'e, P> = Option<Decided<'e, P>>;

#[derive(Clone, Debug)]
pub(super) struct Machine {
    pub(super) cycle: RequestCycle,
    pub(super) provider: Provider,
    /// The one that was chosen.
    pub(super) mvpd: String<MVPD_CAPACITY, u8>,
    pub(super) state: State,
    /// The one in hand while a session is resumed, a code is presented or polls go on.
    // Beside the state, and so is what polls know: within it they would move with each step.
    pub(super) code: Code,
    pub(super) polls: Polls,
    /// The caller knows that there is no profile.
    pub(super) skips_lookup: bool,
    /// Codes in a row that were void before their time.
    pub(super) void_codes: u8,
    /// The time at which the last session was opened, by the monotonic clock.
    pub(super) session_at: u64,
}

impl Machine {
    pub(super) const fn new() -> Self {
        Self {
            cycle: RequestCycle::new(),
            provider: Provider::Unknown,
            mvpd: String::new(),
            state: State::Start,
            code: Code { text: String::new(), expires_at: 0, is_complete: false },
            polls: Polls { next_at: 0, backed_off: 0, failures: 0, last_failure: None, wants_new_code: false },
            skips_lookup: false,
            void_codes: 0,
            session_at: 0,
        }
    }

    #[inline(never)]
    pub(super) fn decide<'e, P: Place>(
        &mut self,
        place: P,
        arguments: &Arguments<&str>,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        (event, reply): (Event<'e, ()>, Option<SignInReply<'_>>),
    ) -> Decided<'e, P> {
        if matches!(event, Event::Online) && self.state == State::Polling {
            self.polls.next_at = self.polls.next_at.saturating_sub(self.polls.backed_off.into());
            self.polls.backed_off = 0;
            self.polls.failures = 0;
        }
        let next = match self.cycle.receive(installation, now, event) {
            Received::Response(response) => self.respond(place, arguments, app, installation, now, response),
            Received::Ready => None,
            Received::Start => self.start(place, arguments, installation, now),
            Received::Viewer => reply.map_or(Some(Decision::Await), |reply| self.reply(place, now, reply)),
            Received::UserAgent => self.user_agent_returned(place, now),
            Received::Busy => {
                self.note(reply.as_ref());
                return Decision::Await;
            }
            Received::Stray => return Decision::Await,
            Received::Stop(reason) => match (self.state, reason.last_failure()) {
                // N8: a token that cannot be had for the moment ends no poll.
                (State::Polling, Some(failure)) => self.no_profile(place, app, installation, now, Some(failure)),
                _ => Some(Decision::Stop(reason)),
            },
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.work::<P>(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    /// R32: profiles of the provider that is given or remembered, else all. A code that a restart left comes first.
    fn start<'e, P: Place>(
        &mut self,
        place: P,
        arguments: &Arguments<&str>,
        installation: &mut Installation,
        now: &Now,
    ) -> Next<'e, P> {
        if self.state != State::Start {
            return Some(Decision::Await);
        }
        self.provider = match (arguments.mvpd, installation.mvpd()) {
            (Some(_), _) => Provider::Given,
            (None, Some(_)) => Provider::Remembered,
            (None, None) => Provider::Unknown,
        };
        if self.takes_up_code(arguments, installation, now) {
            return self.present(place);
        }
        if self.skips_lookup {
            return self.without_profile(place);
        }
        self.state = State::Lookup;
        None
    }

    fn present<'e, P: Place>(&mut self, place: P) -> Next<'e, P> {
        if place.opens_page() && !self.code.is_complete {
            self.state = State::ResumingSession;
            return None;
        }
        self.state = State::Presenting;
        Some(Decision::Ask(if place.opens_page() { Ask::Page(None) } else { Ask::Code }))
    }

    fn reply<'e, P: Place>(&mut self, place: P, now: &Now, reply: SignInReply<'_>) -> Next<'e, P> {
        self.state = match (self.state, reply) {
            (State::Choosing | State::Confirming, SignInReply::Chosen(mvpd)) if place.picks() => {
                if !self.choose(&mvpd.into()) {
                    return Some(Decision::Stop(Halt::Unexpected("mvpd".into())));
                }
                State::CreatingSession
            }
            (State::Choosing | State::Confirming, SignInReply::Reload) if place.picks() => {
                self.provider = Provider::Unknown;
                State::LoadingProviders
            }
            (State::Presenting | State::Polling | State::Void, SignInReply::NewCode) => State::CreatingSession,
            (State::Presenting, SignInReply::Shown) if !place.opens_page() => return self.poll::<P>(now),
            _ => return Some(Decision::Await),
        };
        None
    }

    fn user_agent_returned<'e, P: Place>(&mut self, place: P, now: &Now) -> Next<'e, P> {
        if self.state != State::Presenting || !place.opens_page() {
            return Some(Decision::Await);
        }
        self.poll::<P>(now)
    }

    fn poll<'e, P: Place>(&mut self, now: &Now) -> Next<'e, P> {
        self.polls = Polls { next_at: now.monotonic_millis, ..Polls::default() };
        self.state = State::Polling;
        None
    }

    /// The viewer's word while a request is in flight is not lost, but waits for its response.
    fn note(&mut self, reply: Option<&SignInReply<'_>>) {
        if let (Some(SignInReply::NewCode), State::Polling) = (reply, self.state) {
            self.polls.wants_new_code = true;
        }
    }

    /// `true` if the viewer asked for a new code while a request was in flight.
    pub(super) fn wants_new_code(&self) -> bool {
        self.state == State::Polling && self.polls.wants_new_code
    }

    /// `false` if no provider has so long an id.
    pub(super) fn choose(&mut self, mvpd: &Text<'_>) -> bool {
        let fits = store(&mut self.mvpd, mvpd);
        if fits {
            self.provider = Provider::Chosen;
        }
        fits
    }

    /// Goes on where there is no profile.
    pub(super) fn without_profile<'e, P: Place>(&mut self, place: P) -> Next<'e, P> {
        self.state = match self.provider {
            // A remembered provider is asked for its profile; whether it is chosen again is the viewer's to say.
            Provider::Remembered if place.picks() => {
                self.state = State::Confirming;
                return Some(Decision::Ask(Ask::Remembered));
            }
            Provider::Unknown if place.picks() => State::LoadingProviders,
            _ => State::CreatingSession,
        };
        if self.provider == Provider::Remembered {
            self.provider = Provider::Unknown;
        }
        None
    }

    /// Does the work of the state that was reached.
    #[inline(never)]
    fn work<'e, P: Place>(&mut self, installation: &mut Installation, now: &Now) -> Decided<'e, P> {
        if self.wants_new_code() {
            self.state = State::CreatingSession;
        }
        let has_code = matches!(self.state, State::ResumingSession | State::Presenting | State::Polling);
        let expires_at = if has_code { self.code.expires_at } else { u64::MAX };
        if let Some(expired) = self.expiry(expires_at, installation, now) {
            self.state = State::Void;
            installation.drop_code();
            return Decision::Ask(expired);
        }
        let earliest = match self.state {
            State::Polling => self.polls.next_at,
            State::CreatingSession if self.void_codes >= VOID_CODES => later(self.session_at, VOID_WAIT_MILLIS),
            State::Start | State::Choosing | State::Confirming | State::Presenting | State::Void => {
                return Decision::Await;
            }
            State::Over => return Decision::Stop(Halt::NotRunning),
            _ => 0,
        };
        if now.monotonic_millis < earliest {
            return Decision::Sleep(earliest.min(expires_at));
        }
        match self.cycle.launch(installation, now) {
            Decision::Sleep(until) => Decision::Sleep(until.min(expires_at)),
            Decision::AwaitOther(until) => Decision::AwaitOther(until.min(expires_at)),
            decision => decision,
        }
    }

    /// The reason why the code in hand, if any, must not be used any more: its time has passed (R43), or the application is no
    /// longer the one that asked for it (R47).
    fn expiry<'e, M>(&mut self, expires_at: u64, installation: &Installation, now: &Now) -> Option<Ask<'e, M>> {
        if expires_at == u64::MAX {
            None
        } else if installation.registration() == RegistrationState::Unregistered {
            self.void_codes = self.void_codes.saturating_add(1);
            Some(Ask::RegistrationLost)
        } else if now.monotonic_millis >= expires_at {
            self.void_codes = 0;
            Some(Ask::Expired(self.polls.last_failure.filter(|_| self.state == State::Polling)))
        } else {
            None
        }
    }

    /// Takes up the code of a sign-in with the same arguments, which this process, or one before it, did not end.
    fn takes_up_code(&mut self, arguments: &Arguments<&str>, installation: &mut Installation, now: &Now) -> bool {
        let Some(pending) = installation.pending_code() else { return false };
        let left = pending.until.millis_since(now.unix);
        self.code.expires_at = now.after(left);
        self.code.is_complete = pending.is_complete;
        let is_good = pending.arguments == arguments.digest()
            && (1..=LONGEST_CODE_LIFE_MILLIS).contains(&left)
            && store(&mut self.code.text, &pending.text.into());
        if !is_good {
            installation.drop_code();
        }
        is_good
    }
}
