//! P: paths and methods.

use tvpass::endpoint::{
    APPLE, Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint, GetConfiguration,
    GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Preauthorize, ProfileCodePath, Resources,
    RouteError, Token, encode_saml_response, route,
};
use tvpass::message::{DecodeError, EncodeError, HeaderName, Method, Scratch, Sender, base64};

use super::{all_headers, incoming, sent};

const EARLY: GetProfileCode<'_> = {
    let mut call = GetProfileCode::new("REF30", "XTC98W");
    call.path = ProfileCodePath::Early;
    call
};
const CURRENT: GetProfileCode<'_> = GetProfileCode::new("REF30", "XTC98W");

fn resources() -> Resources<'static> {
    Resources::new((&["news"][..]).into())
}

#[test]
fn p1_the_current_form_of_profile_code_is_sent_and_the_early_one_on_demand() {
    assert_eq!(ProfileCodePath::default(), ProfileCodePath::Current);
    assert_eq!(sent(&CURRENT).target, "/api/v2/REF30/profiles/code/XTC98W");
    assert_eq!(sent(&EARLY).target, "/api/v2/REF30/profiles/XTC98W");
}

#[test]
fn p1_a_server_reads_the_current_and_the_sample_form_as_profile_code() {
    for path in ["/api/v2/REF30/profiles/code/XTC98W", "/api/v2/REF30/profiles/Cablevision/XTC98W"] {
        assert_eq!(route("GET", path), Ok(Endpoint::ProfileCode));
        assert_eq!(GetProfileCode::decode(&incoming("GET", path, b""), &mut Scratch::new(&mut [])), Ok(CURRENT));
    }
}

#[test]
fn p1_a_server_reads_the_early_form_as_profile_mvpd() {
    let path = "/api/v2/REF30/profiles/XTC98W";
    assert_eq!(route("GET", path), Ok(Endpoint::ProfileMvpd));
    let read = GetProfileMvpd::decode(&incoming("GET", path, b""), &mut Scratch::new(&mut []));
    assert_eq!(read, Ok(GetProfileMvpd::new("REF30", "XTC98W")));
}

#[test]
fn p1_the_sample_form_is_known_for_get_alone() {
    let only_get = RouteError::MethodNotAllowed { get: true, post: false };
    for path in ["/api/v2/REF30/profiles/Cablevision/XTC98W", "/api/v2/REF30/profiles/code/XTC98W"] {
        assert_eq!(route("POST", path), Err(only_get));
        assert_eq!(route("PUT", path), Err(only_get));
    }
}

#[test]
fn p1_partner_profile_is_no_profile_code() {
    assert_eq!(route("POST", "/api/v2/REF30/profiles/sso/Apple"), Ok(Endpoint::PartnerProfile));
    let only_post = RouteError::MethodNotAllowed { get: false, post: true };
    assert_eq!(route("GET", "/api/v2/REF30/profiles/sso/Apple"), Err(only_post));
}

#[test]
fn p2_the_service_provider_comes_first_as_in_the_table() {
    assert_eq!(sent(&GetSession::new("REF30", "CODE")).target, "/api/v2/REF30/sessions/CODE");
    let logout = Logout::new("REF30", "X", "https://adobe.com");
    assert_eq!(sent(&logout).target, "/api/v2/REF30/logout/X?redirectUrl=https%3A%2F%2Fadobe.com");
    assert_eq!(route("GET", "/api/v2/sessions/REF30/CODE"), Err(RouteError::NotFound));
    assert_eq!(route("GET", "/api/v2/logout/REF30/X"), Err(RouteError::NotFound));
}

#[test]
fn p3_decisions_are_plural() {
    let authorize = Authorize::new("REF30", "Dish", resources());
    assert_eq!(sent(&authorize).target, "/api/v2/REF30/decisions/authorize/Dish");
    let preauthorize = Preauthorize::new("REF30", "Dish", resources());
    assert_eq!(sent(&preauthorize).target, "/api/v2/REF30/decisions/preauthorize/Dish");
    assert_eq!(route("POST", "/api/v2/REF30/decision/authorize/Dish"), Err(RouteError::NotFound));
}

#[test]
fn p4_a_trailing_slash_is_never_sent_and_always_read() {
    let service_provider = "REF30";
    let session = CreateSession::new(service_provider);
    for target in [sent(&GetConfiguration::new(service_provider)).target, sent(&session).target] {
        assert!(!target.ends_with('/'), "{target}");
    }
    for endpoint in Endpoint::ALL {
        let definition = endpoint.definition();
        assert!(!definition.path.ends_with('/'));
        let path = definition.path.replace(['{', '}'], "") + "/";
        assert_eq!(route(definition.method.as_str(), &path), Ok(*endpoint), "{path}");
    }
    let with_slash = incoming("GET", "/api/v2/REF30/configuration/", b"");
    assert_eq!(
        GetConfiguration::decode(&with_slash, &mut Scratch::new(&mut [])),
        Ok(GetConfiguration::new(service_provider))
    );
    assert_eq!(route("GET", "/api/v2/REF30/profiles//"), Err(RouteError::NotFound));
}

#[test]
fn p5_token_is_a_post_with_a_form_and_no_secret_in_the_url() {
    let call = Token::new("id".into(), "secret".into(), "client_credentials");
    let request = sent(&call);
    assert_eq!((request.method, request.target), (Method::Post, "/o/client/token"));
    assert_eq!(request.body, b"client_id=id&client_secret=secret&grant_type=client_credentials");
    assert_eq!(route("GET", "/o/client/token"), Err(RouteError::MethodNotAllowed { get: false, post: true }));
    let in_the_url = incoming("POST", "/o/client/token?client_id=id&client_secret=secret&grant_type=g", b"");
    let read = Token::decode(&in_the_url, &mut Scratch::new(&mut []));
    assert_eq!(read, Err(DecodeError::Parameter("client_id")));
    let get = incoming("GET", "/o/client/token", b"client_id=id&client_secret=secret&grant_type=g");
    assert_eq!(Token::decode(&get, &mut Scratch::new(&mut [])), Err(DecodeError::Route));
}

#[test]
fn p6_the_partner_is_the_callers_text_with_apple_as_a_constant() {
    assert_eq!(APPLE, "Apple");
    let (service_provider, domain_name, redirect_url) = ("REF30", Some("adobe.com"), Some("app://done"));
    for (partner, segment) in [(APPLE, "Apple"), ("apple", "apple"), ("Some other", "Some%20other")] {
        let mut request = CreatePartnerSession::new(service_provider, partner);
        request.domain_name = domain_name;
        request.redirect_url = redirect_url;
        assert_eq!(sent(&request).target, format!("/api/v2/REF30/sessions/sso/{segment}"));
        let profile = CreatePartnerProfile::new(service_provider, partner, "c2FtbA==".into());
        assert_eq!(sent(&profile).target, format!("/api/v2/REF30/profiles/sso/{segment}"));
    }
    assert_eq!(sent(&GetProfiles::new(service_provider)).target, "/api/v2/REF30/profiles");
}

#[test]
fn p8_a_parameter_of_the_configuration_that_means_nothing_is_never_sent_and_always_tolerated() {
    let call = GetConfiguration::new("REF30");
    assert_eq!(sent(&call).target, "/api/v2/REF30/configuration");
    for query in ["?profile=", "?profile=default", "?profile=%"] {
        let target = format!("/api/v2/REF30/configuration{query}");
        let incoming = incoming("GET", &target, b"");
        assert_eq!(route("GET", incoming.path()), Ok(Endpoint::Configuration));
        assert_eq!(GetConfiguration::decode(&incoming, &mut Scratch::new(&mut [])), Ok(call));
    }
}

#[test]
fn p9_a_logout_is_not_sent_without_a_redirect_url() {
    for redirect_url in [None, Some("")] {
        let mut logout = Logout::new("REF30", "Dish", "");
        logout.redirect_url = redirect_url;
        let encoded = logout.encode(&all_headers(Sender::StreamingDevice), &mut [0; 256]).map(drop);
        assert_eq!(encoded, Err(EncodeError::MissingParameter("redirectUrl")));
    }
}

#[test]
fn p9_a_server_reads_a_logout_without_a_redirect_url_so_that_it_can_say_what_is_missing() {
    let bare = incoming("GET", "/api/v2/REF30/logout/Dish", b"");
    let read = Logout::decode(&bare, &mut Scratch::new(&mut []));
    let mut expected = Logout::new("REF30", "Dish", "");
    expected.redirect_url = None;
    assert_eq!(read, Ok(expected));
}

#[test]
fn p9_there_is_no_logout_without_an_mvpd() {
    assert_eq!(route("GET", "/api/v2/REF30/logout"), Err(RouteError::NotFound));
    assert_eq!(route("GET", "/api/v2/REF30/logout/"), Err(RouteError::NotFound));
}

#[test]
fn p10_a_content_type_that_comes_twice_with_one_value_is_one() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let read = |content_type: &str| {
        let mut twice = incoming("POST", "/o/client/token", b"client_id=a&client_secret=b&grant_type=c");
        twice.headers.set(HeaderName::ContentType, content_type.to_owned().leak()).unwrap();
        Token::decode(&twice, &mut Scratch::new(&mut [])).map(drop)
    };
    assert_eq!(read(&format!("{FORM}, {FORM}")), Ok(()));
    assert_eq!(read(&format!("{FORM};charset=utf-8,{FORM};charset=utf-8")), Ok(()));
    assert_eq!(read(&format!("{FORM}, application/json")), Err(DecodeError::ContentType));
    assert_eq!(read(&format!("application/json, {FORM}")), Err(DecodeError::ContentType));
}

#[test]
fn a1_a_saml_response_is_cleaned_byte_for_byte_as_the_cookbooks_snippet_does() {
    let cleaned = |saml: &str| {
        let (mut encoded, mut decoded) = (vec![0; 4 * saml.len() + 8], vec![0; 4 * saml.len() + 8]);
        let value = encode_saml_response(saml, &mut encoded).unwrap();
        let bytes = base64::decode(value.reveal().plain().unwrap(), &mut decoded).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    for (saml, expected) in [
        ("<a  b=\"1\"\t\tc='2'/>", "<a b=\"1\" c='2'/>"),
        ("<a> \n </a>", "<a>  </a>"),
        ("<a>\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}</a>", "<a></a>"),
        ("\u{feff}<a/>", "\u{feff}<a/>"),
        ("\n\u{a0} <a>\u{a0}\u{a0}é</a>\u{3000}\t", "<a>\u{a0}\u{a0}é</a>"),
        ("<a>\t</a>", "<a> </a>"),
        (" \n ", ""),
    ] {
        assert_eq!(cleaned(saml), expected, "{saml:?}");
    }
}
