//! `requests/*.json`: fields to bytes, and on the server's side bytes to fields.

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde_json::{Value, json};
use tvpass::endpoint::{
    AnyRequest, Authenticate, Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint,
    GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Person, Preauthorize,
    ProfileCodePath, Register, RegisterBody, Resources, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken,
    SsoUnlink, Token, route,
};
use tvpass::message::{BaseUrl, CommonIdentifier, EncodeError, HeaderName, Incoming, LinkCode, Request, Scratch};

use super::cases::{Case, cases, cases_of_folder};

/// The folders of the requests: those of the Single Sign-On Service are apart.
const FOLDERS: [&str; 2] = ["requests", "sso/requests"];

fn encode_error(error: EncodeError) -> Value {
    match error {
        EncodeError::MissingHeader(name) => json!({"kind": "missing_header", "name": name.as_str()}),
        EncodeError::MissingParameter(name) => json!({"kind": "missing_parameter", "name": name}),
        EncodeError::InvalidParameter(name) => json!({"kind": "invalid_parameter", "name": name}),
        other => panic!("{other:?} has no name in the vectors"),
    }
}

/// Encodes the case's request and compares it; a request that went out is read again as a server would.
fn run<C: Call<'static> + PartialEq + Debug>(case: Case, call: &C) {
    assert_eq!(C::ENDPOINT.definition().id, case.text("endpoint"));
    let encoded = case
        .headers()
        .map_err(|(name, error)| json!({"kind": "invalid_header", "name": name.as_str(), "offset": error.offset}))
        .and_then(|headers| call.encode(&headers, vec![0; 4096].leak()).map_err(encode_error));
    match encoded {
        Ok(request) => {
            assert_eq!(Some(&request_value(&request)), case.get("request"), "{}", case.name());
            read_again(case, call, &request);
        }
        Err(error) => assert_eq!(Some(&error), case.get("error"), "{}", case.name()),
    }
}

fn request_value(request: &Request<'_>) -> Value {
    let headers: serde_json::Map<_, _> =
        request.headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.into())).collect();
    let body = str::from_utf8(request.body).unwrap();
    json!({"method": request.method.as_str(), "target": request.target, "headers": headers, "body": body})
}

fn read_again<C: Call<'static> + PartialEq + Debug>(case: Case, call: &C, request: &Request<'static>) {
    let incoming = Incoming {
        method: request.method.as_str(),
        target: request.target,
        headers: request.headers,
        body: request.body,
    };
    let routed = route(incoming.method, incoming.path());
    if case.part("fields").optional_text("path") == Some("early") {
        // The early form of profile_code cannot be told from profile_mvpd by its path (P1).
        assert_eq!(routed, Ok(Endpoint::ProfileMvpd), "{}", case.name());
        return;
    }
    assert_eq!(routed, Ok(C::ENDPOINT), "{}", case.name());
    let mut scratch = Scratch::new(vec![0; request.target.len() + request.body.len()].leak());
    assert_eq!(C::decode(&incoming, &mut scratch).as_ref(), Ok(call), "{}", case.name());
    let mut scratch = Scratch::new(vec![0; request.target.len() + request.body.len()].leak());
    let any = AnyRequest::decode(&incoming, &mut scratch).unwrap();
    assert_eq!(any.endpoint(), C::ENDPOINT, "{}", case.name());
    // The same values, within the variant of the endpoint.
    assert!(format!("{any:?}").contains(&format!("({call:?})")), "{any:?} is not {call:?}");
}

fn texts(fields: Case, name: &str) -> &'static [&'static str] {
    let texts = fields.get(name).unwrap().as_array().unwrap().iter().map(|text| text.as_str().unwrap());
    texts.collect::<Vec<_>>().leak()
}

fn resources(fields: Case) -> Resources<'static> {
    Resources::new(texts(fields, "resources").into())
}

fn run_sso_call(case: Case) {
    let fields = case.part("fields");
    let service_provider = fields.text("serviceProvider");
    match case.text("endpoint") {
        "sso_token" => {
            let person = match fields.optional_text("linkCode") {
                Some(code) => Person::LinkCode(LinkCode::new(code).unwrap()),
                None => Person::Id(CommonIdentifier::new(fields.text("id")).unwrap()),
            };
            run(case, &SsoToken::new(service_provider, person));
        }
        "sso_refresh" => run(case, &SsoRefresh::new(service_provider)),
        "sso_link" => run(case, &SsoLink::new(service_provider)),
        "sso_unlink" => run(case, &SsoUnlink::new(service_provider, texts(fields, "devices").into())),
        "sso_list" => run(case, &SsoList::new(service_provider)),
        other => panic!("unknown endpoint {other}"),
    }
}

fn run_session_call(case: Case) {
    let fields = case.part("fields");
    let service_provider = fields.text("serviceProvider");
    let domain_name = fields.optional_text("domainName");
    let redirect_url = fields.optional_text("redirectUrl");
    let mvpd = fields.optional_text("mvpd");
    match case.text("endpoint") {
        "create_session" => run(case, &{
            let mut call = CreateSession::new(service_provider);
            call.mvpd = mvpd;
            call.domain_name = domain_name;
            call.redirect_url = redirect_url;
            call
        }),
        "resume_session" => {
            let code = fields.text("code");
            run(case, &{
                let mut call = ResumeSession::new(service_provider, code);
                call.mvpd = mvpd;
                call.domain_name = domain_name;
                call.redirect_url = redirect_url;
                call
            });
        }
        "session_info" => run(case, &GetSession::new(service_provider, fields.text("code"))),
        "partner_request" => {
            let partner = fields.text("partner");
            run(case, &{
                let mut call = CreatePartnerSession::new(service_provider, partner);
                call.domain_name = domain_name;
                call.redirect_url = redirect_url;
                call
            });
        }
        other => panic!("unknown endpoint {other}"),
    }
}

fn run_registration_call(case: Case) {
    let fields = case.part("fields");
    if case.text("endpoint") == "register" {
        let mut body = RegisterBody::new(fields.text("software_statement").into());
        body.redirect_uri = fields.optional_text("redirect_uri").map(Into::into);
        return run(case, &Register::new(body));
    }
    let call =
        Token::new(fields.text("client_id").into(), fields.text("client_secret").into(), fields.text("grant_type"));
    run(case, &call);
}

fn run_profile_call(case: Case) {
    let fields = case.part("fields");
    let service_provider = fields.text("serviceProvider");
    match case.text("endpoint") {
        "profiles" => run(case, &GetProfiles::new(service_provider)),
        "profile_mvpd" => run(case, &GetProfileMvpd::new(service_provider, fields.text("mvpd"))),
        "profile_code" => {
            let early = fields.optional_text("path") == Some("early");
            let path = if early { ProfileCodePath::Early } else { ProfileCodePath::Current };
            run(case, &{
                let mut call = GetProfileCode::new(service_provider, fields.text("code"));
                call.path = path;
                call
            });
        }
        _ => {
            let (partner, saml_response) = (fields.text("partner"), fields.text("SAMLResponse").into());
            run(case, &CreatePartnerProfile::new(service_provider, partner, saml_response));
        }
    }
}

fn run_other_call(case: Case) {
    let fields = case.part("fields");
    let service_provider = fields.text("serviceProvider");
    match case.text("endpoint") {
        "configuration" => run(case, &GetConfiguration::new(service_provider)),
        "preauthorize" => {
            run(case, &Preauthorize::new(service_provider, fields.text("mvpd"), resources(fields)));
        }
        "authorize" => run(case, &Authorize::new(service_provider, fields.text("mvpd"), resources(fields))),
        "logout" => {
            let mut logout = Logout::new(service_provider, fields.text("mvpd"), "");
            logout.redirect_url = fields.optional_text("redirectUrl");
            run(case, &logout);
        }
        other => panic!("unknown endpoint {other}"),
    }
}

fn run_authenticate(case: Case) {
    let fields = case.part("fields");
    let page = Authenticate::new(fields.text("serviceProvider"), fields.text("code"));
    let base = BaseUrl::new(case.text("base")).unwrap();
    match page.url(&base, &mut [0; 256]) {
        Ok(url) => assert_eq!(Some(url), case.optional_text("url"), "{}", case.name()),
        Err(error) => assert_eq!(Some(&encode_error(error)), case.get("error"), "{}", case.name()),
    }
}

#[test]
fn every_request_is_written_as_its_vector_says_and_read_back() {
    for case in FOLDERS.into_iter().flat_map(cases_of_folder) {
        match case.text("endpoint") {
            endpoint if endpoint.starts_with("sso_") => run_sso_call(case),
            "register" | "token" => run_registration_call(case),
            "create_session" | "resume_session" | "session_info" | "partner_request" => run_session_call(case),
            "profiles" | "profile_mvpd" | "profile_code" | "partner_profile" => run_profile_call(case),
            "authenticate" => run_authenticate(case),
            _ => run_other_call(case),
        }
    }
}

#[test]
fn every_endpoint_has_a_file_of_requests_named_after_it() {
    for endpoint in Endpoint::ALL {
        let id = endpoint.definition().id;
        let folder = FOLDERS[usize::from(id.starts_with("sso_"))];
        let cases = cases(&format!("{folder}/{id}.json"));
        assert!(cases.iter().all(|case| case.text("endpoint") == id), "{id}");
        assert!(cases.iter().any(|case| case.get("error").is_some()), "{id}: no refusal");
    }
    let all = FOLDERS.into_iter().flat_map(cases_of_folder);
    let files = all.map(|case| case.text("endpoint")).collect::<BTreeSet<_>>();
    assert_eq!(files.len(), Endpoint::ALL.len());
}

#[test]
fn the_vectors_say_nothing_about_headers_that_the_protocol_does_not_have() {
    for case in FOLDERS.into_iter().flat_map(cases_of_folder) {
        if let Some(Value::Object(request)) = case.get("request") {
            for name in request["headers"].as_object().unwrap().keys() {
                assert_eq!(HeaderName::from_wire(name).map(HeaderName::as_str), Some(name.as_str()));
            }
        }
    }
}
