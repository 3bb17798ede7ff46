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

/// A place that the library writes to, as its functions take it.
#[allow(clippy::unnecessary_wraps)]
fn out<T>(place: &mut T) -> Option<&mut MaybeUninit<T>> {
    // SAFETY: the library writes whole values only.
    Some(unsafe { &mut *std::ptr::from_mut(place).cast() })
}

fn app() -> tvpass_app {
    let mut app: tvpass_app = c();
    app.base_url = "http://127.0.0.1".into();
    app.service_provider = "REF30".into();
    app.software_statement = "demo.software.statement".into();
    app.headers.values[2] = "fingerprint Wh0AQg==".into();
    app.headers.values[3] = "e30=".into();
    app
}

const NOW: tvpass_now = tvpass_now { monotonic_millis: 1000, unix_millis: 1_733_735_289_035, random: 7 };
const NONE: tvpass_string = tvpass_string::ABSENT;

fn event(kind: tvpass_event_kind) -> tvpass_event {
    tvpass_event { kind: kind as u32, ..c() }
}

fn start() -> tvpass_event {
    event(tvpass_event_kind::Start)
}

fn response(http_status: u32, body: &'static str) -> tvpass_event {
    tvpass_event { http_status, body: body.as_bytes().into(), ..event(tvpass_event_kind::Response) }
}

const SESSION: &str = r#"{"actionName":"authenticate","actionType":"interactive","reasonType":"none","code":"E30FBI4",
    "url":"/api/v2/authenticate/REF30/E30FBI4","sessionId":"748f","mvpd":"Dish","serviceProvider":"REF30",
    "notBefore":"1733735289035","notAfter":"1733737089035"}"#;

/// Hands one event after the other to a flow, and writes each step twice: into a buffer that is too small for a request, and
/// into one that is not.
macro_rules! run {
    ($flow:ident: $handle:ident, $step:ident, $installation:expr, $($event:expr => $kind:ident),+ $(,)?) => { $( {
        let (app, event, mut memory, mut step) = (app(), $event, [0; 2048], c::<tvpass_step>());
        assert_eq!($handle(Some(&mut $flow), Some(&app), Some($installation), Some(&NOW), Some(&event), None), OK);
        for size in [4, 2048] {
            let buffer = (&mut memory[..size]).into();
            let result = $step(Some(&$flow), Some(&app), Some($installation), buffer, out(&mut step), None);
            assert!(result == OK || size == 4 && result == tvpass_result::TooSmall);
        }
        assert_eq!(step.kind, tvpass_step_kind::$kind as u32);
    } )+ };
}

/// Memory for an installation: aligned for nothing but bytes, and never moved.
fn memory() -> &'static mut [u8] {
    Vec::leak(vec![0xa5; 700])
}

fn registered() -> tvpass_installation {
    let (mut installation, mut flow) = (c(), c());
    assert_eq!(tvpass_installation_init(out(&mut installation), memory().into(), None), OK);
    assert_eq!(tvpass_registration_init(out(&mut flow)), OK);
    run!(flow: tvpass_registration_handle, tvpass_registration_step, &mut installation,
        start() => Send,
        response(201, r#"{"client_id":"s6","client_secret":"t7"}"#) => Send,
        response(201, r#"{"access_token":"eyJ","expires_in":86400}"#) => Registered,
    );
    installation
}

fn resource() -> tvpass_resource {
    let mut resource = c();
    assert_eq!(tvpass_resource_init(out(&mut resource), "news".into(), None), OK);
    resource
}

#[test]
fn a_code_is_shown_and_a_decision_told() {
    let mut installation = registered();
    let mut flow = c();
    let arguments = tvpass_sign_in_arguments { mvpd: "Dish".into(), ..c() };
    assert_eq!(tvpass_sign_in_init(out(&mut flow), Some(&arguments), None), OK);
    run!(flow: tvpass_sign_in_handle, tvpass_sign_in_step, &mut installation,
        start() => Send,
        response(200, r#"{"profiles":{}}"#) => Send,
        response(201, SESSION) => ShowCode,
    );
    let decision = r#"{"decisions":[{"resource":"news","serviceProvider":"REF30","mvpd":"Dish","source":"mvpd","authorized":false,
        "error":{"status":403,"code":"authorization_denied_by_mvpd","action":"none"}}]}"#;
    let mut flow = c();
    assert_eq!(tvpass_authorization_init(out(&mut flow), "news".into(), "Dish".into(), None), OK);
    run!(flow: tvpass_authorization_handle, tvpass_authorization_step, &mut installation,
        start() => Send,
        response(200, decision) => Denied,
    );
    let (mut flow, resources) = (c(), [resource()]);
    assert_eq!(tvpass_preauthorization_init(out(&mut flow), resources.as_ptr(), 1, "Dish".into(), 0, None), OK);
    run!(flow: tvpass_preauthorization_handle, tvpass_preauthorization_step, &mut installation,
        start() => Send,
        response(200, decision) => Decided,
        event(tvpass_event_kind::Noted) => Preauthorized,
    );
}

#[test]
fn every_other_flow_begins() {
    let mut installation = registered();
    let mut logout = c();
    assert_eq!(tvpass_logout_init(out(&mut logout), "Dish".into(), "https://adobe.com".into(), None), OK);
    run!(logout: tvpass_logout_handle, tvpass_logout_step, &mut installation,
        start() => Send,
        response(200, r#"{"logouts":{}}"#) => SignedOut,
    );
    let mut partner = c();
    assert_eq!(tvpass_partner_sign_in_init(out(&mut partner), NONE, NONE, NONE, None), OK);
    run!(partner: tvpass_partner_sign_in_handle, tvpass_partner_sign_in_step, &mut installation, start() => PartnerStatus);
    let mut completion = c();
    assert_eq!(tvpass_partner_completion_init(out(&mut completion), NONE, "<saml/>".into(), None), OK);
    run!(completion: tvpass_partner_completion_handle, tvpass_partner_completion_step, &mut installation, start() => Send);
    let mut second = c();
    assert_eq!(tvpass_second_screen_init(out(&mut second), "E30FBI4".into(), NONE, NONE, None), OK);
    run!(second: tvpass_second_screen_handle, tvpass_second_screen_step, &mut installation, start() => Send);
}

#[test]
fn a_picker_is_filled_from_the_body_of_an_answer() {
    let mut installation = registered();
    let mut flow = c();
    let arguments = tvpass_sign_in_arguments { without_lookup: 1, ..c() };
    let place = tvpass_place::OtherDeviceWithPicker as u32;
    assert_eq!(tvpass_picker_sign_in_init(out(&mut flow), Some(&arguments), place, None), OK);
    run!(flow: tvpass_picker_sign_in_handle, tvpass_picker_sign_in_step, &mut installation,
        start() => Send,
        response(200, r#"{"requestor":{"id":"REF30","mvpds":[{"id":"Dish","displayName":"DISH"}]}}"#) => ChooseMvpd,
        tvpass_event { mvpd: "Dish".into(), ..event(tvpass_event_kind::Chosen) } => Send,
        response(201, SESSION) => ShowCode,
    );
}

#[test]
fn a_device_s_id_is_made_in_memory_that_suffices() {
    let (mut memory, mut id, mut detail) = ([0; TVPASS_PLATFORM_ID_BYTES], c::<tvpass_bytes>(), c::<tvpass_detail>());
    let small = (&mut memory[1..]).into();
    let result = tvpass_device_identifier_of_platform("7".into(), small, out(&mut id), out(&mut detail));
    assert_eq!((result, detail.needed), (tvpass_result::TooSmall, 64));
    let buffer = (&mut memory[..]).into();
    assert_eq!(tvpass_device_identifier_of_platform("7".into(), buffer, out(&mut id), None), OK);
    assert_eq!(&memory, b"7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451");
    let result = tvpass_device_identifier_of_platform(NONE, buffer, out(&mut id), out(&mut detail));
    assert_eq!(result, tvpass_result::NullPointer);
}

#[test]
fn a_flow_that_was_never_made_is_refused() {
    let (app, mut installation, mut flow) = (app(), registered(), c());
    let (installation, flow) = (Some(&mut installation), Some(&mut flow));
    let result = tvpass_logout_handle(flow, Some(&app), installation, Some(&NOW), Some(&start()), None);
    assert_eq!(result, tvpass_result::NotInitialised);
}

#[test]
fn what_an_installation_keeps_survives_in_other_memory() {
    let (app, installation) = (app(), registered());
    let (mut disk, mut saved, mut restored) = (vec![0; 4096], c(), c());
    let buffer = (&mut disk[..]).into();
    assert_eq!(tvpass_installation_save(Some(&installation), Some(&app), buffer, out(&mut saved), None), OK);
    assert_eq!(tvpass_installation_init(out(&mut restored), memory().into(), None), OK);
    assert_eq!(tvpass_installation_restore(Some(&mut restored), Some(&app), saved, None), OK);
    drop(disk);
    let mut state = 0;
    assert_eq!(tvpass_installation_registration(Some(&restored), out(&mut state)), OK);
    assert_eq!(state, tvpass_registration_state::Authorized as u32);
}

#[test]
fn an_installation_fits_into_memory_at_any_address() {
    let memory = memory();
    let (mut installation, mut mvpd, mut detail) = (c(), c::<tvpass_remembered_mvpd>(), c::<tvpass_detail>());
    for skipped in 0..16 {
        let part = (&mut memory[skipped..]).into();
        assert_eq!(tvpass_installation_init(out(&mut installation), part, None), OK);
        let long = "x".repeat(700 - 16 - TVPASS_INSTALLATION_OVERHEAD as usize);
        let result = tvpass_installation_remember_mvpd(Some(&mut installation), (&*long).into(), NONE, NONE, None);
        assert_eq!(result, OK);
        assert_eq!(tvpass_installation_mvpd(Some(&installation), out(&mut mvpd)), OK);
    }
    let part = (&mut memory[..40]).into();
    let result = tvpass_installation_init(out(&mut installation), part, out(&mut detail));
    assert_eq!((result, detail.needed), (tvpass_result::TooSmall, TVPASS_INSTALLATION_OVERHEAD));
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
fn a_stream_keeps_nothing_of_a_window_that_is_done_with() {
    let body = br#"{"requestor":{"id":"REF30","mvpds":[{"id":"Dish"},{"id":"Cox"}]}}"#;
    let (mut stream, mut piece, mut done) = (c(), c::<tvpass_configuration_piece>(), 0);
    assert_eq!(tvpass_configuration_stream_init(out(&mut stream)), OK);
    let (mut rest, mut pieces, mut arrived) = (Vec::new(), 0, 0);
    for chunk in body.chunks(9) {
        // Its memory is given back at the end of the part.
        let window = [rest.as_slice(), chunk].concat();
        arrived += chunk.len();
        let is_last = u8::from(arrived == body.len());
        assert_eq!(tvpass_configuration_stream_part(Some(&mut stream), window[..].into(), is_last), OK);
        while tvpass_configuration_stream_next(Some(&mut stream), out(&mut piece)) == OK {
            pieces += 1;
        }
        assert_eq!(tvpass_configuration_stream_finish(Some(&mut stream), out(&mut done), None), OK);
        rest = window[done as usize..].to_vec();
    }
    assert_eq!((pieces, rest), (3, Vec::new()));
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
