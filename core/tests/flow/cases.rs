//! Inputs that went wrong once, as they arrived.

use tvpass::endpoint::Profiles;
use tvpass::flow::{
    Authorization, Authorized, Preauthorization, PreauthorizationReply, Registration, RestoreError, SignInReply,
    SmallInstallation, Step,
};
use tvpass::json::Timestamp;

use super::answers::{CREDENTIALS, NO_PROFILES, session, token};
use super::case::case;
use super::second_screen::back;
use super::stage::{
    MINUTES, START, Stage, app, authorization, logout_at, ok, restored, television, television_at, this_device_at,
};

const TOKEN: &str = "POST /o/client/token";
const REGISTER: &str = "POST /o/client/register";
const PROFILES: &str = "GET /api/v2/REF30/profiles";
const POLL: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";

fn fresh_token() -> String {
    token(START.millis(), 21_600)
}

/// A sign-in at its first poll.
fn polling() -> Stage<tvpass::flow::SignIn<tvpass::flow::OtherDevice>> {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    assert_eq!(stage.reply(SignInReply::Shown), POLL);
    stage
}

#[test]
fn api_401_oauth_form_renews_the_token_whatever_the_body_says() {
    for body in [case!("api-401-oauth-form.json"), case!("api-403-invalid-client.json"), "", "<html>", "{}"] {
        let mut stage = television();
        assert_eq!(stage.begin(), PROFILES);
        assert_eq!(stage.answer(401, body), TOKEN, "{body}");
        assert_eq!(stage.answer(201, fresh_token()), PROFILES, "{body}");
    }
}

#[test]
fn api_401_oauth_form_to_a_fresh_token_does_not_cost_the_registration() {
    let mut stage = television();
    stage.begin();
    stage.answer(401, case!("api-401-oauth-form.json"));
    stage.answer(201, fresh_token());
    assert!(stage.answer(401, case!("api-401-oauth-form.json")).starts_with("stop "));
    assert_eq!(stage.installation.registration(), tvpass::flow::RegistrationState::Authorized);
}

#[test]
fn api_403_invalid_client_registers_again_once() {
    let mut stage = television();
    assert_eq!(stage.begin(), PROFILES);
    assert_eq!(stage.answer(403, case!("api-403-invalid-client.json")), REGISTER);
    assert_eq!(stage.answer(201, CREDENTIALS), TOKEN);
    assert_eq!(stage.answer(201, fresh_token()), PROFILES);
    assert!(stage.answer(403, case!("api-403-invalid-client.json")).starts_with("stop "));
}

#[test]
fn poll_403_gateway_word_does_not_end_a_sign_in() {
    for status in [400, 403, 404] {
        let mut stage = polling();
        for _ in 0..20 {
            let said = stage.answer(status, case!("poll-403-gateway-word.json"));
            assert!(said.starts_with("sleep until "), "{status}: {said}");
            assert_eq!(stage.waited(said), POLL);
        }
        assert_eq!(stage.answer(200, super::answers::profile("Dish")), "signed in at Dish");
    }
}

#[test]
fn session_zero_life_is_shown_for_half_an_hour() {
    let mut stage = television_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(200, case!("session-zero-life.json")).starts_with("show 8ADF2K7"));
    assert_eq!(stage.reply(SignInReply::Shown), POLL);
    let said = stage.answer(200, NO_PROFILES);
    assert_eq!(said, "sleep until 4000");
    stage.pass(30 * MINUTES - 1);
    assert_eq!(stage.timer(), POLL);
    stage.pass(1);
    assert_eq!(stage.answer(200, NO_PROFILES), "code expired");
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert_eq!(stage.answer(200, case!("session-zero-life.json")), "open https://sp.auth-staging.adobe.com/x");
}

#[test]
fn authorize_other_resource_first_is_not_taken_for_the_resource_that_was_asked_about() {
    let mut stage = Stage::new(Authorization::new("REF30", Some("Cablevision")).unwrap());
    stage.begin();
    let Step::Done(Authorized::Denied(decision)) = stage.step(ok(case!("authorize-other-resource-first.json"))) else {
        panic!()
    };
    assert_eq!(decision.resource, "REF30");
}

#[test]
fn authorize_empty_says_that_there_is_no_decision() {
    let mut stage = authorization("Cablevision");
    stage.begin();
    let said = stage.answer(200, case!("authorize-empty.json"));
    assert_eq!(said, "stop Service: the service gave no decision on this resource");
    // The same where there are decisions, and none on it.
    let mut stage = authorization("Cablevision");
    stage.begin();
    assert_eq!(stage.answer(200, case!("authorize-other-resource-first.json")), said);
}

#[test]
fn preauthorize_leaves_two_out_leaves_them_undecided_and_asks_once() {
    let resources = ["nbc", "bravo", "syfy", "usa"];
    let mut stage = Stage::new(Preauthorization::new(resources, Some("Cox")).unwrap());
    stage.begin();
    assert_eq!(stage.answer(200, case!("preauthorize-leaves-two-out.json")), "note 0 yes, 1 no");
    assert_eq!(stage.reply(PreauthorizationReply::Noted), "preauthorized");
    let permits = stage.flow.permits();
    assert_eq!([0, 1, 2, 3].map(|place| permits.is_decided(place)), [true, true, false, false]);
    assert_eq!([0, 1, 2, 3].map(|place| permits.is_permitted(place)), [true, false, false, false]);
}

#[test]
fn preauthorize_one_hba_denial_is_one_denial_and_throws_no_permit_away() {
    let mut stage = Stage::new(Preauthorization::new(["a", "b"], Some("Cablevision")).unwrap());
    stage.begin();
    let said = stage.answer(200, case!("preauthorize-one-hba-denial.json"));
    assert_eq!(said, "note 0 yes, 1 no (authorization_denied_by_hba_policies)");
    assert_eq!(stage.reply(PreauthorizationReply::Noted), "preauthorized");
    assert!(stage.flow.permits().is_permitted(0) && !stage.flow.permits().is_permitted(1));
}

#[test]
fn preauthorize_trailing_space_is_the_resource_that_was_asked_about() {
    let mut stage = Stage::new(Preauthorization::new(["a", "b"], Some("Cablevision")).unwrap());
    stage.begin();
    assert_eq!(stage.answer(200, case!("preauthorize-trailing-space.json")), "note 0 yes, 1 yes");
    stage.reply(PreauthorizationReply::Noted);
    assert!([0, 1].iter().all(|place| stage.flow.permits().is_permitted(*place)));
    // Nor does another spelling matter where the counts agree.
    let mut stage = Stage::new(Preauthorization::new(["A", "b"], Some("Cablevision")).unwrap());
    stage.begin();
    assert_eq!(stage.answer(200, case!("preauthorize-trailing-space.json")), "note 0 yes, 1 yes");
}

#[test]
fn logout_one_bad_url_of_two_opens_the_good_one_and_tells_of_the_other() {
    let mut stage = logout_at(None).remembering("Dish");
    stage.begin();
    let said = stage.answer(200, case!("logout-one-bad-url-of-two.json"));
    assert_eq!(said, "open https://idp.example/out (1 rejected)");
    assert_eq!(stage.returned(), "signed out");
}

#[test]
fn token_1274_bytes_fits_into_a_small_installation_and_survives_a_restart() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, case!("token-1274-bytes.json")), "registered");
    let installation = restored(&stage.installation);
    let mut stage = television();
    stage.installation = installation;
    assert_eq!(stage.begin(), PROFILES);
}

#[test]
fn profile_over_since_2023_is_as_good_as_absent_whatever_the_devices_clock_says() {
    let over = case!("profile-over-since-2023.json");
    for unix in [0, START.millis(), 1_700_000_000_500] {
        let mut stage = television();
        stage.now.unix = Timestamp::from_millis(unix);
        stage.begin();
        assert_eq!(stage.answer(200, over), "POST /api/v2/REF30/sessions", "{unix}");
        assert_eq!((stage.installation.mvpd(), stage.installation.profile_until()), (None, None));
    }
    let mut stage = polling();
    assert_eq!(stage.answer(200, over), "sleep until 4000");
    // One that is good beside it is the one that counts.
    let both = super::answers::profile("Cablevision").replacen(
        r#"{"profiles": {"#,
        over.trim_end().strip_suffix("}}").unwrap(),
        1,
    );
    let both = both.replacen(r#""attributes":{}}"#, r#""attributes":{}},"#, 1);
    assert_eq!(Profiles::decode(both.as_bytes()).unwrap().iter().count(), 2);
    assert_eq!(polling().answer(200, &both), "signed in at Cablevision");
}

#[test]
fn profile_over_since_2023_is_none_for_the_second_screen_and_the_partner_either() {
    let over = case!("profile-over-since-2023.json");
    assert_eq!(back().answer(200, over), "sleep until 4000");
    let mut stage = super::partner_sign_in::partner_sign_in();
    stage.begin();
    stage.reply(tvpass::flow::PartnerReply::Status(None));
    assert_eq!(stage.answer(200, over), "GET /api/v2/REF30/configuration");
    let completion = tvpass::flow::PartnerCompletion::new("Apple", "<saml/>").unwrap();
    let mut stage = Stage::new(completion);
    stage.app.headers.insert(tvpass::message::HeaderName::ApPartnerFrameworkStatus, super::partner_sign_in::granted());
    assert_eq!(stage.begin(), "POST /api/v2/REF30/profiles/sso/Apple");
    assert_eq!(stage.answer(200, over), "basic sign-in");
}

#[test]
fn a_profile_that_ends_before_it_begins_is_as_good_as_absent() {
    let mut stage = television();
    stage.begin();
    let backwards = super::answers::profiles(&[("Dish", 1_733_735_289_035)]);
    assert_eq!(stage.answer(200, backwards), "POST /api/v2/REF30/sessions");
}

#[test]
fn saved_client_with_crlf_and_saved_state_truncated_are_refused_and_leave_a_fresh_installation() {
    for saved in [case!("saved-client-with-crlf.json"), case!("saved-state-truncated.json")] {
        let mut installation = SmallInstallation::new();
        installation.remember_mvpd("Dish").unwrap();
        assert_eq!(installation.restore_in_place(&app(), saved.as_bytes()), Err(RestoreError::Damaged));
        let mut stage = Stage::unregistered(Registration::new());
        stage.installation = installation;
        assert_eq!(stage.installation.mvpd(), None);
        assert_eq!(stage.begin(), REGISTER);
    }
}
