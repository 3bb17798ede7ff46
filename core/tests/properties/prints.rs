//! Each type prints, for a log: the form is its own, and nothing of it is lost.

use tvpass::Output;
use tvpass::endpoint::{
    Attribute, AttributeState, Authenticate, ConfigurationStream, CreateSession, Preauthorize, ProfileStream, Profiles,
    Resources,
};
use tvpass::flow::{
    App, Event, Flow, KeptToken, Now, PersonSource, Registration, SignInReply, SmallInstallation, UnlinkDevices,
};
use tvpass::json::{Private, Secret, Text, Timestamp, Value};
use tvpass::message::{
    BaseUrl, DecodeError, DeviceIdentifier, EncodeError, HeaderName, HeaderValue, Headers, Incoming, Method, Request,
    Scratch, Sender, TempPassIdentity,
};
use tvpass::serial::WithSecrets;

const NOW: Now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };

fn headers() -> Headers<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.set(HeaderName::Authorization, "Bearer abc").unwrap();
    headers.set(HeaderName::UserAgent, "television").unwrap();
    headers
}

#[test]
fn what_is_hidden_prints_that_it_is_there() {
    assert_eq!(format!("{:?}", Private::new(Value::Text("84001".into()))), "[redacted]");
    assert_eq!(format!("{:?}", DeviceIdentifier::new("ba23d141")), "[redacted]");
    assert_eq!(format!("{:?}", HeaderValue::new("Bearer abc").unwrap()), "[redacted]");
    assert_eq!(format!("{:?}", WithSecrets(7)), "WithSecrets(..)");
    assert_eq!(format!("{:?}", PersonSource::Identifier("household-19")), "Identifier([redacted])");
    assert_eq!(format!("{:?}", PersonSource::<&str>::Kept), "Kept");
    let keys = [("email", Secret::from("a@b.c"))];
    let identity = TempPassIdentity::new(&keys);
    assert_eq!(format!("{identity:?}"), r#"[("email", [redacted])]"#);
}

#[test]
fn headers_print_the_values_that_are_no_secret() {
    let printed = format!("{:?}", headers());
    assert_eq!(printed, r#"Headers { Authorization: "[redacted]", User-Agent: "television" }"#);
}

#[test]
fn messages_print_their_lengths_in_place_of_their_bodies() {
    let request = Request { method: Method::Post, target: "/api/v2/REF30/sessions", headers: headers(), body: b"abc" };
    let printed = format!("{request:?}");
    assert!(printed.starts_with(r#"Request { method: Post, target: "/api/v2/REF30/sessions", headers: Headers {"#));
    assert!(printed.ends_with("body_length: 3 }"), "{printed}");
    let incoming = Incoming { method: "GET", target: "/o/client/token?x=1", headers: headers(), body: b"body" };
    let printed = format!("{incoming:?}");
    assert!(printed.contains(r#""GET""#) && printed.contains("body_length: 4"), "{printed}");
    let mut memory = [0; 5];
    assert_eq!(format!("{:?}", Scratch::new(&mut memory)), "Scratch { free: 5 }");
    let mut output = Output::new(&mut memory);
    output.push(b"ab");
    assert_eq!(format!("{output:?}"), "Output { length: 2, size: 5 }");
    let small = EncodeError::TooSmall { needed: 9 };
    assert_eq!(format!("{small:?}"), "TooSmall { needed: 9 }");
    assert_eq!(format!("{:?}", DecodeError::Route), "Route");
}

#[test]
fn attributes_print_their_names_and_states() {
    let body = br#"{"profiles": {"Dish": {"notBefore": 1, "notAfter": 2, "issuer": "Dish", "type": "regular",
        "attributes": {"zip": {"value": "84001", "state": "plain"}}}}}"#;
    let profiles = Profiles::decode(body).unwrap();
    let profile = profiles.iter().next().unwrap();
    let attribute = profile.attributes.get("zip").unwrap();
    assert_eq!(attribute.state, AttributeState::Plain);
    let printed = r#"Attribute { name: "zip", value: [redacted], state: Plain, error: None }"#;
    assert_eq!(format!("{attribute:?}"), printed);
    assert_eq!(format!("{:?}", profile.attributes), format!("[{printed}]"));
}

#[test]
fn fields_that_are_borrowed_texts_print_as_texts() {
    let mut call = CreateSession::new("REF\"30");
    call.mvpd = Some("Dish");
    let printed = format!("{call:?}");
    assert!(printed.contains(r#"service_provider: "REF\"30", mvpd: Some("Dish"), domain_name: None"#), "{printed}");
    let resources = Preauthorize::new("REF30", "Dish", Resources::new((&["a"][..]).into()));
    assert!(format!("{resources:?}").contains(r#"["a"]"#), "{resources:?}");
    let page = Authenticate::new("REF30", "8ADF2K7");
    assert_eq!(format!("{page:?}"), r#"Authenticate { service_provider: "REF30", code: "8ADF2K7" }"#);
}

#[test]
fn texts_print_alike_whole_checked_in_pieces_and_for_a_log() {
    let text = Text::from("a\r\n\tb");
    assert_eq!(format!("{}", text.printable()), r"a\r\n\tb");
    assert_eq!(format!("{:?}", text.printable()), r"a\r\n\tb");
    assert_eq!(format!("{text:?}"), r#""a\r\n\tb""#);
    assert!(text.pieces().map(|piece| format!("{piece:?}")).eq([r#""a\r\n\tb""#]));
}

#[test]
fn an_installation_prints_that_it_has_credentials_and_whose() {
    let mut installation = SmallInstallation::default();
    let nothing = r#"Installation { is_registered: false, has_token: false, mvpd: "", .. }"#;
    assert_eq!(format!("{installation:?}"), nothing);
    installation.remember_mvpd("Dish").unwrap();
    assert!(format!("{installation:?}").contains(r#"mvpd: "Dish""#));
}

#[test]
fn streams_print_how_far_they_are() {
    let (mut configuration, profiles) = (ConfigurationStream::default(), ProfileStream::default());
    assert_eq!(format!("{profiles:?}"), "Stream { offset: 0, error: None, .. }");
    let mut whole = ProfileStream::whole(br#"{"profiles":{"Dish":null}}"#);
    assert!(whole.next().is_none());
    assert_eq!(format!("{whole:?}"), "Whole { skipped: 1, .. }");
    assert_eq!(format!("{:?}", configuration.part(b"{", true)), "Part { offset: 0, is_last: true, .. }");
}

#[test]
fn flows_print_their_state_and_turns_their_decision() {
    let base = BaseUrl::new("https://sp.auth.adobe.com").unwrap();
    let app = App::new(base, "REF30", Secret::from("statement"), headers());
    let mut installation = SmallInstallation::new();
    let mut flow = Registration::new();
    let turn = flow.handle(&app, &mut installation, NOW, Event::Start);
    assert_eq!(format!("{turn:?}"), r#"Turn { decision: "Send", .. }"#);
    let kept = KeptToken::received("a.b.c", None, NOW.unix.plus_millis(60_000), &NOW).unwrap();
    assert!(format!("{kept:?}").starts_with("KeptToken { not_after: "));
    let unlinking = format!("{:?}", UnlinkDevices::new(["television"], kept, None).unwrap());
    assert!(!unlinking.is_empty() && !unlinking.contains("television"), "{unlinking}");
    assert_eq!(format!("{:?}", Event::<SignInReply<'_>>::Timer), "Timer");
}

#[test]
fn a_definition_of_a_field_prints_the_names_that_its_values_have() {
    let printed = format!("{:?}", Attribute::FIELDS);
    assert!(printed.contains(r#"name: "state""#) && printed.contains(r#"names: ["plain", "enc"]"#), "{printed}");
}
