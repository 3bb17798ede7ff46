//! Preauthorization for the catalogue: parts, rounds, and each decision with its reason.

use tvpass::flow::{
    Event, InvalidArgument, Preauthorization, PreauthorizationQuestion, PreauthorizationReply, Preauthorized, Step,
};

use super::answers::Verdict::{Deny, Permit, Play};
use super::answers::{decisions, error, refused_token, token};
use super::stage::{START, Stage, ok, preauthorization, saved};

const PREAUTHORIZE: &str = "POST /api/v2/REF30/decisions/preauthorize/Cablevision";

type Catalogue = Preauthorization<&'static [&'static str]>;

/// The resources that the request names which comes of `event`.
fn named(stage: &mut Stage<Catalogue>, event: Event<'_, PreauthorizationReply>) -> String {
    let step = stage.step(event);
    let Step::Send(request) = step else { panic!("{step:?}") };
    String::from_utf8(request.body.to_vec()).unwrap()
}

fn noted(stage: &mut Stage<Catalogue>) -> String {
    stage.reply(PreauthorizationReply::Noted)
}

#[test]
fn r53_preauthorization_gives_permits_and_no_media_token() {
    let mut stage = preauthorization(&["news"]);
    assert_eq!(stage.begin(), PREAUTHORIZE);
    assert_eq!(stage.answer(200, decisions(&[Play("news")])), "note 0 yes");
    let Step::Done(Preauthorized::Permits(permits)) = stage.step(Event::Viewer(PreauthorizationReply::Noted)) else {
        panic!()
    };
    assert!(permits.is_permitted(0) && !permits.is_permitted(1));
}

#[test]
fn r56_five_resources_are_preauthorized_at_a_time() {
    let mut stage = preauthorization(&["a", "b", "c", "d", "e", "f", "g"]);
    assert_eq!(named(&mut stage, Event::Start), r#"{"resources":["a","b","c","d","e"]}"#);
    let five = decisions(&[Permit("a"), Permit("b"), Permit("c"), Permit("d"), Permit("e")]);
    assert_eq!(stage.answer(200, &five), "note 0 yes, 1 yes, 2 yes, 3 yes, 4 yes");
    let noted_one = Event::Viewer(PreauthorizationReply::Noted);
    assert_eq!(named(&mut stage, noted_one), r#"{"resources":["f","g"]}"#);
    assert_eq!(stage.answer(200, decisions(&[Permit("g"), Permit("f")])), "note 6 yes, 5 yes");
    assert_eq!(noted(&mut stage), "preauthorized");
    assert!((0..7).all(|index| stage.flow.permits().is_permitted(index)));
}

#[test]
fn a_decision_that_names_a_resource_of_another_part_is_not_taken_by_its_place() {
    let mut stage = preauthorization(&["news", "film"]);
    stage.flow = stage.flow.with_limit(1);
    assert_eq!(named(&mut stage, Event::Start), r#"{"resources":["news"]}"#);
    stage.answer(200, decisions(&[Permit("film")]));
    assert!(!stage.flow.permits().is_permitted(0) && !stage.flow.permits().is_decided(0));
}

#[test]
fn another_limit_is_kept_and_none_is_exceeded() {
    let with_limit = |resources: &'static [&'static str], limit| {
        let mut stage = preauthorization(resources);
        stage.flow = stage.flow.with_limit(limit);
        named(&mut stage, Event::Start)
    };
    assert_eq!(with_limit(&["a", "b", "c"], 2), r#"{"resources":["a","b"]}"#);
    assert_eq!(with_limit(&["a", "b", "c"], 0), r#"{"resources":["a"]}"#);
    assert_eq!(with_limit(&["a"; 20], u8::MAX).matches("\"a\"").count(), 16);
}

#[test]
fn what_cannot_be_asked_is_refused_by_the_constructor() {
    let new = |resources: &'static [&'static str], mvpd| Preauthorization::new(resources, mvpd).map(|_| ());
    assert_eq!(new(&[], Some("Dish")), Err(InvalidArgument::Empty("resources")));
    assert_eq!(new(&["a", ""], Some("Dish")), Err(InvalidArgument::Empty("resources")));
    assert_eq!(new(&["a"; 257], Some("Dish")), Err(InvalidArgument::TooMany(256)));
    assert_eq!(new(&["a"; 256], Some("Dish")), Ok(()));
    assert_eq!(new(&["a"], Some("")), Err(InvalidArgument::Empty("mvpd")));
    assert_eq!(new(&["a"], Some("..")), Err(InvalidArgument::Dots("mvpd")));
}

#[test]
fn nobody_signed_in_is_an_answer_and_costs_no_request() {
    let mut stage = Stage::new(Preauthorization::<_, &str>::new(["news"], None).unwrap());
    assert_eq!(stage.begin(), "sign-in needed: no word on it");
}

#[test]
fn a_catalogue_that_names_a_resource_twice_gets_its_permit_twice() {
    let mut stage = preauthorization(&["a", "b", "a"]);
    stage.begin();
    stage.answer(200, decisions(&[Permit("a"), Deny("b", "preauthorization_denied_by_mvpd", "none")]));
    assert_eq!(noted(&mut stage), "preauthorized");
    let permits = stage.flow.permits();
    assert_eq!([0, 1, 2].map(|index| permits.is_permitted(index)), [true, false, true]);
    assert!((0..3).all(|index| permits.is_decided(index)));
}

#[test]
fn r57_permits_are_kept_in_memory_only() {
    let mut stage = preauthorization(&["news"]);
    stage.begin();
    stage.answer(200, decisions(&[Permit("news")]));
    noted(&mut stage);
    assert!(!String::from_utf8(saved(&stage.installation)).unwrap().contains("news"));
    assert!(!stage.installation.is_unsaved());
}

#[test]
fn r60_each_decision_is_handed_out_with_its_reason_while_the_answer_is_there() {
    let mut stage = preauthorization(&["a", "b"]);
    stage.begin();
    let body = decisions(&[Permit("a"), Deny("b", "authorization_denied_by_parental_controls", "none")]);
    let Step::Ask(PreauthorizationQuestion::Decided(part)) = stage.step(ok(&body)) else { panic!() };
    let (place, denial) = part.iter().last().unwrap();
    let error = denial.error.unwrap();
    assert_eq!(
        (place, error.code.unwrap(), error.details.unwrap()),
        (1, "authorization_denied_by_parental_controls".into(), "Not now.".into())
    );
    assert_eq!(stage.timer(), "await", "handed out once");
}

#[test]
fn r61_only_what_says_retry_is_preauthorized_again_and_three_times_in_all() {
    let mut stage = preauthorization(&["a", "b", "c"]);
    stage.begin();
    let first = decisions(&[
        Deny("a", "network_received_error", "retry"),
        Deny("b", "preauthorization_denied_by_mvpd", "none"),
        Permit("c"),
    ]);
    let said = stage.answer(200, first);
    assert_eq!(said, "note 0 no (network_received_error), 1 no (preauthorization_denied_by_mvpd), 2 yes");
    assert_eq!(noted(&mut stage), "sleep until 1000");
    stage.pass(1000);
    assert_eq!(named(&mut stage, Event::Timer), r#"{"resources":["a"]}"#);
    let again = decisions(&[Deny("a", "network_received_error", "retry")]);
    assert_eq!(stage.answer(200, &again), "note 0 no (network_received_error)");
    assert_eq!(noted(&mut stage), "sleep until 3000");
    assert_eq!(stage.timer_after(2000), PREAUTHORIZE);
    stage.answer(200, &again);
    assert_eq!(noted(&mut stage), "preauthorized");
    let permits = stage.flow.permits();
    assert_eq!([0, 1, 2].map(|index| permits.is_decided(index)), [false, true, true]);
    assert_eq!([0, 1, 2].map(|index| permits.is_permitted(index)), [false, false, true]);
}

#[test]
fn r50_profiles_that_have_lapsed_lead_to_a_sign_in_that_says_why() {
    for code in ["authenticated_profile_missing", "authenticated_profile_expired", "authenticated_profile_invalidated"]
    {
        let lapsed = [Deny("news", code, "authentication"), Deny("sports", code, "authentication")];
        let mut stage = preauthorization(&["news", "sports"]);
        stage.begin();
        assert_eq!(stage.answer(200, decisions(&lapsed)), format!("sign-in needed: {code}"));
        assert_eq!(stage.timer(), "stop Integrator: the flow is over", "{code}");
        let mut stage = preauthorization(&["news", "sports"]);
        stage.begin();
        assert_eq!(stage.answer(403, error(code, "authentication")), format!("sign-in needed: {code}"));
    }
}

#[test]
fn a_refused_token_is_renewed_and_the_same_part_asked_for_again() {
    let mut stage = preauthorization(&["a", "b"]);
    stage.begin();
    assert_eq!(stage.answer(401, refused_token()), "POST /o/client/token");
    let body = token(START.millis(), 21_600);
    let sent = named(&mut stage, Event::Response { status: 201, body: body.as_bytes() });
    assert_eq!(sent, r#"{"resources":["a","b"]}"#);
}

#[test]
fn resources_that_the_service_leaves_out_end_undecided() {
    let mut stage = preauthorization(&["a", "b"]);
    stage.begin();
    assert_eq!(stage.answer(200, r#"{"decisions": []}"#), "note ");
    assert_eq!(noted(&mut stage), "preauthorized");
    assert!(!stage.flow.permits().is_decided(0) && !stage.flow.permits().is_decided(1));
}

#[test]
fn a_decision_on_a_resource_that_was_not_asked_about_changes_no_other() {
    let mut stage = preauthorization(&["a", "b"]);
    stage.begin();
    // As many as were asked for, so that the second one's place is that of `b`.
    let answer = decisions(&[Deny("b", "authorization_denied_by_mvpd", "none"), Permit("unasked")]);
    assert_eq!(stage.answer(200, answer), "note 1 no (authorization_denied_by_mvpd)");
    noted(&mut stage);
    let permits = stage.flow.permits();
    assert_eq!(
        [0, 1].map(|index| (permits.is_decided(index), permits.is_permitted(index))),
        [(false, false), (true, false)]
    );
}

#[test]
fn more_decisions_than_resources_are_read_up_to_the_limit_and_do_no_harm() {
    let mut stage = preauthorization(&["a"]);
    stage.begin();
    let many: Vec<_> = (0..40).map(|number| if number == 3 { Permit("a") } else { Permit("unasked") }).collect();
    assert_eq!(stage.answer(200, decisions(&many)), "note 0 yes");
    assert_eq!(noted(&mut stage), "preauthorized");
}
