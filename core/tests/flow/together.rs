//! Several flows on one installation: one registers or gets a token, and the others wait for it.

use tvpass::flow::{
    App, Authorization, Event, Flow, LargeInstallation, Now, OtherDevice, Registration, SignIn, SmallInstallation, Step,
};

use super::answers::Verdict::Play;
use super::answers::{CREDENTIALS, HTML, NO_PROFILES, decisions, refused_token, token};
use super::describe::{Described, describe};
use super::stage::{DOMAIN, RETURN, START, app, at, authorized, ok};

const REGISTER: &str = "POST /o/client/register";
const TOKEN: &str = "POST /o/client/token";
const PROFILES: &str = "GET /api/v2/REF30/profiles";

/// An installation that several flows share.
struct House {
    app: App<'static>,
    installation: SmallInstallation,
}

impl House {
    fn new(installation: SmallInstallation) -> Self {
        Self { app: app(), installation }
    }

    fn says<F: Described>(&mut self, flow: &mut F, millis: u64, event: Event<'_, F::Reply<'_>>) -> String {
        let turn = flow.handle(&self.app, &mut self.installation, at(millis), event);
        describe::<F>(&turn.step(&self.app, &self.installation, &mut [0; 1024]).unwrap())
    }

    fn answer<F: Described>(&mut self, flow: &mut F, millis: u64, status: u16, body: &str) -> String {
        self.says(flow, millis, Event::Response { status, body: body.as_bytes() })
    }
}

fn sign_in() -> SignIn<OtherDevice> {
    SignIn::on_other_device(None, DOMAIN, RETURN)
}

fn authorization() -> Authorization {
    Authorization::new("news", Some("Dish")).unwrap()
}

fn fresh_token() -> String {
    token(START.millis(), 21_600)
}

#[test]
fn several_flows_register_once_and_get_one_token() {
    let mut house = House::new(SmallInstallation::new());
    let (mut first, mut second, mut third) = (sign_in(), authorization(), Registration::new());
    assert_eq!(house.says(&mut first, 0, Event::Start), REGISTER);
    assert_eq!(house.says(&mut second, 5, Event::Start), "other until 60000");
    assert_eq!(house.says(&mut third, 6, Event::Start), "other until 60000");
    assert_eq!(house.says(&mut second, 9, Event::Timer), "other until 60000", "woken too early");
    assert_eq!(house.says(&mut second, 9, Event::Start), "await");
    assert_eq!(house.answer(&mut first, 10, 201, CREDENTIALS), TOKEN);
    assert_eq!(house.says(&mut second, 10, Event::Timer), "other until 60010");
    assert_eq!(house.answer(&mut first, 20, 201, &fresh_token()), PROFILES);
    assert_eq!(house.says(&mut second, 20, Event::Timer), "POST /api/v2/REF30/decisions/authorize/Dish");
    assert_eq!(house.says(&mut third, 20, Event::Timer), "registered");
    assert_eq!(house.answer(&mut second, 30, 200, &decisions(&[Play("news")])), "permitted news");
    assert_eq!(house.answer(&mut first, 30, 200, NO_PROFILES), "POST /api/v2/REF30/sessions");
}

#[test]
fn any_number_of_flows_in_any_order_register_once_and_get_one_token() {
    for order in 0..6 {
        let mut house = House::new(SmallInstallation::new());
        let mut flows: Vec<_> = (0..8).map(|_| Registration::new()).collect();
        let mut waiting: Vec<_> = (0..8).collect();
        let mut requests = Vec::new();
        let mut in_flight = None;
        for flow in &mut flows {
            let said = house.says(flow, 0, Event::Start);
            if said.starts_with("POST") {
                assert_eq!(in_flight.replace(requests.len()), None);
                requests.push(said);
            }
        }
        // One flow after the other is woken, beginning anywhere.
        for turn in 0..200 {
            let number = waiting[(turn * (order + 1)) % waiting.len()];
            let said = match requests.last().map(String::as_str) {
                _ if in_flight != Some(number) => house.says(&mut flows[number], 1, Event::Timer),
                Some(REGISTER) => house.answer(&mut flows[number], 1, 201, CREDENTIALS),
                _ => house.answer(&mut flows[number], 1, 201, &fresh_token()),
            };
            if said.starts_with("POST") {
                in_flight = Some(number);
                requests.push(said);
            } else if said == "registered" {
                waiting.retain(|other| *other != number);
            }
            if waiting.is_empty() {
                break;
            }
        }
        assert_eq!((requests, waiting), (vec![REGISTER.to_owned(), TOKEN.to_owned()], vec![]), "{order}");
    }
}

#[test]
fn a_token_that_is_refused_to_several_flows_is_renewed_once() {
    let mut house = House::new(authorized());
    let (mut first, mut second, mut third) = (sign_in(), authorization(), authorization());
    assert_eq!(house.says(&mut first, 0, Event::Start), PROFILES);
    house.says(&mut second, 0, Event::Start);
    house.says(&mut third, 0, Event::Start);
    assert_eq!(house.answer(&mut first, 10, 401, &refused_token()), TOKEN);
    assert_eq!(house.answer(&mut second, 10, 401, &refused_token()), "other until 60010");
    assert_eq!(house.answer(&mut first, 20, 201, &fresh_token()), PROFILES);
    assert_eq!(house.says(&mut second, 20, Event::Timer), "POST /api/v2/REF30/decisions/authorize/Dish");
    // A refusal of the old token that comes late costs no new one: the call goes out with the one that is there.
    let revision = house.installation.revision();
    let said = house.answer(&mut third, 30, 401, &refused_token());
    assert_eq!(said, "POST /api/v2/REF30/decisions/authorize/Dish");
    assert_eq!(house.installation.revision(), revision);
    // That one is renewed like any other if it is refused as well.
    assert_eq!(house.answer(&mut third, 40, 401, &refused_token()), TOKEN);
}

#[test]
fn a_late_refusal_of_an_old_token_does_not_cost_the_registration() {
    let mut house = House::new(authorized());
    let (mut first, mut second) = (authorization(), authorization());
    house.says(&mut first, 0, Event::Start);
    house.says(&mut second, 0, Event::Start);
    // The first renews its token twice over, and the second hears of the oldest token only then.
    house.answer(&mut first, 0, 401, &refused_token());
    house.answer(&mut first, 0, 201, &fresh_token());
    assert!(house.answer(&mut second, 0, 401, &refused_token()).ends_with("/authorize/Dish"));
    assert_eq!(house.answer(&mut second, 0, 401, &refused_token()), TOKEN);
    assert_eq!(house.answer(&mut second, 0, 201, &fresh_token()), "POST /api/v2/REF30/decisions/authorize/Dish");
    assert_eq!(house.answer(&mut first, 0, 401, &refused_token()), "POST /api/v2/REF30/decisions/authorize/Dish");
}

#[test]
fn a_flow_that_fails_to_register_leaves_it_to_the_next() {
    let mut house = House::new(SmallInstallation::new());
    let (mut first, mut second) = (sign_in(), Registration::new());
    assert_eq!(house.says(&mut first, 0, Event::Start), REGISTER);
    assert_eq!(house.says(&mut second, 0, Event::Start), "other until 60000");
    assert_eq!(house.answer(&mut first, 10, 502, HTML), "sleep until 1010");
    assert_eq!(house.says(&mut second, 10, Event::Timer), REGISTER);
    assert_eq!(house.says(&mut first, 1010, Event::Timer), "other until 60010");
    assert!(house.answer(&mut second, 1020, 400, r#"{"error": "invalid_request"}"#).starts_with("stop "));
    assert_eq!(house.says(&mut first, 1020, Event::Timer), REGISTER);
}

#[test]
fn a_flow_that_says_that_it_gives_up_is_not_waited_for() {
    let mut house = House::new(SmallInstallation::new());
    let (mut gone, mut other) = (sign_in(), Registration::new());
    assert_eq!(house.says(&mut gone, 0, Event::Start), REGISTER);
    assert_eq!(house.says(&mut other, 1, Event::Start), "other until 60000");
    assert_eq!(house.says(&mut gone, 2, Event::Cancel), "stop Integrator: cancelled");
    assert_eq!(house.says(&mut other, 2, Event::Timer), REGISTER);
    // The answer to the first comes all the same, and is no answer to the second.
    assert_eq!(house.answer(&mut gone, 3, 201, CREDENTIALS), "await");
    assert_eq!(house.says(&mut other, 3, Event::Timer), "await");
}

#[test]
fn a_flow_that_only_waits_may_give_up_without_ending_the_wait_of_the_others() {
    let mut house = House::new(SmallInstallation::new());
    let (mut first, mut second, mut third) = (sign_in(), Registration::new(), Registration::new());
    house.says(&mut first, 0, Event::Start);
    house.says(&mut second, 0, Event::Start);
    house.says(&mut second, 1, Event::Cancel);
    assert_eq!(house.says(&mut third, 1, Event::Start), "other until 60000");
    assert_eq!(house.answer(&mut first, 2, 201, CREDENTIALS), TOKEN);
}

#[test]
fn a_flow_that_is_gone_is_waited_for_a_minute_and_its_answer_does_not_count_then() {
    let mut house = House::new(SmallInstallation::new());
    let (mut slow, mut other) = (sign_in(), Registration::new());
    assert_eq!(house.says(&mut slow, 0, Event::Start), REGISTER);
    assert_eq!(house.says(&mut other, 1, Event::Start), "other until 60000");
    assert_eq!(house.says(&mut other, 59_999, Event::Timer), "other until 60000");
    assert_eq!(house.says(&mut other, 60_000, Event::Timer), REGISTER);
    let revision = house.installation.revision();
    assert_eq!(house.answer(&mut slow, 60_001, 201, CREDENTIALS), "other until 120000");
    assert_eq!(house.installation.revision(), revision, "the other's registration counts");
    assert_eq!(house.answer(&mut other, 60_002, 201, CREDENTIALS), TOKEN);
}

#[test]
fn an_answer_after_more_than_a_minute_counts_if_nobody_took_over() {
    let mut house = House::new(SmallInstallation::new());
    let mut slow = sign_in();
    assert_eq!(house.says(&mut slow, 0, Event::Start), REGISTER);
    assert_eq!(house.answer(&mut slow, 90_000, 201, CREDENTIALS), TOKEN);
}

#[test]
fn a_flow_that_waits_for_another_does_so_no_longer_than_its_code_lives() {
    let mut house = House::new(authorized());
    let (mut first, mut second) = (sign_in(), authorization());
    house.says(&mut first, 0, Event::Start);
    house.answer(&mut first, 0, 200, NO_PROFILES);
    house.answer(&mut first, 0, 200, &super::answers::session_of("8ADF2K7", &["mvpd"], 30_000));
    let poll = house.says(&mut first, 0, Event::Viewer(tvpass::flow::SignInReply::Shown));
    assert_eq!(poll, "GET /api/v2/REF30/profiles/code/8ADF2K7");
    house.says(&mut second, 0, Event::Start);
    assert_eq!(house.answer(&mut second, 10, 401, &refused_token()), TOKEN);
    assert_eq!(house.answer(&mut first, 5000, 401, &refused_token()), "sleep until 9000");
    assert_eq!(house.says(&mut first, 9000, Event::Timer), "other until 30000");
    assert_eq!(house.says(&mut first, 30_000, Event::Timer), "code expired");
}

#[test]
fn a_step_that_is_not_written_is_still_the_only_one_to_register() {
    let (app, mut installation) = (app(), LargeInstallation::new());
    let now = Now { monotonic_millis: 0, unix: START, random: 0 };
    let (mut first, mut second) = (Registration::new(), Registration::new());
    let turn = first.handle(&app, &mut installation, now, Event::Start);
    let error = turn.step(&app, &installation, &mut []).unwrap_err();
    let turn = second.handle(&app, &mut installation, now, Event::Start);
    let step = turn.step(&app, &installation, &mut []).unwrap();
    assert_eq!(step, Step::AwaitOther { until_millis: 60_000 });
    // The first writes its step with more room, without being asked again.
    let turn = first.handle(&app, &mut installation, now, Event::Timer);
    assert_eq!(turn.step(&app, &installation, &mut []), Ok(Step::Await));
    assert!(error.needed > 0);
    let turn = first.handle(&app, &mut installation, now, ok(CREDENTIALS));
    let mut buffer = vec![0; 1024];
    let Ok(Step::Send(request)) = turn.step(&app, &installation, &mut buffer) else { panic!() };
    assert_eq!(request.target, "/o/client/token");
}
