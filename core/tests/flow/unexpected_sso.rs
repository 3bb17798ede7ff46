//! Events that do not fit, in the flows of the Single Sign-On Service and in the check for a sign-in.

use tvpass::flow::{
    CheckSignIn, DeviceReply, Event, LinkDevice, LinkReply, ListDevices, PersonSource, ServiceToken, ServiceTokenReply,
};
use tvpass::message::HeaderName;

use super::answers::{HTML, NO_PROFILES, link_code, sso_error, token};
use super::service_token::{IDENTIFIER, NEW, kept, new_token};
use super::stage::{MINUTES, START, Stage};
use super::unexpected::{answer, events, ok, what_does_not_fit_changes_nothing};

fn refused<R>() -> Event<'static, R> {
    answer(401, &sso_error("header_invalid", "get_new_token"))
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_service_token() {
    let replies =
        || events([("LinkCode", ServiceTokenReply::LinkCode("K7Q2ZP")), ("Declined", ServiceTokenReply::Declined)]);
    let source = include_str!("../../src/flow/service_token.rs");
    let void = || answer(400, &sso_error("token_invalid", "get_new_token"));
    let another = || Event::Viewer(ServiceTokenReply::LinkCode("K7Q2ZP"));
    let scripts = vec![
        vec![Event::Start, answer(502, HTML), Event::Timer, void(), another(), ok(&new_token())],
        vec![Event::Start, void(), Event::Viewer(ServiceTokenReply::Declined)],
    ];
    let begin = Stage::new(ServiceToken::new(None, PersonSource::LinkCode("407315")).unwrap());
    what_does_not_fit_changes_nothing("enum State {Start\n}", &begin, scripts, replies);
    let mut begin = Stage::new(ServiceToken::new(Some(kept()), PersonSource::Identifier(IDENTIFIER)).unwrap());
    begin.pass(70 * MINUTES);
    let scripts = vec![
        vec![Event::Start, refused(), answer(502, HTML), Event::Timer, ok(&new_token())],
        vec![Event::Start, answer(401, "{}"), ok(&token(START.millis(), 9000)), answer(403, "")],
    ];
    let without_codes = source.replace("    ObtainingByCode,\n", "").replace("    CodeVoid,\n", "");
    what_does_not_fit_changes_nothing(&without_codes, &begin, scripts, replies);
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_link() {
    let replies = || {
        events([
            ("Shown", LinkReply::Shown),
            ("NewCode", LinkReply::NewCode),
            ("Finished", LinkReply::Finished),
            ("TokenKept", LinkReply::TokenKept),
        ])
    };
    let code = || answer(201, &link_code("407315", START.millis()));
    let mut begin = Stage::new(LinkDevice::new(kept(), Some(IDENTIFIER)).unwrap());
    begin.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    let shown = || Event::Viewer(LinkReply::Shown);
    let scripts = vec![
        vec![
            Event::Start,
            refused(),
            ok(&new_token()),
            Event::Viewer(LinkReply::TokenKept),
            code(),
            shown(),
            Event::Timer,
            Event::Viewer(LinkReply::NewCode),
            code(),
            Event::Viewer(LinkReply::Finished),
        ],
        vec![Event::Start, answer(403, "")],
    ];
    let source = include_str!("../../src/flow/link_device.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, replies);
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_list_of_devices() {
    let mut begin = Stage::new(ListDevices::new(kept(), Some(IDENTIFIER)).unwrap());
    begin.app.headers.set(HeaderName::AdServiceToken, NEW).unwrap();
    begin.pass(58 * MINUTES);
    let kept = || Event::Viewer(DeviceReply::TokenKept);
    let scripts = vec![
        vec![
            Event::Start,
            refused(),
            ok(&new_token()),
            kept(),
            answer(502, HTML),
            Event::Timer,
            ok(r#"{"devices":{}}"#),
        ],
        vec![Event::Start, answer(400, &sso_error("header_missing", "check_headers"))],
    ];
    let source = include_str!("../../src/flow/devices.rs");
    what_does_not_fit_changes_nothing(source, &begin, scripts, || events([("TokenKept", DeviceReply::TokenKept)]));
}

#[test]
fn an_event_that_does_not_fit_changes_nothing_in_a_check_for_a_sign_in() {
    let scripts = vec![
        vec![Event::Start, answer(502, HTML), Event::Timer, ok(NO_PROFILES)],
        vec![Event::Start, answer(400, "{\"code\": \"a\"}")],
    ];
    let source = include_str!("../../src/flow/check_sign_in.rs");
    what_does_not_fit_changes_nothing(source, &Stage::new(CheckSignIn::new()), scripts, || events([]));
}
