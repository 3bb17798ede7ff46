//! The page that the login leads back to: says how it ended.

use tvpass::json::Timestamp;

use super::activation;
use crate::message::{Request, Response};
use crate::notice::Notice;
use crate::service::Service;

/// The cookie in which the login page leaves the code that it was about.
pub(super) const LAST_CODE: &str = "last-code";

pub(super) fn show(service: &mut Service, now: Timestamp, request: &Request) -> Response {
    let Some(code) = request.cookie(LAST_CODE) else {
        return Notice::good("Done here", "You can go back to your TV.").response(200);
    };
    match activation::is_signed_in(service, now, code) {
        Ok(true) => {
            Notice::good("You are signed in", "Your TV goes on by itself in a few seconds. You can close this page.")
                .response(200)
        }
        Ok(false) => {
            let again = format!("/activate?code={code}");
            Notice::bad("You are not signed in", "The sign-in was cancelled. Your TV is still waiting.")
                .linked(&again, "Try again")
                .response(200)
        }
        Err(problem) => Notice::bad("The code has expired", problem.text()).response(200),
    }
}
