//! A link code: shown on the giving device until the viewer has typed it on the other.

use tvpass::flow::{Event, Flow as _, LinkDevice, LinkReply, Step};
use tvpass::message::HeaderName;

use super::answers::{HTML, link_code, sso_error};
use super::service_token::{IDENTIFIER, NEW, OBTAIN, REFRESH, TOKEN, kept, new_token};
use super::stage::{MINUTES, START, Stage};

const LINK: &str = "POST /api/REF30/link";

fn linking() -> Stage<LinkDevice> {
    Stage::new(LinkDevice::new(kept(), Some(IDENTIFIER)).unwrap())
}

fn code(minutes: u64) -> String {
    link_code("407315", START.millis() + minutes * MINUTES)
}

/// The service token of the request that `event` leads to.
fn token_of(stage: &mut Stage<LinkDevice>, event: Event<'_, LinkReply>) -> Option<String> {
    let turn = stage.flow.handle(&stage.app, &mut stage.installation, stage.now, event);
    let Step::Send(request) = turn.step(&stage.app, &stage.installation, &mut stage.buffer).unwrap() else { panic!() };
    request.headers.get(HeaderName::AdServiceToken).map(str::to_owned)
}

#[test]
fn r136_a_code_is_shown_until_its_end_and_then_the_viewer_asks_for_another() {
    let mut stage = linking();
    assert_eq!(stage.begin(), LINK);
    assert_eq!(stage.answer(201, code(0)), format!("show 407315 until {}", 30 * MINUTES));
    assert_eq!(stage.reply(LinkReply::Shown), format!("sleep until {}", 30 * MINUTES));
    assert_eq!(stage.timer_after(29 * MINUTES), format!("sleep until {}", 30 * MINUTES));
    assert_eq!(stage.timer_after(MINUTES), "code expired");
    assert_eq!(stage.reply(LinkReply::NewCode), LINK);
    assert_eq!(stage.answer(201, code(30)), format!("show 407315 until {}", 60 * MINUTES));
    assert_eq!(stage.reply(LinkReply::Finished), "linked");
}

#[test]
fn r136_the_viewer_says_when_the_code_is_typed() {
    for replies in [&[LinkReply::Finished][..], &[LinkReply::Shown, LinkReply::Finished]] {
        let mut stage = linking();
        stage.begin();
        stage.answer(201, code(0));
        let said: Vec<_> = replies.iter().map(|reply| stage.reply(*reply)).collect();
        assert_eq!(said.last().unwrap(), "linked");
    }
}

#[test]
fn r126_the_flows_own_token_goes_out_whatever_the_headers_hold() {
    let mut stage = linking().with_header(HeaderName::AdServiceToken, "of-another-person");
    assert_eq!(token_of(&mut stage, Event::Start).as_deref(), Some(TOKEN));
}

#[test]
fn r131_a_token_that_is_due_is_renewed_before_the_code_is_asked_for() {
    let mut stage = linking();
    stage.pass(57 * MINUTES);
    assert_eq!(stage.begin(), REFRESH);
    assert_eq!(stage.answer(200, new_token()), format!("keep {NEW}"));
    stage.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    assert_eq!(token_of(&mut stage, Event::Viewer(LinkReply::TokenKept)).as_deref(), Some(NEW));
}

#[test]
fn r130_a_refused_token_is_renewed_then_replaced_and_the_call_repeated_once() {
    let refused = || sso_error("header_invalid", "get_new_token");
    let mut stage = linking();
    assert_eq!(stage.begin(), LINK);
    assert_eq!(stage.answer(401, refused()), REFRESH);
    assert_eq!(stage.answer(401, refused()), OBTAIN);
    assert_eq!(stage.answer(201, new_token()), format!("keep {NEW}"));
    stage.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    assert_eq!(stage.reply(LinkReply::TokenKept), LINK);
    assert_eq!(stage.answer(401, refused()), "no single sign-on, Viewer: token refused, header_invalid");
}

#[test]
fn r130_a_renewed_token_that_is_refused_gives_way_to_one_for_the_identifier() {
    let refused = || sso_error("header_invalid", "get_new_token");
    let mut stage = linking();
    stage.begin();
    stage.answer(401, refused());
    assert_eq!(stage.answer(200, new_token()), format!("keep {NEW}"));
    stage.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    assert_eq!(stage.reply(LinkReply::TokenKept), LINK);
    assert_eq!(stage.answer(401, refused()), OBTAIN);
}

#[test]
fn a_host_that_forgot_the_header_is_told() {
    let mut stage = linking();
    stage.pass(57 * MINUTES);
    stage.begin();
    stage.answer(200, new_token());
    let said = stage.reply(LinkReply::TokenKept);
    assert_eq!(said, "stop Integrator: the request could not be written: header AD-Service-Token is required");
}

#[test]
fn r138_a_lost_answer_is_asked_for_again_since_an_unused_code_lapses() {
    let mut stage = linking();
    stage.begin();
    for _ in 0..2 {
        let said = stage.no_response();
        assert_eq!(stage.waited(said), LINK);
    }
    assert_eq!(stage.no_response(), "no single sign-on, Network: no response from the service");
}

#[test]
fn r131_an_early_renewal_that_finds_no_service_leaves_the_token_that_holds() {
    let mut stage = linking();
    stage.pass(57 * MINUTES);
    stage.begin();
    for _ in 0..2 {
        let said = stage.answer(502, HTML);
        assert_eq!(stage.waited(said), REFRESH);
    }
    assert_eq!(token_of(&mut stage, Event::Response { status: 502, body: b"" }).as_deref(), Some(TOKEN));
}

#[test]
fn r131_a_token_that_ends_while_it_is_renewed_early_is_no_longer_used() {
    let mut stage = linking();
    stage.pass(57 * MINUTES);
    assert_eq!(stage.begin(), REFRESH);
    stage.pass(3 * MINUTES);
    assert_eq!(stage.answer(403, ""), "no single sign-on, Configuration: not licensed, 403");
}

#[test]
fn r149_a_service_that_is_not_licensed_ends_the_flow_without_a_failure() {
    let mut stage = linking();
    stage.begin();
    assert_eq!(stage.answer(403, ""), "no single sign-on, Configuration: not licensed, 403");
}
