//! Memory of the caller as C uses it: every kind of object that lives there is made, used and used again.
//!
//! The suite `miri` runs these tests in an interpreter that knows which pointer may reach which byte.

use std::mem::{MaybeUninit, zeroed};

use tvpass_c::*;

const OK: tvpass_result = tvpass_result::Ok;

/// A struct as C declares it: zeros, which every struct of the header takes.
fn c<T>() -> T {
    // SAFETY: only for structs of the header, which are numbers, pointers that may be null, and memory.
    unsafe { zeroed() }
}

/// A place that the library writes to.
#[allow(clippy::unnecessary_wraps)]
fn out<T>(place: &mut T) -> Option<&mut MaybeUninit<T>> {
    // SAFETY: the library writes whole values only.
    Some(unsafe { &mut *std::ptr::from_mut(place).cast() })
}

fn context() -> tvpass_context {
    let mut context: tvpass_context = c();
    context.base_url = "http://127.0.0.1".into();
    context.service_provider = "REF30".into();
    context.software_statement = "demo.software.statement".into();
    context.mvpd = "Dish".into();
    context.headers.values[2] = "fingerprint Wh0AQg==".into();
    context.headers.values[3] = "e30=".into();
    context
}

const NOW: tvpass_now = tvpass_now { monotonic_millis: 1000, unix_millis: 1_733_735_289_035, random: 7 };

fn begin() -> tvpass_input {
    tvpass_input { kind: tvpass_input_kind::Begin as u32, ..c() }
}

fn answer(http_status: u32, body: &'static str) -> tvpass_input {
    tvpass_input { kind: tvpass_input_kind::Answer as u32, http_status, body: body.as_bytes().into(), ..c() }
}

const SESSION: &str = r#"{"actionName":"authenticate","actionType":"interactive","reasonType":"none","code":"E30FBI4",
    "url":"/api/v2/authenticate/REF30/E30FBI4","sessionId":"748f","mvpd":"Dish","serviceProvider":"REF30",
    "notBefore":"1733735289035","notAfter":"1733737089035"}"#;

macro_rules! run {
    ($flow:ident, $step:ident, $context:expr, $client:expr, $($input:expr => $kind:ident),+ $(,)?) => { $( {
        let (mut memory, mut step) = ([0; 2048], c::<tvpass_step>());
        let (context, input) = ($context, $input);
        let buffer = (&mut memory[..]).into();
        let result =
            $step(Some(context), Some($client), Some(&mut $flow), Some(&NOW), Some(&input), buffer, out(&mut step), None);
        assert_eq!(result, OK);
        assert_eq!(step.kind, tvpass_step_kind::$kind as u32);
    } )+ };
}

fn registered(context: &tvpass_context) -> tvpass_client {
    let (mut client, mut flow) = (c(), c());
    assert_eq!(tvpass_client_init(out(&mut client)), OK);
    assert_eq!(tvpass_registration_init(out(&mut flow)), OK);
    run!(flow, tvpass_registration_step, context, &mut client,
        begin() => Send,
        answer(201, r#"{"client_id":"s6","client_secret":"t7"}"#) => Send,
        answer(201, r#"{"access_token":"eyJ","expires_in":86400}"#) => Registered,
    );
    client
}

fn resource() -> tvpass_resource {
    let mut resource = c();
    assert_eq!(tvpass_resource_init(out(&mut resource), "news".into(), None), OK);
    resource
}

#[test]
fn a_code_is_shown_and_a_decision_told() {
    let mut context = context();
    let mut client = registered(&context);
    let mut flow = c();
    assert_eq!(tvpass_sign_in_init(out(&mut flow)), OK);
    run!(flow, tvpass_sign_in_step, &context, &mut client,
        begin() => Send,
        answer(200, r#"{"profiles":{}}"#) => Send,
        answer(201, SESSION) => ShowCode,
    );
    let resources = [resource()];
    (context.resources, context.resource_count) = (resources.as_ptr(), 1);
    let decision = r#"{"decisions":[{"resource":"news","serviceProvider":"REF30","mvpd":"Dish","source":"mvpd","authorized":false,
        "error":{"status":403,"code":"authorization_denied_by_mvpd","action":"none"}}]}"#;
    let mut flow = c();
    let mut client = registered(&context);
    assert_eq!(tvpass_authorization_init(out(&mut flow)), OK);
    run!(flow, tvpass_authorization_step, &context, &mut client, begin() => Send, answer(200, decision) => Denied);
    let mut flow = c();
    let mut client = registered(&context);
    assert_eq!(tvpass_preauthorization_init(out(&mut flow)), OK);
    run!(flow, tvpass_preauthorization_step, &context, &mut client, begin() => Send, answer(200, decision) => Preauthorized);
}

#[test]
fn every_other_flow_begins() {
    let context = context();
    let mut client = registered(&context);
    let mut logout = c();
    assert_eq!(tvpass_logout_init(out(&mut logout)), OK);
    run!(logout, tvpass_logout_step, &context, &mut client, begin() => Send, answer(200, r#"{"logouts":{}}"#) => LoggedOut);
    let mut partner = c();
    let mut client = registered(&context);
    assert_eq!(tvpass_partner_sign_in_init(out(&mut partner)), OK);
    run!(partner, tvpass_partner_sign_in_step, &context, &mut client, begin() => PartnerStatus);
    let mut second = c();
    let mut client = registered(&context);
    assert_eq!(tvpass_second_screen_init(out(&mut second), "E30FBI4".into(), None), OK);
    run!(second, tvpass_second_screen_step, &context, &mut client, begin() => Send);
}

#[test]
fn a_flow_that_was_never_made_is_refused() {
    let context = context();
    let mut client = registered(&context);
    let (mut memory, mut step, mut flow) = ([0; 64], c(), c());
    let buffer = (&mut memory[..]).into();
    let (client, flow) = (Some(&mut client), Some(&mut flow));
    let result =
        tvpass_logout_step(Some(&context), client, flow, Some(&NOW), Some(&begin()), buffer, out(&mut step), None);
    assert_eq!(result, tvpass_result::NotInitialised);
}

#[test]
fn what_a_client_keeps_survives_in_other_memory() {
    let context = context();
    let client = registered(&context);
    let (mut memory, mut saved, mut restored) = (vec![0; TVPASS_SAVED_CAPACITY as usize], c(), c());
    assert_eq!(tvpass_client_save(Some(&client), (&mut memory[..]).into(), out(&mut saved), None), OK);
    assert_eq!(tvpass_client_init(out(&mut restored)), OK);
    assert_eq!(tvpass_client_restore(Some(&mut restored), saved, None), OK);
    drop(memory);
    let mut state = 0;
    assert_eq!(tvpass_client_registration(Some(&restored), out(&mut state)), OK);
    assert_eq!(state, tvpass_registration_state::Authorized as u32);
}

#[test]
fn cursors_walk_an_answer_where_it_lies() {
    let body = br#"{"profiles":{"Dish":{"notBefore":1,"notAfter":2,"issuer":"Dish","type":"regular",
        "attributes":{"userID":{"value":"a\u0062c","state":"plain"}}}}}"#;
    let (mut profiles, mut cursor, mut profile) = (c(), c(), c::<tvpass_profile>());
    assert_eq!(tvpass_profiles_decode(200, body[..].into(), out(&mut profiles), None), OK);
    assert_eq!(tvpass_profiles_begin(Some(&profiles), out(&mut cursor)), OK);
    assert_eq!(tvpass_profiles_next(Some(&mut cursor), out(&mut profile)), OK);
    let (mut memory, mut copied) = ([0; 8], 0);
    assert_eq!(tvpass_text_copy(Some(&profile.mvpd), (&mut memory[..]).into(), out(&mut copied), None), OK);
    assert_eq!(&memory[..copied as usize], b"Dish");
    assert_eq!(tvpass_profiles_next(Some(&mut cursor), out(&mut profile)), tvpass_result::End);
}

#[test]
fn a_response_is_put_together_in_the_buffer_of_the_caller() {
    let (mut reader, mut memory) = (c(), [0; 128]);
    let buffer = tvpass_buffer::from(&mut memory[..]);
    assert_eq!(tvpass_http_reader_init(out(&mut reader)), OK);
    let mut space = c();
    assert_eq!(tvpass_http_reader_space(Some(&reader), buffer, out(&mut space)), OK);
    let mut response = c();
    let result = tvpass_http_reader_received(Some(&mut reader), buffer, 0, out(&mut response), None);
    assert_eq!(result, tvpass_result::HttpClosed);
}
