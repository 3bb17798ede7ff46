//! The run loop of every job, for blocking and async clients alike.

use std::sync::Arc;
use std::time::Instant;

use crate::action::{Action, Happened, Job};
use crate::configuration_cache::is_for_configuration;
use crate::error::Error;
use crate::observer::{Exchange, ExchangeResult, Observation};
use crate::shared::Shared;
use crate::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
use crate::viewer::{CancelToken, Reply};

/// The world of a driver: blocking or async.
pub(crate) trait Runtime {
    fn send(&self, request: &HttpRequest) -> impl Future<Output = Result<HttpResponse, TransportError>>;

    /// Returns at `until`, or earlier when another job has taken a turn since `other_since`, or at a cancellation.
    fn pause(&self, until: Instant, other_since: Option<u64>) -> impl Future<Output = ()>;

    /// A job has taken a turn.
    fn turned(&self);
}

/// A flow that gives up what is in flight when it is dropped before its end, so that no other job waits for it.
struct Running<'s, J: Job, R: Runtime> {
    flow: J::Flow,
    shared: &'s Shared,
    runtime: &'s R,
    has_ended: bool,
}

impl<J: Job, R: Runtime> Running<'_, J, R> {
    fn turn(&mut self, happened: &Happened<J>, cause: Option<&Arc<TransportError>>) -> Result<Action<J>, Error> {
        let action = self.shared.turn::<J>(&mut self.flow, happened, cause);
        self.runtime.turned();
        action
    }
}

impl<J: Job, R: Runtime> Drop for Running<'_, J, R> {
    fn drop(&mut self) {
        if !self.has_ended {
            // The end of a job that nobody waits for has nobody to tell.
            let _ = self.turn(&Happened::Cancel, None);
        }
    }
}

/// Drives a flow to its end.
pub(crate) async fn drive<J: Job, R: Runtime, A: Future<Output = Reply>>(
    shared: &Shared,
    runtime: &R,
    flow: J::Flow,
    cancel: &CancelToken,
    mut ask: impl FnMut(J::Question) -> A,
) -> Result<J::Output, Error> {
    let mut running = Running::<J, R> { flow, shared, runtime, has_ended: false };
    let (mut happened, mut cause, mut number, mut has_list) = (Happened::<J>::Start, None, 0, false);
    loop {
        if cancel.is_cancelled() {
            happened = Happened::Cancel;
        }
        // 1. Decide, save, write.
        let action = running.turn(&happened, cause.as_ref())?;
        // 2. Do what the step says; 3. say what came of it.
        happened = match action {
            Action::Send(request) => {
                has_list |= is_for_configuration(&request);
                match answer(shared, runtime, &request, &mut number).await {
                    Ok(response) => Happened::Response(response),
                    Err(error) => {
                        let is_too_large = error.kind() == TransportErrorKind::TooLarge;
                        cause = Some(Arc::new(error));
                        if is_too_large { Happened::TooLarge } else { Happened::NoResponse }
                    }
                }
            }
            Action::Pause { until_millis, other_since } => {
                shared.emit(&Observation::Pause(shared.clock().left(until_millis)));
                runtime.pause(shared.clock().instant(until_millis), other_since).await;
                Happened::Timer
            }
            Action::Ask(question) => {
                let reply = ask(question.clone()).await;
                // Who has seen the list and asks for it wants a fresh one.
                if has_list && reply == Reply::List {
                    shared.configurations().forget();
                }
                Happened::Reply(question, reply)
            }
            Action::End(end) => {
                running.has_ended = true;
                return end;
            }
        };
    }
}

/// The response: one that was kept, or that of an exchange.
async fn answer<R: Runtime>(
    shared: &Shared,
    runtime: &R,
    request: &HttpRequest,
    number: &mut u32,
) -> Result<HttpResponse, TransportError> {
    if let Some(kept) = shared.configurations().find(request, Instant::now()) {
        return Ok(kept);
    }
    *number += 1;
    let response = exchange(shared, runtime, request, *number).await?;
    shared.configurations().keep(request, &response, Instant::now());
    Ok(response)
}

async fn exchange<R: Runtime>(
    shared: &Shared,
    runtime: &R,
    request: &HttpRequest,
    number: u32,
) -> Result<HttpResponse, TransportError> {
    let start = Instant::now();
    let response = runtime.send(request).await;
    let result = match &response {
        Ok(response) => ExchangeResult::Status(response.status),
        Err(error) => ExchangeResult::Failed(error.kind()),
    };
    let exchange = Exchange { line: request.line(), result, elapsed: start.elapsed(), number };
    tracing::debug!(target: "tvpass", %exchange, number, "exchange");
    shared.emit(&Observation::Exchange(exchange));
    response
}
