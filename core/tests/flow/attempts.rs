//! The repeated requests, their number and their distance.

use tvpass::flow::{Authorization, CodeExpired, Event, Registration, SignIn, SignInQuestion, SignInReply, Step};
use tvpass::json::Timestamp;

use super::answers::Verdict::Play;
use super::answers::{HTML, NO_PROFILES, decisions, error, profile, session};
use super::describe::Described;
use super::stage::{DOMAIN, RETURN, Stage, authorization, television, television_at};

const PROFILES: &str = "GET /api/v2/REF30/profiles";

/// The distances between the requests that `answer` leads to, and what the flow says in the end.
fn distances(random: u32, answer: (u16, &str)) -> (Vec<u64>, String) {
    let mut stage = television();
    stage.now.random = random;
    stage.begin();
    let mut distances = Vec::new();
    loop {
        let sent = stage.now.monotonic_millis;
        let said = match answer {
            (0, _) => stage.no_response(),
            (status, body) => stage.answer(status, body),
        };
        let said = stage.waited(said);
        if said != PROFILES {
            return (distances, said);
        }
        distances.push(stage.now.monotonic_millis - sent);
    }
}

#[test]
fn r119_a_passing_failure_is_asked_for_three_times_at_growing_distances() {
    let internal = error("internal_server_error", "none");
    let retry = error("network_connection_timeout", "retry");
    for answer in [
        (0, ""),
        (502, HTML),
        (408, HTML),
        (500, internal.as_str()),
        (403, retry.as_str()),
        (200, "{\"profi"),
        (200, ""),
        (302, ""),
    ] {
        assert_eq!(distances(0, answer).0, [1000, 2000], "{answer:?}");
    }
}

#[test]
fn the_distances_take_their_jitter_from_the_hosts_number() {
    let (least, _) = distances(0, (0, ""));
    let (most, _) = distances(499_999, (0, ""));
    assert_eq!((least, most), (vec![1000, 2000], vec![1499, 2999]));
    for random in [1, 7, 1234, u32::MAX] {
        let (distances, said) = distances(random, (0, ""));
        assert!((1000..1500).contains(&distances[0]) && (2000..3000).contains(&distances[1]));
        assert_eq!(said, "stop Network: no response from the service");
    }
}

#[test]
fn what_no_repeat_can_mend_is_not_repeated() {
    for (status, body) in [
        (400, error("invalid_parameter_service_provider", "none")),
        (403, error("too_many_resources", "configuration")),
        (500, error("invalid_configuration_platform", "configuration")),
        (404, r#"{"code": "internal_error", "action": "none"}"#.to_owned()),
        (403, HTML.to_owned()),
        (404, String::new()),
    ] {
        assert_eq!(distances(0, (status, body.as_str())).0, [0; 0], "{body}");
    }
}

#[test]
fn a_success_in_between_begins_the_count_anew() {
    let mut stage = television();
    stage.begin();
    for _ in 0..2 {
        let said = stage.no_response();
        stage.waited(said);
    }
    assert_eq!(stage.answer(200, NO_PROFILES), "POST /api/v2/REF30/sessions");
    let now = stage.now.monotonic_millis;
    assert_eq!(stage.no_response(), format!("sleep until {}", now + 1000));
    assert_eq!(stage.timer_after(1000), "POST /api/v2/REF30/sessions");
    assert_eq!(stage.no_response(), format!("sleep until {}", now + 3000));
}

#[test]
fn r71_after_too_many_requests_the_next_one_waits_a_second_at_least() {
    let (distances, said) = distances(0, (429, HTML));
    assert_eq!(distances, [1000, 2000, 4000, 8000, 16_000, 32_000, 32_000]);
    assert_eq!(said, "stop Service: rate limited by the service (HTTP 429)");
    let mut registration = Stage::unregistered(Registration::new());
    registration.begin();
    assert_eq!(registration.answer(429, HTML), "sleep until 1000");
}

#[test]
fn r71_the_delay_that_the_service_asks_for_is_kept_and_one_of_days_is_not_believed() {
    fn throttled<R>(status: u16, delay_millis: u64) -> Event<'static, R> {
        Event::RetryAfter { status, delay_millis }
    }
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.says(throttled(429, 30_000)), "sleep until 30000");
    assert_eq!(stage.timer_after(29_999), "sleep until 30000");
    assert_eq!(stage.timer_after(1), PROFILES);
    assert_eq!(stage.says(throttled(503, 500)), "sleep until 32000", "no earlier than without it");
    assert_eq!(stage.timer_after(2000), PROFILES);
    assert_eq!(stage.says(throttled(429, u64::MAX)), format!("sleep until {}", 32_000 + 3_600_000));
    let mut registration = Stage::unregistered(Registration::new());
    registration.begin();
    assert_eq!(registration.says(throttled(429, 30_000)), "sleep until 30000");
    assert_eq!(registration.timer_after(30_000), "POST /o/client/register");
}

#[test]
fn r71_a_poll_keeps_the_delay_that_the_service_asks_for() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    stage.reply(SignInReply::Shown);
    assert_eq!(stage.says(Event::RetryAfter { status: 503, delay_millis: 60_000 }), "sleep until 4000");
    assert_eq!(stage.timer_after(4000), "sleep until 60000");
    assert_eq!(stage.timer_after(56_000), "GET /api/v2/REF30/profiles/code/8ADF2K7");
}

#[test]
fn r71_too_many_requests_empty_the_budget_of_all_flows_of_the_installation() {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.answer(429, HTML), "sleep until 1000");
    let mut other = stage.with_flow(SignIn::on_other_device(None, DOMAIN, RETURN));
    assert_eq!(other.begin(), "sleep until 1000");
    assert_eq!(other.timer_after(1000), PROFILES);
}

/// Lets a flow after the other ask, each answered at once; the times at which requests went out, from now.
fn times_of_requests(stage: &mut Stage<Authorization>, count: usize) -> Vec<u64> {
    let (begin, mut times) = (stage.now.monotonic_millis, Vec::new());
    while times.len() < count {
        stage.flow = Authorization::new("news", Some("Dish")).unwrap();
        let said = stage.begin();
        assert_eq!(stage.waited(said), "POST /api/v2/REF30/decisions/authorize/Dish");
        times.push(stage.now.monotonic_millis - begin);
        stage.answer(200, decisions(&[Play("news")]));
    }
    times
}

#[test]
fn ten_requests_go_out_at_once_and_then_one_a_second() {
    let mut stage = authorization("Dish");
    assert_eq!(times_of_requests(&mut stage, 13), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 3000]);
    stage.pass(60_000);
    assert_eq!(times_of_requests(&mut stage, 12), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000]);
}

#[test]
fn after_a_refusal_one_request_a_second_goes_out_however_long_nothing_was_asked() {
    let mut stage = authorization("Dish");
    stage.begin();
    let said = stage.answer(429, HTML);
    assert_eq!(stage.waited(said), "POST /api/v2/REF30/decisions/authorize/Dish");
    stage.answer(200, decisions(&[Play("news")]));
    stage.pass(24 * 60 * 60 * 1000);
    // The token of a day has to be renewed first.
    stage.flow = Authorization::new("news", Some("Dish")).unwrap();
    assert_eq!(stage.begin(), "POST /o/client/token");
    let said = stage.answer(201, super::answers::token(stage.now.unix.millis(), 21_600));
    assert_eq!(said, format!("sleep until {}", stage.now.monotonic_millis + 1000));
    stage.waited(said);
    stage.answer(200, decisions(&[Play("news")]));
    assert_eq!(times_of_requests(&mut stage, 4), [1000, 2000, 3000, 4000]);
}

#[test]
fn a_clock_on_the_wall_that_jumps_disturbs_no_distance() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    let mut said = stage.reply(SignInReply::Shown);
    // The day before its token expires, 1970, and back.
    for unix in [1_733_821_000_000, 0, 1_733_735_289_035] {
        stage.now.unix = Timestamp::from_millis(unix);
        let sent = stage.now.monotonic_millis;
        assert_eq!(said, "GET /api/v2/REF30/profiles/code/8ADF2K7");
        said = stage.answer(200, NO_PROFILES);
        said = stage.waited(said);
        assert_eq!(stage.now.monotonic_millis - sent, 4000, "{unix}");
    }
}

#[test]
fn whatever_the_service_answers_again_and_again_a_flow_ends() {
    let service: &[(u16, &str)] = &[
        (201, r#"{"client_id": "a", "client_secret": "b"}"#),
        (201, r#"{"access_token": "t", "expires_in": 0}"#),
        (401, r#"{"code": "invalid_access_token_client_application", "action": "application-registration"}"#),
        (400, r#"{"error": "invalid_client"}"#),
        (403, r#"{"error": "invalid_client"}"#),
        (400, r#"{"code": "invalid_authentication_session"}"#),
        (403, r#"{"code": "network_received_error", "action": "retry"}"#),
        (429, HTML),
        (502, HTML),
        (200, "{}"),
    ];
    for (status, body) in service {
        let sign_in = SignIn::on_other_device(Some("Dish"), DOMAIN, RETURN);
        assert!(requests_until_the_end(sign_in, |_| (*status, body.to_string())) <= 12, "{status} {body}");
        let authorization = Authorization::new("news", Some("Dish")).unwrap();
        assert!(requests_until_the_end(authorization, |_| (*status, body.to_string())) <= 12, "{status} {body}");
    }
}

#[test]
fn tokens_that_work_nowhere_end_the_flow() {
    let sign_in = SignIn::on_other_device(Some("Dish"), DOMAIN, RETURN);
    let requests = requests_until_the_end(sign_in, |target| match target {
        "/o/client/register" => (201, r#"{"client_id": "a", "client_secret": "b"}"#.into()),
        "/o/client/token" => (201, r#"{"access_token": "t", "expires_in": 0}"#.into()),
        _ => (401, error("invalid_access_token_client_application", "application-registration")),
    });
    assert_eq!(requests, 8);
}

#[test]
fn tokens_that_expire_at_once_do_their_work() {
    let mut stage = Stage::unregistered(Authorization::new("news", Some("Dish")).unwrap());
    // The budget is spent, so that a second passes before each request.
    stage.begin();
    let mut said = stage.answer(429, HTML);
    let mut requests = Vec::new();
    loop {
        said = stage.waited(said);
        requests.push(said.clone());
        said = match said.as_str() {
            "POST /o/client/register" => stage.answer(201, r#"{"client_id": "a", "client_secret": "b"}"#),
            "POST /o/client/token" => stage.answer(201, r#"{"access_token": "t", "expires_in": 1}"#),
            "POST /api/v2/REF30/decisions/authorize/Dish" => stage.answer(200, decisions(&[Play("news")])),
            _ => break,
        }
    }
    assert_eq!(requests.last().unwrap(), "permitted news");
    assert_eq!(requests.len(), 4);
}

/// The number of requests of `flow` to a service that answers with `service`, where a host waits whenever it is told to.
fn requests_until_the_end<F: Described>(flow: F, service: impl Fn(&str) -> (u16, String)) -> usize {
    let mut stage = Stage::unregistered(flow);
    let mut said = stage.begin();
    for requests in 0..1000 {
        said = stage.waited(said);
        let Some((_, target)) = said.split_once(" /") else {
            assert!(said.starts_with("stop "), "{said}");
            return requests;
        };
        let (status, body) = service(&format!("/{target}"));
        said = stage.answer(status, body);
    }
    panic!("no end");
}

#[test]
fn n3_the_network_that_is_back_is_used_at_once_and_not_twice() {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.no_response(), "sleep until 1000");
    stage.pass(10);
    assert_eq!(stage.says(Event::Online), PROFILES);
    assert_eq!(stage.says(Event::Online), "await");
    // A budget that the service has called spent is no matter of the network.
    assert_eq!(stage.answer(429, HTML), "sleep until 2010");
    assert_eq!(stage.says(Event::Online), "sleep until 1010");
    assert_eq!(stage.timer_after(1000), PROFILES);
}

#[test]
fn n3_polls_that_failed_begin_anew_when_the_network_is_back() {
    let mut stage = television_at("Dish");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &[]));
    let mut said = stage.reply(SignInReply::Shown);
    for _ in 0..4 {
        assert_eq!(said, "GET /api/v2/REF30/profiles/code/8ADF2K7");
        said = stage.no_response();
        assert!(said.starts_with("sleep until "));
        if stage.now.monotonic_millis < 20_000 {
            said = stage.waited(said);
        }
    }
    // Ten seconds would be left; yet no poll comes earlier than four seconds after the last.
    stage.pass(1000);
    assert_eq!(stage.says(Event::Online), "sleep until 24000");
    assert_eq!(stage.timer_after(3000), "GET /api/v2/REF30/profiles/code/8ADF2K7");
    assert_eq!(stage.no_response(), "sleep until 28000");
}

#[test]
fn a_code_that_expires_under_failures_says_who_has_to_act() {
    for (status, actor) in [(0, "Network"), (502, "Service"), (429, "Service"), (403, "Network")] {
        let mut stage = television_at("Dish");
        stage.begin();
        stage.answer(200, NO_PROFILES);
        stage.answer(200, session("8ADF2K7", &[]));
        let mut said = stage.reply(SignInReply::Shown);
        while said == "GET /api/v2/REF30/profiles/code/8ADF2K7" {
            said = if status == 0 { stage.no_response() } else { stage.answer(status, HTML) };
            said = stage.waited(said);
        }
        assert!(said.starts_with(&format!("code expired after {actor}: ")), "{status}: {said}");
        assert_eq!(stage.now.monotonic_millis, 30 * 60 * 1000);
    }
    // One that nobody used is the viewer's matter.
    let mut stage = television_at("Dish");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &[]));
    stage.pass(30 * 60 * 1000);
    let Step::Ask(SignInQuestion::CodeExpired(reason)) = stage.step(Event::Timer) else { panic!() };
    assert_eq!((reason, reason.actor()), (CodeExpired::TimePassed(None), tvpass::flow::Actor::Viewer));
}

#[test]
fn a_response_that_the_host_cannot_hold_is_the_integrators_matter_and_not_asked_for_again() {
    let mut stage = television();
    stage.begin();
    let said = stage.says(Event::ResponseTooLarge);
    assert_eq!(said, "stop Integrator: the response is larger than this program can take");
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    assert!(stage.says(Event::ResponseTooLarge).starts_with("stop Integrator"));
}

#[test]
fn a_job_that_the_host_gives_up_is_over() {
    let mut stage = television();
    stage.begin();
    assert_eq!(stage.says(Event::Cancel), "stop Integrator: cancelled");
    assert_eq!(stage.answer(200, profile("Dish")), "await", "too late");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}
