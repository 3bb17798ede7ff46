//! A whole sign-in: register, token, profiles, session, code, poll, profile, against answers that are given.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::flow::{Client, Context, Input, Now, Prompt, SignIn, Step};
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
static mut CLIENT: Client = Client::new();
static mut FLOW: SignIn = SignIn::new();
static mut BUFFER: [u8; 256] = [0; 256];

tvpass_firmware_image::image!(|| {
    let (client, flow, buffer) = (&raw mut CLIENT, &raw mut FLOW, &raw mut BUFFER);
    // SAFETY: the image has one thread, and this is the only place that names any of them.
    unsafe { sign_in(&mut *client, &mut *flow, &mut *buffer) };
});

fn sign_in(client: &mut Client, flow: &mut SignIn, buffer: &mut [u8]) {
    let Ok(base) = BaseUrl::new(black_box("https://sp.auth.adobe.com")) else { return };
    let mut context = Context::new(
        base,
        black_box("REF30"),
        black_box("demo.software.statement").into(),
        Headers::new(Sender::StreamingDevice),
    );
    let _ = context.headers.set(HeaderName::ApDeviceIdentifier, black_box("fingerprint dHY="));
    let _ = context.headers.set(HeaderName::XDeviceInfo, black_box("e30="));
    context.mvpd = black_box(Some("Cablevision"));
    let answers: [&[u8]; 6] = [&REGISTER, &TOKEN, &NO_PROFILE, &SESSION, &NO_PROFILE, &PROFILE];
    let mut answers = answers.iter();
    let mut now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: black_box(7) };
    let mut input = Input::Begin;
    loop {
        // By reference, since a step is large, and would otherwise be copied for each of its kinds.
        match &flow.step(&context, client, now, input, buffer) {
            Step::Send(request) => {
                black_box(request);
                let Some(body) = answers.next() else { return };
                input = Input::Answer { status: black_box(200), body: black_box(body) };
            }
            Step::Wait { until_millis } => {
                now.monotonic_millis = *until_millis;
                input = Input::Tick;
            }
            Step::Ask(Prompt::ShowCode { code, .. }) => {
                black_box(code);
                input = Input::Tick;
            }
            end => {
                black_box(end);
                return;
            }
        }
    }
}
