//! Pages that a person can use: activation, the providers' login, success, control.

mod activate;
mod activated;
mod activation;
mod control;
mod login;
mod logo;
mod logout;
mod media_token;

use tvpass::json::Timestamp;

use crate::message::{Request, Response};
use crate::notice::Notice;
use crate::segment;
use crate::service::Service;

/// Answers a request for a page.
pub(crate) fn handle(service: &mut Service, now: Timestamp, request: &Request) -> Response {
    let segments: Vec<_> = request.path().trim_matches('/').split('/').map(segment::decoded).collect();
    let segments: Vec<_> = segments.iter().map(|segment| segment.as_deref().unwrap_or_default()).collect();
    let read = matches!(request.method(), "GET" | "HEAD");
    let write = request.method() == "POST";
    if read && let Some(response) = service.site.as_ref().and_then(|site| site.show(request.path())) {
        return response;
    }
    match segments[..] {
        [""] if read => Response::redirect(302, "/activate"),
        ["activate"] if read => activate::show(service, now, request),
        ["activate"] if write => activate::go_on(service, now, request),
        ["mvpd", mvpd, "login"] if read => login::show(service, now, request, mvpd),
        ["mvpd", mvpd, "login"] if write => login::submit(service, now, request, mvpd),
        ["mvpd", mvpd, "logout"] if read => logout::show(service, request, mvpd),
        ["media-token", "verify"] if write => media_token::verify(service, now, request),
        ["activated"] if read => activated::show(service, now, request),
        ["control"] if read => control::show(service, now),
        ["control"] if write => control::submit(service, request),
        ["logo", file] if read => logo::show(service, file),
        ["assets", "style.css"] if read => asset("text/css", include_str!("../../assets/style.css")),
        ["assets", "icon.svg"] if read => asset("image/svg+xml", include_str!("../../assets/icon.svg")),
        ["assets", "providers.js"] if read => asset("text/javascript", include_str!("../../assets/providers.js")),
        ["" | "activated"] | ["logo" | "assets", _] | ["mvpd", _, "logout"] => not_allowed("GET, HEAD"),
        ["media-token", "verify"] => not_allowed("POST"),
        ["activate" | "control"] | ["mvpd", _, "login"] => not_allowed("GET, HEAD, POST"),
        _ => Notice::bad("There is no such page", "Check the address.").response(404),
    }
}

fn not_allowed(methods: &str) -> Response {
    Notice::bad("This page cannot do that", "Go back and try again.").response(405).with_header("allow", methods)
}

fn asset(content_type: &str, body: &str) -> Response {
    Response::new(200, content_type, body)
}

/// The service's origin as a person's browser knows it: a redirect must stay on the host that the browser reached.
fn origin(service: &Service, request: &Request) -> String {
    let base_url = &service.settings.base_url;
    let scheme = base_url.split_once("://").map_or("http", |(scheme, _)| scheme);
    let seen = request.header("host").map(|host| format!("{scheme}://{host}"));
    seen.filter(|seen| tvpass::message::BaseUrl::new(seen).is_ok()).unwrap_or_else(|| base_url.clone())
}
