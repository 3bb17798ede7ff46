//! A code that stops working before its end (N10): asked about, never replaced by itself, and bounded in number.

use tvpass::flow::{Event, OtherDevice, SignIn, SignInReply};

use super::answers::{NO_PROFILES, error, session, token};
use super::stage::{DOMAIN, MINUTES, RETURN, START, Stage, television};

const CREATE: &str = "POST /api/v2/REF30/sessions";
const NEW_CODE: SignInReply<'static> = SignInReply::NewCode;

fn void() -> String {
    error("invalid_authentication_session", "none")
}

/// A television whose code, made at its time, is polled for the first time after `millis` and found void.
fn found_void_after(stage: &mut Stage<SignIn<OtherDevice>>, millis: u64) {
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
    stage.pass(millis);
    let poll = stage.reply(SignInReply::Shown);
    assert_eq!(poll, "GET /api/v2/REF30/profiles/code/8ADF2K7");
    assert_eq!(stage.answer(400, void()), "code replaced: invalid_authentication_session");
}

fn opening_a_session() -> Stage<SignIn<OtherDevice>> {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.answer(200, NO_PROFILES), CREATE);
    stage
}

#[test]
fn n10_no_code_is_replaced_by_another_without_the_viewer() {
    let mut stage = opening_a_session();
    found_void_after(&mut stage, 1000);
    for event in [Event::Timer, Event::Online, Event::Start, Event::Viewer(SignInReply::Shown)] {
        assert_eq!(stage.says(event), "await");
    }
    stage.pass(60 * MINUTES);
    assert_eq!(stage.timer(), "await");
    assert_eq!(stage.reply(NEW_CODE), CREATE);
}

#[test]
fn n10_after_two_void_codes_in_a_row_the_next_session_comes_a_minute_after_the_last() {
    let mut stage = opening_a_session();
    found_void_after(&mut stage, 1000);
    assert_eq!(stage.reply(NEW_CODE), CREATE, "the first replacement at once");
    found_void_after(&mut stage, 2000);
    // The second session was opened at 1,000.
    assert_eq!(stage.reply(NEW_CODE), "sleep until 61000");
    assert_eq!(stage.says(Event::Online), "sleep until 61000", "no matter of the network");
    assert_eq!(stage.timer_after(58_000), CREATE);
    found_void_after(&mut stage, 1000);
    assert_eq!(stage.reply(NEW_CODE), "sleep until 121000");
    // One that lived longer than a minute has been waited for.
    assert_eq!(stage.timer_after(59_000), CREATE);
    found_void_after(&mut stage, 2 * MINUTES);
    assert_eq!(stage.reply(NEW_CODE), CREATE);
}

#[test]
fn n10_a_session_that_fails_for_the_moment_is_tried_again_at_the_usual_distance() {
    let mut stage = opening_a_session();
    found_void_after(&mut stage, 1000);
    stage.reply(NEW_CODE);
    found_void_after(&mut stage, 2000);
    assert_eq!(stage.reply(NEW_CODE), "sleep until 61000");
    assert_eq!(stage.timer_after(58_000), CREATE);
    assert_eq!(stage.no_response(), "sleep until 62000");
    assert_eq!(stage.timer_after(1000), CREATE);
    assert_eq!(stage.answer(401, "{}"), "POST /o/client/token");
    assert_eq!(stage.answer(201, token(START.millis(), 21_600)), CREATE);
}

#[test]
fn a_code_that_expired_in_its_time_begins_the_count_anew() {
    let mut stage = opening_a_session();
    found_void_after(&mut stage, 1000);
    stage.reply(NEW_CODE);
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
    stage.pass(30 * MINUTES);
    assert_eq!(stage.timer(), "code expired");
    assert_eq!(stage.reply(NEW_CODE), CREATE);
    found_void_after(&mut stage, 1000);
    assert_eq!(stage.reply(NEW_CODE), CREATE);
}

/// A service that keeps one session for a device: a newer one makes the older code void.
#[derive(Default)]
struct Service {
    /// When each session was opened; the last one is good.
    sessions: Vec<u64>,
}

/// A program on the device, and the code that it was given.
struct Program {
    stage: Stage<SignIn<OtherDevice>>,
    said: String,
    opened: Vec<u64>,
}

impl Program {
    fn new() -> Self {
        let mut stage = Stage::new(SignIn::on_other_device(None, DOMAIN, RETURN));
        let said = stage.begin();
        Self { stage, said, opened: Vec::new() }
    }

    /// Does the step that is due, if one is.
    fn turn(&mut self, service: &mut Service) {
        let Self { stage, said, opened } = self;
        let now = stage.now.monotonic_millis;
        *said = if said == CREATE {
            opened.push(now);
            service.sessions.push(now);
            stage.answer(200, session(&format!("CODE{}", service.sessions.len()), &["mvpd"]))
        } else if let Some(code) = said.strip_prefix("GET /api/v2/REF30/profiles/code/CODE") {
            let is_good = code.parse::<usize>().unwrap() == service.sessions.len();
            if is_good { stage.answer(200, NO_PROFILES) } else { stage.answer(400, void()) }
        } else if said.starts_with("GET ") {
            stage.answer(200, NO_PROFILES)
        } else if said.starts_with("show ") {
            stage.reply(SignInReply::Shown)
        } else if said.starts_with("code ") {
            stage.reply(NEW_CODE)
        } else if said.starts_with("sleep until ") {
            stage.timer()
        } else {
            panic!("{said}")
        };
    }
}

#[test]
fn n10_two_programs_of_one_device_open_two_sessions_a_minute_each_at_most() {
    let mut service = Service::default();
    let mut programs = [Program::new(), Program::new()];
    // Both viewers want another code whenever they are asked.
    for _ in 0..60 * 10 {
        for program in &mut programs {
            for _ in 0..3 {
                program.turn(&mut service);
            }
            program.stage.pass(1000);
        }
    }
    for Program { opened, .. } in &programs {
        assert!(opened.len() > 4, "they go on disturbing each other: {opened:?}");
        for (number, first) in opened.iter().enumerate() {
            let within = opened[number..].iter().take_while(|time| **time < first + MINUTES).count();
            assert!(within <= 2, "{opened:?}");
        }
    }
}
