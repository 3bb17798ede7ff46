//! Common parts of the three calls about sessions: the checks of their parameters, and their answer.

use tvpass::endpoint::{ActionName, ActionType, ReasonType, Session as Answer};
use tvpass::json::{Texts, Timestamp};
use tvpass::message::ErrorCode;

use crate::message::Response;
use crate::random::is_code;
use crate::segment;
use crate::service::answer::encoded;
use crate::service::caller::{Caller, path_parameter, service_provider};
use crate::service::{Refusal, Service};
use crate::state::{Parameters, Session};
use crate::world::Mvpd;

impl Service {
    /// The MVPD called `id`, whose integration with the service provider must be on.
    pub(in crate::service) fn mvpd(&self, service_provider_id: &str, id: &str) -> Result<&Mvpd, Refusal> {
        let world = &self.settings.world;
        let unknown = || Refusal::new(ErrorCode::InvalidParameterMvpd, "There is no such MVPD.");
        let mvpd = world.mvpd(id).ok_or_else(unknown)?;
        if service_provider(world, service_provider_id)?.disabled_mvpds.iter().any(|disabled| disabled == id) {
            return Err(Refusal::new(ErrorCode::InvalidIntegration, "The integration with this MVPD is switched off."));
        }
        Ok(mvpd)
    }

    /// The MVPD in the path.
    pub(in crate::service) fn path_mvpd(&self, caller: &Caller<'_>) -> Result<String, Refusal> {
        let id = path_parameter(caller.endpoint, caller.incoming.path(), "mvpd").unwrap_or_default();
        self.mvpd(&caller.service_provider, &id).map(|mvpd| mvpd.id.clone())
    }

    /// The partner in the path, by its own spelling (P6).
    pub(in crate::service) fn path_partner(&self, caller: &Caller<'_>) -> Result<String, Refusal> {
        let name = path_parameter(caller.endpoint, caller.incoming.path(), "partner").unwrap_or_default();
        let partner = self.settings.world.partners.iter().find(|partner| partner.eq_ignore_ascii_case(&name));
        partner.cloned().ok_or_else(|| Refusal::new(ErrorCode::InvalidParameterPartner, "There is no such partner."))
    }

    /// The MVPD that the platform knows as `provider` (R97).
    pub(super) fn mvpd_of_platform(&self, caller: &Caller<'_>, provider: &str) -> Option<&Mvpd> {
        let world = &self.settings.world;
        let service_provider = service_provider(world, &caller.service_provider).ok()?;
        service_provider.mvpds(world).find(|mvpd| mvpd.platform_mapping_id.as_deref() == Some(provider))
    }

    /// The session that `code` names, if the code still means something.
    pub(crate) fn session(&self, now: Timestamp, service_provider: &str, code: &str) -> Result<&Session, Refusal> {
        if !is_code(code) {
            return Err(Refusal::new(ErrorCode::InvalidParameterCode, "The code is malformed."));
        }
        let session = self
            .state
            .sessions
            .get(code)
            .filter(|session| session.is_live(now) && session.application.service_provider == service_provider);
        session.ok_or_else(|| {
            Refusal::new(ErrorCode::InvalidAuthenticationSession, "The code is unknown, or it has expired.")
        })
    }
}

/// Owns what a form brought; an empty field counts as missing.
pub(super) fn parameters(mvpd: Option<&str>, domain_name: Option<&str>, redirect_url: Option<&str>) -> Parameters {
    let own = |value: Option<&str>| value.filter(|value| !value.is_empty()).map(Into::into);
    Parameters { mvpd: own(mvpd), domain_name: own(domain_name), redirect_url: own(redirect_url) }
}

pub(in crate::service) fn check_redirect_url(redirect_url: Option<&str>) -> Result<(), Refusal> {
    // The URL goes into a Location header as it stands, so that it holds what a header may hold.
    let is_absolute = |url: &str| {
        url.bytes().all(|byte| byte.is_ascii_graphic()) && url::Url::parse(url).is_ok_and(|url| url.has_host())
    };
    match redirect_url {
        Some(url) if !is_absolute(url) => {
            Err(Refusal::new(ErrorCode::InvalidParameterRedirectUrl, "The redirectUrl is not an absolute URL."))
        }
        _ => Ok(()),
    }
}

/// The same where the endpoint cannot do without it (P9).
pub(super) fn required_redirect_url(redirect_url: Option<&str>) -> Result<&str, Refusal> {
    let missing = || Refusal::new(ErrorCode::InvalidParameterRedirectUrl, "The parameter redirectUrl is missing.");
    let redirect_url = redirect_url.filter(|url| !url.is_empty()).ok_or_else(missing)?;
    check_redirect_url(Some(redirect_url)).map(|()| redirect_url)
}

/// The next step of a session's owner: open the login page, or bring what is missing, which is called `incomplete`.
pub(super) fn to_be_continued(
    session: &Session,
    reason_type: ReasonType<'static>,
    incomplete: ActionName<'static>,
) -> Response {
    let missing = session.parameters.missing();
    let service_provider = &session.application.service_provider;
    let encoded_provider = segment::encoded(service_provider);
    let code = &session.code;
    let (action_name, action_type, url) = if missing.is_empty() {
        let url = format!("/api/v2/authenticate/{encoded_provider}/{code}");
        (ActionName::Authenticate, ActionType::Interactive, url)
    } else {
        (incomplete, ActionType::Direct, format!("/api/v2/{encoded_provider}/sessions/{code}"))
    };
    let (session_id, service_provider) = (session.id.as_str().into(), service_provider.as_str().into());
    let mut answer = Answer::new(action_name, action_type, reason_type, session_id, service_provider);
    answer.missing_parameters = Texts::from(&missing[..]);
    answer.url = Some(url.as_str().into());
    answer.code = Some(code.as_str().into());
    answer.mvpd = session.parameters.mvpd.as_deref().map(Into::into);
    answer.not_before = Some(session.not_before);
    answer.not_after = Some(session.not_after);
    Response::json(200, encoded(|buffer| answer.encode(buffer)))
}

/// There is nothing to sign in for: go on with decisions.
pub(super) fn go_on_to_decisions(
    service_provider: &str,
    mvpd: &str,
    session_id: &str,
    reason_type: ReasonType<'static>,
) -> Response {
    let url = format!("/api/v2/{}/decisions/authorize/{}", segment::encoded(service_provider), segment::encoded(mvpd));
    let (session_id, service_provider) = (session_id.into(), service_provider.into());
    let mut answer = Answer::new(ActionName::Authorize, ActionType::Direct, reason_type, session_id, service_provider);
    answer.url = Some(url.as_str().into());
    answer.mvpd = Some(mvpd.into());
    Response::json(200, encoded(|buffer| answer.encode(buffer)))
}
