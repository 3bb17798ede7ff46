//! The async transport over reqwest.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};

use super::{
    AsyncTransport, BODY_LIMIT, DEADLINE, HttpRequest, HttpResponse, TransportError, TransportErrorKind, retry_after,
};

/// HTTP by reqwest: one deadline for the whole exchange, no redirects, no cookies, every status with its body.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// A transport with [`DEADLINE`] for each exchange.
    ///
    /// # Errors
    /// TLS cannot be set up on this machine.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_deadline(DEADLINE)
    }

    /// A transport with another deadline.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn with_deadline(deadline: Duration) -> Result<Self, TransportError> {
        let client = Client::builder().redirect(Policy::none()).timeout(deadline).build().map_err(failed)?;
        Ok(Self { client })
    }
}

impl AsyncTransport for ReqwestTransport {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let method = if request.method == "POST" { Method::POST } else { Method::GET };
        let mut builder = self.client.request(method, &request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if request.method == "POST" {
            builder = builder.body(request.body.clone());
        }
        let response = builder.send().await.map_err(failed)?;
        let header = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = retry_after(header);
        let status = response.status().as_u16();
        Ok(HttpResponse { status, body: body(response).await?, retry_after })
    }
}

async fn body(mut response: Response) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(TransportError::new(TransportErrorKind::TooLarge, "the body has no end in sight"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn failed(error: reqwest::Error) -> TransportError {
    let kind = match super::kind_of(&error) {
        _ if error.is_timeout() => TransportErrorKind::TimedOut,
        _ if error.is_builder() => TransportErrorKind::Request,
        TransportErrorKind::Other if error.is_connect() => TransportErrorKind::Connection,
        TransportErrorKind::Other if error.is_body() || error.is_decode() => TransportErrorKind::Truncated,
        kind => kind,
    };
    // The address may hold the code of a viewer.
    TransportError::new(kind, error.without_url())
}
