//! The one way in: the API for programs, pages for a person's browser.

use std::net::IpAddr;

use tvpass::json::Timestamp;

use crate::message::{Request, Response};
use crate::pages;
use crate::service::Service;

impl Service {
    /// Answers `request`, which came from `peer` at `now`.
    pub fn handle(&mut self, now: Timestamp, peer: IpAddr, request: &Request) -> Response {
        self.forget(now);
        if is_api(request.path()) { self.answer_counted(now, peer, request) } else { pages::handle(self, now, request) }
    }
}

fn is_api(path: &str) -> bool {
    ["/api", "/o/client"]
        .iter()
        .any(|prefix| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}
