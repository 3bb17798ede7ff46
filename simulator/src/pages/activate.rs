//! The activation page: type the code, see which device asks, choose the provider, go to its login.

use askama::Template;
use tvpass::endpoint::Authenticate;
use tvpass::json::Timestamp;
use tvpass::message::BaseUrl;

use super::activation::{self, Asking, Problem};
use super::origin;
use crate::message::{Request, Response};
use crate::notice::{Notice, page};
use crate::service::Service;
use crate::state::Parameters;

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage<'a> {
    code: &'a str,
    problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "device.html")]
struct DevicePage<'a> {
    code: &'a str,
    device: &'a str,
    channel: &'a str,
    provider: &'a str,
}

#[derive(Template)]
#[template(path = "providers.html")]
struct ProvidersPage<'a> {
    code: &'a str,
    device: &'a str,
    channel: &'a str,
    query: &'a str,
    total: usize,
    providers: Vec<Provider>,
    problem: Option<&'static str>,
}

struct Provider {
    id: String,
    name: String,
    featured: bool,
}

/// Shows the form for the code, or what comes after it.
pub(super) fn show(service: &mut Service, now: Timestamp, request: &Request) -> Response {
    let query = request.query();
    let Some(code) = query.get("code").map(normalized) else {
        return page(200, &CodePage { code: "", problem: None });
    };
    match activation::session_details(service, now, &code) {
        Ok(asking) => next_step(service, now, &asking, query.get("q").unwrap_or_default(), None),
        Err(problem) => page(400, &CodePage { code: &code, problem: Some(problem.text()) }),
    }
}

/// Brings what is missing and leads to the provider's login page.
pub(super) fn go_on(service: &mut Service, now: Timestamp, request: &Request) -> Response {
    let form = request.form();
    let code = form.get("code").map(normalized).unwrap_or_default();
    let asking = match activation::session_details(service, now, &code) {
        Ok(asking) => asking,
        Err(problem) => return page(400, &CodePage { code: &code, problem: Some(problem.text()) }),
    };
    if asking.parameters.missing().is_empty() {
        return match authenticate_url(service, request, &asking) {
            Some(url) => Response::redirect(303, &url),
            None => next_step(service, now, &asking, "", Some(Problem::Service)),
        };
    }
    let world = &service.settings.world;
    let domain = world.service_provider(&asking.service_provider).and_then(|known| known.domains.first().cloned());
    let brought = Parameters {
        mvpd: form.get("mvpd").map(Into::into),
        domain_name: domain,
        redirect_url: Some(format!("{}/activated", origin(service, request))),
    };
    match activation::resume(service, now, &asking, &brought) {
        Ok(Some(url)) => Response::redirect(303, &url),
        Ok(None) => next_step(service, now, &asking, "", None),
        Err(problem) => next_step(service, now, &asking, "", Some(problem)),
    }
}

/// People type spaces, hyphens and small letters.
fn normalized(code: &str) -> String {
    code.chars()
        .filter(|character| !character.is_whitespace() && *character != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

fn next_step(
    service: &mut Service,
    now: Timestamp,
    asking: &Asking,
    query: &str,
    problem: Option<Problem>,
) -> Response {
    let Asking { code, device, channel, .. } = asking;
    if activation::is_signed_in(service, now, code) == Ok(true) {
        return Notice::good("This code was used already", "The device that showed it is signed in.").response(200);
    }
    if let Some(mvpd) = &asking.parameters.mvpd {
        let provider = service.settings.world.mvpd(mvpd).map_or(mvpd.as_str(), |mvpd| mvpd.display_name.as_str());
        return page(200, &DevicePage { code, device, channel, provider });
    }
    let mvpds = match activation::mvpds(service, now, asking) {
        Ok(mvpds) => mvpds,
        Err(problem) => return page(400, &CodePage { code, problem: Some(problem.text()) }),
    };
    let total = mvpds.len();
    let providers = found(service, mvpds, query);
    let problem = problem.map(Problem::text);
    page(200, &ProvidersPage { code, device, channel, query, total, providers, problem })
}

/// The providers whose names have all words of `query`: the well-known ones first, then by name.
fn found(service: &Service, mvpds: Vec<(String, String)>, query: &str) -> Vec<Provider> {
    let query = query.to_lowercase();
    let words: Vec<_> = query.split_whitespace().collect();
    let mut providers: Vec<_> = mvpds
        .into_iter()
        .filter(|(_, name)| words.iter().all(|word| name.to_lowercase().contains(word)))
        .map(|(id, name)| Provider {
            featured: service.settings.world.mvpd(&id).is_some_and(|mvpd| mvpd.featured),
            id,
            name,
        })
        .collect();
    providers.sort_by(|a, b| b.featured.cmp(&a.featured).then_with(|| a.name.cmp(&b.name)));
    providers
}

/// A session that lacks nothing is opened at a URL of the second screen's own making (R38).
fn authenticate_url(service: &Service, request: &Request, asking: &Asking) -> Option<String> {
    let origin = origin(service, request);
    let mut buffer = [0; 1024];
    let page = Authenticate::new(&asking.service_provider, &asking.code);
    page.url(&BaseUrl::new(&origin).ok()?, &mut buffer).ok().map(Into::into)
}
