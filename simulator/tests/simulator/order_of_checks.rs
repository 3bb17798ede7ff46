//! Each check of the service, in its order: a request that fails several gets the answer of the first.

use crate::stage::{ALL_PARAMETERS, FORM, JSON, Stage, Television, encode, fingerprint};
use tvpass_simulator::{Request, Settings};

const UNKNOWN_TOKEN: (u16, &str) = (401, "invalid_access_token_client_application");
const NO_DEVICE: (u16, &str) = (400, "invalid_header_device_identifier");
const NO_DEVICE_INFO: (u16, &str) = (400, "invalid_header_device_info");

#[test]
fn an_exhausted_budget_is_answered_before_an_unknown_path() {
    let mut stage = Stage::with(Settings::default());
    let request = Request::new("GET", "/api/v2/REF30/channels");
    let statuses: Vec<_> = (0..11).map(|_| stage.send(&request).status).collect();
    assert_eq!(statuses[..10], [404; 10]);
    assert_eq!(statuses[10], 429);
}

#[test]
fn unknown_paths_and_methods_are_answered_before_the_access_token() {
    let mut stage = Stage::new();
    assert_eq!(stage.send(&Request::new("GET", "/api/v2/REF30/channels")).status, 404);
    assert_eq!(stage.send(&Request::new("GET", "/api/v2")).status, 404);
    let answer = stage.send(&Request::new("DELETE", "/api/v2/REF30/sessions/ABC1234"));
    assert_eq!((answer.status, answer.response.header("allow")), (405, Some("GET, POST, OPTIONS")));
    let answer = stage.send(&Request::new("PUT", "/o/client/token"));
    assert_eq!((answer.status, answer.response.header("allow")), (405, Some("POST, OPTIONS")));
}

#[test]
fn an_access_token_must_be_there_well_formed_known_and_fresh() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for authorization in ["Basic dmlld2Vy", "Bearer", "Bearer ", "Bearer unknown", "Bearer caf\u{e9}", ""] {
        let answer = television.with("Authorization", authorization).get(&mut stage, "/profiles");
        assert_eq!(answer.error(), UNKNOWN_TOKEN, "{authorization}");
    }
    assert_eq!(television.without("Authorization").get(&mut stage, "/profiles").error(), UNKNOWN_TOKEN);
    assert_eq!(television.get(&mut stage, "/profiles").status, 200);
    stage.wait_minutes(24 * 60);
    assert_eq!(television.get(&mut stage, "/profiles").error(), UNKNOWN_TOKEN);
}

#[test]
fn the_scheme_of_an_authorization_is_compared_without_case() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let request = television.request("GET", "/profiles");
    let authorization = request.header("authorization").expect("a token").replace("Bearer", "bearer");
    assert_eq!(television.with("Authorization", &authorization).get(&mut stage, "/profiles").status, 200);
}

#[test]
fn an_unknown_token_is_answered_before_an_unknown_service_provider() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).at("NOBODY");
    let nobody = television.with("Authorization", "Bearer unknown").get(&mut stage, "/profiles");
    assert_eq!(nobody.error(), UNKNOWN_TOKEN);
    assert_eq!(television.get(&mut stage, "/profiles").error(), (400, "invalid_parameter_service_provider"));
}

#[test]
fn a_token_of_another_service_provider_is_answered_before_the_device() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).at("NEWS24").without("AP-Device-Identifier");
    assert_eq!(television.get(&mut stage, "/profiles").error(), (401, "invalid_access_token_service_provider"));
}

#[test]
fn a_device_must_be_named_where_the_matrix_asks_for_it() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with("X-Device-Info", "!");
    let spellings = ["living-room", "fingerprint", "fingerprint ", "fingerprint !", "serial bGl2aW5n", "fingerprint é"];
    for value in spellings {
        let answer = television.with("AP-Device-Identifier", value).get(&mut stage, "/profiles");
        assert_eq!(answer.error(), NO_DEVICE, "{value}");
    }
    assert_eq!(television.without("AP-Device-Identifier").get(&mut stage, "/profiles").error(), NO_DEVICE);
    let television = television.without("X-Device-Info").without("AP-Device-Identifier");
    assert_eq!(television.get(&mut stage, "/configuration").status, 200);
}

#[test]
fn a_device_that_is_named_badly_is_refused_even_where_it_is_optional() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage).with("AP-Device-Identifier", "serial bGl2aW5n");
    assert_eq!(television.get(&mut stage, "/configuration").error(), NO_DEVICE);
}

#[test]
fn a_device_description_must_be_base64_of_an_object() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for value in ["!", "{}", &encode("[]"), &encode(r#"{"model": "TV" "osName": "tvOS"}"#), &encode("\u{ff}{")] {
        let television = television.with("X-Device-Info", value);
        let answer = television.post(&mut stage, "/sessions", "mvpd=Nobody");
        assert_eq!(answer.error(), NO_DEVICE_INFO, "{value}");
    }
    assert_eq!(television.without("X-Device-Info").get(&mut stage, "/profiles").status, 200);
}

#[test]
fn the_mvpd_is_checked_before_code_and_redirect_url() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.post(&mut stage, "/sessions/bad", "mvpd=Nobody&redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_parameter_mvpd"));
    let answer = television.post(&mut stage, "/sessions/bad", "mvpd=Switched_Off&redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_integration"));
    let answer = television.post(&mut stage, "/sessions/bad", "mvpd=Dish&redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_parameter_code"));
    let answer = television.post(&mut stage, "/sessions/ABC1234", "mvpd=Dish&redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_authentication_session"));
    let answer = television.post(&mut stage, "/sessions", "mvpd=Dish&redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_parameter_redirect_url"));
}

#[test]
fn the_mvpd_in_a_path_is_checked_before_the_resources() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for (mvpd, code) in [("Nobody", "invalid_parameter_mvpd"), ("Switched_Off", "invalid_integration")] {
        for phase in ["preauthorize", "authorize"] {
            assert_eq!(television.ask(&mut stage, phase, mvpd, &[]).error(), (400, code));
        }
        for path in [format!("/profiles/{mvpd}"), format!("/logout/{mvpd}?redirectUrl=nowhere")] {
            assert_eq!(television.get(&mut stage, &path).error(), (400, code));
        }
    }
}

#[test]
fn a_partner_must_be_known_in_any_case_of_letters() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.post(&mut stage, "/sessions/sso/Nobody", "redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_parameter_partner"));
    let answer = television.post(&mut stage, "/profiles/sso/Nobody", "");
    assert_eq!(answer.error(), (400, "invalid_parameter_partner"));
    let answer = television.post(&mut stage, "/sessions/sso/apple", "redirectUrl=nowhere");
    assert_eq!(answer.error(), (400, "invalid_parameter_redirect_url"));
}

#[test]
fn a_code_is_malformed_or_means_nothing() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for code in ["abc1234", "ABC123", "ABC12345", "ABC%2F34"] {
        for path in [format!("/sessions/{code}"), format!("/profiles/code/{code}")] {
            assert_eq!(television.get(&mut stage, &path).error(), (400, "invalid_parameter_code"), "{path}");
        }
    }
    for path in ["/sessions/ABC1234", "/profiles/code/ABC1234"] {
        assert_eq!(television.get(&mut stage, path).error(), (400, "invalid_authentication_session"));
    }
}

#[test]
fn a_code_of_another_service_provider_means_nothing() {
    let mut stage = Stage::new();
    let code = Television::new(&mut stage).open_session(&mut stage, "Dish");
    let other = Television::of(&mut stage, "NEWS24", "news24.software.statement", "living-room");
    let answer = other.get(&mut stage, &format!("/sessions/{code}"));
    assert_eq!(answer.error(), (400, "invalid_authentication_session"));
}

#[test]
fn a_redirect_url_is_absolute_and_fit_for_a_header() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    for url in [
        "adobe.com",
        "%2Fdone",
        "javascript%3Aalert(1)",
        "https%3A%2F%2F",
        "https%3A%2F%2Fa%0D%0Ab.c",
        "https%3A%2F%2F%C3%A9.fr",
    ] {
        let answer = television.post(&mut stage, "/sessions", &format!("redirectUrl={url}"));
        assert_eq!(answer.error(), (400, "invalid_parameter_redirect_url"), "{url}");
        let answer = television.get(&mut stage, &format!("/logout/Dish?redirectUrl={url}"));
        assert_eq!(answer.error(), (400, "invalid_parameter_redirect_url"), "{url}");
    }
}

#[test]
fn resources_are_a_list_of_text_that_is_not_too_long() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let mut send = |content_type: &str, body: &str| {
        let request = television.request("POST", "/decisions/authorize/Dish").with_header("Content-Type", content_type);
        let answer = stage.send(&request.with_body(body));
        (answer.status, answer.text("/code"))
    };
    let unusable = (400, "invalid_parameter_resources".to_owned());
    for body in ["", "{}", "[]", r#"{"resources": []}"#, r#"{"resources": [""]}"#, r#"{"resources": [7]}"#] {
        assert_eq!(send(JSON, body), unusable, "{body}");
    }
    assert_eq!(send(JSON, r#"{"resources": "news"}"#), unusable);
    assert_eq!(send(FORM, r#"{"resources": ["news"]}"#), unusable);
    assert_eq!(send(JSON, r#"{"resources": ["news", "sports"]}"#), (403, "too_many_resources".to_owned()));
    assert_eq!(send(JSON, r#"{"resources": ["news"]}"#).0, 200);
    let six = ["1", "2", "3", "4", "5", "6"];
    assert_eq!(television.ask(&mut stage, "preauthorize", "Dish", &six).error(), (403, "too_many_resources"));
    assert_eq!(television.ask(&mut stage, "preauthorize", "Dish", &six[..5]).status, 200);
}

#[test]
fn preauthorization_takes_no_cdata() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let resource = "<rss><channel><title><![CDATA[news]]></title></channel></rss>";
    let answer = television.ask(&mut stage, "preauthorize", "Dish", &[resource]);
    assert_eq!(answer.error(), (400, "invalid_parameter_resources"));
    assert_eq!(television.authorize(&mut stage, "Dish", resource).status, 200);
}

#[test]
fn a_form_of_another_content_type_is_refused() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let request = television.request("POST", "/sessions").with_body(ALL_PARAMETERS);
    assert_eq!(stage.send(&request).error(), (400, "invalid_parameter_mvpd"));
    let request = request.with_header("Content-Type", "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8");
    assert_eq!(stage.send(&request).status, 200);
}

#[test]
fn a_header_that_comes_twice_is_malformed() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let request = television.request("GET", "/profiles").with_header("AP-Device-Identifier", &fingerprint("other"));
    assert_eq!(stage.send(&request).error(), NO_DEVICE);
}

#[test]
fn an_error_says_who_must_act_and_carries_a_trace_of_its_own() {
    let mut stage = Stage::new();
    let television = Television::new(&mut stage);
    let answer = television.get(&mut stage, "/sessions/ABC1234");
    assert_eq!(answer.text("/action"), "none");
    assert_eq!(answer.body["status"], 400);
    assert!(!answer.text("/message").is_empty() && answer.text("/helpUrl").starts_with("https://"));
    let again = television.get(&mut stage, "/sessions/ABC1234");
    assert_ne!(answer.text("/trace"), again.text("/trace"));
    assert_eq!(answer.response.header("content-type"), Some("application/json;charset=UTF-8"));
}
