//! The Single Sign-On Service: a phone that is signed in links a television. This program plays both.

use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;
use tvpass_client::{MemoryStore, NoService, Reply, ServicePerson, ShownLinkCode, SignInCheck, SsoOutcome};

use super::Television;
use crate::device;
use crate::event::Event;
use crate::network;
use crate::trouble::{Trouble, Who};
use crate::work::Question;

/// Seconds between the polls of a device that never polls.
const POLL_INTERVAL: u32 = 4;

impl Television<'_> {
    /// As the phone: gets a service token, signs in with it, and shows a link code.
    pub(super) fn link(&mut self) -> Result<(), Trouble> {
        // An application has its own name for the person, which nobody can guess (R125).
        let identifier = format!("household-{}", device::new_id());
        let person = ServicePerson::Identifier(&identifier);
        served(self.job(|client, _| client.service_token(person, |_| Reply::Cancel))?)?;
        self.sign_in(self.options())?;
        served(self.job(|client, asker| client.link_device(|shown| asker.ask(Question::Link(shown))))?)
    }

    /// Shows the code, and types it on the television.
    pub(super) fn show_link_code(
        &mut self,
        ShownLinkCode { code, expires_in, .. }: ShownLinkCode,
    ) -> Result<Reply, Trouble> {
        let Some(code) = code else { return Ok(Reply::List) };
        self.show(&Event::LinkCode { code: code.clone(), expires_in_seconds: expires_in.as_secs() })?;
        let mvpd = self.join(&code)?;
        self.show(&Event::Joined { mvpd })?;
        Ok(Reply::Yes)
    }

    /// As the television: joins by the code, and finds the sign-in without a session of its own.
    fn join(&self, code: &str) -> Result<String, Trouble> {
        let television = self.second_device()?;
        let trouble = |error| Trouble::from_error(&error, &self.settings.server);
        served(television.service_token(ServicePerson::LinkCode(code), |_| Reply::Cancel).map_err(trouble)?)?;
        match television.check_sign_in().map_err(trouble)? {
            SignInCheck::SignedIn { mvpd, .. } | SignInCheck::Remembered { mvpd } => Ok(mvpd),
            _ => Err(Trouble::new(Who::Viewer, "the television finds no sign-in", "sign in on the phone first")),
        }
    }

    fn second_device(&self) -> Result<Client, Trouble> {
        let id = self.storage.with(|storage| format!("{}, another", storage.device_id()));
        let described = device::describe(self.settings.client(POLL_INTERVAL), &id);
        let settings = described.map_err(|error| Trouble::new(Who::Developer, error.to_string(), "report this"))?;
        // A proxy for the world outside cannot reach this machine.
        let is_here = network::is_this_machine(&self.settings.server);
        let transport = if is_here { UreqTransport::direct() } else { UreqTransport::new() };
        Client::new(settings, transport, MemoryStore::default())
            .map_err(|error| Trouble::from_error(&error, &self.settings.server))
    }
}

/// The service has to serve for this flow; any other works without it.
fn served(outcome: SsoOutcome<()>) -> Result<(), Trouble> {
    match outcome {
        SsoOutcome::WithoutSingleSignOn(NoService { error, .. }) => {
            let reason = match error {
                Some(error) => format!("the Single Sign-On Service does not serve: {error}"),
                None => "the Single Sign-On Service does not serve".to_owned(),
            };
            Err(Trouble::new(Who::Developer, reason, "ask Adobe whether the service is licensed for this programmer"))
        }
        SsoOutcome::Done(()) => Ok(()),
    }
}
