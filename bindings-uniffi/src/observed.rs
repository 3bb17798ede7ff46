//! An exchange as a log may show it.

use std::sync::{Mutex, PoisonError};

use tvpass::endpoint::route;

use crate::request::Request;

/// Why a request has no whole response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum TransportFailure {
    /// The host has no address.
    NameNotFound,
    /// No connection could be made.
    Connection,
    /// No trusted TLS connection could be made.
    Tls,
    /// The deadline passed.
    TimedOut,
    /// The connection ended before the whole response had come.
    Truncated,
    /// The response is longer than the transport takes.
    TooLarge,
    /// The application ended the exchange.
    Cancelled,
    /// Anything else.
    Other,
}

/// An exchange that is over, as a log or a metric may show it: nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ObservedExchange {
    /// The method and the template of the path, as in `GET /api/v2/{serviceProvider}/configuration`.
    pub line: String,
    /// The status of HTTP, if there is a response.
    pub http_status: Option<u16>,
    /// The failure, if there is none.
    pub failure: Option<TransportFailure>,
    /// Milliseconds from the request to the end of the response.
    pub millis: u64,
    /// 1, and one more each time that the flow repeats a request that had no response, or 429, or 500 and above.
    pub attempt: u32,
}

#[uniffi::export]
impl Request {
    /// The method and the template of the path, which has neither a code nor a query.
    #[must_use]
    pub fn line(&self) -> String {
        let method = self.method.wire();
        let path = self.url.split('?').next().unwrap_or_default();
        // A proxy may have put a path of its own before the endpoint's.
        let mut rests = path.match_indices('/').filter_map(|(start, _)| path.get(start..));
        let endpoint = rests.find_map(|rest| route(&method, rest).ok());
        let template = endpoint.map_or("(no endpoint)", |endpoint| endpoint.definition().path);
        format!("{method} {template}")
    }
}

/// The request that a flow has sent in vain, and how often.
#[derive(Default)]
pub(crate) struct Attempts(Mutex<(String, u32)>);

impl Attempts {
    pub(crate) fn observed(
        &self,
        request: &Request,
        http_status: Option<u16>,
        failure: Option<TransportFailure>,
        millis: u64,
    ) -> ObservedExchange {
        let line = request.line();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (failed, count) = &mut *last;
        *count = if *failed == line { *count + 1 } else { 1 };
        let attempt = *count;
        let is_in_vain = http_status.is_none_or(|status| status == 429 || status >= 500);
        *failed = if is_in_vain { line.clone() } else { String::new() };
        ObservedExchange { line, http_status, failure, millis, attempt }
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, TransportFailure};
    use crate::request::{Method, Request};
    use crate::secret::SecretBytes;

    fn request(method: Method, url: &str) -> Request {
        Request { method, url: url.to_owned(), headers: Vec::new(), body: SecretBytes(Vec::new()) }
    }

    #[test]
    fn a_line_shows_neither_code_nor_query_nor_the_host() {
        let poll = request(Method::Get, "https://proxy.example/pass/api/v2/REF30/profiles/code/8ADF2?a=b");
        assert_eq!(poll.line(), "GET /api/v2/{serviceProvider}/profiles/code/{code}");
        let token = request(Method::Post, "http://127.0.0.1:1/o/client/token");
        assert_eq!(token.line(), "POST /o/client/token");
        assert_eq!(request(Method::Get, "http://127.0.0.1:1/favicon.ico").line(), "GET (no endpoint)");
    }

    #[test]
    fn attempts_count_while_the_same_request_is_in_vain() {
        let attempts = Attempts::default();
        let token = request(Method::Post, "http://127.0.0.1:1/o/client/token");
        let register = request(Method::Post, "http://127.0.0.1:1/o/client/register");
        let attempt = |request, status: Option<u16>| {
            let failure = status.map_or(Some(TransportFailure::TimedOut), |_| None);
            attempts.observed(request, status, failure, 5).attempt
        };
        let statuses = [None, Some(503), Some(429), Some(201), Some(200)];
        assert_eq!(statuses.map(|status| attempt(&token, status)), [1, 2, 3, 4, 1]);
        assert_eq!([attempt(&token, None), attempt(&register, None), attempt(&token, None)], [1, 1, 1]);
    }
}
