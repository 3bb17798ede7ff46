//! The logout page of a provider: ends the browser's session there and leads back.

use crate::message::{Request, Response};
use crate::notice::Notice;
use crate::service::Service;

pub(super) fn show(service: &Service, request: &Request, mvpd: &str) -> Response {
    let query = request.query();
    let relay = query.get("relay").unwrap_or_default().to_owned();
    let Some(logout) = service.state.logouts.get(&relay) else {
        return Notice::bad("There is nothing to sign out of", "The sign-out was done before, or it has expired.")
            .response(400);
    };
    if let Some(redirect_url) = &logout.redirect_url {
        return Response::redirect(302, redirect_url);
    }
    let provider = service.settings.world.mvpd(mvpd).map_or(mvpd, |mvpd| &mvpd.display_name);
    Notice::good("You are signed out", &format!("{provider} has forgotten this browser.")).response(200)
}
