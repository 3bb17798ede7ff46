//! From a request to the endpoint that answers it: read once, then one match.

use tvpass::endpoint::{AnyRequest, Endpoint, RequestError, RouteError};
use tvpass::json::Timestamp;
use tvpass::message::{DecodeError, ErrorCode, Incoming, Scratch};

use super::Service;
use super::caller::Caller;
use super::endpoint::{unknown_code, unreadable_registration};
use super::refusal::{self, Outcome, Refusal};
use super::sso::{self, SsoCaller};
use crate::message::{Request, Response};

/// A request with its parts, and the memory of its decoded values.
pub(super) struct Received<'r> {
    pub(super) request: &'r Request,
    incoming: Incoming<'r>,
    pub(super) call: Result<AnyRequest<'r>, RequestError>,
}

impl<'r> Received<'r> {
    /// Reads `request`; `memory` is as long as target and body together.
    pub(super) fn read(request: &'r Request, memory: &'r mut [u8]) -> Self {
        let incoming = request.incoming();
        let call = AnyRequest::decode(&incoming, &mut Scratch::new(memory));
        Self { request, incoming, call }
    }

    /// The endpoint that is meant, if there is one.
    pub(super) fn endpoint(&self) -> Option<Endpoint> {
        match &self.call {
            Ok(call) => Some(call.endpoint()),
            Err(RequestError::Malformed { endpoint, .. }) => Some(*endpoint),
            Err(RequestError::Route(_)) => None,
        }
    }
}

/// Memory for [`Received::read`].
pub(super) fn memory_of(request: &Request) -> Vec<u8> {
    vec![0; request.target().len() + request.body().len()]
}

impl Service {
    /// Answers a request to the API without counting it.
    pub(crate) fn answer(&mut self, now: Timestamp, request: &Request) -> Response {
        let mut memory = memory_of(request);
        self.answer_received(now, &Received::read(request, &mut memory))
    }

    pub(super) fn answer_received(&mut self, now: Timestamp, received: &Received<'_>) -> Response {
        let outcome = match &received.call {
            Ok(call) => self.dispatch(now, received.request, call),
            Err(RequestError::Malformed { endpoint, error }) => self.malformed(now, received, *endpoint, *error),
            Err(RequestError::Route(error)) => Ok(self.no_endpoint(*error)),
        };
        outcome.unwrap_or_else(|refusal| self.refuse(refusal))
    }

    fn dispatch(&mut self, now: Timestamp, request: &Request, call: &AnyRequest<'_>) -> Outcome {
        let endpoint = call.endpoint();
        let caller = |service: &mut Self| service.caller(now, endpoint, request);
        let sso_caller = |service: &mut Self| service.sso_caller(now, endpoint, request);
        match call {
            AnyRequest::Register(call) => self.register(now, request, call),
            AnyRequest::Token(call) => self.token(now, request, call),
            AnyRequest::Authenticate(call) => self.authenticate(now, call.service_provider, call.code),
            AnyRequest::Configuration(_) => caller(self).and_then(|caller| self.configuration(&caller)),
            AnyRequest::CreateSession(call) => caller(self).and_then(|caller| self.create_session(&caller, call)),
            AnyRequest::ResumeSession(call) => caller(self).and_then(|caller| self.resume_session(&caller, call)),
            AnyRequest::SessionInfo(call) => caller(self).and_then(|caller| self.session_info(&caller, call)),
            AnyRequest::Profiles(_) => caller(self).and_then(|caller| self.profiles(&caller)),
            AnyRequest::ProfileMvpd(call) => caller(self).and_then(|caller| match caller.endpoint {
                // The early form with one segment (P1) reads as an MVPD.
                Endpoint::ProfileCode => self.profile_code(&caller, call.mvpd),
                _ => self.profile_mvpd(&caller),
            }),
            AnyRequest::ProfileCode(call) => caller(self).and_then(|caller| self.profile_code(&caller, call.code)),
            AnyRequest::PartnerRequest(call) => caller(self).and_then(|caller| self.partner_request(&caller, call)),
            AnyRequest::PartnerProfile(call) => caller(self).and_then(|caller| self.partner_profile(&caller, call)),
            AnyRequest::Preauthorize(call) => caller(self).and_then(|caller| self.preauthorize(&caller, call)),
            AnyRequest::Authorize(call) => caller(self).and_then(|caller| self.authorize(&caller, call)),
            AnyRequest::Logout(call) => caller(self).and_then(|caller| self.logout(&caller, call)),
            AnyRequest::SsoToken(call) => sso_caller(self).and_then(|caller| self.sso_token(&caller, call)),
            AnyRequest::SsoRefresh(_) => sso_caller(self).and_then(|caller| self.sso_refresh(&caller)),
            AnyRequest::SsoLink(_) => sso_caller(self).and_then(|caller| self.sso_link(&caller)),
            AnyRequest::SsoUnlink(call) => sso_caller(self).and_then(|caller| self.sso_unlink(&caller, call)),
            AnyRequest::SsoList(_) => sso_caller(self).and_then(|caller| self.sso_list(&caller)),
            _ => Err(Refusal::new(ErrorCode::InternalServerError, "This simulator is older than the request.")),
        }
    }

    /// The refusal of a request that cannot be read; an earlier check may have one of its own.
    fn malformed(
        &mut self,
        now: Timestamp,
        received: &Received<'_>,
        endpoint: Endpoint,
        error: DecodeError,
    ) -> Outcome {
        match endpoint {
            Endpoint::Register | Endpoint::Token => return Err(unreadable_registration(&received.incoming, error)),
            Endpoint::Authenticate => return Err(unknown_code()),
            _ => {}
        }
        if is_sso(endpoint) {
            let caller = self.sso_caller(now, endpoint, received.request)?;
            if endpoint != Endpoint::SsoToken {
                caller.claims(0)?;
            }
            return Err(sso::unreadable(error, received.incoming.body));
        }
        let caller = self.caller(now, endpoint, received.request)?;
        match endpoint {
            Endpoint::Preauthorize | Endpoint::Authorize | Endpoint::Logout => drop(self.path_mvpd(&caller)?),
            Endpoint::PartnerRequest => drop(self.path_partner(&caller)?),
            Endpoint::PartnerProfile => drop(self.partner_of(&caller)?),
            _ => {}
        }
        Err(Refusal::unreadable(endpoint, error))
    }

    fn caller<'r>(&mut self, now: Timestamp, endpoint: Endpoint, request: &'r Request) -> Result<Caller<'r>, Refusal> {
        let caller = Caller::check(&self.settings.world, &self.state, now, endpoint, request)?;
        self.state.note_use(&caller.client_id, now);
        Ok(caller)
    }

    fn sso_caller<'r>(
        &mut self,
        now: Timestamp,
        endpoint: Endpoint,
        request: &'r Request,
    ) -> Result<SsoCaller<'r>, Refusal> {
        let caller = SsoCaller::check(&self.settings.world, &self.state, now, endpoint, request)?;
        self.state.note_use(&caller.client_id, now);
        Ok(caller)
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) -> Response {
        refusal.into_response(&self.random.uuid(), self.settings.sso_errors)
    }

    /// The catalogue has no code for these two; `internal_error` is the one documented with 405.
    fn no_endpoint(&mut self, error: RouteError) -> Response {
        let mut enhanced =
            |status, message| refusal::enhanced(status, ErrorCode::InternalError, message, &self.random.uuid());
        let RouteError::MethodNotAllowed { get, post } = error else {
            return enhanced(404, "There is no such path.");
        };
        let allowed = [("GET", get), ("POST", post), ("OPTIONS", true)];
        let allowed: Vec<_> = allowed.into_iter().filter(|(_, is)| *is).map(|(method, _)| method).collect();
        enhanced(405, "The path has other methods.").with_header("allow", allowed.join(", "))
    }
}

/// True for a call of the Single Sign-On Service, which has an order of checks of its own.
pub(super) fn is_sso(endpoint: Endpoint) -> bool {
    use Endpoint::{SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink};
    matches!(endpoint, SsoToken | SsoRefresh | SsoLink | SsoUnlink | SsoList)
}
