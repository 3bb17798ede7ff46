//! A whole sign-in: register, token, profiles, session, code, poll, profile, against answers that are given.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::flow::{
    App, Event, Flow, Installation, Now, OtherDevice, ShowCode, SignIn, SignInQuestion, SignInReply, SmallInstallation,
    Step,
};
use tvpass::json::Timestamp;
use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};

tvpass_firmware_image::input!(REGISTER, br#"{"client_id":"s6BhdRkqt3","client_secret":"t7AkePiru4"}"#);
tvpass_firmware_image::input!(TOKEN, br#"{"access_token":"eyJhbGciOiJSUzI1NiJ9.e30.c2ln","expires_in":21600}"#);
tvpass_firmware_image::input!(NO_PROFILE, br#"{"profiles":{}}"#);
tvpass_firmware_image::input!(
    SESSION,
    br#"{"actionName":"authenticate","actionType":"interactive","reasonType":"none","code":"8ADF2K7",
    "url":"/api/v2/authenticate/REF30/8ADF2K7","sessionId":"1b614390","mvpd":"Cablevision","serviceProvider":"REF30",
    "notBefore":"1733735289035","notAfter":"1733737089035"}"#
);
tvpass_firmware_image::input!(
    PROFILE,
    br#"{"profiles":{"Cablevision":{"notBefore":1762774800000,"notAfter":1765366800000,"issuer":"Cablevision",
    "type":"regular","attributes":{"userID":{"value":"dmlld2Vy","state":"plain"}}}}}"#
);

// What firmware keeps for as long as it runs.
static mut INSTALLATION: SmallInstallation = SmallInstallation::new();
static mut FLOW: SignIn<OtherDevice> = SignIn::on_other_device(Some("Cablevision"), None, None);
static mut BUFFER: [u8; 256] = [0; 256];

tvpass_firmware_image::image!(|| {
    let (installation, flow, buffer) = (&raw mut INSTALLATION, &raw mut FLOW, &raw mut BUFFER);
    // SAFETY: the image has one thread, and this is the only place that names any of them.
    unsafe { sign_in(&mut *installation, &mut *flow, &mut *buffer) };
});

fn sign_in(installation: &mut Installation, flow: &mut SignIn<OtherDevice>, buffer: &mut [u8]) {
    let Ok(base) = BaseUrl::new(black_box("http://127.0.0.1:8787")) else { return };
    let mut app = App::new(
        base,
        black_box("REF30"),
        black_box("demo.software.statement").into(),
        Headers::new(Sender::StreamingDevice),
    );
    let _ = app.headers.set(HeaderName::ApDeviceIdentifier, black_box("fingerprint dHY="));
    let _ = app.headers.set(HeaderName::XDeviceInfo, black_box("e30="));
    let answers: [&[u8]; 6] = [&REGISTER, &TOKEN, &NO_PROFILE, &SESSION, &NO_PROFILE, &PROFILE];
    let mut answers = answers.iter();
    let mut now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: black_box(7) };
    let mut event = Event::Start;
    loop {
        let turn = flow.handle(&app, installation, now, event);
        if installation.is_unsaved() {
            black_box(&installation);
            installation.mark_saved(installation.revision());
        }
        // By reference, since a step is large, and would otherwise be copied for each of its kinds.
        match &turn.step(&app, installation, buffer) {
            Ok(Step::Send(request)) => {
                black_box(request);
                let Some(body) = answers.next() else { return };
                event = Event::Response { status: black_box(200), body: black_box(body) };
            }
            Ok(Step::Sleep { until_millis } | Step::AwaitOther { until_millis }) => {
                now.monotonic_millis = *until_millis;
                event = Event::Timer;
            }
            Ok(Step::Ask(SignInQuestion::ShowCode(ShowCode { code, .. }))) => {
                black_box(code);
                event = Event::Viewer(SignInReply::Shown);
            }
            end => {
                black_box(end);
                return;
            }
        }
    }
}
