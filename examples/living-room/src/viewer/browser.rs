//! A browser without a window: pages, cookies, redirects.

use std::time::Duration;

use ureq::http::{Response, header};
use ureq::{Agent, Body};
use url::Url;

use super::form::Submission;
use crate::network::is_this_machine;

const TIMEOUT: Duration = Duration::from_secs(30);
/// More than any login needs, and the end of a circle.
const REDIRECTS: usize = 20;
const PAGE_LIMIT: u64 = 4 * 1024 * 1024;

/// The page to which a click led.
#[derive(Debug)]
pub(crate) enum Arrival {
    Page(Page),
    /// The address to which the login returns (R42); the application's own page is none of this program's business.
    Returned,
}

/// A page as it was loaded.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) html: String,
}

/// Keeps its cookies from page to page.
pub(crate) struct Browser {
    agent: Agent,
    return_url: Option<Url>,
}

impl Browser {
    /// A browser that goes no further than `return_url`.
    pub(crate) fn new(start: &str, return_url: Option<&str>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Each hop is looked at here.
            .max_redirects(0)
            .accept("text/html")
            .timeout_global(Some(TIMEOUT));
        let config = if is_this_machine(start) { config.proxy(None) } else { config };
        Self { agent: config.build().into(), return_url: return_url.and_then(|url| Url::parse(url).ok()) }
    }

    /// Opens an address.
    ///
    /// # Errors
    /// It does not answer, or leads in circles.
    pub(crate) fn open(&self, url: &str) -> Result<Arrival, String> {
        let url = Url::parse(url).map_err(|error| format!("{url} is no address: {error}"))?;
        self.follow(url, None)
    }

    /// Submits a form.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn submit(&self, submission: Submission) -> Result<Arrival, String> {
        self.follow(submission.url, submission.body)
    }

    fn follow(&self, mut url: Url, mut body: Option<String>) -> Result<Arrival, String> {
        for _ in 0..REDIRECTS {
            if self.return_url.as_ref().is_some_and(|end| is_same_page(end, &url)) {
                return Ok(Arrival::Returned);
            }
            let mut response = self.request(&url, body.as_deref()).map_err(|error| format!("{url}: {error}"))?;
            let Some(next) = location(&response, &url)? else {
                let html = response.body_mut().with_config().limit(PAGE_LIMIT).lossy_utf8(true).read_to_string();
                let html = html.map_err(|error| format!("{url}: {error}"))?;
                return Ok(Arrival::Page(Page { url, status: response.status().as_u16(), html }));
            };
            // 307 and 308 repeat the request as it was; after the others a browser only looks.
            if !matches!(response.status().as_u16(), 307 | 308) {
                body = None;
            }
            url = next;
        }
        Err(format!("{url} is the {REDIRECTS}th redirect in a row"))
    }

    fn request(&self, url: &Url, body: Option<&str>) -> Result<Response<Body>, ureq::Error> {
        match body {
            None => self.agent.get(url.as_str()).call(),
            Some(body) => {
                let form = "application/x-www-form-urlencoded";
                self.agent.post(url.as_str()).header(header::CONTENT_TYPE, form).send(body)
            }
        }
    }
}

fn location(response: &Response<Body>, url: &Url) -> Result<Option<Url>, String> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    next.map(Some).ok_or_else(|| format!("{url} redirects to nowhere"))
}

/// True if `url` is `page`, whatever its query.
fn is_same_page(page: &Url, url: &Url) -> bool {
    page.origin() == url.origin() && page.path() == url.path()
}
