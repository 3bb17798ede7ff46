//! register, token, and the tokens that come with requests.

use std::time::Duration;

use serde_json::json;

use super::{Answer, Call, Service};
use crate::check::{self, Form};
use crate::clock::milliseconds;

/// A token is due for renewal in the last tenth of its life: "before expiry" (R6) has no number.
const RENEWAL: u32 = 10;

/// The values hold what forms must encode, and what shows an encoding done twice or not at all.
#[derive(Debug)]
pub(super) struct Client {
    id: String,
    secret: String,
}

#[derive(Debug)]
pub(super) struct Token {
    value: String,
    client: usize,
    issued: Duration,
    revoked: bool,
}

impl Service {
    pub(super) fn register(&mut self, call: &mut Call) -> Option<Answer> {
        if self.clients.len() > usize::from(self.options.second_device) {
            call.findings.note("it registers again; every profile is lost (R3, R4)");
        }
        match check::statement(&call.request.body) {
            Ok(statement) if statement == self.options.software_statement => (),
            Ok(_) => {
                let error = Answer::registration_error("invalid_software_statement");
                call.findings.refuse("the software statement is unknown (R1)", error);
            }
            Err((sentence, code)) => call.findings.refuse(sentence, Answer::registration_error(code)),
        }
        call.findings.proceed()?;
        let number = self.clients.len() + 1;
        let client =
            Client { id: format!("stand-in client/{number}"), secret: format!("stand+in/secret={number}&%2B~") };
        self.report.registrations += 1;
        self.report.secrets.push(client.secret.clone());
        let answer = json!({
            "client_id": client.id,
            "client_secret": client.secret,
            "client_id_issued_at": call.now.as_secs(),
            "redirect_uris": ["app://stand-in"],
            "grant_types": ["client_credentials"],
            "scopes": ["api:client:v2"],
        });
        self.clients.push(client);
        Some(Answer::json(201, answer))
    }

    pub(super) fn token(&mut self, call: &mut Call) -> Option<Answer> {
        let fields = ["client_id", "client_secret", "grant_type"];
        let form = Form::read(&call.request.body, &fields, &mut call.findings);
        for field in fields.into_iter().filter(|field| form.value(field).is_none()) {
            let error = Answer::registration_error("invalid_request");
            call.findings.refuse(format!("the form lacks '{field}' (R5)"), error);
        }
        call.findings.proceed()?;
        let client = self.known_client(call, &form)?;
        if form.value("grant_type") != Some("client_credentials") {
            let error = Answer::registration_error("unsupported_grant_type");
            call.findings.refuse("grant_type is not client_credentials (R5)", error);
        }
        call.findings.proceed()?;
        let life = self.options.token_lifetime;
        let fresh =
            |token: &Token| token.client == client && !token.revoked && call.now + life / RENEWAL < token.issued + life;
        if self.tokens.iter().any(fresh) {
            call.findings.note("it fetches a token though the one it has is valid (R6)");
        }
        Some(self.issue_token(call.now, client))
    }

    fn known_client(&self, call: &mut Call, form: &Form) -> Option<usize> {
        let id = form.value("client_id")?;
        let secret = form.value("client_secret")?;
        let found = self.clients.iter().position(|known| known.id == id && known.secret == secret);
        if found.is_none() {
            let twice = |value, right: fn(&Client) -> &str| {
                Form::encoded_twice(value, |again| self.clients.iter().any(|known| right(known) == again))
            };
            let sentence = if twice(id, |known| &known.id) || twice(secret, |known| &known.secret) {
                "the client's id or secret is encoded twice (R34)"
            } else {
                "the client's id or secret is wrong"
            };
            call.findings.refuse(sentence, Answer::registration_error("invalid_client"));
        }
        found
    }

    fn issue_token(&mut self, now: Duration, client: usize) -> Answer {
        let number = self.tokens.len() + 1;
        let value = format!("stand-in.token+{number}/~==");
        self.report.tokens += 1;
        self.report.secrets.push(value.clone());
        let answer = json!({
            "id": format!("token-{number}"),
            "access_token": value,
            "created_at": self.time(now),
            "expires_in": milliseconds(self.options.token_lifetime) / 1000,
            "token_type": "bearer",
        });
        self.tokens.push(Token { value, client, issued: now, revoked: false });
        Answer::json(201, answer)
    }

    pub(super) fn revoke_tokens(&mut self) {
        for token in &mut self.tokens {
            token.revoked = true;
        }
    }

    pub(super) fn check_token(&self, call: &mut Call) {
        let error = || Answer::error("invalid_access_token_client_application");
        let value = match call.request.header("Authorization").map(check::authorization) {
            Some(Ok(value)) => value,
            Some(Err(sentence)) => return call.findings.refuse(sentence, error()),
            None => {
                // That it is missing was said when the headers were looked at.
                call.findings.refusal.get_or_insert_with(error);
                return;
            }
        };
        let sentence = match self.tokens.iter().find(|token| token.value == value) {
            None => "the access token was never issued",
            Some(token) if token.revoked => "the access token was refused before; a fresh one is due (R7)",
            Some(token) if call.now >= token.issued + self.options.token_lifetime => {
                "the access token has expired (R6)"
            }
            Some(token) => {
                call.client = token.client;
                return;
            }
        };
        call.findings.refuse(sentence, error());
    }
}
