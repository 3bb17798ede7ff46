//! Answers of the service, in the forms of its documentation.

pub(crate) const CREDENTIALS: &str = r#"{"client_id": "s6BhdRkqt3", "client_secret": "t7AkePiru4",
    "client_id_issued_at": 1733735289, "redirect_uris": [], "grant_types": ["client_credentials"],
    "scopes": ["api:client:v2"]}"#;

pub(crate) const INVALID_CLIENT: &str = r#"{"error": "invalid_client"}"#;

pub(crate) const NO_PROFILES: &str = r#"{"profiles": {}}"#;

pub(crate) const CONFIGURATION: &str = r#"{"requestor": {"id": "REF30", "name": "Reference", "mvpds": [
    {"id": "Cablevision", "displayName": "Optimum", "enablePlatformServices": true, "boardingStatus": "SUPPORTED",
     "platformMappingId": "apple-cablevision"},
    {"id": "Dish", "displayName": "DISH"}]}}"#;

pub(crate) const HTML: &str = "<!doctype html><title>502</title>";

/// An access token for `seconds`, made at `created_at`.
pub(crate) fn token(created_at: u64, seconds: u64) -> String {
    format!(
        r#"{{"id": "1", "access_token": "eyJhbGciOi", "created_at": {created_at}, "expires_in": {seconds},
            "token_type": "bearer"}}"#
    )
}

/// Profiles at these MVPDs, each with the end of its validity.
pub(crate) fn profiles(mvpds: &[(&str, u64)]) -> String {
    let profiles: Vec<_> = mvpds
        .iter()
        .map(|(mvpd, not_after)| {
            format!(
                r#""{mvpd}": {{"notBefore": 1733735289035, "notAfter": {not_after}, "issuer": "{mvpd}",
                    "type": "regular", "attributes": {{"userID": {{"value": "dmlld2Vy", "state": "plain"}}}}}}"#
            )
        })
        .collect();
    format!(r#"{{"profiles": {{{}}}}}"#, profiles.join(", "))
}

/// The profile of one MVPD.
pub(crate) fn profile(mvpd: &str) -> String {
    profiles(&[(mvpd, 1_765_366_800_000)])
}

/// A session of half an hour that is complete, or lacks `missing`.
pub(crate) fn session(code: &str, missing: &[&str]) -> String {
    session_of(code, missing, 30 * 60 * 1000)
}

/// A session of another length.
pub(crate) fn session_of(code: &str, missing: &[&str], millis: u64) -> String {
    let (action, kind, url) = if missing.is_empty() {
        ("authenticate", "interactive", format!("/api/v2/authenticate/REF30/{code}"))
    } else {
        ("resume", "direct", format!("/api/v2/REF30/sessions/{code}"))
    };
    let missing: Vec<_> = missing.iter().map(|name| format!("\"{name}\"")).collect();
    let not_after = 1_733_735_289_035 + millis;
    format!(
        r#"{{"actionName": "{action}", "actionType": "{kind}", "reasonType": "none",
            "missingParameters": [{}], "url": "{url}", "code": "{code}", "sessionId": "1b614390",
            "serviceProvider": "REF30", "notBefore": "1733735289035", "notAfter": "{not_after}"}}"#,
        missing.join(", ")
    )
}

/// A session that is over before it began: go on with decisions.
pub(crate) fn authorize(reason: &str, mvpd: &str) -> String {
    format!(
        r#"{{"actionName": "authorize", "actionType": "direct", "reasonType": "{reason}", "sessionId": "1b614390",
            "url": "/api/v2/REF30/decisions/authorize/{mvpd}", "mvpd": "{mvpd}", "serviceProvider": "REF30"}}"#
    )
}

/// An enhanced error as a whole body.
pub(crate) fn error(code: &str, action: &str) -> String {
    format!(
        r#"{{"action": "{action}", "status": 400, "code": "{code}", "message": "No.", "details": "Not now.",
            "helpUrl": "https://example.com/help", "trace": "8bcb17f5"}}"#
    )
}

/// The error of a token that the service does not take.
pub(crate) fn refused_token() -> String {
    error("invalid_access_token_client_application", "application-registration")
}

/// One decision of an answer.
pub(crate) enum Verdict {
    /// With a media token.
    Play(&'static str),
    /// Without one, as preauthorization has it.
    Permit(&'static str),
    /// Resource, code, action.
    Deny(&'static str, &'static str, &'static str),
}

/// An answer with these decisions.
pub(crate) fn decisions(verdicts: &[Verdict]) -> String {
    let decisions: Vec<_> = verdicts.iter().map(decision).collect();
    format!(r#"{{"decisions": [{}]}}"#, decisions.join(", "))
}

fn decision(verdict: &Verdict) -> String {
    let (resource, rest) = match verdict {
        Verdict::Play(resource) => (
            resource,
            r#""authorized": true, "token": {"serializedToken": "bWVkaWEtdG9rZW4=", "issuedAt": 1733735289035,
                "notBefore": 1733735289035, "notAfter": 1733735709035}"#
                .to_owned(),
        ),
        Verdict::Permit(resource) => (resource, r#""authorized": true"#.to_owned()),
        Verdict::Deny(resource, code, action) => {
            (resource, format!(r#""authorized": false, "error": {}"#, error(code, action)))
        }
    };
    format!(
        r#"{{"resource": "{resource}", "serviceProvider": "REF30", "mvpd": "Cablevision", "source": "mvpd", {rest}}}"#
    )
}

/// An answer to a logout: MVPD, action, URL.
pub(crate) fn logouts(actions: &[(&str, &str, Option<&str>)]) -> String {
    let actions: Vec<_> = actions
        .iter()
        .map(|(mvpd, action, url)| {
            let kind = match *action {
                "logout" => "interactive",
                "partner_logout" => "partner_interactive",
                _ => "none",
            };
            let url = url.map(|url| format!(r#", "url": "{url}""#)).unwrap_or_default();
            format!(r#""{mvpd}": {{"actionName": "{action}", "actionType": "{kind}", "mvpd": "{mvpd}"{url}}}"#)
        })
        .collect();
    format!(r#"{{"logouts": {{{}}}}}"#, actions.join(", "))
}

/// A service token of one hour from a time on.
pub(crate) fn service_token(token: &str, not_before: u64) -> String {
    format!(
        r#"{{"status": "CREATED", "serviceToken": "{token}", "notBefore": {not_before}, "notAfter": {}}}"#,
        not_before + 3_600_000
    )
}

/// A link code of half an hour.
pub(crate) fn link_code(code: &str, not_before: u64) -> String {
    format!(
        r#"{{"status": "CREATED", "code": "{code}", "notBefore": {not_before}, "notAfter": {}}}"#,
        not_before + 1_800_000
    )
}

/// An error of the Single Sign-On Service, wrapped.
pub(crate) fn sso_error(code: &str, action: &str) -> String {
    format!(r#"{{"status": "REFUSED", "error": {{"status": 400, "code": "{code}", "action": "{action}"}}}}"#)
}
