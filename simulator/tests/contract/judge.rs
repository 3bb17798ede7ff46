//! Judges answers by the rules of the protocol.

use std::fmt;

use tvpass::endpoint::{
    AccessToken, ActionName, Answer as _, ClientCredentials, Configuration, Decisions, Endpoint, IssuedLinkCode,
    IssuedToken, LinkedDevices, LogoutActionName, Logouts, Profiles, RouteError, Session, SessionDetails,
    UnlinkedDevices, route,
};
use tvpass::message::{DcrErrorCode, ErrorCode, Failure};

use tvpass_simulator::Request;

/// An answer, however it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) location: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.status, self.content_type, String::from_utf8_lossy(&self.body))
    }
}

type Verdict = Result<(), String>;

fn demand(is_kept: bool, what: &str) -> Verdict {
    if is_kept { Ok(()) } else { Err(what.to_owned()) }
}

/// True if `answer` is one that the protocol gives to `request`.
pub(crate) fn judge(request: &Request, answer: &Answer) -> Verdict {
    let endpoint = match route(request.method(), request.path()) {
        Ok(endpoint) => endpoint,
        Err(_) if request.method() == "HEAD" => return demand(answer.status == 405, "HEAD is no method of the API"),
        Err(RouteError::NotFound) => return demand(answer.status == 404, "404").and(judge_service_error(answer)),
        Err(_) => return demand(answer.status == 405, "405").and(judge_service_error(answer)),
    };
    match answer.status {
        _ if endpoint == Endpoint::Authenticate => judge_authenticate(answer),
        status if endpoint.definition().success.contains(&status) => {
            demand(answer.content_type.starts_with("application/json"), "a success is JSON")?;
            judge_success(endpoint, answer)
        }
        400 if matches!(endpoint, Endpoint::Register | Endpoint::Token) => judge_registration(endpoint, answer),
        400 | 401 | 403 => judge_service_error(answer),
        other => Err(format!("{other} is no status of {}", endpoint.definition().id)),
    }
}

/// A person's browser gets a redirect or a page, never JSON (R41).
fn judge_authenticate(answer: &Answer) -> Verdict {
    demand(answer.content_type.starts_with("text/html"), "a person gets HTML")?;
    match answer.status {
        302 => demand(answer.location.as_deref().is_some_and(|to| to.starts_with("/mvpd/")), "the login page"),
        400 => demand(answer.location.is_none(), "a page"),
        other => Err(format!("{other} is no status of authenticate")),
    }
}

fn judge_service_error(answer: &Answer) -> Verdict {
    demand(answer.content_type.starts_with("application/json"), "an error is JSON")?;
    let Failure::Service { error, .. } =
        Profiles::from_response(answer.status, &answer.body).err().ok_or("an error")?
    else {
        return Err("an enhanced error".into());
    };
    let code = error.known_code().ok_or("a code of the catalogue")?;
    demand(error.status == Some(u32::from(answer.status)), "both statuses agree")?;
    demand(error.action == code.action(), "the action of the catalogue")?;
    let is_documented = code.statuses().contains(&answer.status) || code == ErrorCode::InternalError;
    demand(is_documented, "the status of the catalogue")?;
    demand(error.trace.is_some() && error.help_url.is_some() && error.message.is_some(), "message, helpUrl and trace")
}

fn judge_registration(endpoint: Endpoint, answer: &Answer) -> Verdict {
    let failure = ClientCredentials::from_response(answer.status, &answer.body).err();
    let Some(Failure::Registration { error, .. }) = failure else { return Err("an error of registration".into()) };
    let is_documented = match endpoint {
        Endpoint::Register => matches!(
            error,
            DcrErrorCode::InvalidRequest
                | DcrErrorCode::InvalidRedirectUri
                | DcrErrorCode::InvalidSoftwareStatement
                | DcrErrorCode::UnapprovedSoftwareStatement
        ),
        _ => matches!(
            error,
            DcrErrorCode::InvalidRequest
                | DcrErrorCode::InvalidClient
                | DcrErrorCode::UnauthorizedClient
                | DcrErrorCode::UnsupportedGrantType
        ),
    };
    demand(is_documented, "an error of that endpoint")
}

fn judge_success(endpoint: Endpoint, answer: &Answer) -> Verdict {
    let Answer { status, body, .. } = answer;
    let unreadable = |failure: Failure<'_>| format!("{failure:?}");
    match endpoint {
        Endpoint::Register => ClientCredentials::from_response(*status, body).map(drop).map_err(unreadable),
        Endpoint::Token => AccessToken::from_response(*status, body).map(drop).map_err(unreadable),
        Endpoint::Configuration => Configuration::from_response(*status, body).map(drop).map_err(unreadable),
        Endpoint::SessionInfo => SessionDetails::from_response(*status, body).map(drop).map_err(unreadable),
        Endpoint::CreateSession | Endpoint::ResumeSession | Endpoint::PartnerRequest => {
            judge_session(&Session::from_response(*status, body).map_err(unreadable)?)
        }
        Endpoint::Profiles | Endpoint::ProfileMvpd | Endpoint::ProfileCode | Endpoint::PartnerProfile => {
            let profiles = Profiles::from_response(*status, body).map_err(unreadable)?;
            let is_ordered = profiles.iter().all(|profile| profile.not_before < profile.not_after);
            demand(is_ordered, "a profile begins before it ends")
        }
        Endpoint::Preauthorize | Endpoint::Authorize => {
            judge_decisions(endpoint, &Decisions::from_response(*status, body).map_err(unreadable)?)
        }
        Endpoint::Logout => judge_logouts(&Logouts::from_response(*status, body).map_err(unreadable)?),
        Endpoint::Authenticate => Err("judged elsewhere".into()),
        Endpoint::SsoToken | Endpoint::SsoRefresh => {
            let issued = IssuedToken::from_response(*status, body).map_err(unreadable)?;
            demand(issued.not_before.is_some_and(|begin| begin < issued.not_after), "a token begins before it ends")
        }
        Endpoint::SsoLink => {
            let issued = IssuedLinkCode::from_response(*status, body).map_err(unreadable)?;
            demand(issued.not_before.is_some_and(|begin| begin < issued.not_after), "a code begins before it ends")
        }
        Endpoint::SsoUnlink => UnlinkedDevices::from_response(*status, body).map(drop).map_err(unreadable),
        Endpoint::SsoList => LinkedDevices::from_response(*status, body).map(drop).map_err(unreadable),
    }
}

fn judge_session(session: &Session<'_>) -> Verdict {
    let has_code = session.code.is_some() && session.not_before < session.not_after;
    let is_complete = session.missing_parameters.is_empty();
    let is_coherent = match session.action_name {
        ActionName::Authenticate => has_code && is_complete,
        ActionName::Resume | ActionName::Retry => has_code && !is_complete,
        ActionName::Authorize => session.code.is_none() && session.mvpd.is_some(),
        ActionName::PartnerProfile => session.authentication_request.is_some(),
        ActionName::Other(_) => false,
    };
    demand(is_coherent && session.url.is_some(), "a session that says how to go on")
}

fn judge_decisions(endpoint: Endpoint, decisions: &Decisions<'_>) -> Verdict {
    for decision in decisions.iter() {
        demand(decision.authorized == decision.error.is_none(), "an error with denials only")?;
        let is_tokened = decision.authorized && endpoint == Endpoint::Authorize;
        demand(is_tokened == decision.token.is_some(), "a media token with permits of authorize only")?;
    }
    demand(decisions.iter().next().is_some(), "a decision for each resource")
}

fn judge_logouts(logouts: &Logouts<'_>) -> Verdict {
    for logout in logouts.iter() {
        let is_open = logout.action_name == LogoutActionName::Logout;
        demand(is_open == logout.url.is_some(), "a URL with interactive logouts only")?;
    }
    Ok(())
}
