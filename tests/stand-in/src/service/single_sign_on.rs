//! The Single Sign-On Service: tokens of persons, link codes, and the devices of a sign-in.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Answer, Call, Service};
use crate::check;

/// The life of a service token.
const TOKEN_LIFE: Duration = Duration::from_hours(1);
/// After its end a token can be renewed for so long.
const REFRESH_WINDOW: Duration = Duration::from_hours(1);
/// The life of a link code.
const CODE_LIFE: Duration = Duration::from_mins(30);
/// The longest name of a person, in bytes.
const LONGEST_IDENTIFIER: usize = 256;

#[derive(Debug, Default)]
pub(super) struct SingleSignOn {
    tokens: Vec<ServiceToken>,
    codes: Vec<LinkCode>,
    members: Vec<Member>,
}

#[derive(Debug)]
struct ServiceToken {
    value: String,
    subject: String,
    not_after: Duration,
}

#[derive(Debug)]
struct LinkCode {
    code: String,
    subject: String,
    not_after: Duration,
    is_used: bool,
}

/// A device of a person's sign-in.
#[derive(Debug)]
struct Member {
    subject: String,
    device: String,
}

impl Service {
    pub(super) fn sso_token(&mut self, call: &mut Call) -> Option<Answer> {
        let header = |name| call.request.header(name).map(str::to_owned);
        let subject = match (header("X-SSO-ID"), header("X-SSO-LINK")) {
            (Some(identifier), None) => {
                if identifier.is_empty() || identifier.len() > LONGEST_IDENTIFIER {
                    call.findings.note("X-SSO-ID is empty or longer than 256 bytes (R125)");
                }
                identifier
            }
            (None, Some(code)) => self.spend(call, &code)?,
            (identifier, _) => {
                let sentence = if identifier.is_some() { "both X-SSO-ID and X-SSO-LINK" } else { "no X-SSO-ID" };
                let error = Answer::sso_error(400, "header_missing", "check_headers");
                call.findings.refuse(format!("{sentence}; one of the two names the person (V8)"), error);
                return None;
            }
        };
        let is_member = |member: &Member| member.subject == subject && member.device == call.device;
        if !self.single_sign_on.members.iter().any(is_member) {
            self.single_sign_on.members.push(Member { subject: subject.clone(), device: call.device.clone() });
        }
        Some(self.issue_service_token(call, 201, subject))
    }

    /// The person of a link code, which is used by this.
    fn spend(&mut self, call: &mut Call, typed: &str) -> Option<String> {
        let found = self.single_sign_on.codes.iter_mut().find(|code| code.code == typed);
        let sentence = match found {
            None => "the link code was never shown (R137)",
            Some(code) if code.is_used => "the link code is used a second time (R137)",
            Some(code) if call.now >= code.not_after => "the link code has lapsed (R136)",
            Some(code) => {
                code.is_used = true;
                return Some(code.subject.clone());
            }
        };
        call.findings.refuse(sentence, Answer::sso_error(400, "token_invalid", "get_new_token"));
        None
    }

    fn issue_service_token(&mut self, call: &Call, status: u16, subject: String) -> Answer {
        let number = self.single_sign_on.tokens.len() + 1;
        let value = format!("c3RhbmQtaW4.c2VydmljZS10b2tlbg{number}.c2lnbmF0dXJl");
        let not_after = call.now + TOKEN_LIFE;
        self.report.secrets.extend([value.clone(), subject.clone()]);
        // V1: the documentation has two names for it.
        let name = if self.options.faults.variants { "jws" } else { "serviceToken" };
        let answer = json!({
            "status": if status == 201 { "CREATED" } else { "OK" },
            name: value,
            "notBefore": self.time(call.now),
            "notAfter": self.time(not_after),
        });
        self.single_sign_on.tokens.push(ServiceToken { value, subject, not_after });
        Answer::json(status, answer)
    }

    pub(super) fn sso_refresh(&mut self, call: &mut Call) -> Option<Answer> {
        let subject = self.caller(call, REFRESH_WINDOW)?;
        Some(self.issue_service_token(call, 200, subject))
    }

    pub(super) fn sso_link(&mut self, call: &mut Call) -> Option<Answer> {
        let subject = self.caller(call, Duration::ZERO)?;
        let code = format!("{:06}", 407_315 + self.single_sign_on.codes.len());
        let not_after = call.now + CODE_LIFE;
        // V2: and two names for the code.
        let name = if self.options.faults.variants { "link" } else { "code" };
        let answer = json!({
            "status": "CREATED",
            name: code,
            "notBefore": self.time(call.now),
            "notAfter": self.time(not_after),
        });
        self.single_sign_on.codes.push(LinkCode { code, subject, not_after, is_used: false });
        Some(Answer::json(201, answer))
    }

    pub(super) fn sso_list(&mut self, call: &mut Call) -> Option<Answer> {
        let subject = self.caller(call, Duration::ZERO)?;
        let members = self.single_sign_on.members.iter().filter(|member| member.subject == subject);
        let described = |member: &Member| {
            (member.device.clone(), json!({ "deviceType": "smartTV", "lastSeen": self.time(call.now), "type": "sso" }))
        };
        let devices: Map<_, _> = members.map(described).collect();
        Some(Answer::json(200, json!({ "devices": devices })))
    }

    pub(super) fn sso_unlink(&mut self, call: &mut Call) -> Option<Answer> {
        let subject = self.caller(call, Duration::ZERO)?;
        let asked = match check::devices(&call.request.body) {
            Ok(devices) => devices,
            Err(sentence) => {
                let error = Answer::sso_error(400, "request_invalid", "check_request_body");
                call.findings.refuse(sentence, error);
                return None;
            }
        };
        let is_asked = |member: &mut Member| member.subject == subject && asked.contains(&member.device);
        let unlinked: Vec<Value> =
            self.single_sign_on.members.extract_if(.., is_asked).map(|member| member.device.into()).collect();
        Some(Answer::json(200, json!({ "status": "OK", "unlinkedDevices": unlinked })))
    }

    /// The person of the service token that a call of the service has to bring.
    fn caller(&self, call: &mut Call, window: Duration) -> Option<String> {
        let Some(value) = call.request.header("AD-Service-Token") else {
            // That it is missing was said when the headers were looked at.
            let status = if window.is_zero() { 401 } else { 400 };
            call.findings.refusal.get_or_insert(Answer::sso_error(status, "header_missing", "check_headers"));
            return None;
        };
        match self.service_token(value, call.now, window) {
            Ok(token) => Some(token.subject.clone()),
            Err((sentence, code)) => {
                call.findings.refuse(sentence, Answer::sso_error(401, code, "get_new_token"));
                None
            }
        }
    }

    /// A token beside a call of the API: without a good one it is served without single sign-on.
    pub(super) fn check_service_token(&self, call: &mut Call) {
        let value = call.request.header("AD-Service-Token").unwrap_or_default();
        match self.service_token(value, call.now, Duration::ZERO) {
            Ok(token) if self.is_member(&token.subject, &call.device) => call.subject = Some(token.subject.clone()),
            Ok(_) => {}
            Err((sentence, _)) => call.findings.note(sentence),
        }
    }

    fn is_member(&self, subject: &str, device: &str) -> bool {
        self.single_sign_on.members.iter().any(|member| member.subject == subject && member.device == device)
    }

    /// The token of this value, or the sentence and the error's code.
    fn service_token(
        &self,
        value: &str,
        now: Duration,
        window: Duration,
    ) -> Result<&ServiceToken, (&'static str, &'static str)> {
        match self.single_sign_on.tokens.iter().find(|token| token.value == value) {
            None => Err(("the service token was never issued (R126)", "header_invalid")),
            Some(token) if now >= token.not_after + window => {
                Err(("the service token has expired (R131)", "token_expired"))
            }
            Some(token) => Ok(token),
        }
    }
}
