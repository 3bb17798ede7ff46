//! `token`: an access token for a client's credentials.

use tvpass::endpoint::{AccessToken as Answer, CLIENT_CREDENTIALS, Call, Token};
use tvpass::json::Timestamp;
use tvpass::message::{DcrErrorCode, Scratch};

use crate::message::{Request, Response};
use crate::service::answer::encoded;
use crate::service::caller::device_info;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{AccessToken, Client, Fingerprint};
use crate::world::Approval;

impl Service {
    pub(in crate::service) fn token(&mut self, now: Timestamp, request: &Request) -> Outcome {
        let malformed = Refusal::Registration(DcrErrorCode::InvalidRequest);
        let incoming = request.incoming();
        let mut scratch = vec![0; incoming.target.len() + incoming.body.len()];
        let Ok(call) = Token::decode(&incoming, &mut Scratch::new(&mut scratch)) else { return Err(malformed) };
        if device_info(request).is_err() {
            return Err(malformed);
        }
        let secret = Fingerprint::of(call.client_secret.reveal().to_string().as_bytes());
        let client = self.state.clients.get(&call.client_id.reveal().to_string());
        let Some(client) = client.filter(|client| client.secret == secret).cloned() else {
            return Err(Refusal::Registration(DcrErrorCode::InvalidClient));
        };
        match self.settings.world.approval(&client.software_statement) {
            Some(Approval::Approved) => {}
            // A revoked statement takes its clients along (R10).
            None | Some(Approval::Unapproved) => return Err(Refusal::Registration(DcrErrorCode::InvalidClient)),
            Some(Approval::V1Only) => return Err(Refusal::Registration(DcrErrorCode::UnauthorizedClient)),
        }
        if call.grant_type != CLIENT_CREDENTIALS {
            return Err(Refusal::Registration(DcrErrorCode::UnsupportedGrantType));
        }
        Ok(self.issued(now, client))
    }

    fn issued(&mut self, now: Timestamp, client: Client) -> Response {
        let (id, token) = (self.random.uuid(), self.random.token());
        let lifetime = self.settings.access_token_millis;
        let answer = Answer {
            id: Some(id.as_str().into()),
            access_token: token.as_str().into(),
            created_at: Some(now),
            expires_in: lifetime / 1000,
            token_type: Some("bearer".into()),
            refresh_token: None,
        };
        let body = encoded(|buffer| answer.encode(buffer));
        self.state.access_tokens.put(AccessToken {
            token: Fingerprint::of(token.as_bytes()),
            client_id: client.id,
            not_after: now.plus_millis(lifetime),
        });
        Response::json(201, body)
    }
}
