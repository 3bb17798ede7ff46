//! Decisions on titles, as this program shows them.

use serde::Serialize;
use tvpass::endpoint;
use tvpass::flow::Permits;

/// A catalogue after preauthorization, which is for showing alone (R53).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Catalogue {
    pub(crate) permitted: Vec<String>,
    pub(crate) denied: Vec<String>,
    /// The service did not decide in time (R61).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) undecided: Vec<String>,
}

impl Catalogue {
    /// `resources` by what `permits` say of them.
    pub(crate) fn new(resources: &[&str], permits: &Permits) -> Self {
        let mut catalogue = Self::default();
        for (index, resource) in resources.iter().enumerate() {
            let list = match (permits.is_decided(index), permits.is_permitted(index)) {
                (true, true) => &mut catalogue.permitted,
                (true, false) => &mut catalogue.denied,
                (false, _) => &mut catalogue.undecided,
            };
            list.push((*resource).to_owned());
        }
        catalogue
    }
}

/// The decision on a title, now. Of the media token only its lifetime is here: the token itself is for the
/// programmer's backend, once, and is kept nowhere (R58).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Decision {
    pub(crate) resource: String,
    pub(crate) mvpd: String,
    pub(crate) authorized: bool,
    /// The source of the decision (R63).
    pub(crate) source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media_token_seconds: Option<u64>,
    /// Why not, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    /// Why not, for the viewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
}

impl From<&endpoint::Decision<'_>> for Decision {
    fn from(decision: &endpoint::Decision<'_>) -> Self {
        let token = decision.token.as_ref();
        let lifetime = |token: &endpoint::MediaToken<'_>| {
            Some(token.not_after?.millis_since(token.not_before.or(token.issued_at)?) / 1000)
        };
        let error = decision.error.as_ref();
        // R70: what the provider says in `details` is meant for the viewer.
        let message = error.and_then(|error| error.details.or(error.message.map(|message| message.0)));
        Self {
            resource: decision.resource.to_string(),
            mvpd: decision.mvpd.to_string(),
            authorized: decision.authorized,
            source: decision.source.to_string(),
            media_token_seconds: token.and_then(lifetime),
            code: error.and_then(|error| error.code).map(|code| code.to_string()),
            message: message.map(|message| message.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(body: &str) -> Decision {
        let decisions = endpoint::Decisions::decode(body.as_bytes()).unwrap();
        Decision::from(&decisions.iter().next().unwrap())
    }

    #[test]
    fn r58_of_a_media_token_only_the_lifetime_is_taken_over() {
        let decision = decision(
            r#"{"decisions": [{"resource": "REF30", "serviceProvider": "REF30", "mvpd": "Dish", "authorized": true,
                "source": "mvpd", "token": {"notBefore": 1733735289035, "notAfter": 1733735709035, "serializedToken": "PHNpZ24+"}}]}"#,
        );
        assert_eq!(decision.media_token_seconds, Some(420));
        assert!(!serde_json::to_string(&decision).unwrap().contains("PHNpZ24"));
    }

    #[test]
    fn r70_a_denial_has_the_providers_own_words_before_the_services() {
        let denied = |texts: &str| {
            decision(&format!(
                r#"{{"decisions": [{{"resource": "premium", "serviceProvider": "REF30", "mvpd": "Dish",
                "authorized": false, "source": "mvpd", "error": {{"code": "authorization_denied_by_mvpd", {texts}}}}}]}}"#
            ))
        };
        let both = denied(r#""message": "Denied.", "details": "Order it today.""#);
        assert_eq!(both.message.as_deref(), Some("Order it today."));
        assert_eq!(both.code.as_deref(), Some("authorization_denied_by_mvpd"));
        assert_eq!(denied(r#""message": "Denied.""#).message.as_deref(), Some("Denied."));
    }
}
