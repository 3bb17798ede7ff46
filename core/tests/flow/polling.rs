//! A code on the screen: when it is asked about, how often, and until when.

use tvpass::flow::{Event, OtherDevice, SignIn, SignInReply, ThisDevice};

use super::answers::{CREDENTIALS, HTML, NO_PROFILES, error, profile, refused_token, session, session_of, token};
use super::stage::{MINUTES, START, Stage, television, this_device_at};

const CREATE: &str = "POST /api/v2/REF30/sessions";
const POLL: &str = "GET /api/v2/REF30/profiles/code/8ADF2K7";
const TOKEN: &str = "POST /o/client/token";

/// A television that has just been told its code.
fn with_session(answer: &str) -> Stage<SignIn<OtherDevice>> {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, answer);
    stage
}

fn with_code() -> Stage<SignIn<OtherDevice>> {
    with_session(&session("8ADF2K7", &["mvpd"]))
}

/// The same after its first poll has gone out.
fn polling() -> Stage<SignIn<OtherDevice>> {
    let mut stage = with_code();
    assert_eq!(stage.reply(SignInReply::Shown), POLL);
    stage
}

/// A device whose user agent is at the login page.
fn with_user_agent() -> Stage<SignIn<ThisDevice>> {
    let mut stage = this_device_at("Cablevision");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(200, session("8ADF2K7", &[])).starts_with("open "));
    stage
}

#[test]
fn r42_a_code_for_the_second_screen_is_polled_as_soon_as_it_is_shown() {
    assert_eq!(with_code().timer(), "await");
    assert_eq!(with_code().reply(SignInReply::Shown), POLL);
}

#[test]
fn r42_a_user_agent_here_is_awaited_before_the_first_poll() {
    let mut stage = with_user_agent();
    assert_eq!(stage.timer_after(2 * MINUTES), "await");
    assert_eq!(stage.returned(), POLL);
    assert_eq!(stage.answer(200, NO_PROFILES), "sleep until 124000");
}

/// Three seconds and one millisecond: a clock of whole milliseconds may have told the moment of the poll before as almost
/// one of them too early.
#[test]
fn r42_polls_are_four_seconds_apart_and_never_less_than_three_whatever_is_set() {
    for (set, kept) in [(4000, 4000), (3002, 3002), (3001, 3001), (3000, 3001), (0, 3001), (u32::MAX, 30 * MINUTES)] {
        let mut stage = with_code();
        stage.app.poll_interval_millis = set;
        stage.reply(SignInReply::Shown);
        assert_eq!(stage.answer(200, NO_PROFILES), format!("sleep until {kept}"));
    }
}

#[test]
fn r42_polls_are_never_closer_than_three_seconds_whatever_comes_between() {
    let faults: [(&str, u16, &str); 8] = [
        ("429", 429, HTML),
        ("502", 502, HTML),
        ("403", 403, HTML),
        ("404", 404, ""),
        ("500", 500, r#"{"code": "internal_server_error", "action": "none"}"#),
        ("truncated", 200, r#"{"profi"#),
        ("retry", 403, r#"{"code": "network_received_error", "action": "retry"}"#),
        ("nothing", 200, ""),
    ];
    for (name, status, body) in faults {
        let mut stage = polling();
        for poll in 0..20 {
            let sent = stage.now.monotonic_millis;
            let said = stage.answer(status, body);
            assert!(said.starts_with("sleep until "), "{name} {poll}: {said}");
            assert_eq!(stage.waited(said), POLL, "{name} {poll}");
            let gap = stage.now.monotonic_millis - sent;
            assert!((3000..=10_000).contains(&gap), "{name} {poll}: {gap}");
        }
    }
}

#[test]
fn r42_polls_are_never_closer_than_three_seconds_when_the_token_is_renewed_between_them() {
    let mut stage = polling();
    let said = stage.answer(401, refused_token());
    assert_eq!(said, "sleep until 4000");
    assert_eq!(stage.waited(said), TOKEN);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), POLL);
    assert!(stage.now.monotonic_millis >= 3000);
}

#[test]
fn r42_the_distance_of_polls_is_counted_from_the_answer_that_the_service_gave() {
    let mut stage = polling();
    stage.pass(2900);
    let said = stage.answer(401, refused_token());
    assert_eq!(said, "sleep until 6900", "the service saw the poll, although it refused the token");
    assert_eq!(stage.waited(said), TOKEN);

    let mut stage = polling();
    stage.pass(1000);
    let said = stage.no_response();
    assert_eq!(stage.waited(said), POLL);
    stage.pass(3000);
    assert_eq!(stage.no_response(), "sleep until 14000");
    assert_eq!(stage.says(Event::Online), "sleep until 12000", "the network is back, and the failures are forgotten");
    assert_eq!(stage.says(Event::Online), "sleep until 12000");
}

#[test]
fn r42_timers_out_of_turn_bring_no_poll_out_of_turn() {
    let mut stage = polling();
    for _ in 0..7 {
        assert_eq!(stage.timer_after(500), "await");
    }
    assert_eq!(stage.answer(200, NO_PROFILES), "sleep until 7500");
    for _ in 0..7 {
        assert_eq!(stage.timer_after(500), "sleep until 7500");
    }
    assert_eq!(stage.timer_after(500), POLL);
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
}

#[test]
fn n3_polls_that_fail_come_at_growing_distances_of_ten_seconds_at_most_until_one_succeeds() {
    let mut stage = polling();
    let mut distances = Vec::new();
    for _ in 0..7 {
        let sent = stage.now.monotonic_millis;
        let said = stage.no_response();
        stage.waited(said);
        distances.push((stage.now.monotonic_millis - sent) / 1000);
    }
    assert_eq!(distances, [4, 6, 10, 10, 10, 10, 10]);
    let sent = stage.now.monotonic_millis;
    assert_eq!(stage.answer(200, NO_PROFILES), format!("sleep until {}", sent + 4000));
    // An interval that the host wants longer is not cut by that.
    let mut stage = polling();
    stage.app.poll_interval_millis = 20_000;
    assert_eq!(stage.no_response(), "sleep until 20000");
}

#[test]
fn n8_a_token_that_cannot_be_had_for_the_moment_ends_no_poll_and_is_told_when_the_code_expires() {
    let mut stage = polling();
    let said = stage.answer(401, refused_token());
    assert_eq!(stage.waited(said), TOKEN);
    for _ in 0..8 {
        let said = stage.no_response();
        assert_eq!(stage.waited(said), TOKEN, "the polls go on");
    }
    stage.pass(30 * MINUTES);
    assert_eq!(stage.no_response(), "code expired after Network: no response from the service");
}

#[test]
fn r43_polling_stops_when_the_profile_is_there() {
    let mut stage = polling();
    assert_eq!(stage.answer(200, profile("Cablevision")), "signed in at Cablevision");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r43_half_an_hour_of_polling_ends_with_the_code() {
    let mut stage = with_code();
    let mut polls = 0;
    let mut said = stage.reply(SignInReply::Shown);
    while said == POLL {
        polls += 1;
        stage.pass(100);
        said = stage.answer(200, NO_PROFILES);
        said = stage.waited(said);
    }
    assert_eq!(said, "code expired");
    assert_eq!((stage.now.monotonic_millis, polls), (30 * MINUTES, 440));
}

#[test]
fn r43_a_code_whose_time_has_passed_is_neither_shown_nor_polled() {
    let late = [Event::Timer, Event::Online, Event::Viewer(SignInReply::Shown)];
    for event in late {
        let mut stage = with_code();
        stage.pass(30 * MINUTES);
        assert_eq!(stage.says(event), "code expired", "{event:?}");
        assert_eq!(stage.reply(SignInReply::NewCode), CREATE);
    }
    let mut stage = polling();
    stage.answer(200, NO_PROFILES);
    stage.pass(30 * MINUTES);
    assert_eq!(stage.timer(), "code expired");
}

#[test]
fn r43_a_code_that_expires_while_the_token_is_renewed_is_not_polled() {
    let mut stage = with_code();
    stage.pass(30 * MINUTES - 4100);
    stage.reply(SignInReply::Shown);
    let said = stage.answer(401, refused_token());
    assert_eq!(stage.waited(said), TOKEN);
    stage.pass(100);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), "code expired");
}

#[test]
fn r43_no_wait_is_longer_than_the_code_lives() {
    let mut stage = with_code();
    stage.pass(30 * MINUTES - 1000);
    stage.reply(SignInReply::Shown);
    assert_eq!(stage.answer(401, refused_token()), format!("sleep until {}", 30 * MINUTES));
    assert_eq!(stage.timer_after(1000), "code expired");
}

#[test]
fn r43_the_life_of_a_code_counts_from_when_it_was_asked_for() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    // The service may have made the code at the beginning of these seconds.
    stage.pass(5000);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    stage.pass(30 * MINUTES - 5000);
    assert_eq!(stage.timer(), "code expired");
}

#[test]
fn a_code_of_another_life_is_good_for_that_life() {
    let mut stage = with_session(&session_of("8ADF2K7", &["mvpd"], 10 * MINUTES));
    stage.pass(10 * MINUTES - 1);
    assert_eq!(stage.timer(), "await");
    assert_eq!(stage.timer_after(1), "code expired");
}

#[test]
fn r40_a_code_that_the_service_does_not_know_any_more_is_void() {
    for code in ["invalid_authentication_session", "invalid_parameter_code"] {
        let mut stage = polling();
        assert_eq!(stage.answer(400, error(code, "none")), format!("code replaced: {code}"));
        assert_eq!(stage.timer(), "await", "no new one by itself");
        assert_eq!(stage.reply(SignInReply::NewCode), CREATE);
    }
}

#[test]
fn r40_a_code_that_the_service_refuses_at_its_end_has_expired() {
    let mut stage = with_code();
    stage.pass(30 * MINUTES - 30_001);
    stage.reply(SignInReply::Shown);
    let mut late = stage.clone();
    let void = error("invalid_authentication_session", "none");
    assert_eq!(stage.answer(400, &void), "code replaced: invalid_authentication_session");
    late.pass(1);
    assert_eq!(late.answer(400, &void), "code expired: invalid_authentication_session");
}

#[test]
fn r44_an_empty_map_of_profiles_is_no_error() {
    let mut stage = polling();
    for _ in 0..100 {
        let said = stage.answer(200, NO_PROFILES);
        assert_eq!(stage.waited(said), POLL);
    }
}

#[test]
fn r45_a_new_code_takes_the_place_of_the_old_one() {
    let mut stage = with_code();
    assert_eq!(stage.reply(SignInReply::NewCode), CREATE);
    assert_eq!(stage.answer(200, session("9BEG3L8", &["mvpd"])), "show 9BEG3L8");
    assert_eq!(stage.reply(SignInReply::Shown), "GET /api/v2/REF30/profiles/code/9BEG3L8");
    // Also out of a pause.
    assert!(stage.answer(200, NO_PROFILES).starts_with("sleep"));
    assert_eq!(stage.reply(SignInReply::NewCode), CREATE);
}

#[test]
fn a_new_code_that_is_wanted_while_a_poll_is_in_flight_is_made_after_its_answer() {
    let wanted = || {
        let mut stage = polling();
        assert_eq!(stage.reply(SignInReply::NewCode), "await");
        stage
    };
    assert_eq!(wanted().answer(200, NO_PROFILES), CREATE);
    assert_eq!(wanted().no_response(), CREATE);
    assert_eq!(wanted().answer(502, HTML), CREATE);
    assert_eq!(wanted().answer(400, error("invalid_authentication_session", "none")), CREATE);
    // Whoever has signed in meanwhile needs none.
    assert_eq!(wanted().answer(200, profile("Dish")), "signed in at Dish");
}

#[test]
fn r47_a_code_that_was_asked_for_with_other_credentials_is_void() {
    let mut stage = polling();
    let said = stage.answer(401, refused_token());
    assert_eq!(stage.waited(said), TOKEN);
    stage.answer(201, token(START.millis(), 21_600));
    // A fresh token is refused as well: the application registers again, and whoever types the code now signs in the
    // application that it was.
    assert_eq!(stage.answer(401, refused_token()), "code expired with its registration");
    assert_eq!(stage.timer(), "await");
    assert_eq!(stage.reply(SignInReply::NewCode), "POST /o/client/register");
    stage.answer(201, CREDENTIALS);
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), CREATE);
}
