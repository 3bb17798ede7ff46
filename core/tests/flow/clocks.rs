//! Clocks at the ends of their range, and one that goes back.

use tvpass::flow::{Authorization, SignInReply};
use tvpass::json::Timestamp;

use super::answers::Verdict::Play;
use super::answers::{CREDENTIALS, NO_PROFILES, decisions, profile, session, token};
use super::stage::{Stage, television};

const LAST: Timestamp = Timestamp::from_millis(u64::MAX);

#[test]
fn at_the_last_moment_of_unix_time_a_flow_comes_to_its_end() {
    let mut stage = Stage::unregistered(Authorization::new("news", Some("Dish")).unwrap());
    stage.now.unix = LAST;
    let (mut said, mut requests) = (stage.begin(), 0);
    while let Some((_, target)) = said.split_once(' ').filter(|(method, _)| *method == "POST") {
        let (status, body) = match target {
            "/o/client/register" => (201, CREDENTIALS.to_owned()),
            "/o/client/token" => (201, token(u64::MAX, 21_600)),
            _ => (200, decisions(&[Play("news")])),
        };
        said = stage.answer(status, body);
        requests += 1;
        assert!(requests < 12, "{said}");
    }
    assert_eq!((said.split(' ').next(), requests), (Some("permitted"), 3), "{said}");
}

#[test]
fn a_monotonic_clock_that_goes_back_sends_nothing_early_and_ends_nothing() {
    let mut stage = television();
    stage.pass(3_600_000);
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    assert_eq!(stage.reply(SignInReply::Shown), "GET /api/v2/REF30/profiles/code/8ADF2K7");
    let said = stage.answer(200, NO_PROFILES);
    let next = stage.now.monotonic_millis + 4000;
    assert_eq!(said, format!("sleep until {next}"));

    for back in [0, 1, 3_599_999] {
        stage.now.monotonic_millis = back;
        assert_eq!(stage.timer(), format!("sleep until {next}"), "{back}");
    }
    assert_eq!(stage.waited(said), "GET /api/v2/REF30/profiles/code/8ADF2K7");
    stage.now.monotonic_millis = 0;
    assert!(stage.answer(200, profile("Dish")).starts_with("signed in at Dish"));
}
