//! `authenticate`: leads a person's browser to the provider's login page.

use tvpass::json::Timestamp;

use crate::message::Response;
use crate::segment;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Progress, Session};

impl Service {
    pub(in crate::service) fn authenticate(&self, now: Timestamp, service_provider: &str, code: &str) -> Outcome {
        let session = self.session(now, service_provider, code).map_err(|_| unknown_code())?;
        if session.progress == Progress::Done {
            return Err(Refusal::Page {
                title: "This code was used already",
                message: "The device that showed it is signed in.".into(),
            });
        }
        let (true, Some(mvpd)) = (session.parameters.missing().is_empty(), &session.parameters.mvpd) else {
            return Err(Refusal::Page {
                title: "Something is missing",
                message: format!("Before the sign-in, set: {}.", session.parameters.missing().join(", ")),
            });
        };
        let cookie = format!(
            "{}={}; Path=/mvpd; HttpOnly; SameSite=Lax; Max-Age={}",
            relay_cookie(code),
            session.relay,
            session.not_after.millis_since(now) / 1000,
        );
        Ok(Response::redirect(302, &login_url(session, mvpd)).with_header("set-cookie", cookie))
    }
}

/// The page for a code that nobody knows.
pub(in crate::service) fn unknown_code() -> Refusal {
    Refusal::Page {
        title: "This code does not work",
        message: "It is mistyped, or it has expired. Ask your television for a new one.".into(),
    }
}

/// The cookie that ties the login page to the browser that came through `authenticate`; one for each code, so that two
/// sign-ins in two tabs do not disturb each other.
pub(crate) fn relay_cookie(code: &str) -> String {
    format!("relay-{code}")
}

/// The relative URL of the provider's login page for `session`.
pub(crate) fn login_url(session: &Session, mvpd: &str) -> String {
    let service_provider = segment::encoded(&session.application.service_provider);
    format!("/mvpd/{}/login?serviceProvider={service_provider}&code={}", segment::encoded(mvpd), session.code)
}
