//! `token`: an access token for a client's credentials.

use tvpass::endpoint::{AccessToken as Answer, CLIENT_CREDENTIALS, Token};
use tvpass::json::Timestamp;
use tvpass::message::{DcrErrorCode, DecodeError, Incoming};

use super::register::check_device_info;
use crate::message::{Request, Response};
use crate::service::answer::encoded;
use crate::service::refusal::reason;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{AccessToken, Client, Fingerprint};
use crate::world::Approval;

impl Service {
    pub(in crate::service) fn token(&mut self, now: Timestamp, request: &Request, call: &Token<'_>) -> Outcome {
        check_device_info(request)?;
        let secret = Fingerprint::of(call.client_secret.reveal().to_string().as_bytes());
        let client = self.state.clients.get(&call.client_id.reveal().to_string());
        let Some(client) = client.filter(|client| client.secret == secret).cloned() else {
            let message = "There is no client of this id and secret.";
            return Err(Refusal::registration(DcrErrorCode::InvalidClient, message));
        };
        match self.settings.world.approval(&client.software_statement) {
            Some(Approval::Approved) => {}
            // A revoked statement takes its clients along (R10).
            None | Some(Approval::Unapproved) => {
                let message = "The software statement of this client is revoked.";
                return Err(Refusal::registration(DcrErrorCode::InvalidClient, message));
            }
            Some(Approval::V1Only) => {
                let message = "The software statement of this client lacks the scope api:client:v2.";
                return Err(Refusal::registration(DcrErrorCode::UnauthorizedClient, message));
            }
        }
        if call.grant_type != CLIENT_CREDENTIALS {
            let message = "The grant_type is not client_credentials.";
            return Err(Refusal::registration(DcrErrorCode::UnsupportedGrantType, message));
        }
        Ok(self.issued(now, client))
    }

    fn issued(&mut self, now: Timestamp, client: Client) -> Response {
        let (id, token) = (self.random.uuid(), self.random.token());
        let lifetime = self.settings.access_token_millis;
        let mut answer = Answer::new(token.as_str().into(), lifetime / 1000);
        answer.id = Some(id.as_str().into());
        answer.created_at = Some(now);
        answer.token_type = Some("bearer".into());
        let body = encoded(|buffer| answer.encode(buffer));
        self.state.note_use(&client.id, now);
        self.state.access_tokens.put(AccessToken {
            token: Fingerprint::of(token.as_bytes()),
            client_id: client.id,
            not_after: now.plus_millis(lifetime),
        });
        Response::json(201, body)
    }
}

/// A refusal of either endpoint of the registration. Generated clients put the credentials where the contract has them: into the
/// query (P10).
pub(in crate::service) fn unreadable_registration(incoming: &Incoming<'_>, error: DecodeError) -> Refusal {
    let is_in_query = incoming.query().split('&').any(|pair| pair.starts_with("client_secret="));
    let message = match error {
        DecodeError::Parameter(_) | DecodeError::ContentType if is_in_query => {
            "The credentials are in the query. They belong into a form in the body, since URLs are logged.".to_owned()
        }
        error => reason(error),
    };
    Refusal::registration(DcrErrorCode::InvalidRequest, message)
}
