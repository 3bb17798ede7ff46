//! Jobs, and the things that a driver does for them, without a borrow of the installation.

use tvpass::flow::{Event, Flow};

use crate::clock::Clock;
use crate::error::Error;
use crate::transport::{HttpRequest, HttpResponse};
use crate::viewer::Reply;

/// A kind of job: its flow, and how the flow's borrowed questions and outcomes are owned.
pub(crate) trait Job: 'static {
    /// The core's flow.
    type Flow: Flow + 'static;
    /// A question, owned.
    type Question: Clone;
    /// An outcome, owned.
    type Output;

    fn question(question: <Self::Flow as Flow>::Question<'_>, body: &[u8], clock: &Clock) -> Self::Question;

    fn output(outcome: <Self::Flow as Flow>::Outcome<'_>, body: &[u8]) -> Self::Output;

    /// The event that a reply to a question is.
    fn event<'r>(question: &'r Self::Question, reply: &'r Reply) -> Event<'r, <Self::Flow as Flow>::Reply<'r>>;
}

/// The thing to do next, without a borrow of the installation.
pub(crate) enum Action<J: Job> {
    Send(HttpRequest),
    /// Until this time, or until another job of the client has taken a turn since that count.
    Pause {
        until_millis: u64,
        other_since: Option<u64>,
    },
    Ask(J::Question),
    End(Result<J::Output, Error>),
}

/// The result of an action.
pub(crate) enum Happened<J: Job> {
    Start,
    Response(HttpResponse),
    NoResponse,
    TooLarge,
    Timer,
    Reply(J::Question, Reply),
    Cancel,
}

impl<J: Job> Happened<J> {
    pub(crate) fn event(&self) -> Event<'_, <J::Flow as Flow>::Reply<'_>> {
        match self {
            Self::Start => Event::Start,
            Self::Response(HttpResponse { status, retry_after: Some(delay), .. }) if matches!(status, 429 | 503) => {
                let delay_millis = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
                Event::RetryAfter { status: *status, delay_millis }
            }
            Self::Response(response) => Event::Response { status: response.status, body: &response.body },
            Self::NoResponse => Event::NoResponse,
            Self::TooLarge => Event::ResponseTooLarge,
            Self::Timer => Event::Timer,
            Self::Reply(_, Reply::Cancel) | Self::Cancel => Event::Cancel,
            Self::Reply(question, reply) => J::event(question, reply),
        }
    }

    pub(crate) fn body(&self) -> &[u8] {
        if let Self::Response(response) = self { &response.body } else { &[] }
    }
}
