//! Logout: only when the viewer asks for it, never because of a denial (R62, R77).
//!
//! ```text
//! Idle --Begin--> LogoutCall
//! LogoutCall --UrlsToOpen--> UserAgent
//! LogoutCall --PartnerOnly--> PartnerSettings
//! LogoutCall --Complete--> Done
//! UserAgent --Tick--> Done
//! UserAgent --TickWithPartner--> PartnerSettings
//! PartnerSettings --Tick--> Done
//! PartnerSettings --TickWithPartner--> Done
//! ```
//!
//! Every state but `Done` goes to `Stopped` with `Failed`.

use super::client::Client;
use super::context::{Context, Now};
use super::exchange::{Exchange, Repeat, Reply};
use super::step::{Input, Outcome, Prompt, Step, Stop, StopReason, Urls};
use super::support::mvpd;
use super::table::states;
use crate::endpoint::{Logout as LogoutRequest, LogoutActionName, Logouts};
use crate::message::UrlError;
use crate::output::Output;

states! {
    /// Where a logout stands.
    #[derive(Default)]
    pub enum LogoutState {
        /// Not begun.
        #[default]
        Idle,
        /// Tells the service.
        LogoutCall,
        /// Waits for the user agent, which ends the sign-in at the MVPD (R74).
        UserAgent,
        /// Tells the viewer to sign out at the partner (R76).
        PartnerSettings,
        /// Over: the viewer is signed out.
        Done,
        /// Over, with a reason.
        Stopped,
    }
}

states! {
    /// What moves a logout on.
    pub enum LogoutEvent {
        /// The host begins.
        Begin,
        /// The viewer's part has passed, and nothing is left at a partner.
        Tick,
        /// The viewer's part has passed, and the partner's is left.
        TickWithPartner,
        /// Pages of MVPDs end the sign-in.
        UrlsToOpen,
        /// The partner's settings end the sign-in.
        PartnerOnly,
        /// Nothing is left to do (R75).
        Complete,
        /// The call failed for good.
        Failed,
    }
}

impl LogoutState {
    /// The landing state, `None` where the event changes nothing.
    #[must_use]
    pub const fn after(self, event: LogoutEvent) -> Option<Self> {
        use LogoutEvent as Event;
        Some(match (self, event) {
            (Self::Done | Self::Stopped, _) => return None,
            (_, Event::Failed) => Self::Stopped,
            (Self::Idle, Event::Begin) => Self::LogoutCall,
            (Self::LogoutCall, Event::UrlsToOpen) => Self::UserAgent,
            (Self::LogoutCall, Event::PartnerOnly) | (Self::UserAgent, Event::TickWithPartner) => Self::PartnerSettings,
            (Self::LogoutCall, Event::Complete)
            | (Self::UserAgent, Event::Tick)
            | (Self::PartnerSettings, Event::Tick | Event::TickWithPartner) => Self::Done,
            _ => return None,
        })
    }
}

/// Signs the viewer out of the MVPD of the context, or of the one remembered. See [`flow`](super) for how it is stepped.
///
/// ```
/// use tvpass::old_flow::{Logout, LogoutState};
///
/// assert_eq!(Logout::new().state(), LogoutState::Idle);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Logout {
    state: LogoutState,
    exchange: Exchange,
    at_partner: bool,
    was_signed_in: bool,
}

type Events<'b> = Result<Option<(LogoutEvent, Option<Logouts<'b>>)>, StopReason<'b>>;

impl Logout {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: LogoutState::Idle, exchange: Exchange::new(), at_partner: false, was_signed_in: false }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> LogoutState {
        self.state
    }

    /// Takes what happened, and says what to do.
    pub fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        let logouts = match self.event(client, &now, input) {
            Ok(Some((event, logouts))) => {
                self.state = self.state.after(event).unwrap_or(self.state);
                logouts
            }
            Ok(None) => None,
            Err(reason) => {
                self.state = self.state.after(LogoutEvent::Failed).unwrap_or(self.state);
                return Step::Stop(reason.into());
            }
        };
        match (self.state, logouts) {
            (LogoutState::LogoutCall, _) => {
                let call = LogoutRequest {
                    service_provider: context.service_provider,
                    mvpd: &mvpd(context, client),
                    redirect_url: context.redirect_url,
                };
                self.exchange.call(context, client, &now, &call, buffer)
            }
            (LogoutState::UserAgent, Some(logouts)) => match urls(context, &logouts, buffer) {
                Ok(urls) => Step::Ask(Prompt::OpenUrls(urls)),
                Err(error) => {
                    if matches!(error, UrlError::TooSmall { .. }) {
                        // The addresses are in this answer alone: it is taken once more.
                        self.state = LogoutState::LogoutCall;
                        self.exchange.await_again();
                    }
                    Step::Stop(StopReason::Url(error).into())
                }
            },
            // The addresses were borrowed from an answer that is gone; a tick goes on.
            (LogoutState::UserAgent, None) => Step::Wait { until_millis: now.monotonic_millis },
            (LogoutState::PartnerSettings, _) => Step::Ask(Prompt::PartnerSettings),
            (LogoutState::Done, _) => {
                client.forget_mvpd();
                Step::Done(Outcome::LoggedOut { was_signed_in: self.was_signed_in })
            }
            _ => Step::Stop(StopReason::NotRunning.into()),
        }
    }

    fn event<'b>(&mut self, client: &mut Client, now: &Now, input: Input<'b>) -> Events<'b> {
        let reply = match self.exchange.reply(client, now, input) {
            Reply::Stop(Stop { reason }) => return Err(reason),
            Reply::Other(Some(Input::Begin)) => return Ok(Some((LogoutEvent::Begin, None))),
            Reply::Other(Some(Input::Tick)) if self.at_partner => {
                return Ok(Some((LogoutEvent::TickWithPartner, None)));
            }
            Reply::Other(Some(Input::Tick)) => return Ok(Some((LogoutEvent::Tick, None))),
            Reply::Other(_) => return Ok(None),
            reply => reply,
        };
        match self.exchange.settle(client, now, Repeat::Yes, &reply) {
            Ok(logouts) => Ok(Some((self.weigh(&logouts), Some(logouts)))),
            Err(unanswered) => unanswered.event(),
        }
    }

    // Each action has gone from the stack when the step is done.
    #[inline(never)]
    fn weigh(&mut self, logouts: &Logouts<'_>) -> LogoutEvent {
        let mut has_urls = false;
        for action in logouts.iter() {
            self.was_signed_in |= action.action_name != LogoutActionName::Invalid;
            self.at_partner |= action.action_name == LogoutActionName::PartnerLogout;
            has_urls |= action.action_name == LogoutActionName::Logout && action.url.is_some();
        }
        match (has_urls, self.at_partner) {
            (true, _) => LogoutEvent::UrlsToOpen,
            (false, true) => LogoutEvent::PartnerOnly,
            (false, false) => LogoutEvent::Complete,
        }
    }
}

/// The addresses that end the sign-in at the MVPDs, one a line.
fn urls<'b>(context: &Context<'_>, logouts: &Logouts<'_>, buffer: &'b mut [u8]) -> Result<Urls<'b>, UrlError> {
    let mut written = 0;
    for action in logouts.iter().filter(|action| action.action_name == LogoutActionName::Logout) {
        let Some(url) = action.url else { continue };
        let free = buffer.get_mut(written..).unwrap_or_default();
        written += match context.base.resolve(&url, free) {
            Ok(url) => url.len(),
            Err(UrlError::TooSmall { needed }) => return Err(UrlError::TooSmall { needed: written + needed + 1 }),
            Err(error) => return Err(error),
        };
        match buffer.get_mut(written) {
            Some(end) => *end = b'\n',
            None => return Err(UrlError::TooSmall { needed: written + 1 }),
        }
        written += 1;
    }
    let mut output = Output::new(buffer);
    output.set_length(written);
    Ok(Urls { lines: output.finish_text()? })
}
