//! What becomes of a call once its reply is there: the answer, a repeat, a new token, or the end.

use super::{ATTEMPTS, Exchange, FIRST_WAIT_MILLIS, Refusals, Repeat, Reply, THROTTLED_ATTEMPTS, Unanswered};
use crate::endpoint::Answer;
use crate::json;
use crate::message::{Action, Failure, decode_failure, is_success};
use crate::old_flow::client::Client;
use crate::old_flow::context::Now;
use crate::old_flow::step::StopReason;

impl Exchange {
    /// Reads the answer to the flow's call; a refused token, a busy service and a passing failure are dealt with here.
    pub(in crate::old_flow) fn settle<'b, T: Answer<'b>>(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        reply: &Reply<'b>,
    ) -> Result<T, Unanswered<'b>> {
        let malformed = match reply {
            Reply::Answer { status, body } if is_success(*status, body) => match T::from_body(body) {
                Ok(answer) => {
                    self.succeeded();
                    return Ok(answer);
                }
                Err(error) => Some(error),
            },
            _ => None,
        };
        Err(self.refused(client, now, repeat, reply, malformed))
    }

    /// What a reply means that is no answer; `malformed` tells what is wrong with one that should have been.
    fn refused<'b>(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        reply: &Reply<'b>,
        malformed: Option<json::Error>,
    ) -> Unanswered<'b> {
        let failure = match (reply, malformed) {
            (Reply::Answer { status, .. }, Some(error)) => Some(Failure::Malformed { http_status: *status, error }),
            (Reply::Answer { status, body }, None) => Some(decode_failure(*status, body)),
            _ => None,
        };
        match self.settle_failure(client, now, repeat, failure.as_ref()) {
            Verdict::Again => Unanswered::Again,
            Verdict::Later => Unanswered::Later,
            Verdict::Failed => Unanswered::Failed(failure.map_or(StopReason::NoAnswer, StopReason::Failure)),
        }
    }

    fn settle_failure(
        &mut self,
        client: &mut Client,
        now: &Now,
        repeat: Repeat,
        failure: Option<&Failure<'_>>,
    ) -> Verdict {
        if failure.is_some_and(|failure| self.renews(client, failure)) {
            return Verdict::Again;
        }
        if matches!(failure, Some(Failure::Throttled)) {
            client.pace.spend_all(now.monotonic_millis);
        }
        let passing = failure.is_none_or(is_passing);
        if passing && repeat == Repeat::No {
            return Verdict::Later;
        }
        let limit = if matches!(failure, Some(Failure::Throttled)) { THROTTLED_ATTEMPTS } else { ATTEMPTS };
        if passing && self.wait_for_repeat(now, limit) { Verdict::Again } else { Verdict::Failed }
    }

    fn succeeded(&mut self) {
        self.attempts = 0;
        self.refusals = Refusals::None;
    }

    /// On 401: a new token first (R7); new credentials only if a fresh token is refused with that action (R8, S4).
    fn renews(&mut self, client: &mut Client, failure: &Failure<'_>) -> bool {
        let (http_status, action) = match failure {
            Failure::Service { http_status, error } => (*http_status, error.action),
            Failure::NotApi { http_status } | Failure::Malformed { http_status, .. } => (*http_status, None),
            Failure::Registration { .. } | Failure::Throttled => return false,
        };
        match self.refusals {
            _ if http_status != 401 => false,
            Refusals::None => {
                self.refusals = Refusals::Token;
                client.drop_token();
                true
            }
            Refusals::Token if matches!(action, Some(Action::ApplicationRegistration)) => {
                self.refusals = Refusals::Client;
                client.drop_credentials();
                true
            }
            _ => false,
        }
    }

    pub(super) fn repeats(&mut self, now: &Now, failure: &Failure<'_>) -> bool {
        let limit = if matches!(failure, Failure::Throttled) { THROTTLED_ATTEMPTS } else { ATTEMPTS };
        is_passing(failure) && self.wait_for_repeat(now, limit)
    }

    /// Counts an answer that may be another in a while (R61); `false` if it was asked for often enough.
    pub(in crate::old_flow) fn waits_for_repeat(&mut self, now: &Now) -> bool {
        self.repeats = self.repeats.saturating_add(1);
        let attempts = core::mem::replace(&mut self.attempts, self.repeats - 1);
        let waits = self.wait_for_repeat(now, ATTEMPTS);
        self.attempts = attempts;
        waits
    }

    /// Counts an attempt that failed; `false` if it was the last.
    pub(super) fn wait_for_repeat(&mut self, now: &Now, limit: u8) -> bool {
        self.attempts = self.attempts.saturating_add(1);
        if self.attempts >= limit {
            self.attempts = 0;
            return false;
        }
        let doublings = u32::from(self.attempts - 1).min(5);
        let wait = FIRST_WAIT_MILLIS << doublings;
        let jitter = now.random % (wait / 2);
        self.not_before = now.monotonic_millis.saturating_add(u64::from(wait + jitter));
        true
    }
}

enum Verdict {
    Again,
    Later,
    Failed,
}

/// Whether the same request may succeed later: the service is busy or broken, says so itself, or was not reached.
fn is_passing(failure: &Failure<'_>) -> bool {
    match failure {
        Failure::Throttled | Failure::NotApi { .. } => true,
        Failure::Malformed { http_status, .. } => matches!(http_status, 200 | 201 | 500..),
        Failure::Service { http_status, error } => match error.action {
            Some(Action::Retry) => true,
            Some(Action::Configuration) => false,
            _ => *http_status >= 500,
        },
        Failure::Registration { http_status, .. } => *http_status >= 500,
    }
}
