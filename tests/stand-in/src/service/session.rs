//! Sessions, and the page at which the person signs in.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Answer, Call, Service};
use crate::check::{self, Form};

const PARAMETERS: [&str; 3] = ["mvpd", "domainName", "redirectUrl"];

#[derive(Debug)]
pub(super) struct Session {
    pub(super) code: String,
    id: String,
    /// The given ones of `PARAMETERS`.
    given: Vec<(&'static str, String)>,
    not_before: Duration,
    not_after: Duration,
    pub(super) client: usize,
    pub(super) device: String,
    /// The person of the service token that came along.
    pub(super) subject: Option<String>,
    device_info: Vec<(String, Value)>,
    /// Polls answered with an empty map.
    pub(super) empty_polls: u32,
    /// The profile was handed out.
    pub(super) found: bool,
}

impl Session {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let (_, value) = self.given.iter().find(|(given, _)| *given == name)?;
        Some(value)
    }

    fn missing(&self) -> Vec<&'static str> {
        PARAMETERS.into_iter().filter(|name| self.value(name).is_none()).collect()
    }
}

impl Service {
    pub(super) fn create_session(&mut self, call: &mut Call) -> Option<Answer> {
        if !self.profiles_asked {
            call.findings.note("it opens a session before it has asked for profiles (R32)");
        }
        let given = self.read_parameters(call)?;
        let number = self.report.sessions + 1;
        let device_info = call.request.header("X-Device-Info").map(check::device_info);
        let session = Session {
            code: code(number),
            id: format!("session-{number}"),
            given,
            not_before: call.now,
            not_after: call.now + self.options.code_lifetime,
            client: call.client,
            device: call.device.clone(),
            subject: call.subject.clone(),
            device_info: device_info.and_then(Result::ok).unwrap_or_default(),
            empty_polls: 0,
            found: false,
        };
        let signed_in =
            session.value("mvpd").is_some_and(|mvpd| self.valid_profiles(call).any(|profile| profile.is_of(mvpd)));
        let mut answer = self.session_answer(&session, "resume");
        if signed_in {
            answer["actionName"] = json!("authorize");
            answer["actionType"] = json!("direct");
            answer["reasonType"] = json!("authenticated");
            answer["url"] = Value::Null;
            answer["code"] = Value::Null;
        } else {
            self.report.sessions = number;
            self.session = Some(session);
        }
        Some(Answer::json(200, answer).in_chunks())
    }

    pub(super) fn resume_session(&mut self, call: &mut Call, code: &str) -> Option<Answer> {
        self.live_session(call, code)?;
        let given = self.read_parameters(call)?;
        let mut session = self.session.take()?;
        for (name, value) in given {
            if session.value(name).is_some() {
                call.findings.note(format!("it resumes with '{name}', which the session has already"));
            } else {
                session.given.push((name, value));
            }
        }
        let answer = self.session_answer(&session, "retry");
        self.session = Some(session);
        Some(Answer::json(200, answer))
    }

    fn read_parameters(&self, call: &mut Call) -> Option<Vec<(&'static str, String)>> {
        let form = Form::read(&call.request.body, &PARAMETERS, &mut call.findings);
        let is_mvpd = |value: &str| self.is_mvpd(value);
        if let Some(sentence) = problem(&form, "mvpd", "known", is_mvpd) {
            call.findings.refuse(sentence, Answer::error("invalid_parameter_mvpd"));
        }
        let is_domain = |value: &str| value == self.options.domain_name;
        if let Some(sentence) = problem(&form, "domainName", "a domain of the service provider", is_domain) {
            call.findings.note(sentence);
        }
        if let Some(sentence) = problem(&form, "redirectUrl", "an absolute URL", check::is_absolute_url) {
            call.findings.refuse(sentence, Answer::error("invalid_parameter_redirect_url"));
        }
        call.findings.proceed()?;
        let given = PARAMETERS.into_iter();
        Some(given.filter_map(|name| Some((name, form.value(name)?.to_owned()))).collect())
    }

    fn session_answer(&self, session: &Session, incomplete: &str) -> Value {
        let provider = &self.options.service_provider;
        let code = &session.code;
        let mut missing = session.missing();
        let complete = missing.is_empty();
        if self.options.faults.variants && incomplete == "resume" {
            // F1: both spellings are seen.
            missing = missing.into_iter().map(|name| if name == "domainName" { "domain" } else { name }).collect();
        }
        let mut answer = json!({
            "actionName": if complete { "authenticate" } else { incomplete },
            "actionType": if complete { "interactive" } else { "direct" },
            "reasonType": "none",
            "url": if complete {
                format!("/api/v2/authenticate/{provider}/{code}")
            } else {
                format!("/api/v2/{provider}/sessions/{code}")
            },
            "code": code,
            "sessionId": session.id,
            "mvpd": session.value("mvpd"),
            "serviceProvider": provider,
            "notBefore": self.time(session.not_before),
            "notAfter": self.time(session.not_after),
        });
        if !complete {
            answer["missingParameters"] = json!(missing);
        }
        answer
    }

    pub(super) fn session_info(&self, call: &mut Call, code: &str) -> Option<Answer> {
        let session = self.live_session(call, code)?;
        let given = session.given.iter().map(|(name, value)| {
            // F1: this answer spells it the other way.
            let name = if *name == "domainName" { "domain" } else { name };
            (name.to_owned(), json!(value))
        });
        let provider = ("serviceProvider".to_owned(), json!(self.options.service_provider));
        let info = |key: &str| session.device_info.iter().find(|(known, _)| known == key).map(|(_, value)| value);
        Some(Answer::json(
            200,
            json!({
                "existingParameters": given.chain([provider]).collect::<Map<_, _>>(),
                "missingParameters": session.missing(),
                "device": {
                    "type": info("primaryHardwareType"),
                    "model": info("model"),
                    "operatingSystem": { "name": info("osName"), "version": { "major": 1, "profile": null } },
                    "connection": { "ipAddress": { "hostAddress": "127.0.0.1" }, "secure": false },
                    "browser": null,
                },
                "notBefore": self.time(session.not_before),
                "notAfter": self.time(session.not_after),
            }),
        ))
    }

    /// The session of a code, if it is the live one's.
    pub(super) fn live_session(&self, call: &mut Call, code: &str) -> Option<&Session> {
        let malformed = !code.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        let problem = match &self.session {
            _ if malformed => ("the code is malformed", "invalid_parameter_code"),
            None => ("there is no session yet", "invalid_authentication_session"),
            Some(session) if session.code != code => {
                ("the code is not that of the latest session (R45)", "invalid_authentication_session")
            }
            Some(session) if call.now > session.not_after => {
                ("the code has expired (R43)", "invalid_authentication_session")
            }
            Some(session) => return Some(session),
        };
        let (sentence, error) = problem;
        call.findings.refuse(sentence, Answer::error(error));
        None
    }

    /// The user agent's page.
    pub(super) fn authenticate(&self, call: &mut Call, code: &str) -> Option<Answer> {
        if !self.live_session(call, code)?.missing().is_empty() {
            let error = Answer::error("invalid_authentication_session");
            call.findings.refuse("the page is opened though the session lacks parameters (R39)", error);
        }
        call.findings.proceed()?;
        let page = Answer::html(302, "<html><body>To the provider</body></html>");
        Some(page.with_header("Location", format!("{}/login/{code}", self.base_url)))
    }
}

fn problem(form: &Form, name: &str, wanted: &str, is_right: impl Fn(&str) -> bool) -> Option<String> {
    let value = form.value(name).filter(|value| !is_right(value))?;
    Some(if Form::encoded_twice(value, is_right) {
        format!("'{name}' is encoded twice (R34)")
    } else {
        format!("'{name}' is '{value}', which is not {wanted}")
    })
}

/// Seven letters and digits, another code each time.
fn code(number: u32) -> String {
    const ALPHABET: &[u8; 36] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut seed = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut code = String::new();
    for _ in 0..7 {
        let index = usize::try_from(seed >> 33).unwrap_or_default() % ALPHABET.len();
        code.push(char::from(ALPHABET[index]));
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    }
    code
}
