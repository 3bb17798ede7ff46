//! Sign-in up to the code or the page: profiles first, the picker only if needed, what the service says to do.

use tvpass::endpoint::Configuration;
use tvpass::old_flow::{Context, Input, Outcome, Picker, Prompt, Screen, SignIn, Step};

use super::answers::{CONFIGURATION, NO_PROFILES, authorize, error, profile, profiles, session};
use super::stage::Stage;

const PROFILES: &str = "GET /api/v2/REF30/profiles";
const CONFIGURATION_CALL: &str = "GET /api/v2/REF30/configuration";
const CREATE: &str = "POST /api/v2/REF30/sessions";
const RESUME: &str = "POST /api/v2/REF30/sessions/8ADF2K7";
const POLL: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";

/// A device with a browser and a picker of its own.
fn here() -> Stage<SignIn> {
    let stage = Stage::new(SignIn::new());
    let context = Context { screen: Screen::Here, picker: Picker::Here, ..stage.context };
    Stage { context, ..stage }
}

/// What goes out when a session is opened or completed.
fn form(stage: &mut Stage<SignIn>, answer: &str) -> String {
    match stage.step(Input::Answer { status: 200, body: answer.as_bytes() }) {
        Step::Send(request) => String::from_utf8(request.body.to_vec()).unwrap(),
        step => panic!("{step:?}"),
    }
}

#[test]
fn r32_profiles_are_asked_for_before_anything_else() {
    let mut stage = Stage::new(SignIn::new());
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r32_a_known_mvpd_is_asked_for_its_profile_alone() {
    let mut given = Stage::new(SignIn::new()).at("Dish");
    assert_eq!(given.begin(), "GET /api/v2/REF30/profiles/Dish");
    let mut remembered = Stage::new(SignIn::new());
    remembered.client.remember_mvpd("Dish").unwrap();
    assert_eq!(remembered.begin(), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(remembered.answer(200, profile("Dish")), "signed in at Dish");
}

#[test]
fn r23_an_mvpd_that_is_given_is_not_looked_up_in_the_configuration() {
    let mut stage = here().at("Cablevision");
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Cablevision");
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
}

#[test]
fn r23_the_configuration_is_fetched_only_for_a_choice_on_this_screen() {
    let mut second = Stage::new(SignIn::new());
    second.begin();
    assert_eq!(second.answer(200, NO_PROFILES), CREATE);
    let mut here = here();
    here.begin();
    assert_eq!(here.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    assert_eq!(here.answer(200, CONFIGURATION), "choose from 2");
    assert_eq!(here.says(Input::Choice("Dish")), CREATE);
}

#[test]
fn r24_a_list_of_mvpds_that_grew_old_is_fetched_again_on_a_tick() {
    let mut stage = here();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, CONFIGURATION);
    assert_eq!(stage.tick(), CONFIGURATION_CALL);
}

#[test]
fn r24_no_list_of_mvpds_is_kept_from_one_choice_to_the_next() {
    let mut stage = here();
    for _ in 0..2 {
        stage.flow = SignIn::new();
        stage.begin();
        assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
        assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
    }
}

#[test]
fn r27_an_mvpd_of_a_list_of_ones_own_goes_out_as_it_is_and_an_unknown_one_stops_the_flow() {
    for code in ["invalid_parameter_mvpd", "invalid_integration"] {
        let mut stage = here().at("Own List/1");
        assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Own%20List%2F1");
        assert!(stage.answer(400, error(code, "none")).starts_with("stop Programmer: "), "{code}");
    }
}

#[test]
fn r28_a_remembered_mvpd_that_was_switched_off_is_the_viewers_to_choose_again() {
    for code in ["invalid_parameter_mvpd", "invalid_integration"] {
        let mut stage = here();
        stage.client.remember_mvpd("Switched_Off").unwrap();
        stage.begin();
        assert_eq!(stage.answer(400, error(code, "none")), CONFIGURATION_CALL, "{code}");
        assert_eq!(stage.answer(200, CONFIGURATION), "choose from 2");
        assert_eq!(stage.says(Input::Choice("Dish")), CREATE);
    }
}

#[test]
fn r29_a_proxied_mvpd_is_signed_in_at_like_any_other() {
    let said = |configuration: &str| {
        let mut stage = here();
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let choice = stage.answer(200, configuration);
        let session_call = stage.says(Input::Choice("Dish"));
        [choice, session_call, stage.answer(200, session("8ADF2K7", &[])), stage.tick()]
    };
    let proxied = CONFIGURATION.replace(r#""id": "Dish""#, r#""id": "Dish", "isProxy": true"#);
    assert!(Configuration::decode(proxied.as_bytes()).unwrap().mvpds().any(|mvpd| mvpd.is_proxy));
    assert_eq!(said(&proxied), said(CONFIGURATION));
}

#[test]
fn r25_the_mvpd_of_the_profile_is_remembered() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, profile("Cablevision"));
    assert_eq!(stage.client.mvpd(), Some("Cablevision"));
    assert!(stage.client.changed());
}

#[test]
fn r33_a_session_is_opened_with_all_that_is_known() {
    let mut stage = Stage::new(SignIn::new()).at("Cablevision");
    stage.begin();
    let sent = form(&mut stage, NO_PROFILES);
    assert_eq!(sent, "mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    assert_eq!(form(&mut stage, NO_PROFILES), "domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
}

#[test]
fn r34_the_redirect_url_is_encoded_once() {
    let mut stage = Stage::new(SignIn::new());
    stage.context.domain_name = None;
    stage.context.redirect_url = Some("https://adobe.com/a b?c=d&e=%2F");
    stage.begin();
    let sent = form(&mut stage, NO_PROFILES);
    assert_eq!(sent, "redirectUrl=https%3A%2F%2Fadobe.com%2Fa%20b%3Fc%3Dd%26e%3D%252F");
}

#[test]
fn r35_authenticate_opens_the_page_or_shows_the_code() {
    let mut stage = here().at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]));
    assert_eq!(said, "open https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7");
    let mut stage = Stage::new(SignIn::new()).at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]));
    assert_eq!(said, "show 8ADF2K7 or https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7");
}

#[test]
fn r35_a_session_that_lacks_what_is_known_here_is_resumed() {
    for action in ["resume", "retry"] {
        let mut stage = here().at("Cablevision");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let lacking = session("8ADF2K7", &["redirectUrl", "domainName"]).replace("resume", action);
        let sent = form(&mut stage, &lacking);
        assert_eq!(sent, "mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
        assert_eq!(stage.tick(), RESUME);
        assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open https://"));
    }
}

#[test]
fn r35_an_access_that_is_there_already_leads_to_its_profile() {
    for reason in ["authenticated", "authenticatedSSO"] {
        let mut stage = Stage::new(SignIn::new()).at("Cablevision");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let said = stage.answer(200, authorize(reason, "Cablevision"));
        assert_eq!(said, "GET /api/v2/REF30/profiles/Cablevision");
        assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    }
}

#[test]
fn r35_an_access_without_a_profile_leads_to_decisions() {
    for (reason, access) in [("temporary", "Temporary"), ("degraded", "Degraded")] {
        let mut stage = Stage::new(SignIn::new()).at("TempPass_TEST40");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        let said = stage.answer(200, authorize(reason, "TempPass_TEST40"));
        assert_eq!(said, format!("{access} access at TempPass_TEST40"));
    }
}

#[test]
fn an_access_that_names_no_mvpd_leads_to_all_profiles() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let nameless = authorize("authenticatedSSO", "X").replace(r#""mvpd": "X", "#, "");
    assert_eq!(stage.answer(200, nameless), PROFILES);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn r36_a_relative_address_is_taken_on_the_services_host_and_no_other_is_opened() {
    let open = |url: &str| {
        let mut stage = here().at("Cablevision");
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
        let mut stage = here().at("Cablevision");
        stage.context.domain_name = None;
        stage.begin();
        stage.answer(200, NO_PROFILES);
        assert!(stage.answer(200, session("8ADF2K7", &[name])).starts_with("stop Configuration"), "{name}");
    }
}

#[test]
fn r38_a_code_for_a_chosen_mvpd_is_shown_with_the_page_of_its_login() {
    let mut stage = Stage::new(SignIn::new()).at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let body = session("8ADF2K7", &[]);
    let Step::Ask(Prompt::ShowCode { code, authenticate_url, lapses_at_millis }) =
        stage.step(Input::Answer { status: 200, body: body.as_bytes() })
    else {
        panic!()
    };
    assert_eq!(code, "8ADF2K7");
    let page = "https://sp.auth-staging.adobe.com/api/v2/authenticate/REF30/8ADF2K7";
    assert_eq!((authenticate_url, lapses_at_millis), (Some(page), 30 * 60 * 1000));
}

#[test]
fn r51_a_device_without_a_browser_shows_the_code() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
}

#[test]
fn a_session_that_waits_for_an_mvpd_on_this_screen_leads_to_the_picker() {
    let mut stage = here();
    stage.begin();
    stage.context.picker = Picker::Second;
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), CONFIGURATION_CALL);
    stage.answer(200, CONFIGURATION);
    assert_eq!(stage.says(Input::Choice("Dish")), CREATE);
    // A service that wants it although it was told gets no third session.
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), RESUME);
    assert!(stage.answer(200, session("8ADF2K7", &["mvpd"])).starts_with("stop Configuration"));
}

#[test]
fn r49_of_several_profiles_the_one_that_stays_valid_the_longest_is_taken_and_all_are_there_to_choose() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    let body = profiles(&[("Dish", 1_762_774_800_000), ("Cablevision", 1_765_366_800_000), ("X", 1_762_774_800_001)]);
    let Step::Done(Outcome::SignedIn { profile, profiles }) =
        stage.step(Input::Answer { status: 200, body: body.as_bytes() })
    else {
        panic!()
    };
    assert_eq!(profile.mvpd, "Cablevision");
    assert_eq!(profiles.iter().count(), 3);
}

#[test]
fn r50_a_profile_that_has_lapsed_leads_to_a_sign_in() {
    for code in ["authenticated_profile_missing", "authenticated_profile_expired", "authenticated_profile_invalidated"]
    {
        let mut stage = Stage::new(SignIn::new()).at("Cablevision");
        stage.begin();
        assert_eq!(stage.answer(403, error(code, "authentication")), CREATE, "{code}");
    }
}

#[test]
fn a_remembered_mvpd_without_a_profile_is_the_viewers_to_choose_again() {
    let mut stage = here();
    stage.client.remember_mvpd("Dish").unwrap();
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
    assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
}

#[test]
fn an_unknown_action_of_a_session_stops_and_names_it() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    let said = stage.answer(200, session("8ADF2K7", &[]).replace(r#""authenticate""#, r#""dance""#));
    assert_eq!(said, "stop Configuration: the service asks for dance, which this flow does not do");
}

#[test]
fn opening_a_session_that_the_service_calls_void_ends_instead_of_going_round() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(400, error("invalid_authentication_session", "none")).starts_with("stop Viewer"));
    assert!(stage.tick().starts_with("stop Host"));
}

#[test]
fn r46_a_profile_that_is_over_is_never_prolonged_without_the_viewer() {
    let mut stage = here().at("Cablevision");
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    // Nothing but the return from the login page leads on.
    let page = stage.answer(200, session("8ADF2K7", &[]));
    assert!(page.starts_with("open https://"));
    for input in [Input::Begin, Input::NoAnswer, Input::Refused, Input::Choice("Cablevision")] {
        assert_eq!(stage.says(input), page, "{input:?}");
    }
    assert_eq!(stage.tick(), POLL);
}

#[test]
fn r82_where_nothing_special_applies_the_basic_flow_goes_its_way() {
    let mut stage = Stage::new(SignIn::new()).at("Cablevision");
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Cablevision");
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("show 8ADF2K7"));
    assert_eq!(stage.tick(), POLL);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.tick(), "stop Host: the flow is over, or has not begun");
}
