//! What an answer about a session means to a sign-in (R35), and how long its code lives (R43).

use super::{Brought, Events, SignIn};
use crate::endpoint::{ActionName, ReasonType, Session};
use crate::old_flow::client::{Client, store};
use crate::old_flow::context::{Context, Now, Screen};
use crate::old_flow::registration::RegistrationState;
use crate::old_flow::sign_in::{SignInEvent, SignInState};
use crate::old_flow::step::{Access, StopReason};

/// The life of a code for which the service states none.
const CODE_LIFE_MILLIS: u64 = 30 * 60 * 1000;

impl SignIn {
    /// R35: what the service says to do.
    pub(super) fn session<'b>(&mut self, context: &Context<'b>, now: &Now, session: &Session<'b>) -> Events<'b> {
        if let Some(mvpd) = &session.mvpd {
            store(&mut self.mvpd, "", mvpd, "mvpd")?;
        }
        let event = match session.action_name {
            ActionName::Authorize => match session.reason_type {
                ReasonType::Temporary => self.grant(Access::Temporary),
                ReasonType::Degraded => self.grant(Access::Degraded),
                _ => SignInEvent::AlreadySignedIn,
            },
            ActionName::Authenticate | ActionName::Resume | ActionName::Retry => {
                self.keep_code(now, session)?;
                self.next_with_code(context, session)?
            }
            other => return Err(StopReason::Unexpected(other.as_text())),
        };
        Ok(Some((event, session.url.map_or(Brought::Nothing, Brought::Url))))
    }

    fn grant(&mut self, access: Access) -> SignInEvent {
        self.access = Some(access);
        SignInEvent::AccessGranted
    }

    fn keep_code<'b>(&mut self, now: &Now, session: &Session<'b>) -> Result<(), StopReason<'b>> {
        let Some(code) = session.code else { return Err(StopReason::Unexpected(session.action_name.as_text())) };
        store(&mut self.code, "", &code, "code")?;
        self.code_is_complete = matches!(session.action_name, ActionName::Authenticate);
        self.is_shown = false;
        // The service's own two times, since this device's clock may be off; from when the request went out, since the
        // code may have been made as early as that. To complete a session makes it no longer.
        let life = session.lifetime_millis().unwrap_or(CODE_LIFE_MILLIS);
        let lapses_at = self.exchange.sent_at().saturating_add(life);
        let is_resumed = self.state == SignInState::ResumeCall;
        self.code_lapses_at = if is_resumed { self.code_lapses_at.min(lapses_at) } else { lapses_at };
        self.next_poll_at = now.monotonic_millis;
        Ok(())
    }

    fn next_with_code<'b>(&self, context: &Context<'b>, session: &Session<'b>) -> Result<SignInEvent, StopReason<'b>> {
        if context.screen == Screen::Second {
            return Ok(SignInEvent::CodeToShow);
        }
        if self.code_is_complete {
            return Ok(SignInEvent::UrlToOpen);
        }
        let lacks_mvpd = session.lacks("mvpd") && self.mvpd.is_empty();
        let is_known = |name, is_known: bool| is_known || !session.lacks(name);
        let others_are_known = is_known("domainName", context.domain_name.is_some())
            && is_known("redirectUrl", context.redirect_url.is_some());
        match self.state {
            SignInState::SessionCall if lacks_mvpd => Ok(SignInEvent::NoMvpd),
            SignInState::SessionCall if others_are_known => Ok(SignInEvent::ParametersMissing),
            _ => Err(StopReason::Unexpected(session.action_name.as_text())),
        }
    }

    /// Whether the code must not be used any more: its time has passed (R43), or the application is not any more the one
    /// that asked for it, so that a sign-in with it would be another's (R47).
    pub(super) fn is_code_void(&self, client: &Client, now: &Now) -> bool {
        self.has_code()
            && (now.monotonic_millis >= self.code_lapses_at || client.registration() == RegistrationState::Unregistered)
    }

    /// Whether the state rests on the code.
    pub(super) fn has_code(&self) -> bool {
        matches!(
            self.state,
            SignInState::ResumeCall
                | SignInState::UserAgent
                | SignInState::Code
                | SignInState::PollCall
                | SignInState::PollPause
        )
    }
}
