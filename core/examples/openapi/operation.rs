//! Endpoints as operations: what is sent, and every documented answer.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tvpass::endpoint::{
    Authenticate, Authorize, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint, GetConfiguration,
    GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, ParameterDefinition, ParameterPlace, Preauthorize,
    Register, Requirement, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token,
};
use tvpass::message::{ErrorCode, HeaderName};

use crate::answers::{codes, codes_of_sso, name_of};
use crate::headers;
use crate::prose::paragraph;
use crate::schema::reference;

/// The parameters of a request, and the schema of its answer; a page has none.
fn shape(endpoint: Endpoint) -> (&'static [ParameterDefinition], Option<&'static str>) {
    match endpoint {
        Endpoint::Register => (Register::PARAMETERS, Some("ClientCredentials")),
        Endpoint::Token => (Token::PARAMETERS, Some("AccessToken")),
        Endpoint::Configuration => (GetConfiguration::PARAMETERS, Some("Configuration")),
        Endpoint::CreateSession => (CreateSession::PARAMETERS, Some("Session")),
        Endpoint::ResumeSession => (ResumeSession::PARAMETERS, Some("Session")),
        Endpoint::SessionInfo => (GetSession::PARAMETERS, Some("SessionDetails")),
        Endpoint::Authenticate => (Authenticate::PARAMETERS, None),
        Endpoint::Profiles => (GetProfiles::PARAMETERS, Some("Profiles")),
        Endpoint::ProfileMvpd => (GetProfileMvpd::PARAMETERS, Some("Profiles")),
        Endpoint::ProfileCode => (GetProfileCode::PARAMETERS, Some("Profiles")),
        Endpoint::PartnerRequest => (CreatePartnerSession::PARAMETERS, Some("Session")),
        Endpoint::PartnerProfile => (CreatePartnerProfile::PARAMETERS, Some("Profiles")),
        Endpoint::Preauthorize => (Preauthorize::PARAMETERS, Some("Decisions")),
        Endpoint::Authorize => (Authorize::PARAMETERS, Some("Decisions")),
        Endpoint::Logout => (Logout::PARAMETERS, Some("Logouts")),
        Endpoint::SsoToken => (SsoToken::PARAMETERS, Some("IssuedToken")),
        Endpoint::SsoRefresh => (SsoRefresh::PARAMETERS, Some("IssuedToken")),
        Endpoint::SsoLink => (SsoLink::PARAMETERS, Some("IssuedLinkCode")),
        Endpoint::SsoUnlink => (SsoUnlink::PARAMETERS, Some("UnlinkedDevices")),
        Endpoint::SsoList => (SsoList::PARAMETERS, Some("LinkedDevices")),
    }
}

pub(crate) fn operation(endpoint: Endpoint) -> Value {
    let definition = endpoint.definition();
    let (parameters, answer) = shape(endpoint);
    let described = paragraph(endpoint.documentation());
    let mut operation = json!({
        "operationId": definition.id,
        "tags": [tag(definition.path)],
        "summary": described,
        "parameters": parameters.iter().filter_map(parameter).chain(headers::parameters(definition)).collect::<Vec<_>>(),
        "responses": responses(endpoint, answer),
    });
    if let Some(content_type) = definition.body.content_type() {
        operation["requestBody"] = json!({"required": true, "content": {content_type: {"schema": body(parameters)}}});
    }
    if has_token(endpoint) {
        operation["security"] = json!([{"accessToken": []}]);
    }
    operation
}

fn has_token(endpoint: Endpoint) -> bool {
    endpoint.definition().requirement(HeaderName::Authorization) == Requirement::Required
}

fn is_sso(endpoint: Endpoint) -> bool {
    tag(endpoint.definition().path) == "single sign-on"
}

/// The kind of resource that a path is about.
fn tag(path: &str) -> &str {
    if path.starts_with("/o/") {
        return "registration";
    }
    let after = path.split_once("{serviceProvider}/").map_or("", |(_, after)| after);
    let resource = after.split('/').next().unwrap_or_default();
    // A user agent opens the page of a session.
    match resource {
        _ if path.starts_with("/api/{serviceProvider}/") => "single sign-on",
        resource if resource.starts_with('{') => "sessions",
        resource => resource,
    }
}

fn parameter(parameter: &ParameterDefinition) -> Option<Value> {
    let place = match parameter.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        // The header matrix has the headers of a person.
        ParameterPlace::Form | ParameterPlace::Json | ParameterPlace::Header => return None,
    };
    Some(json!({
        "name": parameter.name,
        "in": place,
        "required": parameter.is_required,
        "description": paragraph(parameter.documentation),
        // An empty segment would name another resource.
        "schema": if place == "path" { json!({"type": "string", "minLength": 1}) } else { json!({"type": "string"}) },
    }))
}

/// A record, or the fields of a form.
fn body(parameters: &[ParameterDefinition]) -> Value {
    if let Some(record) = parameters.iter().find(|parameter| parameter.place == ParameterPlace::Json) {
        return reference(name_of(record.fields));
    }
    let fields: Vec<_> = parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Form).collect();
    let property = |field: &&ParameterDefinition| {
        (field.name.to_owned(), json!({"type": "string", "description": paragraph(field.documentation)}))
    };
    let mut schema = json!({"type": "object", "properties": fields.iter().map(property).collect::<Map<_, _>>()});
    let required: Vec<_> = fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

fn responses(endpoint: Endpoint, answer: Option<&str>) -> Map<String, Value> {
    let successes = endpoint.definition().success.iter().map(|status| (*status, success(answer)));
    successes.chain(refusals(endpoint)).map(|(status, response)| (status.to_string(), response)).collect()
}

fn success(answer: Option<&str>) -> Value {
    match answer {
        Some(name) => json!({"description": "The answer.", "content": json_of(name)}),
        None => json!({
            "description": "The MVPD's login page.",
            "headers": {"Location": {"required": true, "schema": {"type": "string"}}},
        }),
    }
}

fn refusals(endpoint: Endpoint) -> Vec<(u16, Value)> {
    let page = json!({"text/html": {"schema": {"type": "string"}}});
    let throttled = json!({"description": "Too many requests: wait at least one second (R71).", "content": page});
    if endpoint == Endpoint::Authenticate {
        return vec![(400, json!({"description": "A page for the person who looks (R41).", "content": page}))];
    }
    if !has_token(endpoint) {
        let refused = json!({"description": "A word of the registration's own.", "content": json_of("DcrError")});
        let failed = json!({"description": "The service failed.", "content": json_of("EnhancedError")});
        return vec![(400, refused), (429, throttled), (500, failed)];
    }
    if is_sso(endpoint) {
        let refused = json!({
            "description": "Refused, with an enhanced error, wrapped or plain (V10).",
            "content": {"application/json": {"schema": {"anyOf": [reference("SsoError"), reference("EnhancedError")]}}},
        });
        let absent = json!({"description": "The service is not licensed for this service provider (R149)."});
        let statuses = codes_of_sso().flat_map(ErrorCode::statuses).copied().collect::<BTreeSet<_>>();
        let refusals = statuses.into_iter().map(|status| (status, refused.clone()));
        return refusals.chain([(403, absent), (429, throttled)]).collect();
    }
    let enhanced = json!({"description": "Refused, with an enhanced error.", "content": json_of("EnhancedError")});
    statuses().into_iter().map(|status| (status, enhanced.clone())).chain([(429, throttled)]).collect()
}

fn json_of(schema: &str) -> Value {
    json!({"application/json": {"schema": reference(schema)}})
}

/// The statuses that the catalogue has for enhanced errors as whole bodies.
fn statuses() -> BTreeSet<u16> {
    codes().flat_map(ErrorCode::statuses).copied().collect()
}
