//! A television over HTTP, which remembers what it was told.

use std::time::{Duration, Instant};

use tvpass::endpoint::{
    Answer, Authorize, CLIENT_CREDENTIALS, Call, CreateSession, GetConfiguration, GetProfileCode, GetProfileMvpd,
    GetSession, Preauthorize, Register, RegisterBody, Resources, Token,
};
use tvpass::message::{DeviceIdentifier, HeaderName, Headers, Sender, bearer};
use ureq::Agent;
use ureq::http::Request;

use crate::timing::Answered;

const SERVICE_PROVIDER: &str = "REF30";
const STATEMENT: &str = "demo.software.statement";
const MVPD: &str = "Dish";
const RESOURCE: &str = "news";
const FORM: &str = "application/x-www-form-urlencoded";
/// Long enough for any answer, so that a program which hangs is an error and no test without an end.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why a television cannot go on.
#[derive(Debug)]
pub enum Trouble {
    /// There was no whole answer.
    Broken(String),
    /// There was an answer, and it is not the one that the protocol has here.
    Wrong(String),
}

/// The last words of the service, which must still hold after any restart.
#[derive(Debug, Default)]
struct Told {
    credentials: Option<(String, String)>,
    access_token: Option<String>,
    code: Option<String>,
    is_signed_in: bool,
}

/// One client, with a connection of its own.
#[derive(Debug)]
pub struct Television {
    base_url: String,
    device: String,
    http: Agent,
    told: Told,
    answered: Vec<Answered>,
}

impl Television {
    /// The one of this number, at the service of this address.
    #[must_use]
    pub fn new(base_url: &str, number: usize) -> Self {
        let mut buffer = [0; 64];
        let name = format!("television {number}");
        let device = DeviceIdentifier::new(&name).encode(&mut buffer).map(|value| value.as_str().to_owned());
        Self {
            base_url: base_url.into(),
            device: device.unwrap_or_default(),
            http: agent(),
            told: Told::default(),
            answered: Vec::new(),
        }
    }

    /// All answers so far.
    #[must_use]
    pub fn answered(&self) -> &[Answered] {
        &self.answered
    }

    /// Registers, signs in by way of the activation page as a person does, and plays.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub fn begin(&mut self) -> Result<(), Trouble> {
        self.register()?;
        self.fetch_token()?;
        let code = self.open_session()?;
        self.person_signs_in(&code)?;
        let profiles = GetProfileCode::new(SERVICE_PROVIDER, &code);
        self.call(&profiles, |profiles| profiles.iter().any(|profile| profile.mvpd == MVPD).then_some(()))?;
        self.told.is_signed_in = true;
        let body = Resources::new([RESOURCE].as_slice().into());
        let play = Authorize::new(SERVICE_PROVIDER, MVPD, body);
        self.call(&play, |decisions| decisions.iter().all(|decision| decision.token.is_some()).then_some(()))
    }

    /// The requests that a television repeats while it is on. Each round opens a session in the place of the last one, so
    /// that the service has something to store and no more to keep.
    ///
    /// # Errors
    /// See [`Trouble`].
    pub fn round(&mut self) -> Result<(), Trouble> {
        self.ask_for_profile()?;
        self.call(&GetConfiguration::new(SERVICE_PROVIDER), |configuration| {
            configuration.mvpds().any(|mvpd| mvpd.id == MVPD).then_some(())
        })?;
        let code = self.open_session()?;
        self.ask_for_code(&code)?;
        let profiles = GetProfileCode::new(SERVICE_PROVIDER, &code);
        self.call(&profiles, |profiles| profiles.iter().next().is_none().then_some(()))?;
        let body = Resources::new([RESOURCE].as_slice().into());
        let preauthorize = Preauthorize::new(SERVICE_PROVIDER, MVPD, body);
        self.call(&preauthorize, |decisions| decisions.iter().all(|decision| decision.authorized).then_some(()))
    }

    /// Asks the service that has started again at `base_url` for all that was told. Gives the number of things.
    ///
    /// # Errors
    /// Something is gone.
    pub fn find_again(&mut self, base_url: &str) -> Result<usize, Trouble> {
        base_url.clone_into(&mut self.base_url);
        self.http = agent();
        let mut found = 0;
        if self.told.is_signed_in {
            self.ask_for_profile()?;
            found += 1;
        }
        if let Some(code) = self.told.code.clone() {
            self.ask_for_code(&code)?;
            found += 1;
        }
        if self.told.access_token.is_some() {
            self.call(&GetConfiguration::new(SERVICE_PROVIDER), |_| Some(()))?;
            found += 1;
        }
        if self.told.credentials.is_some() {
            self.fetch_token()?;
            found += 1;
        }
        Ok(found)
    }

    fn register(&mut self) -> Result<(), Trouble> {
        let body = RegisterBody::new(STATEMENT.into());
        let credentials = self.call(&Register::new(body), |answer| {
            Some((answer.client_id.reveal().to_string(), answer.client_secret.reveal().to_string()))
        })?;
        self.told.credentials = Some(credentials);
        Ok(())
    }

    fn fetch_token(&mut self) -> Result<(), Trouble> {
        let (client_id, client_secret) = self.told.credentials.clone().unwrap_or_default();
        let (client_id, client_secret) = (client_id.as_str().into(), client_secret.as_str().into());
        let call = Token::new(client_id, client_secret, CLIENT_CREDENTIALS);
        let token = self.call(&call, |answer| Some(answer.access_token.reveal().to_string()))?;
        self.told.access_token = Some(token);
        Ok(())
    }

    /// Without the MVPD, so that it stays pending; the code before it means nothing from here on (R45).
    fn open_session(&mut self) -> Result<String, Trouble> {
        self.told.code = None;
        let call = CreateSession::new(SERVICE_PROVIDER);
        let code = self.call(&call, |session| Some(session.code?.to_string()))?;
        self.told.code = Some(code.clone());
        Ok(code)
    }

    fn ask_for_profile(&mut self) -> Result<(), Trouble> {
        let profiles = GetProfileMvpd::new(SERVICE_PROVIDER, MVPD);
        self.call(&profiles, |profiles| profiles.iter().any(|profile| profile.mvpd == MVPD).then_some(()))
    }

    fn ask_for_code(&mut self, code: &str) -> Result<(), Trouble> {
        self.call(&GetSession::new(SERVICE_PROVIDER, code), |_| Some(()))
    }

    fn person_signs_in(&mut self, code: &str) -> Result<(), Trouble> {
        let browser = agent();
        let login = submit(&browser, &format!("{}/activate", self.base_url), &format!("code={code}&mvpd={MVPD}"))?;
        let end = submit(&browser, &login, "username=viewer&password=password&action=login")?;
        if end.ends_with("/activated") { Ok(()) } else { Err(Trouble::Wrong(format!("a sign-in ends at {end}"))) }
    }

    /// The value that `read` takes from the answer; none if the answer holds something else.
    fn call<'c, C: Call<'c>, T>(
        &mut self,
        call: &C,
        read: impl FnOnce(C::Answer<'_>) -> Option<T>,
    ) -> Result<T, Trouble> {
        let endpoint = C::ENDPOINT.definition().id;
        let request = self.request(call)?;
        let start = Instant::now();
        let mut response = self.http.run(request).map_err(broken)?;
        let body = response.body_mut().read_to_vec().map_err(broken)?;
        let at = Instant::now();
        self.answered.push(Answered { endpoint, at, took: at - start });
        let status = response.status().as_u16();
        let answer = C::Answer::from_response(status, &body);
        let value = answer.ok().and_then(read);
        value.ok_or_else(|| Trouble::Wrong(format!("{endpoint}: {status} {}", String::from_utf8_lossy(&body))))
    }

    fn request<'c>(&self, call: &impl Call<'c>) -> Result<Request<Vec<u8>>, Trouble> {
        let (mut token_buffer, mut buffer) = ([0; 1280], [0; 1024]);
        let mut headers = Headers::new(Sender::StreamingDevice);
        let token = self.told.access_token.as_deref();
        let authorization = token.map(|token| bearer(token, &mut token_buffer).expect("it fits"));
        let authorization = authorization.map(|value| (HeaderName::Authorization, value));
        let own = [(HeaderName::ApDeviceIdentifier, self.device.as_str()), (HeaderName::XDeviceInfo, "e30=")];
        for (name, value) in own.into_iter().chain(authorization) {
            headers.set(name, value).expect("a value that a header can hold");
        }
        let request = call.encode(&headers, &mut buffer).map_err(broken)?;
        let url = format!("{}{}", self.base_url, request.target);
        let builder = Request::builder().method(request.method.as_str()).uri(url);
        let builder =
            request.headers.iter().fold(builder, |builder, (name, value)| builder.header(name.as_str(), value));
        builder.body(request.body.to_vec()).map_err(broken)
    }
}

/// The target of a form.
fn submit(browser: &Agent, url: &str, form: &str) -> Result<String, Trouble> {
    let request = Request::post(url).header("Content-Type", FORM).body(form.to_owned());
    let mut response = browser.run(request.map_err(broken)?).map_err(broken)?;
    response.body_mut().read_to_vec().map_err(broken)?;
    Ok(ureq::ResponseExt::get_uri(&response).to_string())
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT)).build().into()
}

fn broken(error: impl std::fmt::Display) -> Trouble {
    Trouble::Broken(error.to_string())
}
