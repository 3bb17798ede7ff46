//! No credential, token, identity or piece of user metadata in what a type prints, in any form of the bytes.

use std::fmt::{Debug, Display};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use tvpass::Output;
use tvpass::endpoint::{
    AccessToken, Answer, Attribute, Authenticate, AuthenticationRequest, Call, ClientCredentials, CreatePartnerProfile,
    Decisions, IssuedLinkCode, IssuedToken, Profile, ProfilePiece, Profiles, Register, RegisterBody, Session, Token,
    encode_saml_response,
};
use tvpass::json::{Reader, Secret, Writer};
use tvpass::message::{
    BaseUrl, DeviceIdentifier, HeaderName, HeaderValue, Headers, Incoming, Scratch, Sender, TempPassIdentity,
};

use super::documents::{damaged, damages};
use super::sample::config;

/// Stands where a secret stands; a multiple of three bytes, so that its base64 is a part of every base64 around it.
const SENTINEL: &str = "sentinel-x1z";

/// True if `printed` gives the sentinel away: as it is, as base64, or as a list of numbers.
fn leaks(printed: &str) -> bool {
    let numbers = |separator: &str| SENTINEL.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(separator);
    let compact: String = printed.chars().filter(|character| !character.is_whitespace()).collect();
    [SENTINEL.to_owned(), STANDARD.encode(SENTINEL), numbers(",")].iter().any(|form| compact.contains(form))
}

fn debug_is_silent(value: &dyn Debug) {
    for printed in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!leaks(&printed), "{printed}");
    }
}

fn display_is_silent(value: &dyn Display) {
    assert!(!leaks(&value.to_string()), "{value}");
}

#[test]
fn the_search_finds_what_leaks() {
    assert!(leaks(SENTINEL));
    assert!(leaks(&format!("{:?}", SENTINEL.as_bytes())) && leaks(&format!("{:#?}", SENTINEL.as_bytes())));
    assert!(leaks(&STANDARD.encode(format!("abc{SENTINEL}"))));
    assert!(!leaks("[redacted]"));
}

#[test]
fn secrets_and_identities() {
    let secret = Secret::from(SENTINEL);
    debug_is_silent(&secret);
    display_is_silent(&secret);
    debug_is_silent(&Some(secret));
    debug_is_silent(&DeviceIdentifier::new(SENTINEL));
    debug_is_silent(&TempPassIdentity::new(&[("email", secret)]));
    debug_is_silent(&encode_saml_response(SENTINEL, &mut [0; 64]).unwrap());
}

#[test]
fn calls_that_carry_secrets() {
    debug_is_silent(&Token::new(SENTINEL.into(), SENTINEL.into(), "g"));
    let body = RegisterBody::new(SENTINEL.into());
    debug_is_silent(&body);
    debug_is_silent(&Register::new(body));
    debug_is_silent(&CreatePartnerProfile::new("s", "p", SENTINEL.into()));
}

#[test]
fn headers() {
    let value = format!("Bearer {SENTINEL}");
    debug_is_silent(&HeaderValue::new(&value).unwrap());
    let mut headers = Headers::new(Sender::StreamingDevice);
    for name in HeaderName::ALL {
        if !matches!(name, HeaderName::ContentType | HeaderName::Accept | HeaderName::UserAgent) {
            headers.set(name, &value).unwrap();
        }
    }
    assert_eq!(headers.iter().count(), HeaderName::COUNT - 3);
    debug_is_silent(&headers);
}

#[test]
fn requests_on_both_sides() {
    let mut headers = Headers::new(Sender::StreamingDevice);
    headers.set(HeaderName::XDeviceInfo, SENTINEL).unwrap();
    let call = Token::new(SENTINEL.into(), SENTINEL.into(), "g");
    let mut buffer = [0; 256];
    let request = call.encode(&headers, &mut buffer).unwrap();
    debug_is_silent(&request);
    let incoming = Incoming { method: "POST", target: request.target, headers: request.headers, body: request.body };
    debug_is_silent(&incoming);
    let with_secret = format!("/o/client/token?client_secret={SENTINEL}");
    debug_is_silent(&Incoming { target: &with_secret, ..incoming });
}

#[test]
fn memory() {
    let mut buffer = [0; 64];
    let mut output = Output::new(&mut buffer);
    output.push(SENTINEL.as_bytes());
    debug_is_silent(&output);
    let mut writer = Writer::new(&mut output);
    writer.text(&SENTINEL.into());
    debug_is_silent(&writer);
    let mut used = SENTINEL.as_bytes().to_vec();
    debug_is_silent(&Scratch::new(&mut used));
}

#[test]
fn registration() {
    let body = format!("{{\"client_id\":\"{SENTINEL}\",\"client_secret\":\"{SENTINEL}\"}}");
    debug_is_silent(&ClientCredentials::decode(body.as_bytes()).unwrap());
    let body = format!("{{\"access_token\":\"{SENTINEL}\",\"refresh_token\":\"{SENTINEL}\",\"expires_in\":1}}");
    debug_is_silent(&AccessToken::decode(body.as_bytes()).unwrap());
}

#[test]
fn r148_service_tokens_and_link_codes() {
    for name in ["serviceToken", "jws"] {
        let body = format!("{{\"{name}\":\"{SENTINEL}\",\"notAfter\":2}}");
        debug_is_silent(&IssuedToken::decode(body.as_bytes()).unwrap());
    }
    for name in ["code", "link"] {
        let body = format!("{{\"{name}\":\"{SENTINEL}\",\"notAfter\":2}}");
        debug_is_silent(&IssuedLinkCode::decode(body.as_bytes()).unwrap());
    }
}

#[test]
fn sessions() {
    let mut request = AuthenticationRequest::default();
    request.request = Some(SENTINEL.into());
    request.attributes_names = (&["NameID"][..]).into();
    debug_is_silent(&request);
    let body = format!(
        "{{\"actionName\":\"partner_profile\",\"actionType\":\"direct\",\"reasonType\":\"none\",\"sessionId\":\"s\",\
         \"serviceProvider\":\"p\",\"authenticationRequest\":{{\"request\":\"{SENTINEL}\"}}}}"
    );
    debug_is_silent(&Session::decode(body.as_bytes()).unwrap());
}

#[test]
fn user_metadata() {
    for value in [format!("\"{SENTINEL}\""), format!("[\"{SENTINEL}\"]"), format!("{{\"{SENTINEL}\":1}}")] {
        let body = format!(
            "{{\"profiles\":{{\"Dish\":{{\"notBefore\":1,\"notAfter\":2,\"issuer\":\"Dish\",\"type\":\"regular\",\
             \"attributes\":{{\"userID\":{{\"value\":{value},\"state\":\"plain\",\"error\":{value}}}}}}}}}}}"
        );
        let profiles = Profiles::decode(body.as_bytes()).unwrap();
        debug_is_silent(&profiles);
        let profile: Profile<'_> = profiles.iter().next().unwrap();
        debug_is_silent(&profile);
        debug_is_silent(&profile.attributes);
        let attribute: Attribute<'_> = profile.attributes.get("userID").unwrap();
        debug_is_silent(&attribute);
        let pieces: Vec<ProfilePiece<'_>> = profile.pieces().collect();
        assert!(pieces.iter().any(|piece| matches!(piece, ProfilePiece::Attribute(_))));
        debug_is_silent(&pieces);
    }
}

#[test]
fn media_tokens() {
    let body = format!(
        "{{\"decisions\":[{{\"resource\":\"r\",\"serviceProvider\":\"s\",\"mvpd\":\"m\",\"authorized\":true,\
         \"source\":\"mvpd\",\"token\":{{\"serializedToken\":\"{SENTINEL}\"}}}}]}}"
    );
    let decisions = Decisions::decode(body.as_bytes()).unwrap();
    debug_is_silent(&decisions);
    let decision = decisions.iter().next().unwrap();
    debug_is_silent(&decision);
    debug_is_silent(&decision.token.unwrap());
}

#[test]
fn errors_say_where_and_not_what() {
    let body = format!("{{\"client_secret\":\"{SENTINEL}\\u00zz\"}}");
    let error = ClientCredentials::decode(body.as_bytes()).unwrap_err();
    debug_is_silent(&error);
    display_is_silent(&error);
    let mut reader = Reader::new(body.as_bytes());
    reader.skip();
    let error = reader.finish().unwrap_err();
    debug_is_silent(&error);
    let header = HeaderValue::new("sentinel-x1z\n").unwrap_err();
    debug_is_silent(&header);
    let page = Authenticate::new("..", SENTINEL);
    debug_is_silent(&page.url(&BaseUrl::RELEASE_PRODUCTION, &mut [0; 128]).unwrap_err());
}

/// Answers with a sentinel in each text that is secret or may be.
fn answers() -> [String; 4] {
    let attribute = format!("{{\"value\":[\"{SENTINEL}\"],\"state\":\"plain\"}}");
    [
        format!("{{\"client_id\":\"{SENTINEL}\",\"client_secret\":\"{SENTINEL}\",\"scopes\":[\"api:client:v2\"]}}"),
        format!("{{\"access_token\":\"{SENTINEL}\",\"refresh_token\":\"{SENTINEL}\",\"expires_in\":1}}"),
        format!(
            "{{\"profiles\":{{\"Dish\":{{\"notBefore\":1,\"notAfter\":2,\"attributes\":{{\"userID\":{attribute}}}}}}}}}"
        ),
        format!("{{\"decisions\":[{{\"resource\":\"r\",\"token\":{{\"serializedToken\":\"{SENTINEL}\"}}}}]}}"),
    ]
}

fn failure_is_silent<'a, A: Answer<'a>>(body: &'a [u8]) {
    if let Err(failure) = A::from_response(200, body) {
        debug_is_silent(&failure);
        display_is_silent(&failure);
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn failures_of_damaged_answers_say_where_and_not_what(
        body in proptest::sample::select(answers().to_vec()), damages in damages(),
    ) {
        let body = damaged(body.into_bytes(), damages);
        failure_is_silent::<ClientCredentials<'_>>(&body);
        failure_is_silent::<AccessToken<'_>>(&body);
        failure_is_silent::<Session<'_>>(&body);
        failure_is_silent::<Profiles<'_>>(&body);
        failure_is_silent::<Decisions<'_>>(&body);
    }
}
