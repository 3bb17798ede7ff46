//! The blocking transport over ureq.

use std::time::Duration;

use ureq::http;
use ureq::{Agent, Proxy};

use super::{BODY_LIMIT, DEADLINE, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};

/// HTTP by ureq: one deadline for the whole exchange, no redirects, no cookies, every status with its body.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl UreqTransport {
    /// A transport with [`DEADLINE`] for each exchange.
    #[must_use]
    pub fn new() -> Self {
        Self::with_deadline(DEADLINE)
    }

    /// A transport with another deadline.
    #[must_use]
    pub fn with_deadline(deadline: Duration) -> Self {
        Self::built(deadline, Proxy::try_from_env())
    }

    /// A transport that takes no proxy from the environment, for a service on this machine.
    #[must_use]
    pub fn direct() -> Self {
        Self::built(DEADLINE, None)
    }

    fn built(deadline: Duration, proxy: Option<Proxy>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // R19: the request's own headers, and what HTTP itself needs.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .proxy(proxy)
            .timeout_global(Some(deadline));
        Self { agent: config.build().into() }
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let mut response = match request.method {
            "GET" => self.agent.run(built(request, ())?),
            _ => self.agent.run(built(request, request.body.as_slice())?),
        }
        .map_err(failed)?;
        let header = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = super::retry_after(header);
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(BODY_LIMIT as u64).read_to_vec().map_err(failed)?;
        Ok(HttpResponse { status, body, retry_after })
    }
}

fn built<B>(request: &HttpRequest, body: B) -> Result<http::Request<B>, TransportError> {
    let mut builder = http::Request::builder().method(request.method).uri(&request.url);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    builder.body(body).map_err(|error| TransportError::new(TransportErrorKind::Request, error))
}

fn failed(error: ureq::Error) -> TransportError {
    let kind = match &error {
        ureq::Error::HostNotFound => TransportErrorKind::NameNotFound,
        ureq::Error::Timeout(_) => TransportErrorKind::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        ureq::Error::ConnectionFailed => TransportErrorKind::Connection,
        ureq::Error::Io(error) => super::kind_of_io(error).unwrap_or_else(|| super::kind_of(error)),
        other => super::kind_of(other),
    };
    TransportError::new(kind, error)
}
