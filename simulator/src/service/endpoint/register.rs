//! `register`: a new client for every call, so that nobody who registers twice keeps their profiles (R4).

use tvpass::endpoint::{CLIENT_CREDENTIALS, ClientCredentials, Register};
use tvpass::json::{Texts, Timestamp};
use tvpass::message::DcrErrorCode;

use crate::message::{Request, Response};
use crate::service::answer::encoded;
use crate::service::caller::device_info;
use crate::service::{Outcome, Refusal, Service};
use crate::state::{Client, Fingerprint};
use crate::world::Approval;

impl Service {
    pub(in crate::service) fn register(&mut self, now: Timestamp, request: &Request, call: &Register<'_>) -> Outcome {
        check_device_info(request)?;
        let statement = call.body.software_statement.reveal().to_string();
        let approval = self.settings.world.approval(&statement);
        match approval {
            None => {
                let message = "The software statement is unknown.";
                return Err(Refusal::registration(DcrErrorCode::InvalidSoftwareStatement, message));
            }
            Some(Approval::Unapproved) => {
                let message = "The software statement is not approved.";
                return Err(Refusal::registration(DcrErrorCode::UnapprovedSoftwareStatement, message));
            }
            Some(Approval::Approved | Approval::V1Only) => {}
        }
        let redirect_uri = call.body.redirect_uri.map(|uri| uri.to_string());
        if redirect_uri.as_deref().is_some_and(|uri| url::Url::parse(uri).is_err()) {
            let message = "The redirect_uri is no URI.";
            return Err(Refusal::registration(DcrErrorCode::InvalidRedirectUri, message));
        }
        let scope = if approval == Some(Approval::V1Only) { "api:client:v1" } else { "api:client:v2" };
        Ok(self.registered(now, statement, redirect_uri.as_deref(), scope))
    }

    fn registered(&mut self, now: Timestamp, statement: String, redirect_uri: Option<&str>, scope: &str) -> Response {
        let (client_id, client_secret) = (self.random.uuid(), self.random.token());
        let scopes = [scope];
        let mut credentials = ClientCredentials::new(client_id.as_str().into(), client_secret.as_str().into());
        credentials.client_id_issued_at = Some(now.millis() / 1000);
        credentials.redirect_uris = Texts::from(redirect_uri.as_slice());
        credentials.grant_types = Texts::from(&[CLIENT_CREDENTIALS][..]);
        credentials.scopes = Texts::from(&scopes[..]);
        let body = encoded(|buffer| credentials.encode(buffer));
        let client = Client {
            secret: Fingerprint::of(client_secret.as_bytes()),
            id: client_id,
            software_statement: statement,
            issued_at: now,
            used_at: now,
        };
        self.state.register(client, self.settings.registrations);
        Response::json(201, body)
    }
}

/// Register and token have no code of their own for a device that describes itself badly.
pub(super) fn check_device_info(request: &Request) -> Result<(), Refusal> {
    match device_info(request) {
        Err(Refusal::Enhanced { message, .. }) => Err(Refusal::registration(DcrErrorCode::InvalidRequest, message)),
        Err(refusal) => Err(refusal),
        Ok(_) => Ok(()),
    }
}
