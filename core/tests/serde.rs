//! The feature `serde`: each answer comes out in the bytes of our own writer, without a heap; secrets come out only when
//! they are asked for; what a host builds goes in.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, ClientCredentials, Configuration, Decisions, IssuedLinkCode, IssuedToken, LinkCodeName, Logouts,
    Profile, ProfilePiece, Profiles, Session, SessionDetails, TokenName, encode_configuration, encode_decisions,
    encode_logouts, encode_profiles,
};
use tvpass::flow::{
    AppSettings, Authorized, InvalidArgument, Linked, NoSingleSignOn, ObtainedToken, SignInState, SignedIn, StopReason,
};
use tvpass::json::{Text, Timestamp};
use tvpass::message::{DeviceInfo, Failure, Headers, OsName, PartnerFrameworkStatus, Sender, failure_of};
use tvpass::serial::{Serial, WithSecrets};

/// The bodies of one file of the vectors, without spelling of their own: our writer copies what it was given.
fn bodies(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/vectors/responses/{file}.json"));
    let whole: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let cases = whole["cases"].as_array().unwrap().iter();
    let bodies = cases.filter_map(|case| serde_json::from_str::<serde_json::Value>(case["body"].as_str()?).ok());
    bodies.map(|body| body.to_string()).collect()
}

fn without_a_heap(value: &impl Serialize) -> String {
    let mut buffer = [0; 16 * 1024];
    let length = serde_json_core::to_slice(value, &mut buffer).unwrap();
    String::from_utf8(buffer[..length].to_vec()).unwrap()
}

fn written(encode: impl Fn(&mut [u8]) -> Result<usize, TooSmall>) -> String {
    let mut buffer = vec![0; 16 * 1024];
    let length = encode(&mut buffer).unwrap();
    buffer.truncate(length);
    String::from_utf8(buffer).unwrap()
}

/// The bytes of both for each body of a file that is such an answer.
fn compare<'a, A: Serial>(
    bodies: &'a [String],
    decode: impl Fn(&'a [u8]) -> Option<A>,
    encode: impl Fn(&A, &mut [u8]) -> Result<usize, TooSmall>,
) {
    let mut compared = 0;
    for answer in bodies.iter().filter_map(|body| decode(body.as_bytes())) {
        assert_eq!(without_a_heap(&WithSecrets(&answer)), written(|buffer| encode(&answer, buffer)));
        compared += 1;
    }
    assert!(compared > 1, "{compared}");
}

macro_rules! records_come_out_in_our_writers_bytes {
    ($($name:ident: $file:literal, $record:ident;)*) => { $(
        #[test]
        fn $name() {
            compare(
                &bodies($file),
                |body| $record::decode(body).ok(),
                |record, buffer| record.encode(buffer).map(<[u8]>::len),
            );
        }
    )* };
}

records_come_out_in_our_writers_bytes! {
    credentials_come_out_in_our_writers_bytes: "register", ClientCredentials;
    tokens_come_out_in_our_writers_bytes: "token", AccessToken;
    sessions_come_out_in_our_writers_bytes: "session", Session;
}

#[test]
fn session_details_comes_out_as_what_went_in() {
    let bodies = bodies("session_info");
    let answers = bodies.iter().filter_map(|body| SessionDetails::decode(body.as_bytes()).ok());
    // Our writer copies the device, which this walks field by field.
    let compared = answers.map(|answer| {
        let told = without_a_heap(&WithSecrets(answer));
        assert_eq!(SessionDetails::decode(told.as_bytes()), Ok(answer));
    });
    assert!(compared.count() > 1);
}

#[test]
fn decisions_come_out_in_our_writers_bytes() {
    compare(
        &bodies("decisions"),
        |body| Decisions::decode(body).ok(),
        |decisions, buffer| encode_decisions(decisions.iter(), buffer).map(<[u8]>::len),
    );
}

#[test]
fn logouts_come_out_in_our_writers_bytes() {
    compare(
        &bodies("logout"),
        |body| Logouts::decode(body).ok(),
        |logouts, buffer| encode_logouts(logouts.iter(), buffer).map(<[u8]>::len),
    );
}

#[test]
fn configurations_come_out_in_our_writers_bytes() {
    compare(
        &bodies("configuration"),
        |body| Configuration::decode(body).ok(),
        |configuration, buffer| {
            let (id, name) = (configuration.id().to_string(), configuration.name().unwrap_or_default().to_string());
            encode_configuration(id.as_str(), name.as_str(), configuration.domains(), configuration.mvpds(), buffer)
                .map(<[u8]>::len)
        },
    );
}

/// The pieces of a profile in the order in which a profile's record has its fields.
fn pieces<'a>(profile: &Profile<'a>) -> Vec<ProfilePiece<'a>> {
    let mut pieces = vec![
        ProfilePiece::Begin(profile.mvpd),
        ProfilePiece::NotBefore(profile.not_before),
        ProfilePiece::NotAfter(profile.not_after),
        ProfilePiece::Issuer(profile.issuer),
        ProfilePiece::Type(profile.profile_type),
    ];
    pieces.extend(profile.attributes.iter().map(ProfilePiece::Attribute));
    if let Some(session_id) = profile.session_id.filter(|_| profile.attributes.iter().next().is_some()) {
        pieces.push(ProfilePiece::SessionId(session_id));
    }
    pieces.push(ProfilePiece::End);
    pieces
}

#[test]
fn profiles_come_out_in_our_writers_bytes() {
    compare(
        &bodies("profiles"),
        // The writer has no place for an empty list of attributes before the session.
        |body| {
            let profiles = Profiles::decode(body).ok()?;
            let is_plain =
                |profile: Profile<'_>| profile.session_id.is_none() || profile.attributes.iter().next().is_some();
            profiles.iter().all(is_plain).then_some(profiles)
        },
        |profiles, buffer| {
            let pieces = profiles.iter().flat_map(|profile| pieces(&profile));
            encode_profiles(pieces, buffer).map(<[u8]>::len)
        },
    );
}

#[test]
fn what_the_single_sign_on_service_issues_comes_out_in_our_writers_bytes() {
    compare(
        &bodies("../sso/responses/sso_token"),
        |body| IssuedToken::decode(body).ok(),
        |issued, buffer| issued.encode(TokenName::ServiceToken, buffer).map(<[u8]>::len),
    );
    compare(
        &bodies("../sso/responses/sso_link"),
        |body| IssuedLinkCode::decode(body).ok(),
        |issued, buffer| issued.encode(LinkCodeName::Code, buffer).map(<[u8]>::len),
    );
}

#[test]
fn outcomes_of_the_single_sign_on_service_say_what_happened() {
    let body = br#"{"serviceToken": "sentinel", "notAfter": 1790003600000}"#;
    let issued = ObtainedToken::Issued(IssuedToken::decode(body).unwrap());
    holds_its_secret_back(issued);
    assert_eq!(without_a_heap(&issued), r#"{"issued":{"serviceToken":"[redacted]","notAfter":1790003600000}}"#);
    assert_eq!(without_a_heap(&ObtainedToken::Kept), r#""kept""#);
    let not_licensed = NoSingleSignOn::NotLicensed { http_status: 403 };
    assert_eq!(
        without_a_heap(&ObtainedToken::WithoutSingleSignOn(not_licensed)),
        r#"{"withoutSingleSignOn":{"notLicensed":403}}"#
    );
    assert_eq!(without_a_heap(&Linked::Done(())), r#"{"done":null}"#);
    assert_eq!(
        without_a_heap(&Linked::WithoutSingleSignOn(NoSingleSignOn::NoCode)),
        r#"{"withoutSingleSignOn":"noCode"}"#
    );
}

#[test]
fn the_state_of_a_sign_in_says_who_is_signed_in() {
    let until = Timestamp::from_millis(1_790_003_600_000);
    assert_eq!(
        without_a_heap(&SignInState::remembered("Dish", until)),
        r#"{"remembered":{"mvpd":"Dish","until":1790003600000}}"#
    );
    assert_eq!(without_a_heap(&SignInState::SignedOut), r#""signedOut""#);
    let profiles = Profiles::decode(PROFILES).unwrap();
    holds_its_secret_back(SignInState::signed_in(profiles.longest_valid().unwrap(), profiles));
}

const TOKEN: &[u8] = br#"{"access_token": "sentinel", "expires_in": 21600}"#;
const DECISIONS: &[u8] = br#"{"decisions": [{"resource": "news", "serviceProvider": "REF30", "mvpd": "Dish",
    "authorized": true, "source": "mvpd", "token": {"serializedToken": "sentinel"}}]}"#;
const PROFILES: &[u8] = br#"{"profiles": {"Dish": {"notBefore": 1, "notAfter": 2, "issuer": "Dish", "type": "regular",
    "attributes": {"userID": {"value": "sentinel", "state": "plain"}}}}}"#;

fn holds_its_secret_back(value: impl Serial + Serialize) {
    let told = without_a_heap(&value);
    assert!(!told.contains("sentinel") && told.contains("[redacted]"), "{told}");
    assert!(without_a_heap(&WithSecrets(value)).contains("sentinel"));
}

#[test]
fn secrets_and_user_metadata_come_out_only_when_they_are_asked_for() {
    holds_its_secret_back(AccessToken::decode(TOKEN).unwrap());
    let decisions = Decisions::decode(DECISIONS).unwrap();
    holds_its_secret_back(decisions);
    holds_its_secret_back(Authorized::Permitted(decisions.iter().next().unwrap()));
    let profiles = Profiles::decode(PROFILES).unwrap();
    holds_its_secret_back(profiles);
    let profile = profiles.longest_valid().unwrap();
    holds_its_secret_back(profile);
    holds_its_secret_back(SignedIn::profile(profile, profiles));
    assert!(!format!("{:?}", WithSecrets(AccessToken::decode(TOKEN).unwrap())).contains("sentinel"));
}

#[test]
fn a_stop_says_who_must_act_and_what_the_service_said() {
    let body = br#"{"action": "configuration", "status": 403, "code": "invalid_integration", "message": "off"}"#;
    let failure: Failure<'_> = failure_of(403, body).unwrap();
    assert_eq!(
        without_a_heap(&StopReason::Failure(failure)),
        concat!(
            r#"{"actor":"configuration","reason":"the service refuses (HTTP 403): invalid_integration: off","#,
            r#""failure":{"kind":"service","httpStatus":403,"error":{"action":"configuration","status":403,"#,
            r#""code":"invalid_integration","message":"off"}}}"#
        )
    );
    assert_eq!(
        without_a_heap(&StopReason::NoResponse),
        r#"{"actor":"network","reason":"no response from the service"}"#
    );
}

#[test]
fn an_escaped_text_comes_out_as_its_characters() {
    let mut reader = tvpass::json::Reader::new(br#""caf\u00e9 \ud83d\ude00\n""#);
    let text: Text<'_> = reader.text().unwrap();
    assert_eq!(serde_json::to_value(text).unwrap(), "caf\u{e9} \u{1f600}\n");
}

#[test]
fn a_host_reads_device_information_from_its_settings() {
    let settings = r#"{"model": "TV 5th Gen", "osName": "tvOS", "displayWidth": 3840, "connectionSecure": true,
        "diagonalScreenSize": "54.6", "of a later version": [1]}"#;
    let device: DeviceInfo<'_> = serde_json::from_str(settings).unwrap();
    assert_eq!(device.model.unwrap(), "TV 5th Gen");
    assert_eq!((device.os_name, device.display_width), (Some(OsName::TvOs), Some(3840)));
    assert_eq!(device.diagonal_screen_size.unwrap().as_text(), "54.6");
    assert_eq!(device.connection_secure, Some(true));
}

#[test]
fn a_partner_status_goes_out_and_comes_in_without_a_heap() {
    let status = PartnerFrameworkStatus::granted("Cablevision", Timestamp::from_millis(2_025_430_636_000));
    let text = without_a_heap(&status);
    assert_eq!(text, written(|buffer| status.encode(buffer).map(<[u8]>::len)));
    let (read, length) = serde_json_core::from_str::<PartnerFrameworkStatus<'_>>(&text).unwrap();
    assert_eq!((read, length), (status, text.len()));
}

#[test]
fn what_is_missing_or_no_text_of_the_input_is_refused_with_its_name() {
    let error = serde_json::from_str::<PartnerFrameworkStatus<'_>>("{}").unwrap_err().to_string();
    assert!(error.contains("frameworkPermissionInfo"), "{error}");
    let escaped = serde_json::from_str::<DeviceInfo<'_>>(r#"{"model": "a\u0062"}"#).unwrap_err().to_string();
    assert!(escaped.contains("without escapes"), "{escaped}");
    assert!(Timestamp::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new("soon")).is_err());
}

#[test]
fn settings_of_an_application_go_in_and_come_out_without_their_secret() {
    let text = concat!(
        r#"{"baseUrl":"http://127.0.0.1:8787","serviceProvider":"REF30","softwareStatement":"sentinel","#,
        r#""redirectUri":"https://adobe.com","pollIntervalMillis":5000}"#
    );
    let settings: AppSettings<'_> = serde_json::from_str(text).unwrap();
    let app = settings.app(Headers::new(Sender::StreamingDevice)).unwrap();
    assert_eq!((app.service_provider, app.redirect_uri), ("REF30", Some("https://adobe.com")));
    assert_eq!((app.software_statement.reveal().plain(), app.poll_interval_millis), (Some("sentinel"), 5000));
    assert_eq!(without_a_heap(&WithSecrets(settings)), text);
    holds_its_secret_back(settings);
    assert!(serde_json::from_str::<AppSettings<'_>>(r#"{"baseUrl": "http://127.0.0.1:8787"}"#).is_err());
}

#[test]
fn a_setting_that_cannot_be_worked_with_is_named() {
    let settings = |base: &'static str, provider: &'static str| {
        let settings = AppSettings::new(base.into(), provider.into(), "a.statement".into());
        settings.app(Headers::new(Sender::StreamingDevice)).err()
    };
    assert_eq!(settings("not a url", "REF30"), Some(InvalidArgument::Malformed("baseUrl")));
    assert_eq!(settings("http://127.0.0.1", ""), Some(InvalidArgument::Empty("serviceProvider")));
    assert_eq!(settings("http://127.0.0.1", ".."), Some(InvalidArgument::Dots("serviceProvider")));
    let escaped =
        br#"{"baseUrl": "http:\/\/127.0.0.1", "serviceProvider": "REF30", "softwareStatement": "a.statement"}"#;
    let escaped = AppSettings::decode(escaped).unwrap().app(Headers::new(Sender::StreamingDevice));
    assert_eq!(escaped.err(), Some(InvalidArgument::Malformed("baseUrl")));
}
