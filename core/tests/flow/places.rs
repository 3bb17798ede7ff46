//! The place of a sign-in: which questions it asks, and who chooses the provider.

use tvpass::flow::{
    AnyPlace, Event, OtherDevice, OtherDeviceWithPicker, SignIn, SignInQuestion, SignInReply, Step, ThisDevice,
};

use super::answers::{CONFIGURATION, NO_PROFILES, error, session};
use super::describe::Described;
use super::stage::{DOMAIN, RETURN, Stage, ok, television, television_with_picker, this_device};

const CONFIGURATION_CALL: &str = "GET /api/v2/REF30/configuration";
const CREATE: &str = "POST /api/v2/REF30/sessions";
const RESUME: &str = "POST /api/v2/REF30/sessions/8ADF2K7";

#[test]
fn a_session_that_waits_for_an_mvpd_on_this_screen_leads_to_the_picker() {
    let place = AnyPlace { opens_page: true, picks: true };
    let mut stage = Stage::new(SignIn::<AnyPlace>::new(place, None, DOMAIN, RETURN));
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    stage.answer(200, CONFIGURATION);
    assert_eq!(stage.reply(SignInReply::Chosen("Dish")), CREATE);
    // A service that wants it although it was told gets no third session.
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), RESUME);
    assert!(stage.answer(200, session("8ADF2K7", &["mvpd"])).starts_with("stop Configuration"));
}

#[test]
fn a_place_that_opens_a_page_and_has_no_picker_stops_at_a_session_without_an_mvpd() {
    let place = AnyPlace { opens_page: true, picks: false };
    let mut stage = Stage::new(SignIn::<AnyPlace>::new(place, None, DOMAIN, RETURN));
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), RESUME);
    assert!(stage.answer(200, session("8ADF2K7", &["mvpd"])).starts_with("stop Configuration"));
}

#[test]
fn a_place_of_run_time_asks_what_the_place_of_its_type_asks() {
    fn all_steps<F>(flow: F, mvpd: Option<&'static str>) -> Vec<String>
    where
        F: Described + for<'r> tvpass::flow::Flow<Reply<'r> = SignInReply<'r>>,
    {
        let mut stage = Stage::new(flow);
        let mut said = vec![stage.begin(), stage.answer(200, NO_PROFILES)];
        if mvpd.is_none() {
            said.push(stage.answer(200, CONFIGURATION));
            said.push(stage.reply(SignInReply::Chosen("Dish")));
        }
        said.push(stage.answer(200, session("8ADF2K7", &[])));
        said.push(stage.reply(SignInReply::Shown));
        said.push(stage.returned());
        said
    }
    let any = |opens_page, picks, mvpd| SignIn::<AnyPlace>::new(AnyPlace { opens_page, picks }, mvpd, DOMAIN, RETURN);
    let typed = all_steps(SignIn::<ThisDevice>::on_this_device(None, DOMAIN, RETURN), None);
    assert_eq!(all_steps(any(true, true, None), None), typed);
    let typed = all_steps(SignIn::<OtherDevice>::on_other_device(Some("Dish"), DOMAIN, RETURN), Some("Dish"));
    assert_eq!(all_steps(any(false, false, Some("Dish")), Some("Dish")), typed);
    let picker = SignIn::<OtherDeviceWithPicker>::new(OtherDeviceWithPicker, None, DOMAIN, RETURN);
    assert_eq!(all_steps(any(false, true, None), None), all_steps(picker, None));
}

#[test]
fn a_caller_that_knows_that_there_is_no_profile_opens_a_session_at_once() {
    let mut stage = Stage::new(SignIn::on_other_device(Some("Dish"), DOMAIN, RETURN).without_lookup());
    assert_eq!(stage.begin(), CREATE);
    let mut stage = Stage::new(SignIn::on_this_device(None, DOMAIN, RETURN).without_lookup());
    assert_eq!(stage.begin(), CONFIGURATION_CALL);
}

#[test]
fn r23_r25_a_remembered_mvpd_is_confirmed_by_name_without_the_configuration() {
    let mut stage = this_device();
    stage.installation.remember_provider("Dish", "DISH", "https://dish.example/logo.png").unwrap();
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
    let Step::Ask(SignInQuestion::ConfirmMvpd(remembered)) = stage.step(ok(NO_PROFILES)) else { panic!() };
    assert_eq!((remembered.mvpd, remembered.name), ("Dish", Some("DISH")));
    assert_eq!(remembered.logo, Some("https://dish.example/logo.png"));
    let mut other = stage.clone();
    let Step::Send(request) = stage.step(Event::Viewer(SignInReply::Chosen("Dish"))) else { panic!() };
    assert_eq!(request.body, b"mvpd=Dish&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
    // Or another is chosen from the list.
    assert_eq!(other.reply(SignInReply::Reload), CONFIGURATION_CALL);
    assert_eq!(other.answer(200, CONFIGURATION), "choose from 2");
    assert_eq!(other.reply(SignInReply::Chosen("Cablevision")), CREATE);
}

#[test]
fn r23_the_configuration_is_fetched_only_for_a_choice_on_this_screen() {
    let mut without_picker = television();
    without_picker.begin();
    assert_eq!(without_picker.answer(200, NO_PROFILES), CREATE);
    let mut with_picker = television_with_picker();
    with_picker.begin();
    assert_eq!(with_picker.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    assert_eq!(with_picker.answer(200, CONFIGURATION), "choose from 2");
    assert_eq!(with_picker.reply(SignInReply::Chosen("Dish")), CREATE);
    let mut this_device = this_device();
    this_device.begin();
    assert_eq!(this_device.answer(200, NO_PROFILES), CONFIGURATION_CALL);
    assert_eq!(this_device.answer(200, CONFIGURATION), "choose from 2");
    assert_eq!(this_device.reply(SignInReply::Chosen("Dish")), CREATE);
}

#[test]
fn a_remembered_mvpd_without_a_profile_is_left_to_the_other_device_where_there_is_no_picker() {
    let mut stage = television().remembering("Dish");
    assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
    let Step::Send(request) = stage.step(ok(NO_PROFILES)) else { panic!() };
    assert_eq!(request.body, b"domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
}

#[test]
fn a_remembered_mvpd_without_a_profile_is_the_viewers_to_confirm() {
    for code in [None, Some("authenticated_profile_expired")] {
        let mut stage = this_device().remembering("Dish");
        assert_eq!(stage.begin(), "GET /api/v2/REF30/profiles/Dish");
        let said = match code {
            None => stage.answer(200, NO_PROFILES),
            Some(code) => stage.answer(403, error(code, "authentication")),
        };
        assert_eq!(said, "still with Dish?");
        assert_eq!(stage.timer(), "await");
        assert_eq!(stage.reply(SignInReply::Chosen("Dish")), CREATE);
    }
}
