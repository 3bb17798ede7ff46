//! preauthorize, authorize, logout.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::answer::enhanced;
use super::{Answer, Call, Service};
use crate::Endpoint;
use crate::check::{self, Form};
use crate::endpoint::Route;

/// The one resource that the MVPD denies.
const DENIED: &str = "premium";
const MEDIA_TOKEN_LIFETIME: Duration = Duration::from_mins(7);

impl Service {
    pub(super) fn decisions(&self, call: &mut Call, route: &Route) -> Option<Answer> {
        let mvpd = &route.argument;
        self.check_mvpd(call, mvpd)?;
        let resources = read_resources(call, route.endpoint)?;
        let signed_in = self.valid_profiles(call).any(|profile| profile.is_of(mvpd));
        let decisions = resources.iter();
        let decisions: Vec<Value> =
            decisions.map(|resource| self.decision(call.now, route, resource, signed_in)).collect();
        Some(Answer::json(200, json!({ "decisions": decisions })))
    }

    fn decision(&self, now: Duration, route: &Route, resource: &str, signed_in: bool) -> Value {
        let authorize = route.endpoint == Endpoint::Authorize;
        let permitted = signed_in && resource != DENIED;
        let mut decision = json!({
            "resource": resource,
            "serviceProvider": self.options.service_provider,
            "mvpd": route.argument,
            "authorized": permitted,
            "source": "mvpd",
        });
        if !signed_in {
            decision["error"] = enhanced("authenticated_profile_missing", 403, "authentication");
        } else if !permitted && authorize {
            decision["error"] = enhanced("authorization_denied_by_mvpd", 403, "none");
        } else if !permitted {
            decision["error"] = enhanced("preauthorization_denied_by_mvpd", 403, "none");
        } else if authorize {
            decision["token"] = json!({
                "issuedAt": self.time(now),
                "notBefore": self.time(now),
                "notAfter": self.time(now + MEDIA_TOKEN_LIFETIME),
                "serializedToken": "PHNpZ25hdHVyZT5zdGFuZC1pbjwvc2lnbmF0dXJlPg==",
            });
        }
        decision
    }

    pub(super) fn logout(&mut self, call: &mut Call, mvpd: &str) -> Option<Answer> {
        self.check_mvpd(call, mvpd)?;
        let query = call.request.query().unwrap_or_default().to_owned();
        let form = Form::read(query.as_bytes(), &["redirectUrl"], &mut call.findings);
        let problem = match form.value("redirectUrl") {
            Some(url) if check::is_absolute_url(url) => None,
            Some(url) if Form::encoded_twice(url, check::is_absolute_url) => Some("redirectUrl is encoded twice (R34)"),
            Some(_) => Some("redirectUrl is not an absolute URL"),
            None => Some("redirectUrl is missing (R73)"),
        };
        if let Some(sentence) = problem {
            call.findings.refuse(sentence, Answer::error("invalid_parameter_redirect_url"));
        }
        call.findings.proceed()?;
        let mut logout = json!({ "actionName": "invalid", "actionType": "none", "mvpd": mvpd });
        if self.remove_profiles(call, mvpd) {
            logout =
                json!({ "actionName": "logout", "actionType": "interactive", "mvpd": mvpd, "url": "/logout-page" });
        }
        let logouts = Map::from_iter([(mvpd.to_owned(), logout)]);
        Some(Answer::json(200, json!({ "logouts": logouts })))
    }
}

fn read_resources(call: &mut Call, endpoint: Endpoint) -> Option<Vec<String>> {
    let resources = check::resources(&call.request.body).unwrap_or_else(|sentence| {
        call.findings.refuse(sentence, Answer::error("invalid_parameter_resources"));
        Vec::new()
    });
    let most = if endpoint == Endpoint::Authorize { 1 } else { 5 };
    if resources.len() > most {
        let sentence = format!("{} resources are more than {most} (R56)", resources.len());
        call.findings.refuse(sentence, Answer::error("too_many_resources"));
    }
    if endpoint == Endpoint::Preauthorize && resources.iter().any(|resource| resource.contains("<![CDATA[")) {
        call.findings.note("a resource of a preauthorization holds CDATA (R55)");
    }
    call.findings.proceed()?;
    Some(resources)
}
