//! A plain HTTP client: a television, and a person's browser with cookies and redirects.

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::{Request, Response};

/// Status, address at the end of all redirects, and body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) address: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub(crate) fn text(&self, name: &str) -> String {
        self.json()[name].as_str().unwrap_or_default().to_owned()
    }
}

pub(crate) fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).build().into()
}

/// Sends `request`; `None` if the connection breaks.
pub(crate) fn try_send(agent: &Agent, request: Request<String>) -> Option<Answer> {
    let mut response: Response<ureq::Body> = agent.run(request).ok()?;
    let address = ureq::ResponseExt::get_uri(&response).to_string();
    let body = response.body_mut().read_to_string().ok()?;
    Some(Answer { status: response.status().as_u16(), address, body })
}

pub(crate) fn send(agent: &Agent, request: Request<String>) -> Answer {
    try_send(agent, request).expect("an answer")
}

pub(crate) fn open(agent: &Agent, url: &str) -> Answer {
    send(agent, Request::get(url).body(String::new()).expect("a request"))
}

pub(crate) fn submit(agent: &Agent, url: &str, form: &str) -> Answer {
    let request = Request::post(url).header("Content-Type", "application/x-www-form-urlencoded");
    send(agent, request.body(form.to_owned()).expect("a request"))
}

/// An application that has registered.
pub(crate) struct Television {
    base_url: String,
    agent: Agent,
    authorization: String,
}

fn register(agent: &Agent, base_url: &str) -> Option<Answer> {
    let request = Request::post(format!("{base_url}/o/client/register")).header("Content-Type", "application/json");
    let body = json!({"software_statement": "demo.software.statement"}).to_string();
    try_send(agent, request.body(body).expect("a request"))
}

fn token(agent: &Agent, base_url: &str, client_id: &str, client_secret: &str) -> Answer {
    let form = format!("client_id={client_id}&client_secret={client_secret}&grant_type=client_credentials");
    submit(agent, &format!("{base_url}/o/client/token"), &form)
}

impl Television {
    pub(crate) fn new(base_url: &str) -> Self {
        let agent = agent();
        let credentials = register(&agent, base_url).expect("an answer");
        let token = token(&agent, base_url, &credentials.text("client_id"), &credentials.text("client_secret"));
        let authorization = format!("Bearer {}", token.text("access_token"));
        Self { base_url: base_url.into(), agent, authorization }
    }

    /// The same at another address.
    pub(crate) fn at(self, base_url: &str) -> Self {
        Self { base_url: base_url.into(), ..self }
    }

    pub(crate) fn try_get(&self, path: &str) -> Option<Answer> {
        let request = Request::get(format!("{}/api/v2/REF30{path}", self.base_url));
        try_send(&self.agent, self.headers(request).body(String::new()).expect("a request"))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.try_get(path).expect("an answer")
    }

    pub(crate) fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(format!("{}/api/v2/REF30{path}", self.base_url));
        let request = self.headers(request).header("Content-Type", "application/x-www-form-urlencoded");
        send(&self.agent, request.body(form.to_owned()).expect("a request"))
    }

    fn headers(&self, request: ureq::http::request::Builder) -> ureq::http::request::Builder {
        request
            .header("Authorization", &self.authorization)
            .header("AP-Device-Identifier", "fingerprint bGl2aW5nLXJvb20=")
    }

    /// Signs in by way of the activation page, as a person does.
    pub(crate) fn sign_in(&self, mvpd: &str) -> String {
        let code = self.post("/sessions", "").text("code");
        let browser = agent();
        let providers = open(&browser, &format!("{}/activate?code={code}", self.base_url));
        assert!(providers.body.contains("Choose your TV provider"));
        let login = submit(&browser, &format!("{}/activate", self.base_url), &format!("code={code}&mvpd={mvpd}"));
        assert!(login.address.contains(&format!("/mvpd/{mvpd}/login?")), "{}", login.address);
        let refused = submit(&browser, &login.address, "username=viewer&password=wrong&action=login");
        assert!(refused.body.contains("The user name or the password is wrong"));
        let end = submit(&browser, &refused.address, "username=viewer&password=password&action=login");
        assert!(end.address.ends_with("/activated") && end.body.contains("You are signed in"));
        code
    }
}
