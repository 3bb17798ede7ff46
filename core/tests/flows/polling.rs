//! A code on the screen: when it is asked about, how often, and until when.

use tvpass::old_flow::{Context, Input, Picker, Screen, SignIn, SignInState};

use super::answers::{CREDENTIALS, HTML, NO_PROFILES, error, profile, refused_token, session, session_of, token};
use super::stage::{START, Stage};

const CREATE: &str = "POST /api/v2/REF30/sessions";
const POLL: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";
const TOKEN: &str = "POST /o/client/token";
const MINUTES: u64 = 60 * 1000;

/// A television that has just been told its code.
fn with_session(answer: &str) -> Stage<SignIn> {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, answer);
    stage
}

fn with_code() -> Stage<SignIn> {
    with_session(&session("8ADF2K7", &["mvpd"]))
}

/// A device whose user agent is at the login page.
fn with_user_agent() -> Stage<SignIn> {
    let stage = Stage::new(SignIn::new()).at("Cablevision");
    let mut stage = Stage { context: Context { screen: Screen::Here, picker: Picker::Here, ..stage.context }, ..stage };
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open "));
    stage
}

#[test]
fn r42_a_code_for_the_second_screen_is_polled_at_once() {
    assert_eq!(with_code().tick(), POLL);
}

#[test]
fn r42_a_user_agent_here_is_awaited_before_the_first_poll() {
    let mut stage = with_user_agent();
    assert_eq!(stage.flow.state(), SignInState::UserAgent);
    assert_eq!(stage.tick_after(2 * MINUTES), POLL);
    assert_eq!(stage.answer(200, NO_PROFILES), "wait until 124000");
}

#[test]
fn r42_polls_are_four_seconds_apart_and_never_less_than_three_whatever_is_set() {
    for (set, kept) in [(4000, 4000), (5000, 5000), (3000, 3000), (2999, 3000), (0, 3000), (u32::MAX, 30 * MINUTES)] {
        let mut stage = with_code();
        stage.context.poll_interval_millis = set;
        stage.tick();
        assert_eq!(stage.answer(200, NO_PROFILES), format!("wait until {kept}"));
    }
}

#[test]
fn r42_polls_are_never_closer_than_three_seconds_whatever_comes_between() {
    let faults: [(&str, u16, &str); 6] = [
        ("429", 429, HTML),
        ("502", 502, HTML),
        ("500", 500, r#"{"code": "internal_server_error", "action": "none"}"#),
        ("truncated", 200, r#"{"profi"#),
        ("retry", 403, r#"{"code": "network_received_error", "action": "retry"}"#),
        ("nothing", 200, ""),
    ];
    for (name, status, body) in faults {
        let mut stage = with_code();
        stage.tick();
        for poll in 0..20 {
            let sent = stage.now.monotonic_millis;
            let said = stage.answer(status, body);
            assert!(said.starts_with("wait until "), "{name} {poll}: {said}");
            assert_eq!(stage.waited(said), POLL, "{name} {poll}");
            assert!(stage.now.monotonic_millis >= sent + 3000, "{name} {poll}");
        }
    }
}

#[test]
fn r42_polls_are_never_closer_than_three_seconds_when_the_token_is_renewed_between_them() {
    let mut stage = with_code();
    stage.tick();
    let said = stage.answer(401, refused_token());
    assert_eq!(said, "wait until 4000");
    assert_eq!(stage.waited(said), TOKEN);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), POLL);
    assert!(stage.now.monotonic_millis >= 3000);
}

#[test]
fn r42_ticks_out_of_turn_bring_no_poll_out_of_turn() {
    let mut stage = with_code();
    assert_eq!(stage.tick(), POLL);
    for _ in 0..7 {
        assert_eq!(stage.tick_after(500), "wait until 4000");
    }
    // The poll was given up with the first of them, and so was its answer.
    assert_eq!(stage.answer(200, profile("Cablevision")), "wait until 4000");
    assert_eq!(stage.tick_after(500), POLL);
}

#[test]
fn polls_that_fail_one_after_the_other_come_at_growing_distances_until_one_succeeds() {
    let mut stage = with_code();
    stage.tick();
    let mut distances = Vec::new();
    for _ in 0..7 {
        let sent = stage.now.monotonic_millis;
        let said = stage.no_answer();
        stage.waited(said);
        distances.push((stage.now.monotonic_millis - sent) / 1000);
    }
    assert_eq!(distances, [4, 6, 10, 18, 34, 34, 34]);
    let sent = stage.now.monotonic_millis;
    assert_eq!(stage.answer(200, NO_PROFILES), format!("wait until {}", sent + 4000));
}

#[test]
fn r43_polling_stops_when_the_profile_is_there() {
    let mut stage = with_code();
    stage.tick();
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    assert!(stage.tick().starts_with("stop Host"));
}

#[test]
fn r43_half_an_hour_of_polling_ends_with_the_code() {
    let mut stage = with_code();
    let mut polls = 0;
    let mut said = stage.tick();
    while said == POLL {
        polls += 1;
        stage.pass(100);
        said = stage.answer(200, NO_PROFILES);
        said = stage.waited(said);
    }
    assert_eq!(said, "code lapsed");
    assert_eq!((stage.now.monotonic_millis, polls), (30 * MINUTES, 440));
}

#[test]
fn r43_a_code_whose_time_has_passed_is_neither_shown_nor_polled() {
    for late in [Input::Tick, Input::Begin, Input::Choice("Dish"), Input::Refused, Input::NoAnswer] {
        let mut stage = with_code();
        stage.pass(30 * MINUTES);
        assert_eq!(stage.says(late), "code lapsed", "{late:?}");
    }
    let mut stage = with_session(&session_of("8ADF2K7", &["mvpd"], 0));
    assert_eq!(stage.flow.state(), SignInState::CodeLapsed);
    assert_eq!(stage.tick(), CREATE);
}

#[test]
fn r43_a_code_that_lapses_while_the_token_is_renewed_is_not_polled() {
    let mut stage = with_code();
    stage.tick();
    stage.pass(30 * MINUTES - 4100);
    let said = stage.answer(401, refused_token());
    assert_eq!(stage.waited(said), TOKEN);
    stage.pass(100);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), "code lapsed");
}

#[test]
fn r43_no_wait_is_longer_than_the_code_lives() {
    let mut stage = with_code();
    stage.tick();
    stage.pass(30 * MINUTES - 1000);
    assert_eq!(stage.answer(401, refused_token()), format!("wait until {}", 30 * MINUTES));
    assert_eq!(stage.tick_after(1000), "code lapsed");
}

#[test]
fn r43_the_life_of_a_code_counts_from_when_it_was_asked_for() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    // The service may have made the code at the beginning of these seconds.
    stage.pass(5000);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    stage.pass(30 * MINUTES - 5000);
    assert_eq!(stage.tick(), "code lapsed");
}

#[test]
fn r40_a_code_that_the_service_does_not_know_any_more_is_void() {
    for code in ["invalid_authentication_session", "invalid_parameter_code"] {
        let mut stage = with_code();
        stage.tick();
        assert_eq!(stage.answer(400, error(code, "none")), "code lapsed");
        assert_eq!(stage.tick(), CREATE);
    }
}

#[test]
fn r44_an_empty_map_of_profiles_is_no_error() {
    let mut stage = with_code();
    stage.tick();
    for _ in 0..100 {
        let said = stage.answer(200, NO_PROFILES);
        assert_eq!(stage.waited(said), POLL);
    }
}

#[test]
fn r45_a_new_code_takes_the_place_of_the_old_one() {
    let mut stage = with_code();
    assert_eq!(stage.says(Input::NewCode), CREATE);
    assert_eq!(stage.answer(200, session("9BEG3L8", &["mvpd"])), "show 9BEG3L8");
    assert_eq!(stage.tick(), "GET /api/v2/REF30/profiles/code/9BEG3L8");
    // Also out of a pause, and while an answer is awaited.
    let said = stage.answer(200, NO_PROFILES);
    assert!(said.starts_with("wait"));
    assert_eq!(stage.says(Input::NewCode), CREATE);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    stage.tick();
    assert_eq!(stage.says(Input::NewCode), CREATE);
}

#[test]
fn r47_a_code_that_was_asked_for_with_other_credentials_is_void() {
    let mut stage = with_code();
    stage.tick();
    let said = stage.answer(401, refused_token());
    assert_eq!(stage.waited(said), TOKEN);
    stage.answer(201, token(START.millis(), 21_600));
    // A fresh token is refused as well: the application registers again, and whoever types the code now signs in the
    // application that it was.
    assert_eq!(stage.answer(401, refused_token()), "code lapsed");
    assert_eq!(stage.tick(), "POST /o/client/register");
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), CREATE);
}
