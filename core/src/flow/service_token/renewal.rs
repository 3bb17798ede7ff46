//! A call with a service token, and the renewal of the token that may have to come before it (`sso-service.md` 10.3).

use super::kept::KeptToken;
use super::reason::Lack;
use super::verdict::{Judge, Verdict};
use crate::endpoint::{Answer, AnyCall, IssuedToken, Person, SsoRefresh, SsoToken};
use crate::flow::app::{App, Now};
use crate::flow::cycle::RequestCycle;
use crate::flow::installation::Installation;
use crate::flow::refused::{Halt, Refused};
use crate::flow::step::{Response, Step};
use crate::message::CommonIdentifier;
use crate::output::TooSmall;

/// The call that is next, or in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Own,
    Refresh,
    Obtain,
}

/// A token in use, and the state of its renewal.
#[derive(Clone)]
pub(in crate::flow) struct Renewal<S> {
    pub(in crate::flow) cycle: RequestCycle,
    kept: KeptToken<S>,
    identifier: Option<S>,
    judge: Judge,
    next: Next,
    /// `sso_refresh` was tried.
    is_refreshed: bool,
    /// `sso_token` was tried.
    is_obtained: bool,
    /// The host has a newer token, and put it into the headers.
    is_replaced: bool,
}

/// The meaning of a response that is no answer to the flow's own call.
pub(in crate::flow) enum Unserved<'e> {
    /// There is a new token for the host to keep.
    Renewed(IssuedToken<'e>),
    /// A call goes out, now or later.
    Launch,
    /// There is no single sign-on.
    Without(Lack<'e>),
    /// The flow ends.
    Stop(Halt<'e>),
}

impl<S: AsRef<str>> Renewal<S> {
    pub(in crate::flow) const fn new(kept: KeptToken<S>, identifier: Option<S>) -> Self {
        Self {
            cycle: RequestCycle::new(),
            kept,
            identifier,
            judge: Judge::new(),
            next: Next::Own,
            is_refreshed: false,
            is_obtained: false,
            is_replaced: false,
        }
    }

    /// R131: a token that is due is renewed first.
    pub(in crate::flow) fn begin(&mut self, installation: &Installation, now: &Now) {
        self.judge.begin(installation);
        self.renew_if_due(now);
    }

    /// The same before a further call of the flow; the host sees to a token that it replaced.
    pub(in crate::flow) fn renew_if_due(&mut self, now: &Now) {
        self.next = if self.is_replaced || !self.kept.is_due(now) { Next::Own } else { Next::Refresh };
    }

    /// The host has put the new token into the headers.
    pub(in crate::flow) fn replaced(&mut self) {
        self.is_replaced = true;
        self.next = Next::Own;
    }

    /// The answer to the flow's own call, or what came in its place.
    pub(in crate::flow) fn respond<'e, T: Answer<'e>>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Result<T, Unserved<'e>> {
        if self.next == Next::Own {
            let answer = self.judge.answer::<T>(&mut self.cycle, installation, now, response);
            return answer.map_err(|verdict| self.unserved(now, verdict));
        }
        Err(self.respond_to_renewal(installation, now, response))
    }

    // Once for all answers, as the next.
    #[inline(never)]
    fn respond_to_renewal<'e>(
        &mut self,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Unserved<'e> {
        match self.judge.token(&mut self.cycle, installation, now, response) {
            Ok(issued) => {
                self.note_attempt();
                Unserved::Renewed(issued)
            }
            Err(verdict) => self.unserved(now, verdict),
        }
    }

    #[inline(never)]
    fn unserved<'e>(&mut self, now: &Now, verdict: Verdict<'e>) -> Unserved<'e> {
        match (verdict, self.next) {
            (Verdict::Again, _) => Unserved::Launch,
            (Verdict::Mistake(refused), _) | (Verdict::Refused(refused), Next::Own) => {
                Unserved::Stop(Halt::Failure(refused))
            }
            (Verdict::TokenRefused(refused), Next::Own) => self.renew(refused),
            // Any refusal of a renewal means no (`sso-service.md` 13).
            (Verdict::TokenRefused(refused) | Verdict::Refused(refused), _) => {
                self.note_attempt();
                self.renew(refused)
            }
            // It was to be renewed early, and holds until its end.
            (Verdict::Without(_), Next::Refresh) if !self.is_refreshed && self.kept.is_valid(now) => {
                self.is_refreshed = true;
                self.next = Next::Own;
                Unserved::Launch
            }
            (Verdict::Without(lack), _) => Unserved::Without(lack),
        }
    }

    /// First `sso_refresh` once, then `sso_token`, if there is an identifier.
    fn renew<'e>(&mut self, refused: Refused<'e>) -> Unserved<'e> {
        self.next = if !self.is_refreshed && !self.is_replaced {
            Next::Refresh
        } else if !self.is_obtained && self.identifier.is_some() {
            Next::Obtain
        } else {
            return Unserved::Without(Lack::TokenRefused(refused));
        };
        Unserved::Launch
    }

    fn note_attempt(&mut self) {
        match self.next {
            Next::Own => {}
            Next::Refresh => self.is_refreshed = true,
            Next::Obtain => self.is_obtained = true,
        }
    }

    /// Writes the request in flight; `own` is the flow's.
    pub(in crate::flow) fn write<'b, Q, O>(
        &'b self,
        app: &App<'b>,
        installation: &'b Installation,
        own: &dyn AnyCall,
        buffer: &'b mut [u8],
    ) -> Result<Step<'b, Q, O>, TooSmall> {
        let service_provider = app.service_provider;
        let identifier = self.identifier.as_ref().and_then(|id| CommonIdentifier::new(id.as_ref()).ok());
        match (self.next, identifier) {
            (Next::Obtain, Some(id)) => {
                let call = SsoToken { service_provider, person: Person::Id(id) };
                self.cycle.write(app, installation, Some(&call), buffer)
            }
            (Next::Refresh, _) => {
                let call = SsoRefresh { service_provider };
                self.cycle.write_with_token(self.kept.token(), app, installation, &call, buffer)
            }
            _ if self.is_replaced => self.cycle.write(app, installation, Some(own), buffer),
            _ => self.cycle.write_with_token(self.kept.token(), app, installation, own, buffer),
        }
    }
}
