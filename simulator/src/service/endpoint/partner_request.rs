//! `partner_request`: what to ask a partner's framework, or the basic flow instead (R100).

use askama::Template;
use tvpass::endpoint::{
    ActionName, ActionType, AuthenticationRequest, CreatePartnerSession, ReasonType, Session as Answer,
};
use tvpass::json::{Secret, Text, Texts};

use super::session::{check_redirect_url, go_on_to_decisions, parameters, to_be_continued};
use crate::message::Response;
use crate::segment;
use crate::service::answer::{encoded, encoded_base64};
use crate::service::caller::Caller;
use crate::service::standing::Standing;
use crate::service::{Outcome, Service};
use crate::state::{Application, Origin};
use crate::world::Mvpd;

/// Attributes of the viewer that the framework is asked for.
const ATTRIBUTES: [&str; 3] = ["uid", "NameID", "uniqueId"];

#[derive(Template)]
#[template(path = "authn_request.xml")]
struct AuthnRequest<'a> {
    id: &'a str,
    destination: &'a str,
    signature: &'a str,
}

impl Service {
    pub(in crate::service) fn partner_request(
        &mut self,
        caller: &Caller<'_>,
        call: &CreatePartnerSession<'_>,
    ) -> Outcome {
        let partner = self.path_partner(caller)?;
        check_redirect_url(call.redirect_url)?;
        let application = caller.application()?;
        let mvpd = caller.framework.provider().and_then(|provider| self.mvpd_of_platform(caller, provider)).cloned();
        let id = mvpd.as_ref().map(|mvpd| mvpd.id.as_str());
        // Degradation wins over the partner (R83).
        if let Some((id, reason_type)) = id.and_then(|id| Some((id, self.reason_to_skip(caller, &application, id)?))) {
            return Ok(go_on_to_decisions(&caller.service_provider, id, &self.random.uuid(), reason_type));
        }
        let parameters = parameters(id, call.domain_name, call.redirect_url);
        let is_complete = parameters.domain_name.is_some() && parameters.redirect_url.is_some();
        let fallback = match &mvpd {
            _ if caller.framework.valid_provider().is_none() => ReasonType::PfsFallback,
            Some(mvpd) if is_supported(mvpd) && is_complete => return Ok(self.partner(caller, &partner, mvpd)),
            Some(mvpd) if is_supported(mvpd) => ReasonType::MissingParametersFallback,
            _ => ReasonType::ConfigurationFallback,
        };
        let session = self.open_session(caller, application, parameters);
        Ok(to_be_continued(&session, fallback, ActionName::Resume))
    }

    fn reason_to_skip(
        &self,
        caller: &Caller<'_>,
        application: &Application,
        mvpd: &str,
    ) -> Option<ReasonType<'static>> {
        if self.rules.is_authenticated_by_degradation(mvpd) {
            return Some(ReasonType::Degraded);
        }
        match self.standing(caller, application, mvpd) {
            Standing::Valid(profile) if profile.origin == Origin::Regular => Some(ReasonType::Authenticated),
            _ => None,
        }
    }

    fn partner(&mut self, caller: &Caller<'_>, partner: &str, mvpd: &Mvpd) -> Response {
        let (session_id, id, signature) = (self.random.uuid(), self.random.uuid(), self.random.token());
        let destination = format!("{}/mvpd/{}/login", self.settings.base_url, segment::encoded(&mvpd.id));
        let request = AuthnRequest { id: &id, destination: &destination, signature: &signature };
        // Rendering fails only where a value's own Display does, and text has none that fails.
        let request = request.render().unwrap_or_default();
        let request = encoded_base64(request.as_bytes());
        let url = format!(
            "/api/v2/{}/profiles/sso/{}",
            segment::encoded(&caller.service_provider),
            segment::encoded(partner)
        );
        let mut for_framework = AuthenticationRequest::default();
        for_framework.request_type = Some(Text::from("SAML"));
        for_framework.request = Some(Secret::from(request.as_str()));
        for_framework.attributes_names = Texts::from(&ATTRIBUTES[..]);
        let mut answer = Answer::new(
            ActionName::PartnerProfile,
            ActionType::Direct,
            ReasonType::None,
            session_id.as_str().into(),
            caller.service_provider.as_str().into(),
        );
        answer.url = Some(url.as_str().into());
        answer.mvpd = Some(mvpd.id.as_str().into());
        answer.authentication_request = Some(for_framework);
        Response::json(200, encoded(|buffer| answer.encode(buffer)))
    }
}

/// True if the MVPD's configuration allows to sign in at the partner (R30).
pub(super) fn is_supported(mvpd: &Mvpd) -> bool {
    mvpd.enable_platform_services && mvpd.boarding_status.as_deref() == Some("SUPPORTED")
}
