//! Registration: credentials once, a token until it expires, and what a refusal leads to.
//!
//! Every flow goes through this table before and between its own calls; [`Registration`] alone is for a host that wants to
//! have it done before the viewer waits.
//!
//! ```text
//! Unregistered --Credentials--> Registered
//! Registered --Token--> Authorized
//! Registered --InvalidClient--> Unregistered
//! Authorized --Expiring--> Registered
//! Authorized --Refused--> Registered
//! Authorized --RefusedAgain--> Unregistered
//! ```

use super::client::Client;
use super::context::{Context, Now};
use super::exchange::{Exchange, Reply};
use super::step::{Input, Outcome, Step};

/// How far the registration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    /// There are no credentials: register (R1).
    Unregistered,
    /// There is no valid token: get one (R5).
    Registered,
    /// Calls can go out (R9).
    Authorized,
}

/// What changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationEvent {
    /// The service gave credentials.
    Credentials,
    /// The service gave a token.
    Token,
    /// The token endpoint does not know the credentials (R7).
    InvalidClient,
    /// The token expires soon (R6).
    Expiring,
    /// A call got 401 (R7).
    Refused,
    /// A call got 401 with a fresh token, and the action is to register again (R8).
    RefusedAgain,
}

impl RegistrationState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Unregistered, Self::Registered, Self::Authorized];

    /// The landing state, `None` where the event does not belong.
    #[must_use]
    // The table reads edge by edge.
    #[allow(clippy::match_same_arms)]
    pub const fn after(self, event: RegistrationEvent) -> Option<Self> {
        match (self, event) {
            (Self::Unregistered, RegistrationEvent::Credentials) => Some(Self::Registered),
            (Self::Registered, RegistrationEvent::Token) => Some(Self::Authorized),
            (Self::Registered, RegistrationEvent::InvalidClient) => Some(Self::Unregistered),
            (Self::Authorized, RegistrationEvent::Expiring | RegistrationEvent::Refused) => Some(Self::Registered),
            (Self::Authorized, RegistrationEvent::RefusedAgain) => Some(Self::Unregistered),
            _ => None,
        }
    }
}

impl RegistrationEvent {
    /// All events.
    pub const ALL: [Self; 6] =
        [Self::Credentials, Self::Token, Self::InvalidClient, Self::Expiring, Self::Refused, Self::RefusedAgain];
}

/// Gets credentials and a token, and nothing more.
///
/// ```
/// use tvpass::old_flow::{Client, Context, Input, Now, Registration, Step};
/// use tvpass::json::Timestamp;
/// use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let context = Context::new(BaseUrl::RELEASE_STAGING, "REF30", "demo.software.statement".into(), headers);
/// let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// let (mut client, mut flow, mut buffer) = (Client::new(), Registration::new(), [0; 512]);
/// let Step::Send(request) = flow.step(&context, &mut client, now, Input::Begin, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/register");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registration {
    exchange: Exchange,
}

impl Registration {
    /// A flow that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self { exchange: Exchange::new() }
    }

    /// Takes what happened, and says what to do; see [`flow`](super).
    pub fn step<'b>(
        &'b mut self,
        context: &Context<'b>,
        client: &'b mut Client,
        now: Now,
        input: Input<'b>,
        buffer: &'b mut [u8],
    ) -> Step<'b> {
        if let Reply::Stop(stop) = self.exchange.reply(client, &now, input) {
            return Step::Stop(stop);
        }
        if Exchange::is_authorized(client, &now) {
            return Step::Done(Outcome::Registered);
        }
        self.exchange.register(context, client, &now, buffer)
    }
}
