//! The meaning of the answers to a sign-in: profiles, the list of providers, a session and its code (R35, R43).

use super::machine::{Ask, End, Machine, Next, Provider, State};
use super::{Access, Arguments, Place};
use crate::endpoint::{ActionName, Profiles, ReasonType, Session};
use crate::flow::app::{App, Now};
use crate::flow::cycle::{Repeat, Unanswered};
use crate::flow::installation::{Installation, PendingCode};
use crate::flow::profiles::best_profile;
use crate::flow::refused::{Halt, Refused, asks_for_sign_in};
use crate::flow::step::{Decision, Response};
use crate::flow::stop::LastFailure;
use crate::flow::text::store;
use crate::json::later;
use crate::message::EnhancedError;

/// The life of a code for which the service states no usable one.
const CODE_LIFE_MILLIS: u64 = 30 * 60 * 1000;
/// A code that is refused so shortly before its end has expired; the service's clock decides.
const EXPIRY_TOLERANCE_MILLIS: u64 = 30_000;

impl Machine {
    pub(super) fn respond<'e, P: Place>(
        &mut self,
        place: P,
        arguments: &Arguments<&str>,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Next<'e, P> {
        match self.state {
            State::Lookup | State::FetchingProfile | State::Polling => {
                self.profiles(place, app, installation, now, response)
            }
            State::LoadingProviders if place.picks() => self.providers::<P>(installation, now, response),
            State::CreatingSession | State::ResumingSession => {
                self.session_response(place, arguments, installation, now, response)
            }
            _ => Some(Decision::Await),
        }
    }

    #[inline(never)]
    fn profiles<'e, P: Place>(
        &mut self,
        place: P,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Next<'e, P> {
        let repeat = if self.state == State::Polling { Repeat::No } else { Repeat::Yes };
        // By reference, here and below: what was read is large, and would otherwise be copied.
        match &self.cycle.resolve_response::<Profiles<'e>>(installation, now, repeat, response) {
            Ok(profiles) => match &best_profile(profiles, installation) {
                Some(profile) => {
                    installation.remember_profile(profile);
                    installation.drop_code();
                    Some(Decision::Done(End::Profiles(*profiles)))
                }
                None if self.state == State::FetchingProfile => Some(Decision::Stop(Halt::NotSignedIn)),
                None => self.no_profile(place, app, installation, now, None),
            },
            Err(Unanswered::Again) => self.poll_after_answer::<P>(app, now),
            Err(Unanswered::Later(failure)) => self.no_profile(place, app, installation, now, Some(*failure)),
            Err(Unanswered::Failed(Halt::Failure(refused)))
                if self.state == State::Polling && refused.says(EnhancedError::voids_code) =>
            {
                self.code_refused::<P>(installation, now, *refused)
            }
            Err(Unanswered::Failed(Halt::Failure(refused)))
                if self.state == State::Lookup && self.means_no_profile(refused) =>
            {
                self.no_profile(place, app, installation, now, None)
            }
            Err(Unanswered::Failed(halt)) => Some(Decision::Stop(*halt)),
        }
    }

    /// R40: the service does not know the code (any more). Before its end it was most likely replaced (N10).
    #[inline(never)]
    fn code_refused<'e, P: Place>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        refused: Refused<'e>,
    ) -> Next<'e, P> {
        let has_expired = now.after(EXPIRY_TOLERANCE_MILLIS) >= self.code.expires_at;
        self.void_codes = if has_expired { 0 } else { self.void_codes.saturating_add(1) };
        installation.drop_code();
        if self.wants_new_code() {
            return None;
        }
        self.state = State::Void;
        Some(Decision::Ask(if has_expired { Ask::Refused(refused) } else { Ask::Replaced(refused) }))
    }

    /// R50: a profile that has lapsed is none. R28: nor is there one at a remembered provider that was switched off since.
    fn means_no_profile(&mut self, refused: &Refused<'_>) -> bool {
        let refuses_mvpd = self.provider == Provider::Remembered && refused.says(EnhancedError::refuses_mvpd);
        if refuses_mvpd {
            self.provider = Provider::Unknown;
        }
        refuses_mvpd || refused.says(asks_for_sign_in)
    }

    pub(super) fn no_profile<'e, P: Place>(
        &mut self,
        place: P,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        failure: Option<LastFailure>,
    ) -> Next<'e, P> {
        if self.state != State::Polling {
            installation.forget_profile();
            return self.without_profile(place);
        }
        let polls = &mut self.polls;
        polls.failures = if failure.is_some() { polls.failures.saturating_add(1).min(5) } else { 0 };
        polls.last_failure = failure;
        self.poll_after_answer::<P>(app, now)
    }

    /// The distance of polls is counted from the answer, before which the service has seen the poll for certain.
    fn poll_after_answer<'e, P: Place>(&mut self, app: &App<'_>, now: &Now) -> Next<'e, P> {
        let interval = app.poll_interval();
        self.polls.backed_off = self.polls.back_off(interval);
        self.polls.next_at = now.after((interval + self.polls.backed_off).into());
        None
    }

    #[inline(never)]
    fn providers<'e, P: Place>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Next<'e, P> {
        match &self.cycle.resolve_response(installation, now, Repeat::Yes, response) {
            Ok(configuration) => {
                self.state = State::Choosing;
                P::picker(*configuration).map(|picker| Decision::Ask(Ask::Mvpd(picker)))
            }
            Err(Unanswered::Failed(halt)) => Some(Decision::Stop(*halt)),
            Err(_) => None,
        }
    }

    #[inline(never)]
    fn session_response<'e, P: Place>(
        &mut self,
        place: P,
        arguments: &Arguments<&str>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Next<'e, P> {
        match &self.cycle.resolve_response::<Session<'e>>(installation, now, Repeat::Yes, response) {
            Ok(session) => self.session(place, arguments, installation, now, session),
            Err(Unanswered::Failed(Halt::Failure(refused)))
                if self.state == State::ResumingSession && refused.says(EnhancedError::voids_code) =>
            {
                self.code_refused::<P>(installation, now, *refused)
            }
            Err(Unanswered::Failed(halt)) => Some(Decision::Stop(*halt)),
            Err(_) => None,
        }
    }

    /// R35: what the service says to do.
    fn session<'e, P: Place>(
        &mut self,
        place: P,
        arguments: &Arguments<&str>,
        installation: &mut Installation,
        now: &Now,
        session: &Session<'e>,
    ) -> Next<'e, P> {
        if session.mvpd.is_some_and(|mvpd| !mvpd.is_empty() && !self.choose(&mvpd)) {
            return Some(Decision::Stop(unexpected(session)));
        }
        match (session.action_name, session.reason_type) {
            (ActionName::Authorize, ReasonType::Temporary) => Some(Decision::Done(End::Granted(Access::Temporary))),
            (ActionName::Authorize, ReasonType::Degraded) => Some(Decision::Done(End::Granted(Access::Degraded))),
            (ActionName::Authorize, _) => {
                self.state = State::FetchingProfile;
                None
            }
            (ActionName::Authenticate | ActionName::Resume | ActionName::Retry, _) => {
                if !self.takes_code(session) {
                    return Some(Decision::Stop(unexpected(session)));
                }
                if self.state == State::CreatingSession {
                    self.session_at = self.cycle.sent_at();
                }
                self.keep(arguments, installation, now);
                self.with_code(place, arguments, session)
            }
            _ => Some(Decision::Stop(unexpected(session))),
        }
    }

    /// Takes the code of a session in hand; `false` if it has none that can be used.
    fn takes_code(&mut self, session: &Session<'_>) -> bool {
        let code = &mut self.code;
        if !store(&mut code.text, &session.code.unwrap_or_default()) || code.text.is_empty() {
            return false;
        }
        code.is_complete = matches!(session.action_name, ActionName::Authenticate);
        // The service's own two times, since this device's clock may be off; from when the request went out, since the
        // code may have been made as early as that. To complete a session makes it no longer.
        let life = session.lifetime_millis().filter(|life| *life > 0).unwrap_or(CODE_LIFE_MILLIS);
        let end = later(self.cycle.sent_at(), life);
        code.expires_at = if self.state == State::ResumingSession { end.min(code.expires_at) } else { end };
        true
    }

    /// A process that ends before the viewer has signed in goes on with the same code.
    fn keep(&self, arguments: &Arguments<&str>, installation: &mut Installation, now: &Now) {
        let code = &self.code;
        installation.keep_code(&PendingCode {
            text: &code.text,
            until: now.unix.plus_millis(code.expires_at.saturating_sub(now.monotonic_millis)),
            is_complete: code.is_complete,
            arguments: arguments.digest(),
        });
    }

    fn with_code<'e, P: Place>(&mut self, place: P, arguments: &Arguments<&str>, session: &Session<'e>) -> Next<'e, P> {
        if !place.opens_page() || self.code.is_complete {
            self.state = State::Presenting;
            return Some(Decision::Ask(if place.opens_page() { Ask::Page(session.url) } else { Ask::Code }));
        }
        let lacks_mvpd = session.lacks("mvpd") && self.provider == Provider::Unknown;
        let is_known = |name, is_known: bool| is_known || !session.lacks(name);
        let others_are_known = is_known("domainName", arguments.domain_name.is_some())
            && is_known("redirectUrl", arguments.redirect_url.is_some());
        self.state = match self.state {
            // A session that another flow began may lack what only the viewer can say.
            State::CreatingSession | State::ResumingSession if lacks_mvpd && place.picks() => State::LoadingProviders,
            State::CreatingSession if others_are_known => State::ResumingSession,
            _ => return Some(Decision::Stop(unexpected(session))),
        };
        None
    }
}

fn unexpected<'e>(session: &Session<'e>) -> Halt<'e> {
    Halt::Unexpected(session.action_name.as_text())
}
