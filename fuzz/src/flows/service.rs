//! Answers that the service may give, well or ill. Its secrets are known, so that they can be looked for.

#[path = "../../../core/tests/flow/answers.rs"]
#[allow(dead_code)]
mod answers;

use tvpass::endpoint::Endpoint;
use tvpass::flow::{KeptToken, Now};
use tvpass::json::Timestamp;

use answers::Verdict::{Deny, Permit, Play};
use answers::{
    CONFIGURATION, CREDENTIALS, HTML, INVALID_CLIENT, NO_PROFILES, authorize, decisions, error, link_code, logouts,
    profile, profiles, refused_token, service_token, session, session_of, sso_error, token,
};

use super::script::Script;

/// In each header that is not public, and in the software statement.
pub(super) const HOST_SECRET: &str = "SECRET.OF.THE.HOST";
/// Handed over by the partner's framework.
pub(super) const SAML_SECRET: &str = "<saml>SECRET</saml>";

/// The first moment of every run, and of the answers.
pub(super) const START: u64 = 1_733_735_289_035;

/// The person's own name, which no output shows.
pub(super) const IDENTIFIER: &str = "SECRET.PERSON";
/// A code as a viewer types it.
pub(super) const LINK_CODE: &str = "SECRET.CODE";
/// Devices to be taken out.
pub(super) const DEVICES: [&str; 2] = ["den", "attic"];

/// A token of a quarter of an hour, whose renewal is due in a few minutes.
pub(super) fn kept() -> KeptToken {
    let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(START), random: 0 };
    let end = Timestamp::from_millis(START + 15 * 60 * 1000);
    KeptToken::received("SECRET.SERVICE.TOKEN", None, end, &now).expect("a token of three parts")
}

/// A part of all that the host keeps to itself; then client id and secret, access token and service token, media token, what is
/// known of the viewer, SAML, as `answers` has them.
const SECRETS: &[&str] =
    &["SECRET", "s6BhdRkqt3", "t7AkePiru4", "eyJhbGciOi", "bWVkaWEtdG9rZW4=", "dmlld2Vy", "PHNhbWw+"];

const INFORMATION: &str = r#"{"existingParameters": {"mvpd": "Dish", "serviceProvider": "REF30"},
    "missingParameters": ["redirectUrl"], "device": {"model": "TV"},
    "notBefore": "1733735289035", "notAfter": "1733737089035"}"#;

const PARTNER_PROFILE: &str = r#"{"actionName": "partner_profile", "actionType": "direct", "reasonType": "none",
    "sessionId": "1b614390", "serviceProvider": "REF30",
    "authenticationRequest": {"type": "SAML", "request": "PHNhbWw+", "attributesNames": ["email"]}}"#;

/// The times of the Single Sign-On Service's answers, in milliseconds.
const BEGINS: [u64; 3] = [START, START - 3_600_000, 0];

const LINKED: &str = r#"{"devices": {"den": {"model": "TV", "type": "sso"}, "dHY=": {"lastSeen": 1733735289035}}}"#;
const UNLINKED: &str = r#"{"status": "OK", "unlinkedDevices": ["dHY=", "den"]}"#;

const STATUSES: &[u16] = &[200, 201, 200, 400, 401, 403, 404, 429, 500, 503, 302, 0];

pub(super) fn holds_a_secret(bytes: &[u8]) -> bool {
    SECRETS.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()))
}

/// Numbers what the service makes up, so that no two codes are the same.
#[derive(Debug, Default)]
pub(super) struct Service {
    codes: u32,
}

impl Service {
    /// An answer as the script has it: fitting, one of another call, broken, or the script's own bytes.
    pub(super) fn answer(&mut self, endpoint: Option<Endpoint>, script: &mut Script<'_>) -> (u16, Vec<u8>) {
        let manner = script.byte_or_zero();
        let endpoint = if manner & 1 == 0 { endpoint } else { Some(script.pick(Endpoint::ALL)) };
        let mut body = self.body(endpoint, script.byte_or_zero()).into_bytes();
        match manner >> 1 & 7 {
            1 => return (script.pick(STATUSES), script.bytes().to_vec()),
            2 => return (script.pick(STATUSES), failure(script.byte_or_zero()).into_bytes()),
            3 => body.truncate(usize::from(script.byte_or_zero()) * 2),
            // One byte alone turns no secret into anything else.
            4 => {
                let at = usize::from(script.byte_or_zero()) * 2 % body.len();
                body[at] ^= script.byte_or_zero();
            }
            5 => return (script.pick(STATUSES), body),
            _ => {}
        }
        (200, body)
    }

    fn body(&mut self, endpoint: Option<Endpoint>, variant: u8) -> String {
        let choose = |bodies: &[&dyn Fn() -> String]| bodies[usize::from(variant) % bodies.len()]();
        match endpoint {
            Some(Endpoint::Register) => CREDENTIALS.to_owned(),
            Some(Endpoint::Token) => token(START, [21_600, 60, 1, 0, u64::MAX][usize::from(variant) % 5]),
            Some(Endpoint::Configuration) => CONFIGURATION.to_owned(),
            Some(Endpoint::CreateSession | Endpoint::ResumeSession) => self.session(variant),
            Some(Endpoint::SessionInfo) => INFORMATION.to_owned(),
            Some(Endpoint::PartnerRequest) => match variant % 3 {
                0 => PARTNER_PROFILE.to_owned(),
                1 => authorize("none", "Dish"),
                _ => self.session(variant / 3),
            },
            Some(Endpoint::Preauthorize | Endpoint::Authorize) => choose(&[
                &|| decisions(&[Play("news")]),
                &|| decisions(&[Permit("news"), Permit("sport")]),
                &|| decisions(&[Deny("news", "authorization_denied_by_mvpd", "none")]),
                &|| decisions(&[Deny("news", "network_received_error", "retry")]),
                &|| decisions(&[Deny("news", "authenticated_profile_missing", "authentication")]),
                &|| decisions(&[]),
                &|| decisions(&[Permit("film"), Deny("news", "authorization_denied_by_mvpd", "none"), Play("sport")]),
            ]),
            Some(Endpoint::Logout) => choose(&[
                &|| logouts(&[("Dish", "complete", None)]),
                &|| logouts(&[("Dish", "logout", Some("/api/v2/logout")), ("Spectrum", "partner_logout", None)]),
                &|| logouts(&[("Dish", "logout", Some("http://evil.example/"))]),
                &|| logouts(&[("Dish", "partner_logout", None)]),
                &|| logouts(&[]),
            ]),
            Some(Endpoint::SsoToken | Endpoint::SsoRefresh) => {
                service_token("eyJhbGciOi.bmV3.c2ln", BEGINS[usize::from(variant) % BEGINS.len()])
            }
            Some(Endpoint::SsoLink) => link_code("407315", BEGINS[usize::from(variant) % BEGINS.len()]),
            Some(Endpoint::SsoList) => LINKED.to_owned(),
            Some(Endpoint::SsoUnlink) => UNLINKED.to_owned(),
            _ => choose(&[&|| NO_PROFILES.to_owned(), &|| profile("Dish"), &|| {
                profiles(&[("Dish", 1_765_366_800_000), ("Cablevision", 1)])
            }]),
        }
    }

    fn session(&mut self, variant: u8) -> String {
        self.codes += 1;
        let code = format!("8ADF{}", self.codes);
        match variant % 8 {
            0 => session(&code, &[]),
            1 => session(&code, &["mvpd"]),
            2 => session(&code, &["redirectUrl", "domainName"]),
            3 => session_of(&code, &[], 1000),
            4 => session_of(&code, &[], 0),
            5 => authorize("temporary", "TempPass"),
            6 => authorize("authenticated", "Dish"),
            _ => session(&code, &[]).replace("/api/v2/authenticate", "//evil.example"),
        }
    }
}

fn failure(variant: u8) -> String {
    match variant % 12 {
        0 => HTML.to_owned(),
        1 => INVALID_CLIENT.to_owned(),
        2 => refused_token(),
        3 => error("authenticated_profile_missing", "authentication"),
        4 => error("invalid_parameter_code", "none"),
        5 => error("network_received_error", "retry"),
        6 => error("invalid_integration", "configuration"),
        7 => error("invalid_parameter_mvpd", "none"),
        8 => sso_error("header_invalid", "get_new_token"),
        9 => sso_error("token_invalid", "get_new_token"),
        10 => sso_error("header_missing", "check_headers"),
        _ => String::new(),
    }
}

/// The answer that a dull host gets again and again; the first ends every flow, whatever it does.
pub(super) fn always(policy: u8) -> Option<(u16, String)> {
    match policy % 5 {
        0 => Some((400, error("invalid_parameter_service_provider", "none"))),
        1 => None,
        2 => Some((200, "{}".to_owned())),
        3 => Some((503, HTML.to_owned())),
        _ => Some((429, String::new())),
    }
}

/// Panics if `printed` gives a secret away.
pub(super) fn assert_kept(printed: &str) {
    for secret in SECRETS {
        assert!(!printed.contains(secret), "{secret} is printed: {printed}");
    }
}
