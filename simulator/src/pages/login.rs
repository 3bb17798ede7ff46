//! The login page of a provider.

use askama::Template;
use tvpass::json::Timestamp;

use super::activated::LAST_CODE;
use crate::message::{Request, Response};
use crate::notice::{Notice, page};
use crate::service::{Service, login_url, relay_cookie};
use crate::state::{Progress, Session};
use crate::world::Viewer;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    mvpd: &'a str,
    provider: &'a str,
    channel: &'a str,
    action: &'a str,
    refused: bool,
    hint: Option<&'a Viewer>,
}

pub(super) fn show(service: &Service, now: Timestamp, request: &Request, mvpd: &str) -> Response {
    let session = match session(service, now, request, mvpd) {
        Ok(session) => session,
        Err(notice) => return notice,
    };
    let world = &service.settings.world;
    let service_provider = &session.application.service_provider;
    page(
        200,
        &LoginPage {
            mvpd,
            provider: world.mvpd(mvpd).map_or(mvpd, |mvpd| &mvpd.display_name),
            channel: world.service_provider(service_provider).map_or("", |known| &known.name),
            action: &login_url(session, mvpd),
            refused: request.query().get("refused").is_some(),
            hint: world.viewers.first(),
        },
    )
}

pub(super) fn submit(service: &mut Service, now: Timestamp, request: &Request, mvpd: &str) -> Response {
    let session = match session(service, now, request, mvpd) {
        Ok(session) => session.clone(),
        Err(notice) => return notice,
    };
    let form = request.form();
    let name = form.get("username").unwrap_or_default();
    let cancelled = form.get("action") == Some("cancel");
    if !cancelled {
        if !service.settings.world.has_viewer(name, form.get("password").unwrap_or_default()) {
            return Response::redirect(303, &format!("{}&refused=1", login_url(&session, mvpd)));
        }
        service.finish_login(now, &session.code, name);
    }
    let last_code = format!("{LAST_CODE}={}; Path=/activated; HttpOnly; SameSite=Lax", session.code);
    Response::redirect(302, session.parameters.redirect_url.as_deref().unwrap_or("/activated"))
        .with_header("set-cookie", last_code)
}

/// The session that the login is for: the browser must have come through `authenticate` and kept its cookie.
fn session<'s>(service: &'s Service, now: Timestamp, request: &Request, mvpd: &str) -> Result<&'s Session, Response> {
    let query = request.query();
    let code = query.get("code").unwrap_or_default();
    let lapsed = || {
        Notice::bad("This sign-in has expired", "Ask your TV for a new code.")
            .linked("/activate", "Type a code")
            .response(400)
    };
    let session = service.session(now, query.get("serviceProvider").unwrap_or_default(), code).map_err(|_| lapsed())?;
    if session.progress == Progress::Done {
        return Err(Notice::good("You are signed in already", "You can go back to your TV.").response(200));
    }
    if session.parameters.mvpd.as_deref() != Some(mvpd) || !session.parameters.missing().is_empty() {
        return Err(lapsed());
    }
    if request.cookie(&relay_cookie(code)) != Some(session.relay.as_str()) {
        let message = "Your browser did not bring back its cookie. Allow cookies for this page, then start again.";
        return Err(Notice::bad("Cookies are needed", message).linked("/activate", "Start again").response(400));
    }
    Ok(session)
}
