//! Sign-in through a partner's framework, and every way back into the basic flow.

use tvpass::endpoint::{APPLE, APPLE_CHANNEL};
use tvpass::message::{HeaderName, HeaderValue, PartnerFrameworkStatus};
use tvpass::old_flow::{Context, Input, PartnerSignIn, PartnerSignInState, Picker, Prompt, Screen, Step};

use super::answers::{CONFIGURATION, NO_PROFILES, authorize, error, profile, refused_token, session, token};
use super::stage::{START, Stage};

const PROFILES: &str = "GET /api/v2/REF30/profiles";
const CONFIGURATION_CALL: &str = "GET /api/v2/REF30/configuration";
const REQUEST: &str = "POST /api/v2/REF30/sessions/sso/Apple";
const PROFILE: &str = "POST /api/v2/REF30/profiles/sso/Apple";
const CREATE: &str = "POST /api/v2/REF30/sessions";
const SAML: &str = "<saml:Response>\n  <a>\tb</a>\r\n</saml:Response> ";

/// The service's question to the framework.
pub(crate) const PARTNER_PROFILE: &str = r#"{"actionName": "partner_profile", "actionType": "direct", "reasonType": "none",
    "url": "/api/v2/REF30/profiles/sso/Apple", "sessionId": "1b614390", "serviceProvider": "REF30",
    "authenticationRequest": {"type": "SAML", "request": "PHNhbWw+", "attributesNames": ["userID"]}}"#;

const GRANTED: &str = r#"{"frameworkPermissionInfo": {"accessStatus": "granted"},
    "frameworkProviderInfo": {"id": "apple-cablevision", "expirationDate": "2025430636000"}}"#;

/// A device with a framework, a browser and a picker.
fn device() -> Stage<PartnerSignIn> {
    let stage = Stage::new(PartnerSignIn::new());
    Stage { context: Context { screen: Screen::Here, picker: Picker::Here, ..stage.context }, ..stage }
}

/// The header for what the framework says.
fn header(status: &str) -> HeaderValue<'static> {
    let status = PartnerFrameworkStatus::decode(status.as_bytes()).unwrap();
    status.encode_header(vec![0; 1024].leak()).unwrap()
}

/// The header of a status that holds.
pub(crate) fn granted() -> HeaderValue<'static> {
    header(GRANTED)
}

/// The framework says `status`, and the host puts it into the headers.
fn set_status(stage: &mut Stage<PartnerSignIn>, status: &str) {
    stage.context.headers.insert(HeaderName::ApPartnerFrameworkStatus, header(status));
}

/// Up to the framework's picker.
fn picking() -> Stage<PartnerSignIn> {
    let mut stage = device();
    assert_eq!(stage.begin(), "partner status");
    assert_eq!(stage.tick(), PROFILES);
    assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    assert_eq!(stage.answer(200, CONFIGURATION), "partner picker");
    stage
}

/// Up to the framework's question to the provider.
fn authenticating() -> Stage<PartnerSignIn> {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    assert_eq!(stage.tick(), REQUEST);
    assert_eq!(stage.answer(200, PARTNER_PROFILE), "partner authentication");
    stage
}

#[test]
fn r83_a_degraded_mvpd_is_granted_without_the_partner() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    assert_eq!(stage.tick(), REQUEST);
    assert_eq!(stage.answer(200, authorize("degraded", "Cablevision")), "Degraded access at Cablevision");
}

#[test]
fn r94_status_profiles_configuration_picker_request_framework_and_profile_come_in_this_order() {
    let mut stage = authenticating();
    assert_eq!(stage.says(Input::SamlResponse(SAML)), PROFILE);
    assert_eq!(stage.answer(201, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.client.mvpd(), Some("Cablevision"));
    assert!(stage.tick().starts_with("stop Host"));
}

#[test]
fn r94_a_profile_that_is_there_ends_the_flow_before_anybody_is_asked() {
    let mut stage = device();
    stage.begin();
    set_status(&mut stage, GRANTED);
    stage.tick();
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r95_the_framework_may_ask_the_viewer_only_with_the_configuration_in_hand() {
    let mut stage = device();
    let Step::Ask(Prompt::PartnerStatus { interruption_allowed, configuration }) = stage.step(Input::Begin) else {
        panic!()
    };
    assert_eq!((interruption_allowed, configuration), (false, None));
    stage.tick();
    stage.answer(200, NO_PROFILES);
    let answer = Input::Answer { status: 200, body: CONFIGURATION.as_bytes() };
    let Step::Ask(Prompt::PartnerStatus { interruption_allowed, configuration }) = stage.step(answer) else { panic!() };
    assert!(interruption_allowed);
    assert_eq!(configuration.unwrap().mvpds().count(), 2);
}

#[test]
fn r96_single_sign_on_rests_on_a_granted_status_with_a_provider_that_has_not_expired() {
    let invalid = [
        r#"{"frameworkPermissionInfo": {"accessStatus": "denied"}}"#,
        r#"{"frameworkPermissionInfo": {"accessStatus": "restricted"}, "frameworkProviderInfo": {"id": "a"}}"#,
        r#"{"frameworkPermissionInfo": {"accessStatus": "notDetermined"}, "frameworkProviderInfo": {"id": "a"}}"#,
        r#"{"frameworkPermissionInfo": {"accessStatus": "granted"}}"#,
        r#"{"frameworkPermissionInfo": {"accessStatus": "granted"}, "frameworkProviderInfo": {"id": ""}}"#,
        r#"{"frameworkPermissionInfo": {"accessStatus": "granted"},
            "frameworkProviderInfo": {"id": "a", "expirationDate": "1733735289035"}}"#,
    ];
    for status in invalid {
        let mut stage = picking();
        set_status(&mut stage, status);
        assert_eq!(stage.tick(), PROFILES, "{status}");
        assert_eq!(stage.flow.state(), PartnerSignInState::Basic);
    }
    let without_end =
        r#"{"frameworkPermissionInfo": {"accessStatus": "granted"}, "frameworkProviderInfo": {"id": "a"}}"#;
    let mut stage = picking();
    set_status(&mut stage, without_end);
    assert_eq!(stage.tick(), REQUEST);
}

#[test]
fn r97_the_frameworks_provider_is_mapped_to_an_mvpd_by_the_configuration() {
    let mut stage = device();
    stage.begin();
    stage.tick();
    stage.answer(200, NO_PROFILES);
    let answer = Input::Answer { status: 200, body: CONFIGURATION.as_bytes() };
    let Step::Ask(Prompt::PartnerStatus { configuration: Some(configuration), .. }) = stage.step(answer) else {
        panic!()
    };
    assert_eq!(configuration.mvpd_of_platform("apple-cablevision").unwrap().id, "Cablevision");
    assert!(configuration.mvpd_of_platform("apple-unknown").is_none());
}

#[test]
fn r98_a_valid_status_goes_out_with_profiles_and_an_invalid_one_never() {
    let expired = GRANTED.replace("2025430636000", "1000000000000");
    for (status, is_sent) in [(GRANTED, true), (expired.as_str(), false)] {
        let mut stage = device();
        stage.begin();
        set_status(&mut stage, status);
        let Step::Send(request) = stage.step(Input::Tick) else { panic!() };
        assert_eq!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some(), is_sent);
    }
    // Nor does the basic flow send it, once it has taken over.
    let mut stage = picking();
    set_status(&mut stage, &expired);
    stage.context.mvpd = Some("Cablevision");
    for input in [Input::Tick, Input::Tick] {
        let Step::Send(request) = stage.step(input) else { panic!() };
        assert_eq!(request.target, "/api/v2/REF30/profiles/Cablevision");
        assert_eq!(request.headers.get(HeaderName::ApPartnerFrameworkStatus), None);
    }
}

#[test]
fn r98_the_partners_calls_carry_the_status() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    let Step::Send(request) = stage.step(Input::Tick) else { panic!() };
    assert!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some());
    stage.answer(200, PARTNER_PROFILE);
    let Step::Send(request) = stage.step(Input::SamlResponse(SAML)) else { panic!() };
    assert!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some());
}

#[test]
fn r99_the_partners_answer_is_turned_into_a_profile_once_and_never_asked_for_again() {
    let mut stage = authenticating();
    assert_eq!(stage.says(Input::SamlResponse(SAML)), PROFILE);
    // Lost: the framework is asked anew instead of sending the same answer twice.
    assert_eq!(stage.no_answer(), PROFILES);
    assert_eq!(stage.flow.state(), PartnerSignInState::Basic);
    let mut stage = authenticating();
    stage.says(Input::SamlResponse(SAML));
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), REQUEST);
}

#[test]
fn r100_each_fallback_leads_into_the_basic_flow_with_the_answers_code() {
    for reason in ["pfs_fallback", "configuration_fallback", "missing_parameters_fallback"] {
        let with_reason =
            |answer: String| answer.replace(r#""reasonType": "none""#, &format!(r#""reasonType": "{reason}""#));
        let request = || {
            let mut stage = picking();
            set_status(&mut stage, GRANTED);
            stage.tick();
            stage
        };
        let mut complete = request();
        let said = complete.answer(200, with_reason(session("8ADF2K7", &[])));
        assert_eq!(said, "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7", "{reason}");
        assert_eq!(complete.tick(), "GET /api/v2/REF30/profiles/code/8ADF2K7");
        assert_eq!(complete.answer(200, profile("Cablevision")), "signed in at Cablevision");
        let mut second = request();
        second.context.screen = Screen::Second;
        assert_eq!(second.answer(200, with_reason(session("8ADF2K7", &["mvpd"]))), "show 8ADF2K7", "{reason}");
        let mut here = request();
        assert_eq!(here.answer(200, with_reason(session("8ADF2K7", &["mvpd"]))), CONFIGURATION_CALL, "{reason}");
        assert_eq!(here.answer(200, CONFIGURATION), "choose from 2");
        assert_eq!(here.says(Input::Choice("Dish")), CREATE);
    }
}

#[test]
fn r100_domain_and_redirect_url_go_out_with_the_partners_request() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    let Step::Send(request) = stage.step(Input::Tick) else { panic!() };
    assert_eq!(request.body, b"domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
}

#[test]
fn r100_a_fallback_that_cannot_be_followed_stops_for_good() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    stage.tick();
    assert!(stage.answer(200, session("8ADF2K7", &[]).replace("authenticate\"", "dance\"")).starts_with("stop "));
    assert!(stage.tick().starts_with("stop Host"));
}

#[test]
fn r101_an_mvpd_that_the_framework_does_not_support_skips_the_picker() {
    let mut stage = picking();
    assert_eq!(stage.says(Input::Choice("Dish")), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    let answer = session("8ADF2K7", &[]);
    assert!(stage.answer(200, answer).starts_with("open "));
}

#[test]
fn r101_a_refusal_leads_to_the_picker_of_the_application() {
    for mut stage in [picking(), authenticating()] {
        assert_eq!(stage.says(Input::Refused), PROFILES);
        assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
        assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    }
}

#[test]
fn r102_a_saml_answer_is_put_on_one_line_and_encoded_once() {
    let mut stage = authenticating();
    let Step::Send(request) = stage.step(Input::SamlResponse(SAML)) else { panic!() };
    // The base64 of `<saml:Response> <a> b</a></saml:Response>`, whose `+`, `/` and `=` a form encodes.
    assert_eq!(request.body, b"SAMLResponse=PHNhbWw6UmVzcG9uc2U%2BIDxhPiBiPC9hPjwvc2FtbDpSZXNwb25zZT4%3D");
}

#[test]
fn r103_apples_framework_is_told_who_issues_the_services_requests() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    stage.tick();
    let answer = Input::Answer { status: 200, body: PARTNER_PROFILE.as_bytes() };
    let Step::Ask(Prompt::PartnerAuthentication(request)) = stage.step(answer) else { panic!() };
    assert_eq!(request.request.unwrap().reveal(), "PHNhbWw+");
    assert_eq!((stage.context.partner, APPLE_CHANNEL), (APPLE, "https://saml.sp.auth.adobe.com"));
}

#[test]
fn r104_a_status_or_saml_answer_that_the_service_does_not_take_leads_into_the_basic_flow() {
    let codes = [
        "invalid_header_pfs_permission_access_not_present",
        "invalid_header_pfs_permission_access_not_determined",
        "invalid_header_pfs_permission_access_not_granted",
        "invalid_header_pfs_provider_id_not_determined",
        "invalid_header_pfs_provider_id_mismatch",
        "invalid_header_pfs_provider_info_expired",
        "invalid_parameter_saml_response",
    ];
    for code in codes {
        let mut stage = authenticating();
        stage.says(Input::SamlResponse(SAML));
        assert_eq!(stage.answer(400, error(code, "none")), PROFILES, "{code}");
        assert_eq!(stage.flow.state(), PartnerSignInState::Basic, "{code}");
    }
}

#[test]
fn a_partner_sign_in_whose_budget_is_spent_waits_before_the_framework_is_asked() {
    let mut stage = picking();
    set_status(&mut stage, GRANTED);
    assert_eq!(stage.tick(), REQUEST);
    let said = stage.answer(429, "<html>");
    assert_eq!(stage.waited(said), REQUEST);
    assert_eq!(stage.answer(200, PARTNER_PROFILE), "partner authentication");
    // The answer goes out at once: there is room for it.
    assert_eq!(stage.says(Input::SamlResponse(SAML)), PROFILE);
}

#[test]
fn a_partner_whose_last_call_is_refused_again_and_again_leads_into_the_basic_flow() {
    let mut stage = authenticating();
    let mut frameworks = 1;
    loop {
        assert_eq!(stage.says(Input::SamlResponse(SAML)), PROFILE);
        let said = stage.answer(401, refused_token());
        assert_eq!(stage.waited(said), "POST /o/client/token");
        let said = stage.answer(201, token(START.millis(), 21_600));
        let said = stage.waited(said);
        if said != REQUEST {
            assert_eq!(said, PROFILES);
            break;
        }
        assert_eq!(stage.answer(200, PARTNER_PROFILE), "partner authentication");
        frameworks += 1;
    }
    assert_eq!(frameworks, 3);
}
