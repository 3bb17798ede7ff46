//! A service token: kept, renewed, got for an identifier or a code.

use tvpass::flow::{
    Event, Flow as _, InvalidArgument, KeptToken, ObtainedToken, PersonSource, RestoreError, SavedToken, ServiceToken,
    ServiceTokenReply, Step, saved_token_size,
};
use tvpass::json::Timestamp;
use tvpass::message::HeaderName;

use super::answers::{HTML, service_token, sso_error};
use super::stage::{MINUTES, START, Stage, app, at, authorized, ok};

pub(crate) const TOKEN: &str = "eyJhbGciOi.b2xk.c2ln";
pub(crate) const NEW: &str = "eyJhbGciOi.bmV3.c2ln";
pub(crate) const IDENTIFIER: &str = "household-19";
pub(crate) const OBTAIN: &str = "POST /api/REF30/serviceToken";
pub(crate) const REFRESH: &str = "GET /api/REF30/serviceToken";

/// A token of an hour, received at the beginning.
pub(crate) fn kept() -> KeptToken {
    KeptToken::received(TOKEN, Some(START), START.plus_millis(60 * MINUTES), &at(0)).unwrap()
}

pub(crate) fn new_token() -> String {
    service_token(NEW, START.millis())
}

pub(crate) fn flow(kept: Option<KeptToken>, person: PersonSource) -> Stage<ServiceToken> {
    Stage::new(ServiceToken::new(kept, person).unwrap())
}

pub(crate) fn by_id() -> Stage<ServiceToken> {
    flow(None, PersonSource::Identifier(IDENTIFIER))
}

pub(crate) fn by_code() -> Stage<ServiceToken> {
    flow(None, PersonSource::LinkCode(" 407315 "))
}

/// A flow that begins when the kept token has lived this long.
fn after(minutes: u64, person: PersonSource) -> Stage<ServiceToken> {
    let mut stage = flow(Some(kept()), person);
    stage.pass(minutes * MINUTES);
    stage
}

/// The value of a header of the request that `event` leads to.
fn header(
    stage: &mut Stage<ServiceToken>,
    event: Event<'_, ServiceTokenReply<'_>>,
    name: HeaderName,
) -> Option<String> {
    let turn = stage.flow.handle(&stage.app, &mut stage.installation, stage.now, event);
    let Step::Send(request) = turn.step(&stage.app, &stage.installation, &mut stage.buffer).unwrap() else { panic!() };
    request.headers.get(name).map(str::to_owned)
}

#[test]
fn r131_a_token_that_holds_is_used_without_a_request() {
    for minutes in [0, 30, 54] {
        assert_eq!(after(minutes, PersonSource::Identifier(IDENTIFIER)).begin(), "the kept token");
        assert_eq!(after(minutes, PersonSource::Kept).begin(), "the kept token");
    }
}

#[test]
fn r129_a_token_is_renewed_five_minutes_before_its_end() {
    let mut stage = after(55, PersonSource::Identifier(IDENTIFIER));
    assert_eq!(stage.begin(), REFRESH);
    assert_eq!(stage.answer(200, new_token()), format!("token {NEW}"));
}

#[test]
fn r129_one_renewal_goes_out_whatever_the_host_says() {
    let mut stage = after(55, PersonSource::Kept);
    assert_eq!(stage.begin(), REFRESH);
    for _ in 0..3 {
        assert_eq!([stage.begin(), stage.timer(), stage.says(Event::Online)], ["await", "await", "await"]);
    }
}

#[test]
fn r126_r130_an_expired_token_is_offered_once_byte_for_byte() {
    let mut stage = after(90, PersonSource::Identifier(IDENTIFIER));
    assert_eq!(header(&mut stage, Event::Start, HeaderName::AdServiceToken).as_deref(), Some(TOKEN));
    assert_eq!(stage.answer(401, sso_error("header_invalid", "get_new_token")), OBTAIN);
    assert_eq!(stage.answer(201, new_token()), format!("token {NEW}"));
}

#[test]
fn r130_any_refusal_of_a_renewal_leads_to_the_identifier() {
    for (status, body) in [
        (401, sso_error("header_invalid", "get_new_token")),
        (400, sso_error("teapot", "pour_tea")),
        (410, sso_error("gone", "none")),
    ] {
        let mut stage = after(90, PersonSource::Identifier(IDENTIFIER));
        stage.begin();
        assert_eq!(stage.answer(status, body), OBTAIN, "{status}");
    }
}

#[test]
fn r130_without_an_identifier_the_viewer_links_again() {
    let mut stage = after(90, PersonSource::Kept);
    stage.begin();
    let said = stage.answer(401, sso_error("header_invalid", "get_new_token"));
    assert_eq!(said, "no single sign-on, Viewer: token refused, header_invalid");
    assert_eq!(stage.timer(), "stop Integrator: the flow is over");
}

#[test]
fn r131_an_early_renewal_that_finds_no_service_leaves_the_token_that_holds() {
    let mut stage = after(56, PersonSource::Identifier(IDENTIFIER));
    assert_eq!(stage.begin(), REFRESH);
    let said = stage.answer(502, HTML);
    assert!(said.starts_with("sleep"), "{said}");
    assert_eq!(stage.waited(said), REFRESH);
    let said = stage.no_response();
    assert_eq!(stage.waited(said), REFRESH);
    assert_eq!(stage.no_response(), "the kept token");
}

#[test]
fn r131_a_token_that_ends_meanwhile_is_no_longer_used() {
    let mut stage = after(56, PersonSource::Kept);
    stage.begin();
    stage.pass(5 * MINUTES);
    assert_eq!(stage.answer(403, ""), "no single sign-on, Configuration: not licensed, 403");
}

#[test]
fn r123_a_person_is_named_by_the_identifier_or_by_the_code_and_never_by_both() {
    for (mut stage, named, other, value) in [
        (by_id(), HeaderName::XSsoId, HeaderName::XSsoLink, IDENTIFIER),
        (by_code(), HeaderName::XSsoLink, HeaderName::XSsoId, "407315"),
    ] {
        stage.app.headers.set(HeaderName::XSsoId, "somebody").unwrap();
        stage.app.headers.set(HeaderName::XSsoLink, "000000").unwrap();
        let mut again = stage.clone();
        assert_eq!(header(&mut stage, Event::Start, named).as_deref(), Some(value));
        assert_eq!(header(&mut again, Event::Start, other), None);
    }
}

#[test]
fn a_link_code_goes_before_a_kept_token() {
    assert_eq!(after(0, PersonSource::LinkCode("407315")).begin(), OBTAIN);
}

#[test]
fn nobody_known_is_told_without_a_request() {
    assert_eq!(flow(None, PersonSource::Kept).begin(), "no single sign-on, Viewer: nobody known");
}

#[test]
fn r122_the_access_token_is_had_first_as_for_every_call() {
    let mut stage = Stage::unregistered(ServiceToken::new(None, PersonSource::Identifier(IDENTIFIER)).unwrap());
    assert_eq!(stage.begin(), "POST /o/client/register");
    assert_eq!(stage.answer(201, super::answers::CREDENTIALS), "POST /o/client/token");
    assert_eq!(stage.answer(201, super::answers::token(START.millis(), 21_600)), OBTAIN);
}

#[test]
fn r137_a_code_that_is_refused_is_asked_for_again_and_not_sent_again() {
    let mut stage = by_code();
    assert_eq!(stage.begin(), OBTAIN);
    let refused = "another code: token_invalid";
    assert_eq!(stage.answer(400, sso_error("token_invalid", "get_new_token")), refused);
    assert_eq!([stage.timer(), stage.says(Event::Online)], ["await", "await"]);
    assert_eq!(stage.reply(ServiceTokenReply::LinkCode("  ")), "another code: no word on it");
    assert_eq!(stage.reply(ServiceTokenReply::LinkCode(" K7Q2ZP ")), OBTAIN);
    assert_eq!(stage.answer(201, new_token()), format!("token {NEW}"));
}

#[test]
fn r137_a_viewer_without_another_code_goes_on_without_single_sign_on() {
    let mut stage = by_code();
    stage.begin();
    stage.answer(400, "{}");
    assert_eq!(stage.reply(ServiceTokenReply::Declined), "no single sign-on, Viewer: no code");
}

#[test]
fn r138_a_code_whose_answer_was_lost_goes_out_once_more() {
    let mut stage = by_code();
    stage.begin();
    let said = stage.no_response();
    assert_eq!(stage.waited(said), OBTAIN);
    assert_eq!(stage.no_response(), "no single sign-on, Network: no response from the service");
    let mut stage = by_code();
    stage.begin();
    let said = stage.answer(503, HTML);
    assert_eq!(stage.waited(said), OBTAIN);
    assert_eq!(stage.answer(400, sso_error("token_invalid", "get_new_token")), "another code: token_invalid");
}

#[test]
fn r138_another_code_whose_answer_was_lost_goes_out_once_more_as_well() {
    let mut stage = by_code();
    stage.begin();
    let said = stage.no_response();
    assert_eq!(stage.waited(said), OBTAIN);
    assert_eq!(stage.answer(400, sso_error("token_invalid", "get_new_token")), "another code: token_invalid");
    assert_eq!(stage.reply(ServiceTokenReply::LinkCode("K7Q2ZP")), OBTAIN);
    let said = stage.no_response();
    assert_eq!(stage.waited(said), OBTAIN);
}

#[test]
fn r132_token_end_and_identifier_outlive_a_restart() {
    let mut buffer = vec![0; saved_token_size(TOKEN.len(), 256)];
    let saved = kept().save(&app(), Some("a\"b\\c"), &mut buffer).unwrap().to_vec();
    let read = SavedToken::decode(&app(), &saved).unwrap();
    assert_eq!((read.token.reveal(), read.not_after), (TOKEN.into(), START.plus_millis(60 * MINUTES)));
    assert_eq!(read.identifier.unwrap().reveal(), "a\"b\\c");
    let restored = KeptToken::restored(TOKEN, read.not_before, read.not_after, &at(0)).unwrap();
    assert_eq!(restored, kept());
    let printed = format!("{read:?} {restored:?}");
    assert_eq!((printed.matches("[redacted]").count(), printed.contains("eyJ")), (2, false), "{printed}");
}

#[test]
fn r132_what_was_not_saved_by_this_application_is_not_taken_up() {
    let mut buffer = vec![0; 512];
    let saved = kept().save(&app(), None, &mut buffer).unwrap().to_vec();
    assert_eq!(SavedToken::decode(&app(), &saved).unwrap().identifier, None);
    for length in 0..saved.len() {
        assert_eq!(SavedToken::decode(&app(), &saved[..length]), Err(RestoreError::Damaged), "{length}");
    }
    let mut changed = saved.clone();
    changed[30] ^= 1;
    assert_eq!(SavedToken::decode(&app(), &changed), Err(RestoreError::Damaged));
    let mut other = app();
    other.service_provider = "NEWS24";
    assert_eq!(SavedToken::decode(&other, &saved), Err(RestoreError::Foreign));
    let needed = kept().save(&app(), None, &mut []).unwrap_err().needed;
    assert_eq!(needed, saved.len());
}

#[test]
fn a_text_that_names_nobody_is_refused_at_once() {
    let new = |person| ServiceToken::new(None, person).map(drop).unwrap_err();
    assert_eq!(new(PersonSource::Identifier("")), InvalidArgument::Empty("identifier"));
    assert_eq!(new(PersonSource::Identifier("a\nb")), InvalidArgument::Malformed("identifier"));
    assert_eq!(new(PersonSource::LinkCode(" ")), InvalidArgument::Empty("link_code"));
    assert_eq!(new(PersonSource::LinkCode("123456789012345678901234567890123")), InvalidArgument::TooLong("link_code"));
}

#[test]
fn no_flow_keeps_a_token_in_the_installation() {
    let before = super::stage::saved(&authorized());
    let mut stage = by_id();
    stage.begin();
    stage.answer(201, new_token());
    assert_eq!(super::stage::saved(&stage.installation), before);
}

#[test]
fn r128_what_is_issued_says_how_long_it_lives() {
    let mut stage = by_id();
    stage.begin();
    let body = new_token();
    let Step::Done(ObtainedToken::Issued(issued)) = stage.step(ok(&body)) else { panic!() };
    assert_eq!(issued.lifetime_millis(Timestamp::default()), 60 * MINUTES);
}
