//! Sign-in up to the code or the page: profiles first, the picker only if needed, what the service says to do.

use tvpass::endpoint::Configuration;
use tvpass::flow::{Event, Place, ShowCode, SignIn, SignInQuestion, SignInReply, SignedIn, Step};

use super::answers::{CONFIGURATION, NO_PROFILES, authorize, error, profile, profiles, session};
use super::describe::Described;
use super::stage::{
    DOMAIN, MINUTES, RETURN, Stage, ok, restored, television, television_at, this_device, this_device_at,
};

const PROFILES: &str = "GET /api/v2/REF30/profiles";
const CONFIGURATION_CALL: &str = "GET /api/v2/REF30/configuration";
const CREATE: &str = "POST /api/v2/REF30/sessions";
const POLL: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";

/// The form that goes out when a session is opened or completed.
fn form<P: Place>(stage: &mut Stage<SignIn<P>>, answer: &str) -> String
where
    SignIn<P>: Described + for<'r> tvpass::flow::Flow<Reply<'r> = SignInReply<'r>>,
{
    match stage.step(ok(answer)) {
        Step::Send(request) => String::from_utf8(request.body.to_vec()).unwrap(),
        _ => panic!("no request"),
    }
}

#[test]
fn r32_profiles_are_asked_for_before_anything_else() {
    let mut stage = television();
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r32_a_known_mvpd_is_asked_for_its_profile_alone() {
    let mut given = television_at("Dish").remembering("Cablevision");
    assert_eq!(given.begin(), "GET /api/v2/REF30/profiles/Dish");
    let mut remembered = television().remembering("Dish");
    assert_eq!(remembered.begin(), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(remembered.answer(200, profile("Dish")), "signed in at Dish");
}

#[test]
fn r23_an_mvpd_that_is_given_is_not_looked_up_in_the_configuration() {
    let mut stage = this_device_at("Cablevision");
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Cablevision");
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
}

#[test]
fn r24_a_list_of_mvpds_that_grew_old_is_fetched_again_on_demand() {
    let mut stage = this_device();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, CONFIGURATION);
    assert_eq!(stage.timer(), "await");
    assert_eq!(stage.reply(SignInReply::Reload), CONFIGURATION_CALL);
}

#[test]
fn r24_no_list_of_mvpds_is_kept_from_one_choice_to_the_next() {
    let mut stage = this_device();
    for _ in 0..2 {
        stage.flow = SignIn::on_this_device(None, DOMAIN, RETURN);
        stage.begin();
        assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
        assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    }
}

#[test]
fn r27_an_mvpd_of_a_list_of_ones_own_goes_out_as_it_is_and_an_unknown_one_stops_the_flow() {
    for code in ["invalid_parameter_mvpd", "invalid_integration"] {
        let mut stage = this_device_at("Own List/1");
        assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Own%20List%2F1");
        assert!(stage.answer(400, error(code, "none")).starts_with("stop ServiceProvider: "), "{code}");
    }
}

#[test]
fn r28_a_remembered_mvpd_that_was_switched_off_is_the_viewers_to_choose_again() {
    for code in ["invalid_parameter_mvpd", "invalid_integration"] {
        let mut stage = this_device().remembering("Switched_Off");
        stage.begin();
        assert_eq!(stage.answer(400, error(code, "none")), CONFIGURATION_CALL, "{code}");
        assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
        assert_eq!(stage.reply(SignInReply::Chosen("Dish")), CREATE);
    }
}

#[test]
fn r29_a_proxied_mvpd_is_signed_in_at_like_any_other() {
    let said = |configuration: &str| {
        let mut stage = this_device();
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let choice = stage.answer(200, configuration);
        let session_call = stage.reply(SignInReply::Chosen("Dish"));
        [choice, session_call, stage.answer(200, session("8ADF2K7", &[])), stage.returned()]
    };
    let proxied = CONFIGURATION.replace(r#""id": "Dish""#, r#""id": "Dish", "isProxy": true"#);
    assert!(Configuration::decode(proxied.as_bytes()).unwrap().mvpds().any(|mvpd| mvpd.is_proxy));
    assert_eq!(said(&proxied), said(CONFIGURATION));
}

#[test]
fn r25_the_mvpd_of_the_profile_is_remembered_with_its_end() {
    let mut stage = television();
    stage.begin();
    assert!(!stage.installation.is_unsaved());
    stage.answer(200, profile("Cablevision"));
    assert!(stage.installation.is_unsaved());
    let restored = restored(&stage.installation);
    assert_eq!(restored.mvpd(), Some("Cablevision"));
    assert_eq!(restored.profile_until().unwrap().millis(), 1_765_366_800_000);
}

#[test]
fn a_profile_that_is_gone_is_known_to_be_gone_and_its_mvpd_still_remembered() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, profile("Cablevision"));
    let mut stage = stage.with_flow(SignIn::on_other_device(None, DOMAIN, RETURN));
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    assert_eq!((stage.installation.profile_until(), stage.installation.mvpd()), (None, Some("Cablevision")));
}

#[test]
fn r33_a_session_is_opened_with_all_that_is_known() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    let sent = form(&mut stage, NO_PROFILES);
    assert_eq!(sent, "mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
    let mut stage = television();
    stage.begin();
    assert_eq!(form(&mut stage, NO_PROFILES), "domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
}

#[test]
fn r34_the_redirect_url_is_encoded_once() {
    let mut stage = Stage::new(SignIn::on_other_device(None, None, Some("https://adobe.com/a b?c=d&e=%2F")));
    stage.begin();
    let sent = form(&mut stage, NO_PROFILES);
    assert_eq!(sent, "redirectUrl=https%3A%2F%2Fadobe.com%2Fa%20b%3Fc%3Dd%26e%3D%252F");
}

#[test]
fn r35_authenticate_opens_the_page_or_shows_the_code() {
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]));
    assert_eq!(said, "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7");
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]));
    assert_eq!(said, "show 8ADF2K7 or https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7");
}

#[test]
fn r35_a_session_that_lacks_what_is_known_here_is_resumed() {
    for action in ["resume", "retry"] {
        let mut stage = this_device_at("Cablevision");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let lacking = session("8ADF2K7", &["redirectUrl", "domainName"]).replace("resume", action);
        let Step::Send(request) = stage.step(ok(&lacking)) else { panic!() };
        assert_eq!((request.method.as_str(), request.target), ("POST", "/api/v2/REF30/sessions/8ADF2K7"));
        assert_eq!(request.body, b"mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
        assert_eq!(stage.timer(), "await");
        assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open https://"));
    }
}

#[test]
fn r35_an_access_that_is_there_already_leads_to_its_profile() {
    for reason in ["authenticated", "authenticatedSSO"] {
        let mut stage = television_at("Cablevision");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let said = stage.answer(200, authorize(reason, "Cablevision"));
        assert_eq!(said, "GET /api/v2/REF30/profiles/Cablevision");
        assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    }
}

#[test]
fn an_access_that_has_no_profile_after_all_ends_as_not_signed_in() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, authorize("authenticated", "Cablevision"));
    assert_eq!(stage.answer(200, NO_PROFILES), "stop Viewer: the sign-in was not completed");
}

#[test]
fn r35_an_access_without_a_profile_leads_to_decisions() {
    for (reason, access) in [("temporary", "Temporary"), ("degraded", "Degraded")] {
        let mut stage = television_at("TempPass_TEST40");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let said = stage.answer(200, authorize(reason, "TempPass_TEST40"));
        assert_eq!(said, format!("{access} access at TempPass_TEST40"));
    }
}

#[test]
fn an_access_that_names_no_mvpd_leads_to_all_profiles() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let nameless = authorize("authenticatedSSO", "X").replace(r#""mvpd": "X", "#, "");
    assert_eq!(stage.answer(200, nameless), PROFILES);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r36_a_relative_address_is_taken_on_the_services_host_and_no_other_is_opened() {
    let open = |url: &str| {
        let mut stage = this_device_at("Cablevision");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        stage.answer(200, session("8ADF2K7", &[]).replace("/api/v2/authenticate/REF30/8ADF2K7", url))
    };
    assert_eq!(open("/login?x=1"), "open https://sp.auth-staging.adobe.com/login?x=1");
    assert_eq!(open("https://login.example.com/a"), "open https://login.example.com/a");
    for hostile in ["//evil.example/a", "http://evil.example/a", "javascript:alert(1)", "file:///etc/passwd"] {
        assert!(open(hostile).starts_with("stop Service: the service gave an address"), "{hostile}");
    }
}

#[test]
fn r37_domain_and_domain_name_mean_the_same() {
    for name in ["domain", "domainName"] {
        let mut stage = Stage::new(SignIn::on_this_device(Some("Cablevision"), None, RETURN));
        stage.begin();
        stage.answer(200, NO_PROFILES);
        assert!(stage.answer(200, session("8ADF2K7", &[name])).starts_with("stop Configuration"), "{name}");
    }
}

#[test]
fn r38_a_code_for_a_chosen_mvpd_is_shown_with_the_page_of_its_login() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let body = session("8ADF2K7", &[]);
    let Step::Ask(SignInQuestion::ShowCode(shown)) = stage.step(ok(&body)) else { panic!() };
    let page = "https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";
    let expected = ShowCode::new("8ADF2K7", Some(page), 30 * MINUTES);
    assert_eq!(shown, expected);
}

#[test]
fn r51_a_device_without_a_browser_shows_the_code() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
}

#[test]
fn r49_of_several_profiles_the_one_that_stays_valid_the_longest_is_taken_and_all_are_there_to_choose() {
    let mut stage = television();
    stage.begin();
    let body = profiles(&[("Dish", 1_762_774_800_000), ("Cablevision", 1_765_366_800_000), ("X", 1_762_774_800_001)]);
    let Step::Done(SignedIn::Profile { profile, profiles, .. }) = stage.step(ok(&body)) else { panic!() };
    assert_eq!(profile.mvpd, "Cablevision");
    assert_eq!(profiles.iter().count(), 3);
}

#[test]
fn r50_a_profile_that_has_lapsed_leads_to_a_sign_in() {
    for code in ["authenticated_profile_missing", "authenticated_profile_expired", "authenticated_profile_invalidated"]
    {
        let mut stage = television_at("Cablevision");
        stage.begin();
        assert_eq!(stage.answer(403, error(code, "authentication")), CREATE, "{code}");
    }
}

#[test]
fn an_unknown_action_of_a_session_stops_and_names_it() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]).replace(r#""authenticate""#, r#""dance""#));
    assert_eq!(said, "stop Configuration: the service asks for dance, which this flow does not do");
}

#[test]
fn opening_a_session_that_the_service_calls_void_ends_instead_of_going_round() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(400, error("invalid_authentication_session", "none")).starts_with("stop Viewer"));
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r46_a_profile_that_is_over_is_never_prolonged_without_the_viewer() {
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    // Nothing but the return from the login page leads on.
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open https://"));
    let others = [
        Event::Start,
        Event::Timer,
        Event::NoResponse,
        Event::Online,
        Event::Viewer(SignInReply::Shown),
        Event::Viewer(SignInReply::Chosen("Cablevision")),
    ];
    for event in others {
        assert_eq!(stage.says(event), "await", "{event:?}");
    }
    assert_eq!(stage.returned(), POLL);
}

#[test]
fn r82_where_nothing_special_applies_the_basic_flow_goes_its_way() {
    let mut stage = television_at("Cablevision");
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Cablevision");
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("show 8ADF2K7"));
    assert_eq!(stage.reply(SignInReply::Shown), POLL);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn an_access_that_names_the_mvpd_is_one_at_that_mvpd() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, authorize("temporary", "TempPass_TEST40")), "Temporary access at TempPass_TEST40");
}

#[test]
fn a_session_without_a_code_stops_and_names_its_action() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("", &[]));
    assert_eq!(said, "stop Configuration: the service asks for authenticate, which this flow does not do");
}

#[test]
fn r40_a_session_that_is_void_when_it_is_completed_does_not_end_the_sign_in() {
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["redirectUrl"]));
    let said = stage.answer(400, error("invalid_authentication_session", "none"));
    assert_eq!(said, "code replaced: invalid_authentication_session");
}
