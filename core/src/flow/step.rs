//! Events that a flow takes, and the steps that it gives.

use core::fmt;

use super::app::{App, Now};
use super::installation::Installation;
use super::refused::Halt;
use super::stop::StopReason;
use crate::json::Text;
use crate::message::Request;
use crate::output::TooSmall;

/// An event of the host, the service or the viewer. `R` is what the viewer can say to this flow.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Event<'e, R> {
    /// The flow is to begin.
    Start,
    /// The request was answered.
    Response {
        /// The status of HTTP.
        status: u16,
        /// The whole body.
        body: &'e [u8],
    },
    /// The request was answered with a `Retry-After` header: say this in place of [`Response`](Self::Response).
    RetryAfter {
        /// The status of HTTP.
        status: u16,
        /// The delay that the header asks for, in milliseconds.
        delay_millis: u64,
    },
    /// The request was not answered: no connection, a cut body, a time-out.
    NoResponse,
    /// The response does not fit into the host's memory.
    ResponseTooLarge,
    /// The time of a [`Sleep`](Step::Sleep) or an [`AwaitOther`](Step::AwaitOther) has come.
    Timer,
    /// The network is back: what was put off after a failure is tried at once (N3).
    Online,
    /// The user agent that the flow asked for has come back.
    UserAgentReturned,
    /// The viewer, or the platform's framework, replies.
    Viewer(R),
    /// The host gives the job up.
    Cancel,
}

impl<R> fmt::Debug for Event<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start => "Start",
            Self::Response { .. } => "Response",
            Self::RetryAfter { .. } => "RetryAfter",
            Self::NoResponse => "NoResponse",
            Self::ResponseTooLarge => "ResponseTooLarge",
            Self::Timer => "Timer",
            Self::Online => "Online",
            Self::UserAgentReturned => "UserAgentReturned",
            Self::Viewer(_) => "Viewer",
            Self::Cancel => "Cancel",
        })
    }
}

/// The next thing to do. `Q` is what the flow can ask, `O` how it can end.
#[must_use = "a flow goes on only if its step is done"]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'b, Q, O> {
    /// Send this request, then say [`Event::Response`] or why there is none.
    Send(Request<'b>),
    /// The event changed nothing: the step before this one still stands.
    Await,
    /// Another flow of this installation registers or gets a token: say [`Event::Timer`] after the next turn of a flow that
    /// gave anything but this, or at this time at the latest.
    AwaitOther {
        /// Milliseconds of the monotonic clock.
        until_millis: u64,
    },
    /// Say [`Event::Timer`] at this time.
    Sleep {
        /// Milliseconds of the monotonic clock.
        until_millis: u64,
    },
    /// Show or ask the viewer, then say [`Event::Viewer`] or [`Event::UserAgentReturned`], as the question tells.
    Ask(Q),
    /// The flow has reached its end.
    Done(O),
    /// The flow cannot go on.
    Stop(StopReason<'b>),
}

/// A job as a value that the caller owns.
///
/// Questions and outcomes are `Copy`: a type that could have a destructor would keep the borrows of a turn alive to the end
/// of its scope, and no generic loop could use its buffers again.
pub trait Flow: Sized {
    /// Its questions.
    type Question<'b>: Copy
    where
        Self: 'b;
    /// The replies to them; gone when `handle` returns.
    type Reply<'r>;
    /// Its ends.
    type Outcome<'b>: Copy
    where
        Self: 'b;
    /// The part of a response that a question needs.
    #[doc(hidden)]
    type Ask<'e>: Copy;
    /// The part of a response that the outcome needs.
    #[doc(hidden)]
    type End<'e>: Copy;

    /// Decides; the reply, which differs from flow to flow, comes beside the event that it belongs to.
    #[doc(hidden)]
    fn decide<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<Self::Reply<'_>>,
    ) -> Decision<'e, Self::Ask<'e>, Self::End<'e>>;

    /// Writes the request that is under way.
    #[doc(hidden)]
    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self>;

    #[doc(hidden)]
    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &Self::Ask<'e>,
        app: &App<'b>,
        installation: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self>;

    #[doc(hidden)]
    fn outcome<'b, 'e: 'b>(&'b self, end: &Self::End<'e>, installation: &'b Installation) -> StepOf<'b, Self>;

    /// Writes the step of a decision, for a host whose memory holds the two side by side. Nothing changes here.
    // Not in the host's frame, which is there for as long as the flow runs.
    #[doc(hidden)]
    #[inline(never)]
    fn write<'b, 'e: 'b>(
        &'b self,
        decision: &Decision<'e, Self::Ask<'e>, Self::End<'e>>,
        app: &App<'b>,
        installation: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self> {
        match decision {
            Decision::Send => self.request(app, installation, buffer),
            Decision::Await => Ok(Step::Await),
            Decision::AwaitOther(until_millis) => Ok(Step::AwaitOther { until_millis: *until_millis }),
            Decision::Sleep(until_millis) => Ok(Step::Sleep { until_millis: *until_millis }),
            Decision::Ask(ask) => self.question(ask, app, installation, buffer),
            Decision::Done(end) => Ok(self.outcome(end, installation)),
            Decision::Stop(halt) => Ok(Step::Stop(halt.reason())),
        }
    }

    /// Decides. The turn borrows the flow and the body of the response, so that the installation can be saved before the
    /// step is written and done.
    fn handle<'s, 'e>(
        &'s mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        event: Event<'e, Self::Reply<'_>>,
    ) -> Turn<'s, 'e, Self> {
        let (event, reply) = event.apart();
        let decision = self.decide(app, installation, &now, event, reply);
        Turn { flow: self, decision }
    }
}

/// A step of this flow.
pub type StepOf<'b, F> = Step<'b, <F as Flow>::Question<'b>, <F as Flow>::Outcome<'b>>;
/// A step of this flow, if the buffer is large enough.
pub type Written<'b, F> = Result<StepOf<'b, F>, TooSmall>;

/// A decision that is still to be written.
#[must_use = "the step is still to be written and done"]
pub struct Turn<'s, 'e, F: Flow> {
    flow: &'s F,
    decision: Decision<'e, F::Ask<'e>, F::End<'e>>,
}

impl<F: Flow> fmt::Debug for Turn<'_, '_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turn").field("decision", &Text::from(self.decision.name())).finish_non_exhaustive()
    }
}

impl<'s, 'e, F: Flow> Turn<'s, 'e, F> {
    /// Writes the step. It changes nothing, and may be called again with a larger buffer.
    ///
    /// # Errors
    /// `buffer` is too small; the error says how many bytes it must hold.
    pub fn step<'b>(&self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, F>
    where
        's: 'b,
        'e: 'b,
    {
        self.flow.write(&self.decision, app, installation, buffer)
    }
}

/// A flow's decision. `A` and `E` hold what of the response a question or the end needs.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Decision<'e, A, E> {
    /// Send the request that the cycle has in flight.
    Send,
    /// Go on waiting.
    Await,
    /// Wait for another flow.
    AwaitOther(u64),
    /// Wait.
    Sleep(u64),
    /// Ask.
    Ask(A),
    /// The end.
    Done(E),
    /// Another end.
    Stop(Halt<'e>),
}

impl<A, E> Decision<'_, A, E> {
    fn name(&self) -> &'static str {
        match self {
            Self::Send => "Send",
            Self::Await => "Await",
            Self::AwaitOther(_) => "AwaitOther",
            Self::Sleep(_) => "Sleep",
            Self::Ask(_) => "Ask",
            Self::Done(_) => "Done",
            Self::Stop(_) => "Stop",
        }
    }

    pub(super) fn ends(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Stop(_))
    }
}

impl<'e, R> Event<'e, R> {
    /// The event, and the reply beside it: what is done with either is the same for all flows but for the reply's type.
    fn apart(self) -> (Event<'e, ()>, Option<R>) {
        let event = match self {
            Self::Viewer(reply) => return (Event::Viewer(()), Some(reply)),
            Self::Start => Event::Start,
            Self::Response { status, body } => Event::Response { status, body },
            Self::RetryAfter { status, delay_millis } => Event::RetryAfter { status, delay_millis },
            Self::NoResponse => Event::NoResponse,
            Self::ResponseTooLarge => Event::ResponseTooLarge,
            Self::Timer => Event::Timer,
            Self::Online => Event::Online,
            Self::UserAgentReturned => Event::UserAgentReturned,
            Self::Cancel => Event::Cancel,
        };
        (event, None)
    }
}

/// The end of the flow's own call.
#[derive(Clone, Copy)]
pub(super) enum Response<'e> {
    /// A response.
    Answer {
        /// The status of HTTP.
        status: u16,
        /// The whole body.
        body: &'e [u8],
    },
    /// A response that says when to come again.
    RetryAfter {
        /// The status of HTTP.
        status: u16,
        /// Milliseconds.
        delay_millis: u64,
    },
    /// No response.
    None,
    /// A response that the host has no memory for.
    TooLarge,
}

impl<'e> Event<'e, ()> {
    /// The response, or why there is none.
    pub(super) fn response(&self) -> Option<Response<'e>> {
        Some(match *self {
            Self::Response { status, body } => Response::Answer { status, body },
            Self::RetryAfter { status, delay_millis } => Response::RetryAfter { status, delay_millis },
            Self::NoResponse => Response::None,
            Self::ResponseTooLarge => Response::TooLarge,
            _ => return None,
        })
    }
}
