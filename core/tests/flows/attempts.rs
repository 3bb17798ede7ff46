//! What is repeated, how often, and at what distance.

use tvpass::old_flow::{Authorization, Client, Flow, Registration, SignIn};

use super::answers::Verdict::Play;
use super::answers::{HTML, NO_PROFILES, decisions, error, profile, session};
use super::stage::Stage;

const PROFILES: &str = "GET /api/v2/REF30/profiles";

/// The distances between the requests that `answer` leads to, and what the flow says in the end.
fn distances(random: u32, answer: (u16, &str)) -> (Vec<u64>, String) {
    let mut stage = Stage::new(SignIn::new());
    stage.now.random = random;
    stage.begin();
    let mut distances = Vec::new();
    loop {
        let sent = stage.now.monotonic_millis;
        let said = match answer {
            (0, _) => stage.no_answer(),
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
    for answer in [(0, ""), (502, HTML), (500, internal.as_str()), (403, retry.as_str()), (200, "{\"profi"), (200, "")]
    {
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
        assert_eq!(said, "stop Network: nothing answered");
    }
}

#[test]
fn what_no_repeat_can_mend_is_not_repeated() {
    for (status, body) in [
        (400, error("invalid_parameter_service_provider", "none")),
        (403, error("too_many_resources", "configuration")),
        (500, error("invalid_configuration_platform", "configuration")),
        (404, r#"{"code": "internal_error", "action": "none"}"#.to_owned()),
    ] {
        assert_eq!(distances(0, (status, body.as_str())).0, [0; 0], "{body}");
    }
}

#[test]
fn a_success_in_between_begins_the_count_anew() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    for _ in 0..2 {
        let said = stage.no_answer();
        stage.waited(said);
    }
    assert_eq!(stage.answer(200, NO_PROFILES), "POST /api/v2/REF30/sessions");
    let now = stage.now.monotonic_millis;
    assert_eq!(stage.no_answer(), format!("wait until {}", now + 1000));
    assert_eq!(stage.tick_after(1000), "POST /api/v2/REF30/sessions");
    assert_eq!(stage.no_answer(), format!("wait until {}", now + 3000));
}

#[test]
fn r71_after_too_many_requests_the_next_one_waits_a_second_at_least() {
    let (distances, said) = distances(0, (429, HTML));
    assert_eq!(distances, [1000, 2000, 4000, 8000, 16_000, 32_000, 32_000]);
    assert_eq!(said, "stop Service: rate limited by the service (HTTP 429)");
    let mut registration = Stage::unregistered(Registration::new());
    registration.begin();
    assert_eq!(registration.answer(429, HTML), "wait until 1000");
}

#[test]
fn r71_too_many_requests_empty_the_budget_of_all_flows_of_the_installation() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    assert_eq!(stage.answer(429, HTML), "wait until 1000");
    stage.flow = SignIn::new();
    assert_eq!(stage.begin(), "wait until 1000");
    assert_eq!(stage.tick_after(1000), PROFILES);
}

/// Lets a flow after the other ask, each answered at once, and gives the times at which requests went out.
fn times_of_requests(stage: &mut Stage<SignIn>, count: usize) -> Vec<u64> {
    let mut times = Vec::new();
    while times.len() < count {
        stage.flow = SignIn::new();
        let said = stage.begin();
        assert_eq!(stage.waited(said), PROFILES);
        times.push(stage.now.monotonic_millis);
        stage.answer(200, profile("Dish"));
        stage.client.forget_mvpd();
    }
    times
}

#[test]
fn ten_requests_go_out_at_once_and_then_one_a_second() {
    let mut stage = Stage::new(SignIn::new());
    let times = times_of_requests(&mut stage, 13);
    assert_eq!(times[..10], [0; 10]);
    assert_eq!(times[10..], [1000, 2000, 3000]);
    stage.pass(60_000);
    let times = times_of_requests(&mut stage, 12);
    assert_eq!(times[..10], [63_000; 10]);
    assert_eq!(times[10..], [64_000, 65_000]);
}

#[test]
fn a_clock_on_the_wall_that_jumps_disturbs_no_distance() {
    let mut stage = Stage::new(SignIn::new());
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, session("8ADF2K7", &["mvpd"]));
    let mut said = stage.tick();
    // The day before its token expires, 1970, and back.
    for unix in [1_733_821_000_000, 0, 1_733_735_289_035] {
        stage.now.unix = tvpass::json::Timestamp::from_millis(unix);
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
        (400, r#"{"code": "invalid_authentication_session"}"#),
        (403, r#"{"code": "network_received_error", "action": "retry"}"#),
        (429, HTML),
        (502, HTML),
        (200, "{}"),
    ];
    for (status, body) in service {
        assert!(requests_until_the_end(SignIn::new(), |_| (*status, body.to_string())) <= 12, "{status} {body}");
        let authorization = requests_until_the_end(Authorization::new(), |_| (*status, body.to_string()));
        assert!(authorization <= 12, "{status} {body}");
    }
}

#[test]
fn tokens_that_work_nowhere_end_the_flow() {
    let requests = requests_until_the_end(SignIn::new(), |target| match target {
        "/o/client/register" => (201, r#"{"client_id": "a", "client_secret": "b"}"#.into()),
        "/o/client/token" => (201, r#"{"access_token": "t", "expires_in": 0}"#.into()),
        _ => (401, error("invalid_access_token_client_application", "application-registration")),
    });
    assert_eq!(requests, 8);
}

#[test]
fn tokens_that_expire_at_once_do_their_work() {
    let mut stage =
        Stage { client: Client::new(), ..Stage::new(Authorization::new()) }.at("Dish").asking_for(&["news"]);
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

/// How many requests `flow` sends to a service that answers with `service`, where a host ticks whatever it is told.
fn requests_until_the_end(flow: impl Flow, service: impl Fn(&str) -> (u16, String)) -> usize {
    let mut stage = Stage::unregistered(flow).at("Dish").asking_for(&["news"]);
    let mut said = stage.begin();
    for requests in 0..1000 {
        let Some((_, target)) = said.split_once(" /") else { return requests };
        let (status, body) = service(&format!("/{target}"));
        said = stage.answer(status, body);
        // Prompts, too, are done with a tick.
        while said.starts_with("wait until ") || said == "code lapsed" || said.starts_with("show ") {
            said = stage.waited(said);
            if !said.starts_with("GET ") && !said.starts_with("POST ") && !said.starts_with("stop ") {
                said = stage.tick();
            }
        }
    }
    panic!("no end");
}
