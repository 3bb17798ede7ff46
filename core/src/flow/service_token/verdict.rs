//! The meaning of an answer of the Single Sign-On Service that is none: told by its code before its status (R146).

use super::kept::is_signed;
use super::reason::Lack;
use crate::endpoint::{Answer, IssuedToken};
use crate::flow::app::Now;
use crate::flow::cycle::{Repeat, RequestCycle, Unanswered};
use crate::flow::installation::Installation;
use crate::flow::refused::{Halt, Refused};
use crate::flow::step::Response;
use crate::flow::stop::LastFailure;
use crate::json::{self, ErrorKind};
use crate::message::{EnhancedError, ErrorCode, is_success};

/// Attempts with a code while the service is too busy (R71).
const THROTTLED_ATTEMPTS: u8 = 8;

/// The next thing to do about a call that was not served.
#[derive(Clone, Copy)]
pub(in crate::flow) enum Verdict<'e> {
    /// The same call goes out again, now or later.
    Again,
    /// The service does not take the service token.
    TokenRefused(Refused<'e>),
    /// It refuses for another reason.
    Refused(Refused<'e>),
    /// It refuses what is a mistake of this program: never to be repeated (R147).
    Mistake(Refused<'e>),
    /// There is no single sign-on.
    Without(Lack<'e>),
}

/// The same of a call with a link code.
pub(super) enum CodeVerdict<'e> {
    /// The code is wrong, used or lapsed (R137).
    Void(Option<Refused<'e>>),
    Other(Verdict<'e>),
}

/// The meaning of the service's own codes, told apart before any status counts (R146).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A mistake of this program.
    Mistake,
    /// The service token.
    ServiceToken,
    /// A token, which one is not said (V13).
    SomeToken,
    /// Nothing of the kind.
    Other,
}

/// Judges answers, with what a flow has to remember for it.
#[derive(Clone, Copy, Debug)]
pub(in crate::flow) struct Judge {
    /// The access token that the flow began with.
    generation: u16,
    /// The code went out and no answer came back (R138).
    is_code_doubtful: bool,
    throttled: u8,
}

impl Judge {
    pub(in crate::flow) const fn new() -> Self {
        Self { generation: 0, is_code_doubtful: false, throttled: 0 }
    }

    pub(in crate::flow) fn begin(&mut self, installation: &Installation) {
        self.generation = installation.generation;
    }

    /// Another code is tried.
    pub(super) fn begin_code(&mut self) {
        (self.is_code_doubtful, self.throttled) = (false, 0);
    }

    /// Reads the answer to a call with a service token, or to one for an identifier.
    pub(in crate::flow) fn answer<'e, T: Answer<'e>>(
        self,
        cycle: &mut RequestCycle,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Result<T, Verdict<'e>> {
        match self.known(installation, response) {
            Some(verdict) => Err(verdict),
            None => cycle.resolve_response::<T>(installation, now, Repeat::Yes, response).map_err(verdict_on),
        }
    }

    // Once for all answers.
    #[inline(never)]
    fn known<'e>(self, installation: &mut Installation, response: Response<'e>) -> Option<Verdict<'e>> {
        refused(response).and_then(|refused| self.by_code(installation, refused))
    }

    /// The same of an answer that is a token; one that is not signed is of no use.
    pub(in crate::flow) fn token<'e>(
        self,
        cycle: &mut RequestCycle,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Result<IssuedToken<'e>, Verdict<'e>> {
        signed(self.answer::<IssuedToken<'e>>(cycle, installation, now, response)?)
    }

    /// The same for a link code, which is good for one call (R137).
    pub(super) fn token_by_code<'e>(
        &mut self,
        cycle: &mut RequestCycle,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Result<IssuedToken<'e>, CodeVerdict<'e>> {
        if let Some(refused) = refused(response) {
            // Any 400 but one means the code.
            if refused.http_status() == 400 && !refused.says(is_of_a_header) {
                return Err(CodeVerdict::Void(refused.says(|_| true).then_some(refused)));
            }
            match self.by_code(installation, refused) {
                Some(Verdict::TokenRefused(_)) => return Err(CodeVerdict::Void(Some(refused))),
                Some(verdict) => return Err(CodeVerdict::Other(verdict)),
                None => {}
            }
        }
        match cycle.resolve_response::<IssuedToken<'e>>(installation, now, Repeat::No, response) {
            Ok(issued) => signed(issued).map_err(CodeVerdict::Other),
            Err(Unanswered::Later(failure)) => Err(self.code_later(cycle, now, failure)),
            Err(unanswered) => Err(CodeVerdict::Other(verdict_on(unanswered))),
        }
    }

    /// R138: a code whose answer was lost goes out once more.
    fn code_later<'e>(&mut self, cycle: &mut RequestCycle, now: &Now, failure: LastFailure) -> CodeVerdict<'e> {
        match failure {
            LastFailure::Http(http_status @ (403..=405)) => {
                CodeVerdict::Other(Verdict::Without(Lack::NotLicensed { http_status }))
            }
            LastFailure::Http(400..=407 | 409..=499) => CodeVerdict::Void(None),
            LastFailure::Throttled if self.throttled + 1 < THROTTLED_ATTEMPTS => {
                self.throttled += 1;
                CodeVerdict::Other(Verdict::Again)
            }
            LastFailure::NoResponse | LastFailure::Http(_) if !self.is_code_doubtful => {
                self.is_code_doubtful = true;
                cycle.back_off(now, 1);
                CodeVerdict::Other(Verdict::Again)
            }
            failure => CodeVerdict::Other(Verdict::Without(Lack::Unreachable(failure))),
        }
    }

    /// The verdict by the service's own codes; `None` where the status decides, as in the rest of the API.
    fn by_code<'e>(self, installation: &mut Installation, refused: Refused<'e>) -> Option<Verdict<'e>> {
        match kind_of(&refused) {
            Kind::Mistake => Some(Verdict::Mistake(refused)),
            Kind::ServiceToken => Some(Verdict::TokenRefused(refused)),
            Kind::SomeToken if installation.generation != self.generation => Some(Verdict::TokenRefused(refused)),
            Kind::SomeToken => {
                // A fresh access token costs one call.
                installation.drop_token();
                Some(Verdict::Again)
            }
            Kind::Other => None,
        }
    }
}

/// A response that is no success.
fn refused(response: Response<'_>) -> Option<Refused<'_>> {
    match response {
        Response::Answer { status, body } if !is_success(status, body) => Some(Refused::by_api(status, body)),
        _ => None,
    }
}

// In a frame of its own, which is gone when the error is judged.
#[inline(never)]
fn kind_of(refused: &Refused<'_>) -> Kind {
    let error = &refused.error();
    let is_one_of = |codes: &[ErrorCode]| codes.iter().any(|code| error.has_code(*code));
    if is_one_of(&[ErrorCode::HeaderMissing, ErrorCode::RequestInvalid, ErrorCode::RequestNull]) {
        Kind::Mistake
    } else if is_one_of(&[ErrorCode::HeaderInvalid]) {
        Kind::ServiceToken
    } else if is_one_of(&[ErrorCode::TokenExpired, ErrorCode::TokenInvalid]) {
        Kind::SomeToken
    } else {
        Kind::Other
    }
}

fn is_of_a_header(error: &EnhancedError<'_>) -> bool {
    error.has_code(ErrorCode::HeaderMissing)
}

fn signed(issued: IssuedToken<'_>) -> Result<IssuedToken<'_>, Verdict<'_>> {
    if is_signed(&issued.token.reveal()) {
        return Ok(issued);
    }
    let error = json::Error::new(ErrorKind::Range, &"serviceToken", 0);
    Err(Verdict::Without(Lack::Unusable(Halt::Failure(Refused::malformed(200, error)))))
}

fn verdict_on(unanswered: Unanswered<'_>) -> Verdict<'_> {
    let Unanswered::Failed(halt) = unanswered else { return Verdict::Again };
    if let Some(failure) = halt.last_failure() {
        return Verdict::Without(Lack::Unreachable(failure));
    }
    match halt {
        Halt::Failure(refused) => match refused.http_status() {
            http_status @ 403..=405 => Verdict::Without(Lack::NotLicensed { http_status }),
            400..=499 => Verdict::Refused(refused),
            _ => Verdict::Without(Lack::Unusable(halt)),
        },
        halt => Verdict::Without(Lack::Unusable(halt)),
    }
}
