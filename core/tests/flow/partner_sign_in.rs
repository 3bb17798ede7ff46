//! Sign-in through a partner's framework, and every way back into the basic flow.

use tvpass::endpoint::{APPLE, APPLE_CHANNEL};
use tvpass::flow::{
    Authorization, Event, InvalidArgument, OtherDevice, PartnerCompleted, PartnerCompletion, PartnerQuestion,
    PartnerReply, PartnerSignIn, PartnerSignedIn, SignIn, SignInReply, Step, ThisDevice,
};
use tvpass::message::{Failure, HeaderName, HeaderValue, PartnerFrameworkStatus};

use super::answers::{CONFIGURATION, NO_PROFILES, authorize, error, profile, refused_token, session, token};
use super::stage::{DOMAIN, RETURN, START, Stage, ok};

const PROFILES: &str = "GET /api/v2/REF30/profiles";
const CONFIGURATION_CALL: &str = "GET /api/v2/REF30/configuration";
const REQUEST: &str = "POST /api/v2/REF30/sessions/sso/Apple";
const PROFILE: &str = "POST /api/v2/REF30/profiles/sso/Apple";
pub(crate) const SAML: &str = "<saml:Response>\n  <a>\tb</a>\r\n</saml:Response> ";

/// The service's question to the framework.
pub(crate) const PARTNER_PROFILE: &str = r#"{"actionName": "partner_profile", "actionType": "direct", "reasonType": "none",
    "url": "/api/v2/REF30/profiles/sso/Apple", "sessionId": "1b614390", "serviceProvider": "REF30",
    "authenticationRequest": {"type": "SAML", "request": "PHNhbWw+", "attributesNames": ["userID"]}}"#;

const GRANTED: &str = r#"{"frameworkPermissionInfo": {"accessStatus": "granted"},
    "frameworkProviderInfo": {"id": "apple-cablevision", "expirationDate": "2025430636000"}}"#;

fn status(text: &str) -> PartnerFrameworkStatus<'_> {
    PartnerFrameworkStatus::decode(text.as_bytes()).unwrap()
}

/// The header for what the framework says.
fn header(text: &str) -> HeaderValue<'static> {
    status(text).encode_header(vec![0; 1024].leak()).unwrap()
}

/// The header of a status that holds.
pub(crate) fn granted() -> HeaderValue<'static> {
    header(GRANTED)
}

/// The reply with that status.
pub(crate) fn granted_reply() -> PartnerReply<'static> {
    PartnerReply::Status(Some(status(GRANTED)))
}

pub(crate) fn partner_sign_in() -> Stage<PartnerSignIn> {
    Stage::new(PartnerSignIn::new(APPLE, DOMAIN, RETURN).unwrap())
}

/// The framework says `text`, and the host puts it into the headers and tells the flow.
fn with_status(stage: &mut Stage<PartnerSignIn>, text: &str) -> String {
    stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, header(text));
    stage.reply(PartnerReply::Status(Some(status(text))))
}

/// Up to the framework's picker.
fn picking() -> Stage<PartnerSignIn> {
    let mut stage = partner_sign_in();
    assert_eq!(stage.begin(), "partner status");
    assert_eq!(stage.reply(PartnerReply::Status(None)), PROFILES);
    assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    assert_eq!(stage.answer(200, CONFIGURATION), "partner picker");
    stage
}

/// Up to the question for the framework's request.
fn requesting() -> Stage<PartnerSignIn> {
    let mut stage = picking();
    assert_eq!(with_status(&mut stage, GRANTED), REQUEST);
    stage
}

/// The framework has given its SAML response, which is on its way.
fn completing() -> Stage<PartnerCompletion> {
    let mut stage = requesting();
    assert_eq!(stage.answer(200, PARTNER_PROFILE), "ask framework");
    let mut stage = stage.with_flow(PartnerCompletion::new(APPLE, SAML).unwrap());
    assert_eq!(stage.begin(), PROFILE);
    stage
}

#[test]
fn r94_status_profiles_configuration_picker_request_framework_and_profile_come_in_this_order() {
    let mut stage = completing();
    assert_eq!(stage.answer(201, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.installation.mvpd(), Some("Cablevision"));
    assert!(stage.installation.profile_until().is_some());
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r94_a_profile_that_is_there_ends_the_flow_before_anybody_is_asked() {
    let mut stage = partner_sign_in();
    stage.begin();
    with_status(&mut stage, GRANTED);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.installation.mvpd(), Some("Cablevision"));
}

#[test]
fn r95_the_framework_may_ask_the_viewer_only_with_the_configuration_in_hand() {
    let mut stage = partner_sign_in();
    let Step::Ask(PartnerQuestion::Status { interruption_allowed, configuration, .. }) = stage.step(Event::Start)
    else {
        panic!()
    };
    assert_eq!((interruption_allowed, configuration), (false, None));
    stage.reply(PartnerReply::Status(None));
    stage.answer(200, NO_PROFILES);
    let Step::Ask(PartnerQuestion::Status { interruption_allowed, configuration, .. }) = stage.step(ok(CONFIGURATION))
    else {
        panic!()
    };
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
        assert_eq!(with_status(&mut picking(), status), "basic sign-in", "{status}");
    }
    assert_eq!(picking().reply(PartnerReply::Status(None)), "basic sign-in");
    let without_end =
        r#"{"frameworkPermissionInfo": {"accessStatus": "granted"}, "frameworkProviderInfo": {"id": "a"}}"#;
    assert_eq!(with_status(&mut picking(), without_end), REQUEST);
}

#[test]
fn r97_the_frameworks_provider_is_mapped_to_an_mvpd_by_the_configuration() {
    let mut stage = partner_sign_in();
    stage.begin();
    stage.reply(PartnerReply::Status(None));
    stage.answer(200, NO_PROFILES);
    let Step::Ask(PartnerQuestion::Status { configuration: Some(configuration), .. }) = stage.step(ok(CONFIGURATION))
    else {
        panic!()
    };
    assert_eq!(configuration.mvpd_of_platform("apple-cablevision").unwrap().id, "Cablevision");
    assert!(configuration.mvpd_of_platform("apple-unknown").is_none());
}

#[test]
fn r98_a_valid_status_goes_out_with_profiles_and_an_invalid_one_never() {
    let expired = GRANTED.replace("2025430636000", "1000000000000");
    for (text, is_sent) in [(GRANTED, true), (expired.as_str(), false)] {
        let mut stage = partner_sign_in();
        stage.begin();
        stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, header(text));
        let Step::Send(request) = stage.step(Event::Viewer(PartnerReply::Status(Some(status(text))))) else { panic!() };
        assert_eq!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some(), is_sent);
    }
}

#[test]
fn r98_the_partners_calls_carry_the_status() {
    let mut stage = picking();
    stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let Step::Send(request) = stage.step(Event::Viewer(granted_reply())) else { panic!() };
    assert!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some());
    stage.answer(200, PARTNER_PROFILE);
    let mut stage = stage.with_flow(PartnerCompletion::new(APPLE, SAML).unwrap());
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    assert!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some());
}

#[test]
fn a_status_that_nobody_asked_for_changes_nothing() {
    let mut stage = partner_sign_in();
    stage.begin();
    with_status(&mut stage, GRANTED);
    let said = stage.answer(502, "<html>");
    assert_eq!(stage.reply(PartnerReply::Status(None)), "await");
    assert_eq!(said, "sleep until 1000");
    stage.pass(1000);
    let Step::Send(request) = stage.step(Event::Timer) else { panic!() };
    assert!(request.headers.get(HeaderName::ApPartnerFrameworkStatus).is_some());
}

#[test]
fn r99_a_lost_response_is_not_turned_into_a_profile_a_second_time() {
    assert_eq!(completing().no_response(), "basic sign-in");
    let said = completing().answer(502, "<html>");
    assert_eq!(said, "basic sign-in: the response is not from the API (HTTP 502): a proxy or captive portal?");
    assert_eq!(completing().answer(429, ""), "basic sign-in: rate limited by the service (HTTP 429)");
    assert_eq!(completing().answer(200, NO_PROFILES), "basic sign-in");
    let mut stage = completing();
    assert_eq!(stage.timer(), "await");
    stage.answer(201, profile("Cablevision"));
    assert_eq!(stage.begin(), "await", "one flow, one response");
}

#[test]
fn r99_a_refused_token_is_renewed_because_the_response_was_not_looked_at() {
    let mut stage = completing();
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), PROFILE);
    assert_eq!(stage.answer(201, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn a_completion_that_is_refused_again_and_again_ends() {
    let mut stage = completing();
    stage.answer(401, refused_token());
    stage.answer(201, token(START.millis(), 21_600));
    // R47: the application registers again, and the framework's response is still the viewer's.
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/register");
    stage.answer(201, super::answers::CREDENTIALS);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), PROFILE);
    assert!(stage.answer(401, refused_token()).starts_with("basic sign-in: "));
}

#[test]
fn r100_each_fallback_leads_into_the_basic_flow_with_the_answers_code() {
    for reason in ["pfs_fallback", "configuration_fallback", "missing_parameters_fallback"] {
        let fallback = |answer: String| {
            let answer = answer.replace(r#""reasonType": "none""#, &format!(r#""reasonType": "{reason}""#));
            let mut stage = requesting();
            assert_eq!(stage.answer(200, answer), "basic sign-in", "{reason}");
            stage
        };
        let page = "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";
        let this_device = || SignIn::<ThisDevice>::on_this_device(None, DOMAIN, RETURN).without_lookup();
        let mut complete = fallback(session("8ADF2K7", &[])).with_flow(this_device());
        assert_eq!(complete.begin(), page, "{reason}");
        assert_eq!(complete.returned(), "GET /api/v2/REF30/profiles/code/8ADF2K7");
        assert_eq!(complete.answer(200, profile("Cablevision")), "signed in at Cablevision");
        let other_device = SignIn::<OtherDevice>::on_other_device(None, DOMAIN, RETURN).without_lookup();
        let mut second = fallback(session("8ADF2K7", &["mvpd"])).with_flow(other_device);
        assert_eq!(second.begin(), "show 8ADF2K7", "{reason}");
        let mut lacking = fallback(session("8ADF2K7", &["mvpd"])).with_flow(this_device());
        assert_eq!(lacking.begin(), "POST /api/v2/REF30/sessions/8ADF2K7", "{reason}");
    }
}

#[test]
fn r100_domain_and_redirect_url_go_out_with_the_partners_request() {
    let mut stage = picking();
    stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let Step::Send(request) = stage.step(Event::Viewer(granted_reply())) else { panic!() };
    assert_eq!(request.body, b"domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
}

#[test]
fn r83_a_degraded_mvpd_is_left_to_the_basic_flow() {
    let mut stage = requesting();
    assert_eq!(stage.answer(200, authorize("degraded", "Cablevision")), "basic sign-in");
    let mut stage =
        stage.with_flow(SignIn::<ThisDevice>::on_this_device(Some("Cablevision"), DOMAIN, RETURN).without_lookup());
    assert_eq!(stage.begin(), "POST /api/v2/REF30/sessions");
    assert_eq!(stage.answer(200, authorize("degraded", "Cablevision")), "Degraded access at Cablevision");
}

#[test]
fn r100_an_answer_that_nobody_understands_leads_into_the_basic_flow_without_its_code() {
    let mut stage = requesting();
    let odd = session("8ADF2K7", &[]).replace("authenticate\"", "dance\"");
    assert_eq!(stage.answer(200, odd), "basic sign-in");
    let mut stage = stage.with_flow(SignIn::<OtherDevice>::on_other_device(None, DOMAIN, RETURN).without_lookup());
    assert_eq!(stage.begin(), "POST /api/v2/REF30/sessions");
}

#[test]
fn r101_an_mvpd_that_the_framework_does_not_support_skips_the_picker() {
    let mut stage = picking();
    let Step::Done(PartnerSignedIn::Basic { mvpd, .. }) = stage.step(Event::Viewer(PartnerReply::Chosen("Dish")))
    else {
        panic!()
    };
    assert_eq!(mvpd, Some("Dish"));
    let mut stage = stage.with_flow(SignIn::<ThisDevice>::on_this_device(Some("Dish"), DOMAIN, RETURN));
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(stage.answer(200, NO_PROFILES), "POST /api/v2/REF30/sessions");
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open "));
}

#[test]
fn r101_a_refusal_leads_to_the_picker_of_the_application() {
    let mut stage = picking();
    assert_eq!(stage.reply(PartnerReply::Refused), "basic sign-in");
    let mut stage = stage.with_flow(SignIn::<ThisDevice>::on_this_device(None, DOMAIN, RETURN).without_lookup());
    assert_eq!(stage.begin(), CONFIGURATION_CALL);
    assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    assert_eq!(stage.reply(SignInReply::Chosen("Dish")), "POST /api/v2/REF30/sessions");
}

#[test]
fn r102_a_saml_answer_is_put_on_one_line_and_encoded_once() {
    let mut stage = Stage::new(PartnerCompletion::new(APPLE, SAML).unwrap());
    stage.app.headers.insert(HeaderName::ApPartnerFrameworkStatus, granted());
    let Step::Send(request) = stage.step(Event::Start) else { panic!() };
    // The base64 of `<saml:Response> <a> b</a></saml:Response>`, whose `+`, `/` and `=` a form encodes.
    assert_eq!(request.body, b"SAMLResponse=PHNhbWw6UmVzcG9uc2U%2BIDxhPiBiPC9hPjwvc2FtbDpSZXNwb25zZT4%3D");
}

#[test]
fn r103_apples_framework_is_told_who_issues_the_services_requests() {
    let mut stage = requesting();
    let Step::Done(PartnerSignedIn::AskFramework(request)) = stage.step(ok(PARTNER_PROFILE)) else { panic!() };
    assert_eq!(request.request.unwrap().reveal(), "PHNhbWw+");
    assert_eq!((APPLE, APPLE_CHANNEL), ("Apple", "https://saml.sp.auth.adobe.com"));
}

#[test]
fn r104_a_status_or_saml_answer_that_the_service_does_not_take_leads_into_the_basic_flow_and_says_why() {
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
        let (mut stage, body) = (completing(), error(code, "none"));
        let event = Event::Response { status: 400, body: body.as_bytes() };
        let Step::Done(PartnerCompleted::Basic(Some(Failure::Service { error, .. }))) = stage.step(event) else {
            panic!("{code}")
        };
        assert_eq!(error.code.unwrap(), code);
    }
}

#[test]
fn a_partner_sign_in_whose_budget_is_spent_waits_before_the_framework_is_asked() {
    let mut stage = picking();
    for _ in 0..7 {
        let mut other = stage.clone().with_flow(Authorization::new("news", Some("Dish")).unwrap());
        assert!(other.begin().starts_with("POST "));
        stage.installation = other.installation;
    }
    // There is room for one more, and not for the two.
    assert_eq!(with_status(&mut stage, GRANTED), "sleep until 1000");
    assert_eq!(stage.timer_after(1000), REQUEST);
    assert_eq!(stage.answer(200, PARTNER_PROFILE), "ask framework");
    // The answer goes out at once: there is room for it.
    let mut stage = stage.with_flow(PartnerCompletion::new(APPLE, SAML).unwrap());
    assert_eq!(stage.begin(), PROFILE);
}

#[test]
fn what_cannot_be_asked_is_refused_by_the_constructor() {
    assert_eq!(PartnerSignIn::new("", DOMAIN, RETURN).map(|_| ()), Err(InvalidArgument::Empty("partner")));
    assert_eq!(PartnerSignIn::new("..", DOMAIN, RETURN).map(|_| ()), Err(InvalidArgument::Dots("partner")));
    assert_eq!(PartnerCompletion::new(".", SAML).map(|_| ()), Err(InvalidArgument::Dots("partner")));
    assert_eq!(PartnerCompletion::new(APPLE, "").map(|_| ()), Err(InvalidArgument::Empty("saml")));
}
