//! The meaning of a response to the flow's call: an answer, a repeat, a new token, or the end.

use super::{
    ATTEMPTS, FIRST_WAIT_MILLIS, LONGEST_DELAY_MILLIS, Refusals, Repeat, RequestCycle, Response, THROTTLED_ATTEMPTS,
    Unanswered,
};
use crate::endpoint::Answer;
use crate::flow::app::Now;
use crate::flow::installation::Installation;
use crate::flow::refused::{Halt, Refused};
use crate::flow::stop::LastFailure;
use crate::json;
use crate::message::{Action, Failure, is_success};

impl RequestCycle {
    /// Reads the answer to the flow's call; a refused token, a busy service and a passing failure are dealt with here.
    pub(in crate::flow) fn resolve_response<'e, T: Answer<'e>>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        repeat: Repeat,
        response: Response<'e>,
    ) -> Result<T, Unanswered<'e>> {
        let malformed = match response {
            Response::Answer { status, body } if is_success(status, body) => match T::decode(body) {
                Ok(answer) => {
                    self.attempts = 0;
                    self.refusals = Refusals::None;
                    return Ok(answer);
                }
                Err(error) => Some(error),
            },
            _ => None,
        };
        Err(self.unanswered(installation, now, repeat, response, malformed))
    }

    /// The meaning of a response that is no answer; `malformed` tells what is wrong with one that should have been.
    #[inline(never)]
    fn unanswered<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        repeat: Repeat,
        response: Response<'e>,
        malformed: Option<json::Error>,
    ) -> Unanswered<'e> {
        let refused = match (response, malformed) {
            (Response::Answer { status, .. }, Some(error)) => Some(Refused::malformed(status, error)),
            (Response::Answer { status, body }, None) => Some(Refused::by_api(status, body)),
            (Response::RetryAfter { status, .. }, _) => Some(Refused::by_api(status, &[])),
            (Response::TooLarge, _) => return Unanswered::Failed(Halt::ResponseTooLarge),
            (Response::None, _) => None,
        };
        let failure = &refused.as_ref().map(Refused::failure);
        let failure = failure.as_ref();
        let status = response.status();
        if failure.is_some_and(|failure| self.renews(installation, status, failure)) {
            return Unanswered::Again;
        }
        let is_passing = failure.is_none_or(Failure::is_transient);
        let unanswered = if repeat == Repeat::No && (is_passing || failure.is_some_and(says_little)) {
            if matches!(failure, Some(Failure::Throttled)) {
                installation.pace.spend_all(now.monotonic_millis);
            }
            Unanswered::Later(last_failure(status))
        } else if is_passing && self.repeats_after(installation, now, failure) {
            Unanswered::Again
        } else {
            Unanswered::Failed(refused.map_or(Halt::NoResponse, Halt::Failure))
        };
        if let Response::RetryAfter { delay_millis, .. } = response {
            self.delay(now, delay_millis);
        }
        unanswered
    }

    /// N9: the status decides first. A 401 renews the token once, whatever its body says (R7); the application registers
    /// again if a fresh token is refused with that action (R8, S4), or if the service does not know the client.
    fn renews(&mut self, installation: &mut Installation, status: u16, failure: &Failure<'_>) -> bool {
        let is_invalid_client = failure.is_invalid_client();
        let asks_for_registration = is_invalid_client
            || matches!(failure, Failure::Service { error, .. } if matches!(error.action, Some(Action::ApplicationRegistration)));
        match self.refusals {
            // The token that was refused has been replaced by another flow since.
            _ if status == 401 && self.generation != installation.generation => true,
            Refusals::None if status == 401 => {
                self.refusals = Refusals::Token;
                installation.drop_token();
                true
            }
            Refusals::None | Refusals::Token if is_invalid_client || status == 401 && asks_for_registration => {
                self.refusals = Refusals::Registration;
                installation.drop_credentials();
                true
            }
            _ => false,
        }
    }

    /// Counts the failure of a registration or token call; `false` if it is not to be repeated.
    pub(super) fn repeats(&mut self, installation: &mut Installation, now: &Now, failure: &Failure<'_>) -> bool {
        failure.is_transient() && self.repeats_after(installation, now, Some(failure))
    }

    fn repeats_after(&mut self, installation: &mut Installation, now: &Now, failure: Option<&Failure<'_>>) -> bool {
        let is_throttled = matches!(failure, Some(Failure::Throttled));
        if is_throttled {
            installation.pace.spend_all(now.monotonic_millis);
        }
        self.wait_for_repeat(now, if is_throttled { THROTTLED_ATTEMPTS } else { ATTEMPTS })
    }

    /// Counts an attempt that failed; `false` if it was the last.
    pub(super) fn wait_for_repeat(&mut self, now: &Now, limit: u8) -> bool {
        self.attempts = self.attempts.saturating_add(1);
        if self.attempts >= limit {
            self.attempts = 0;
            return false;
        }
        self.back_off(now, self.attempts);
        true
    }

    /// Waits before the repeat of this number, the first of which is 1.
    pub(in crate::flow) fn back_off(&mut self, now: &Now, repeat: u8) {
        let doublings = u32::from(repeat.saturating_sub(1)).min(5);
        let wait = FIRST_WAIT_MILLIS << doublings;
        let jitter = now.random % (wait / 2);
        self.not_before = now.after(u64::from(wait + jitter));
    }

    /// Waits as long as the service asks for.
    pub(super) fn delay(&mut self, now: &Now, millis: u64) {
        self.wait_until(now.after(millis.min(LONGEST_DELAY_MILLIS)));
    }
}

impl Response<'_> {
    /// The status of HTTP, 0 for none.
    fn status(&self) -> u16 {
        match *self {
            Self::Answer { status, .. } | Self::RetryAfter { status, .. } => status,
            Self::None | Self::TooLarge => 0,
        }
    }
}

fn last_failure(status: u16) -> LastFailure {
    match status {
        0 => LastFailure::NoResponse,
        429 => LastFailure::Throttled,
        status => LastFailure::Http(status),
    }
}

/// N8: a failure that a poll goes on through, because it is no enhanced error: nothing of it is the service's own word on
/// the code. An error in OAuth's form has no action.
fn says_little(failure: &Failure<'_>) -> bool {
    match failure {
        Failure::Service { error, .. } => error.action.is_none() && !error.voids_code(),
        _ => true,
    }
}
