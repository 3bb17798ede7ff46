//! A person's browser: follows redirects and keeps cookies, as far as the service's pages need it.

use std::net::{IpAddr, Ipv4Addr};

use tvpass::json::Timestamp;
use tvpass_simulator::{Request, Response, Service};

use crate::BASE_URL;

const FORM: &str = "application/x-www-form-urlencoded";

/// A browser's memory while one person signs in.
#[derive(Debug, Default)]
pub(crate) struct Browser {
    cookies: Vec<String>,
}

impl Browser {
    /// Types `code` into the activation page, chooses `mvpd` and logs in. True if that came to its end.
    pub(crate) fn activate(&mut self, service: &mut Service, now: Timestamp, code: &str, mvpd: &str) -> bool {
        let login = self.post(service, now, "/activate", &format!("code={code}&mvpd={mvpd}"));
        login.is_some_and(|login| self.log_in(service, now, &login, ""))
    }

    /// Opens `url`, which leads to a provider's login page, and logs in or cancels.
    pub(crate) fn sign_in(&mut self, service: &mut Service, now: Timestamp, url: &str, cancels: bool) -> bool {
        let target = url.strip_prefix(BASE_URL).unwrap_or(url);
        let login = self.follow(service, now, target.to_owned());
        login.is_some_and(|login| self.log_in(service, now, &login, if cancels { "&action=cancel" } else { "" }))
    }

    /// Opens `url`, wherever it leads.
    pub(crate) fn open(&mut self, service: &mut Service, now: Timestamp, url: &str) {
        self.follow(service, now, url.strip_prefix(BASE_URL).unwrap_or(url).to_owned());
    }

    fn log_in(&mut self, service: &mut Service, now: Timestamp, login: &str, action: &str) -> bool {
        let form = format!("username=viewer&password=password{action}");
        let response = self.request(service, now, &request("POST", login).with_body(form));
        response.status == 302
    }

    /// Sends a form, and gives the page to which it leads.
    fn post(&mut self, service: &mut Service, now: Timestamp, target: &str, form: &str) -> Option<String> {
        let response = self.request(service, now, &request("POST", target).with_body(form));
        self.follow(service, now, location(&response)?)
    }

    /// The address of the page at the end of the redirects, if it is one of the service's.
    fn follow(&mut self, service: &mut Service, now: Timestamp, target: String) -> Option<String> {
        let mut target = target;
        for _ in 0..10 {
            let response = self.request(service, now, &request("GET", &target));
            match location(&response) {
                Some(next) if next.starts_with('/') => target = next,
                Some(_) => return None,
                None => return (response.status == 200).then_some(target),
            }
        }
        None
    }

    fn request(&mut self, service: &mut Service, now: Timestamp, request: &Request) -> Response {
        let request =
            self.cookies.iter().fold(request.clone(), |request, cookie| request.with_header("Cookie", cookie));
        let response = service.handle(now, IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), &request);
        let set = response.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        self.cookies.extend(set.map(Into::into));
        response
    }
}

fn request(method: &str, target: &str) -> Request {
    Request::new(method, target).with_header("Host", "service.example").with_header("Content-Type", FORM)
}

/// The target of a response's redirect, as a path if it stays at the service.
fn location(response: &Response) -> Option<String> {
    let location = response.header("location")?;
    Some(location.strip_prefix(BASE_URL).unwrap_or(location).to_owned())
}
