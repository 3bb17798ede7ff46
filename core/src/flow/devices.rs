//! The devices of a sign-in: shown, and taken out (R141, R142).
//!
//! ```text
//! Start -> Calling -> Keeping -> Calling
//! ```

use core::fmt;

use super::app::{App, Now};
use super::cycle::Received;
use super::installation::Installation;
use super::preauthorization::ResourceList;
use super::refused::Halt;
use super::service_token::{KeptToken, Renewal, Served, ServedEnd, Unserved, checked_identifier};
use super::step::{Decision, Event, Flow, Response, Step, StepOf, Written};
use super::stop::InvalidArgument;
use crate::endpoint::{Answer, AnyCall, IssuedToken, LinkedDevice, LinkedDevices, SsoList, SsoUnlink, UnlinkedDevices};
use crate::message::HeaderName;

/// A flow about the devices of a sign-in; see [`ListDevices`] and [`UnlinkDevices`].
#[derive(Clone)]
pub struct DeviceCall<J, S = &'static str> {
    job: J,
    renewal: Renewal<S>,
    state: State,
}

// Tokens and identifiers are secrets.
impl<J, S> fmt::Debug for DeviceCall<J, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCall").field("state", &self.state).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    /// Asks, or renews the token first.
    Calling,
    /// The host keeps the new token.
    Keeping,
    Over,
}

/// Lists the devices of the sign-in; when the viewer looks, never in a loop (R141).
///
/// ```
/// # use tvpass::flow::{KeptToken, Now};
/// # use tvpass::json::Timestamp;
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_790_000_000_000), random: 7 };
/// # let end = Timestamp::from_millis(1_790_003_600_000);
/// # let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &now).unwrap();
/// use tvpass::flow::ListDevices;
///
/// assert!(ListDevices::new(kept, Some("household-19")).is_ok());
/// ```
pub type ListDevices<S = &'static str> = DeviceCall<Listing, S>;

/// Takes devices out of the sign-in.
///
/// ```
/// # use tvpass::flow::{KeptToken, Now};
/// # use tvpass::json::Timestamp;
/// # let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_790_000_000_000), random: 7 };
/// # let end = Timestamp::from_millis(1_790_003_600_000);
/// # let kept = KeptToken::received("eyJhbGciOi.e30.c2ln", None, end, &now).unwrap();
/// use tvpass::flow::{InvalidArgument, UnlinkDevices};
///
/// assert!(UnlinkDevices::new(["attic"], kept, None).is_ok());
/// assert_eq!(UnlinkDevices::new([""; 0], kept, None).unwrap_err(), InvalidArgument::Empty("devices"));
/// ```
pub type UnlinkDevices<R, S = &'static str> = DeviceCall<Unlinking<R>, S>;

/// The job of [`ListDevices`].
#[derive(Clone, Copy, Debug)]
pub struct Listing;

/// Devices that can be taken out at once.
pub const UNLINK_LIMIT: usize = 32;

/// The job of [`UnlinkDevices`]. It prints nothing of the devices, which are a person's.
#[derive(Clone, Copy)]
pub struct Unlinking<R> {
    devices: R,
}

impl<R> fmt::Debug for Unlinking<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlinking")
    }
}

/// The devices that were taken out.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unlinked<'b> {
    /// Those that were really linked; the others still are (R142).
    pub devices: UnlinkedDevices<'b>,
    /// This device is among them: drop its token and its identifier. The profile that came by them is forgotten (R143).
    pub is_own: bool,
}

impl<'b> Unlinked<'b> {
    /// The devices that were taken out, and whether this one is among them.
    #[must_use]
    pub const fn new(devices: UnlinkedDevices<'b>, is_own: bool) -> Self {
        Self { devices, is_own }
    }
}

/// The question of these flows: the token was renewed. Store it, put it into the header `AD-Service-Token` of [`App`], then say
/// [`DeviceReply::TokenKept`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRenewed<'b>(pub IssuedToken<'b>);

/// The reply to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceReply {
    /// The new token is stored, and stands in the header.
    TokenKept,
}

/// The request of a flow about devices, and its end.
pub trait DeviceJob {
    /// The answer.
    #[doc(hidden)]
    type Answer<'e>: Answer<'e> + Copy;
    /// The end of the flow.
    #[doc(hidden)]
    type End<'e>: Copy;

    #[doc(hidden)]
    fn with_call<T>(&self, app: &App<'_>, write: impl FnOnce(&dyn AnyCall) -> T) -> T;

    #[doc(hidden)]
    fn end<'e>(&self, app: &App<'_>, installation: &mut Installation, answer: Self::Answer<'e>) -> Self::End<'e>;

    /// The same end for a shorter time, which the compiler cannot see of a projection.
    #[doc(hidden)]
    fn shortened<'b, 'e: 'b>(end: &Self::End<'e>) -> Self::End<'b>;
}

impl DeviceJob for Listing {
    type Answer<'e> = LinkedDevices<'e>;
    type End<'e> = LinkedDevices<'e>;

    fn with_call<T>(&self, app: &App<'_>, write: impl FnOnce(&dyn AnyCall) -> T) -> T {
        write(&SsoList { service_provider: app.service_provider })
    }

    fn end<'e>(&self, _: &App<'_>, _: &mut Installation, answer: Self::Answer<'e>) -> Self::End<'e> {
        answer
    }

    fn shortened<'b, 'e: 'b>(end: &LinkedDevices<'e>) -> LinkedDevices<'b> {
        *end
    }
}

impl<R: ResourceList> DeviceJob for Unlinking<R> {
    type Answer<'e> = UnlinkedDevices<'e>;
    type End<'e> = Unlinked<'e>;

    fn with_call<T>(&self, app: &App<'_>, write: impl FnOnce(&dyn AnyCall) -> T) -> T {
        let mut devices = [""; UNLINK_LIMIT];
        for (index, place) in devices.iter_mut().enumerate() {
            *place = self.devices.resource(index).unwrap_or_default();
        }
        let devices = devices.get(..self.devices.count()).unwrap_or_default();
        write(&SsoUnlink { service_provider: app.service_provider, devices: devices.into() })
    }

    fn end<'e>(&self, app: &App<'_>, installation: &mut Installation, devices: Self::Answer<'e>) -> Self::End<'e> {
        let own = app.headers.get(HeaderName::ApDeviceIdentifier).unwrap_or_default();
        let is_own = devices.iter().any(|device| LinkedDevice::is_id_of(device.id, own));
        if is_own {
            // A regular profile of its own is found again by the next sign-in.
            installation.forget_profile();
        }
        Unlinked { devices, is_own }
    }

    fn shortened<'b, 'e: 'b>(end: &Unlinked<'e>) -> Unlinked<'b> {
        *end
    }
}

impl<S: AsRef<str>> ListDevices<S> {
    /// A flow that has not begun. The identifier gets a new token where the kept one is refused.
    ///
    /// # Errors
    /// The identifier is empty, too long, or has bytes that no header holds.
    pub fn new(kept: KeptToken<S>, identifier: Option<S>) -> Result<Self, InvalidArgument> {
        Self::begin(Listing, kept, identifier)
    }
}

impl<R: ResourceList, S: AsRef<str>> UnlinkDevices<R, S> {
    /// A flow that has not begun, for ids as the list gave them. The identifier gets a new token where the kept one is refused.
    ///
    /// # Errors
    /// There is no device, or more than [`UNLINK_LIMIT`]; or the identifier is empty, too long, or has bytes that no header holds.
    pub fn new(devices: R, kept: KeptToken<S>, identifier: Option<S>) -> Result<Self, InvalidArgument> {
        match devices.count() {
            0 => Err(InvalidArgument::Empty("devices")),
            1..=UNLINK_LIMIT => Self::begin(Unlinking { devices }, kept, identifier),
            _ => Err(InvalidArgument::TooMany(UNLINK_LIMIT)),
        }
    }
}

impl<J, S: AsRef<str>> DeviceCall<J, S> {
    fn begin(job: J, kept: KeptToken<S>, identifier: Option<S>) -> Result<Self, InvalidArgument> {
        let identifier = identifier.map(checked_identifier).transpose()?;
        Ok(Self { job, renewal: Renewal::new(kept, identifier), state: State::Start })
    }
}

type Decided<'e, J> = Decision<'e, TokenRenewed<'e>, ServedEnd<'e, <J as DeviceJob>::End<'e>>>;

impl<J: DeviceJob, S: AsRef<str>> DeviceCall<J, S> {
    fn respond<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        response: Response<'e>,
    ) -> Option<Decided<'e, J>> {
        match self.renewal.respond::<J::Answer<'e>>(installation, now, response) {
            Ok(answer) => Some(Decision::Done(ServedEnd::Done(self.job.end(app, installation, answer)))),
            Err(Unserved::Renewed(issued)) => {
                self.state = State::Keeping;
                Some(Decision::Ask(TokenRenewed(issued)))
            }
            Err(Unserved::Launch) => None,
            Err(Unserved::Without(lack)) => Some(Decision::Done(ServedEnd::Without(lack))),
            Err(Unserved::Stop(reason)) => Some(Decision::Stop(reason)),
        }
    }
}

impl<J: DeviceJob, S: AsRef<str>> Flow for DeviceCall<J, S> {
    type Question<'b>
        = TokenRenewed<'b>
    where
        Self: 'b;
    type Reply<'r> = DeviceReply;
    type Outcome<'b>
        = Served<'b, J::End<'b>>
    where
        Self: 'b;
    type Ask<'e> = TokenRenewed<'e>;
    type End<'e> = ServedEnd<'e, J::End<'e>>;

    fn decide<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        _: Option<DeviceReply>,
    ) -> Decided<'e, J> {
        let next = match (self.renewal.cycle.receive(installation, now, event), self.state) {
            (Received::Stop(reason), _) => Some(Decision::Stop(reason)),
            (Received::Response(response), State::Calling) => self.respond(app, installation, now, response),
            (Received::Start, State::Start) => {
                self.state = State::Calling;
                self.renewal.begin(installation, now);
                None
            }
            (Received::Viewer, State::Keeping) => {
                self.state = State::Calling;
                self.renewal.replaced();
                None
            }
            (Received::Ready, State::Calling) => None,
            (Received::Ready, State::Over) => Some(Decision::Stop(Halt::NotRunning)),
            _ => Some(Decision::Await),
        };
        let decision = match next {
            Some(decision) => decision,
            None => self.renewal.cycle.launch(installation, now),
        };
        if decision.ends() {
            self.state = State::Over;
        }
        decision
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        self.job.with_call(app, |call| self.renewal.write(app, installation, call, buffer))
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &TokenRenewed<'e>,
        _: &App<'b>,
        _: &'b Installation,
        _: &'b mut [u8],
    ) -> Written<'b, Self> {
        Ok(Step::Ask(*ask))
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &Self::End<'e>, _: &'b Installation) -> StepOf<'b, Self> {
        Step::Done(match end {
            ServedEnd::Done(end) => Served::Done(J::shortened(end)),
            ServedEnd::Without(lack) => Served::WithoutSingleSignOn(lack.reason()),
        })
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::Unlinking;

    #[test]
    fn r148_devices_that_are_taken_out_are_not_printed() {
        assert_eq!(std::format!("{:?}", Unlinking { devices: ["television"] }), "Unlinking");
    }
}
