//! Forms and JSON bodies.

use tvpass_stand_in::{Faults, Options};

use crate::world::{FORM, JSON, PROFILES, SESSIONS, World, percent};

fn world_with_profiles_asked() -> World {
    let world = World::with_token();
    assert_eq!(world.send(&world.get(PROFILES)).status, 200);
    world
}

#[test]
fn a_form_that_is_not_encoded_exactly_once_is_a_violation() {
    let world = world_with_profiles_asked();
    let sessions = |body: &str| world.post(SESSIONS, FORM, body);
    world.breaks(&sessions("redirectUrl=https://adobe.com/"), 200, "'redirectUrl' is not percent-encoded");
    let twice = format!("redirectUrl={}", percent(&percent("https://adobe.com/")));
    world.refuses(&sessions(&twice), 400, "invalid_parameter_redirect_url", "'redirectUrl' is encoded twice");
    let twice = format!("mvpd={}", percent(&percent("Comcast_SSO")));
    world.refuses(&sessions(&twice), 400, "invalid_parameter_mvpd", "'mvpd' is encoded twice");
    let encoded = sessions("mvpd=Kabel+%26%20S%C3%B6hne%2fWest");
    assert_eq!(world.send(&encoded).status, 200);
    world.breaks(&sessions("mvpd=Kabel %26%20S%C3%B6hne%2FWest"), 200, "'mvpd' is not percent-encoded");
    world.breaks(&sessions("redirectUrl=a%3A%2F%2F100%"), 200, "'redirectUrl' is not percent-encoded");
}

#[test]
fn a_form_with_other_fields_than_documented_is_a_violation() {
    let world = world_with_profiles_asked();
    let sessions = |body: &str| world.post(SESSIONS, FORM, body);
    world.breaks(&sessions("mvpd=Dish&domain=adobe.com"), 200, "'domain' is unknown");
    world.breaks(&sessions("mvpd=Dish&mvpd=Dish"), 200, "'mvpd' comes twice");
    world.breaks(&sessions("mvpd=Dish&domainName="), 200, "'domainName' is empty");
    world.breaks(&sessions("mvpd=Dish&domainName"), 200, "'domainName' in the form has no '='");
    world.breaks(&sessions("mvpd=%FF"), 200, "'mvpd' is not UTF-8");
}

#[test]
fn wrong_parameters_of_a_session_are_refused() {
    let world = world_with_profiles_asked();
    let sessions = |body: &str| world.post(SESSIONS, FORM, body);
    world.refuses(&sessions("mvpd=Nobody"), 400, "invalid_parameter_mvpd", "'mvpd' is 'Nobody'");
    let relative = sessions("redirectUrl=%2Fdone");
    world.refuses(&relative, 400, "invalid_parameter_redirect_url", "which is not an absolute URL");
    world.breaks(&sessions("domainName=example.com"), 200, "not a domain of the service provider");
}

#[test]
fn a_body_where_there_is_none_is_noted() {
    let world = World::with_token();
    let call = world.get(PROFILES).body(JSON, "{}").without("Content-Type");
    world.breaks(&call, 200, "profiles has no body, 2 bytes came");
}

#[test]
fn a_wrong_registration_is_refused() {
    let world = World::without_faults();
    let register = |body: &str| World::register_call().body(JSON, body);
    let refuses = |body: &str, error: &str, sentence: &str| {
        world.refuses_registration(&register(body), error, sentence);
    };
    refuses("software_statement=a", "invalid_request", "not a JSON object");
    refuses("{}", "invalid_request", "lacks software_statement");
    refuses(r#"{"software_statement":1}"#, "invalid_request", "unknown or no text");
    refuses(r#"{"software_statement":"a","scope":"b"}"#, "invalid_request", "'scope' is unknown");
    refuses(r#"{"software_statement":"a"}"#, "invalid_software_statement", "statement is unknown");
    let statement = r#"{"software_statement":"stand.in.statement","redirect_uri":"done"}"#;
    refuses(statement, "invalid_redirect_uri", "not an absolute URL");
    assert_eq!(world.report().registrations, 0);
}

#[test]
fn a_wrong_token_request_is_refused() {
    let mut world = World::without_faults();
    world.register();
    let (id, secret) = world.client.clone();
    let (id, secret) = (percent(&id), percent(&secret));
    let refuses = |body: String, error: &str, sentence: &str| {
        world.refuses_registration(&world.token_call().body(FORM, &body), error, sentence);
    };
    let grant = "grant_type=client_credentials";
    refuses(format!("client_id={id}&{grant}"), "invalid_request", "lacks 'client_secret'");
    refuses(format!("client_id={id}&client_secret=a&{grant}"), "invalid_client", "id or secret is wrong");
    let twice = percent(&secret);
    refuses(format!("client_id={id}&client_secret={twice}&{grant}"), "invalid_client", "encoded twice");
    let other = format!("client_id={id}&client_secret={secret}&grant_type=password");
    refuses(other, "unsupported_grant_type", "grant_type is not");
    assert_eq!(world.report().tokens, 0);
}

#[test]
fn wrong_resources_are_refused() {
    let world = World::with_profile();
    let decide = |kind: &str, body: &str| world.post(format!("/api/v2/REF30/decisions/{kind}/Cablevision"), JSON, body);
    let code = "invalid_parameter_resources";
    for (body, sentence) in [
        ("", "not a JSON object"),
        (r#"["news"]"#, "not a JSON object"),
        (r#"{"resources":["news"],"more":1}"#, "exactly one list"),
        (r#"{"resources":[]}"#, "at least one text"),
        (r#"{"resources":[1]}"#, "at least one text"),
        (r#"{"resource":["news"]}"#, "at least one text"),
    ] {
        world.refuses(&decide("authorize", body), 400, code, sentence);
    }
    let two = decide("authorize", r#"{"resources":["news","sports"]}"#);
    world.refuses(&two, 403, "too_many_resources", "2 resources are more than 1");
    let six = decide("preauthorize", r#"{"resources":["1","2","3","4","5","6"]}"#);
    world.refuses(&six, 403, "too_many_resources", "6 resources are more than 5");
    let data = decide("preauthorize", r#"{"resources":["<t><![CDATA[news]]></t>"]}"#);
    world.breaks(&data, 200, "holds CDATA");
}

#[test]
fn a_session_is_resumed_with_what_is_missing_only() {
    let world = World::with_session(Options { faults: Faults::none(), ..Options::default() });
    let resume = world.post(format!("{SESSIONS}/{}", world.code), FORM, "mvpd=Dish");
    let answer = world.breaks(&resume, 200, "resumes with 'mvpd', which the session has already");
    assert_eq!(answer.json()["mvpd"], "Cablevision");
}

#[test]
fn a_message_that_is_not_http_is_refused() {
    let world = World::without_faults();
    for message in ["hello\r\n\r\n", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"] {
        assert_eq!(world.exchange(message.as_bytes()).unwrap().status, 400);
    }
    assert_eq!(world.report().violations.len(), 2);
    assert!(world.report().requests.is_empty());
}
