//! Why a flow stopped, and who has to act.

use tvpass::flow::{
    Actor, Authorization, Authorized, CheckSignIn, Event, KeptToken, LinkDevice, Logout, PartnerCompletion,
    PersonSource, Preauthorization, ServiceToken, SignInReply, SmallInstallation, Step, StopReason, TooLong,
};
use tvpass::message::{ErrorCode, Failure};

use super::answers::Verdict::Deny;
use super::answers::{CONFIGURATION, HTML, NO_PROFILES, decisions, error, session};
use super::describe::Described;
use super::stage::{START, Stage, at, authorization, television, television_at, this_device};

/// Runs a sign-in whose first call is always answered like this, and returns what it says in the end.
fn said_at_the_end(status: u16, body: &str) -> String {
    let mut stage = television();
    let mut said = stage.begin();
    while said == "GET /api/v2/REF30/profiles" {
        said = stage.answer(status, body);
        said = stage.waited(said);
    }
    said
}

#[test]
fn r68_each_action_names_its_actor() {
    for (action, actor) in [
        ("none", "ServiceProvider"),
        ("configuration", "Configuration"),
        ("retry", "Service"),
        ("something new", "ServiceProvider"),
    ] {
        let said = said_at_the_end(400, &error("some_code", action));
        assert!(said.starts_with(&format!("stop {actor}: ")), "{action}: {said}");
    }
    let mut stage = television_at("Dish");
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(403, error("some_code", "authentication")).starts_with("stop Viewer"));
    let mut stage = television_at("Dish");
    stage.begin();
    assert!(stage.answer(403, error("some_code", "authorization")).starts_with("stop Viewer"));
}

#[test]
fn an_action_that_nobody_knows_forges_no_line_of_a_log() {
    let reason = StopReason::Unexpected("go\r\n\u{1b}[2J\u{202e}".into());
    assert_eq!(reason.to_string(), r"the service asks for go\r\n\u{1b}[2J\u{202e}, which this flow does not do");
}

#[test]
fn each_other_failure_names_its_actor() {
    for (status, body, actor) in [
        (429, HTML, "Service"),
        (502, HTML, "Network"),
        (503, HTML, "Service"),
        (200, "", "Network"),
        (200, "{\"profiles\": 7}", "Service"),
        (400, "{\"code\": \"a\", ", "Service"),
        (500, "{\"code\": \"a\"}", "Service"),
        (400, "{\"error\": \"invalid_request\"}", "ServiceProvider"),
        (503, "{\"error\": \"server_error\"}", "Service"),
        (400, "{\"code\": \"invalid_parameter_code\", \"action\": \"none\"}", "Viewer"),
    ] {
        let said = said_at_the_end(status, body);
        assert!(said.starts_with(&format!("stop {actor}: ")), "{status} {body}: {said}");
    }
}

#[test]
fn a_value_that_is_too_long_to_be_kept_stops_the_flow() {
    let mut stage = television();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    assert!(stage.answer(200, session(&"A".repeat(33), &[])).starts_with("stop Configuration"));
    let mut stage = this_device();
    stage.begin();
    stage.answer(200, NO_PROFILES);
    stage.answer(200, CONFIGURATION);
    assert!(stage.reply(SignInReply::Chosen(&"A".repeat(65))).starts_with("stop Configuration"));
}

#[test]
fn a_value_that_the_storage_has_no_room_for_names_the_bytes() {
    let mut installation = SmallInstallation::new();
    let error = installation.remember_mvpd(&"A".repeat(1537)).unwrap_err();
    assert_eq!((error.field, error.needed), ("mvpd", 1537));
    assert_eq!(error.to_string(), "no room for mvpd: the installation needs 1537 bytes of storage");
    let stop = StopReason::from(error);
    assert_eq!((stop.actor(), stop), (Actor::Integrator, StopReason::TooLong(error)));
    let TooLong { .. } = error;
}

#[test]
fn r28_nothing_is_decided_or_left_at_an_mvpd_that_was_switched_off() {
    fn said<F: Described>(flow: F) -> String {
        let mut stage = Stage::new(flow);
        stage.begin();
        stage.answer(400, error("invalid_integration", "none"))
    }
    let mvpd = Some("Switched_Off");
    let preauthorization = said(Preauthorization::new(["news"], mvpd).unwrap());
    let authorization = said(Authorization::new("news", mvpd).unwrap());
    let logout = said(Logout::new(mvpd, "https://adobe.com").unwrap());
    for said in [preauthorization, authorization, logout] {
        assert!(said.starts_with("stop ServiceProvider: "), "{said}");
    }
}

#[test]
fn r66_an_error_means_the_same_as_a_whole_answer_and_inside_one() {
    for code in ErrorCode::ALL {
        let Some(action) = code.action() else { continue };
        let (name, action) = (code.as_str(), action.as_text().plain().unwrap().to_owned());
        let mut whole = authorization("Dish");
        let mut inside = whole.clone();
        whole.begin();
        inside.begin();
        let body = error(name, &action);
        let answer = Event::Response { status: 403, body: body.as_bytes() };
        let (actor, kept) = match whole.step(answer) {
            Step::Stop(reason @ StopReason::Failure(Failure::Service { error, .. })) => {
                (Some(reason.actor()), error.known_code())
            }
            Step::Done(Authorized::SignInNeeded(Some(error))) => (Some(Actor::Viewer), error.known_code()),
            Step::Sleep { .. } => (None, Some(*code)),
            step => panic!("{step:?}"),
        };
        assert_eq!(kept, Some(*code));
        let item: &'static str = decisions(&[Deny("news", name.to_owned().leak(), action.clone().leak())]).leak();
        let said = inside.answer(200, item);
        match action.as_str() {
            "retry" => assert!(actor.is_none() && said.starts_with("sleep until ")),
            "authentication" => {
                assert_eq!((actor, said), (Some(Actor::Viewer), format!("sign-in needed: {name}")));
            }
            _ => assert_eq!((actor.is_some(), said.as_str()), (true, "denied news")),
        }
    }
}

#[test]
fn r67_the_status_of_http_and_the_errors_own_are_both_there() {
    let mut stage = television();
    stage.begin();
    let body = error("invalid_parameter_mvpd", "none");
    let event = Event::Response { status: 418, body: body.as_bytes() };
    let Step::Stop(StopReason::Failure(Failure::Service { http_status, error })) = stage.step(event) else { panic!() };
    assert_eq!((http_status, error.status), (418, Some(400)));
}

#[test]
fn r69_codes_and_actions_that_nobody_knows_yet_are_told_and_not_stumbled_over() {
    let said = said_at_the_end(400, &error("invented_tomorrow", "dance"));
    assert_eq!(
        said,
        "stop ServiceProvider: the service refuses (HTTP 400): invented_tomorrow: No.: Not now. (trace 8bcb17f5)"
    );
    let mut stage = authorization("Dish");
    stage.begin();
    assert_eq!(stage.answer(200, decisions(&[Deny("news", "invented_tomorrow", "dance")])), "denied news");
}

#[test]
fn r70_the_trace_and_the_details_are_told() {
    let mut stage = television();
    stage.begin();
    let body = error("invalid_parameter_mvpd", "none");
    let Step::Stop(stop) = stage.step(Event::Response { status: 400, body: body.as_bytes() }) else { panic!() };
    let StopReason::Failure(Failure::Service { error, .. }) = stop else { panic!() };
    assert_eq!(error.trace.unwrap(), "8bcb17f5");
    assert_eq!(error.details.unwrap(), "Not now.");
    assert_eq!(error.help_url.unwrap(), "https://example.com/help");
    assert!(stop.to_string().contains("(trace 8bcb17f5)"));
}

#[test]
fn r72_an_error_of_http_is_not_taken_for_a_denial() {
    let denial = decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")]);
    for status in [400, 403, 404, 405, 500] {
        let mut stage = authorization("Dish");
        stage.begin();
        assert!(!stage.answer(status, &denial).starts_with("denied"), "{status}");
    }
    for status in [200, 201] {
        let mut stage = authorization("Dish");
        stage.begin();
        assert_eq!(stage.answer(status, &denial), "denied news");
    }
}

fn ends_when_cancelled<F: Described + 'static>(flow: F) {
    let mut stage = Stage::new(flow);
    let begun = stage.begin();
    assert!(begun.starts_with("GET ") || begun.starts_with("POST "), "{begun}");
    assert_eq!(stage.says(Event::Cancel), "stop Integrator: cancelled");
    assert!(stage.timer().starts_with("stop "), "{begun}");
}

#[test]
fn a_host_that_cancels_ends_every_flow_at_once() {
    let kept = || KeptToken::received("a.b.c", None, START.plus_millis(600_000), &at(0)).unwrap();
    ends_when_cancelled(CheckSignIn::new());
    ends_when_cancelled(Authorization::new("news", Some("Dish")).unwrap());
    ends_when_cancelled(Preauthorization::<_, &str>::new(["news"], Some("Dish")).unwrap());
    ends_when_cancelled(Logout::new(Some("Dish"), "https://adobe.com").unwrap());
    ends_when_cancelled(PartnerCompletion::new("Apple", "<saml/>").unwrap());
    ends_when_cancelled(LinkDevice::new(kept(), Some("household-19")).unwrap());
    ends_when_cancelled(ServiceToken::new(None::<KeptToken>, PersonSource::Identifier("household-19")).unwrap());
}
