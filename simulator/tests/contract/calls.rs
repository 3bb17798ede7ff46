//! Calls, drawn part by part from what is right, nearly right and wrong.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use tvpass::endpoint::{Body, Endpoint};
use tvpass::message::{HeaderName, base64};
use tvpass_simulator::Request;

use crate::judge::Answer;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const DEVICE: &str = "fingerprint bGl2aW5nLXJvb20=";
const IDENTIFIER: &str = "household-19";

/// Values for `{name}` in a call, which only a running service can give.
pub(crate) struct Names(Vec<(&'static str, String)>);

impl Names {
    /// Registers, gets a service token and a link code, opens a session and signs in at another MVPD.
    pub(crate) fn prepare(mut send: impl FnMut(&Request) -> Answer) -> Self {
        let text = |answer: &Answer, name: &str| {
            let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
            body[name].as_str().expect("text").to_owned()
        };
        let body = r#"{"software_statement": "demo.software.statement"}"#;
        let register = Request::new("POST", "/o/client/register").with_header("Content-Type", JSON).with_body(body);
        let client = send(&register);
        let (id, secret) = (text(&client, "client_id"), text(&client, "client_secret"));
        let form = format!("client_id={id}&client_secret={secret}&grant_type=client_credentials");
        let token = Request::new("POST", "/o/client/token").with_header("Content-Type", FORM).with_body(form);
        let token = text(&send(&token), "access_token");
        let authorized =
            |path: &str| Request::new("POST", path).with_header("Authorization", &format!("Bearer {token}"));
        let identified = authorized("/api/REF30/serviceToken").with_header("AP-Device-Identifier", DEVICE);
        let service = text(&send(&identified.with_header("X-SSO-ID", IDENTIFIER)), "serviceToken");
        let giving = authorized("/api/REF30/link").with_header("AP-Device-Identifier", DEVICE);
        let link = text(&send(&giving.with_header("AD-Service-Token", &service)), "code");
        let sessions = |device: &str| {
            authorized("/api/v2/REF30/sessions")
                .with_header("AP-Device-Identifier", device)
                .with_header("Content-Type", FORM)
        };
        let form = "mvpd=Dish&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com";
        let done = text(&send(&sessions(DEVICE).with_body(form)), "code");
        sign_in(&mut send, &done);
        let pending = text(&send(&sessions("fingerprint YmVkcm9vbQ==")), "code");
        let registered = [("id", id), ("secret", secret), ("token", token), ("service", service), ("link", link)];
        Self(registered.into_iter().chain([("done", done), ("pending", pending)]).collect())
    }

    fn fill(&self, template: &str) -> String {
        let fill = |text: String, (name, value): &(&str, String)| text.replace(&format!("{{{name}}}"), value);
        self.0.iter().fold(template.to_owned(), fill)
    }
}

fn sign_in(send: &mut impl FnMut(&Request) -> Answer, code: &str) {
    let authenticate = send(&Request::new("GET", &format!("/api/v2/authenticate/REF30/{code}")));
    let login = Request::new("POST", &authenticate.location.expect("a login page"))
        .with_header("Content-Type", FORM)
        .with_header("Cookie", authenticate.cookie.expect("a cookie").split(';').next().unwrap_or_default())
        .with_body("username=viewer&password=password&action=login");
    assert_eq!(send(&login).status, 302);
}

/// A call, with `{name}` where [`Names`] fill in.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    endpoint: Endpoint,
    method: &'static str,
    service_provider: &'static str,
    mvpd: &'static str,
    code: &'static str,
    partner: &'static str,
    query: &'static str,
    headers: Vec<(HeaderName, String)>,
    body: String,
}

impl Call {
    pub(crate) fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    pub(crate) fn request(&self, names: &Names) -> Request {
        let path = self.endpoint.definition().path;
        let path = path.replace("{serviceProvider}", self.service_provider).replace("{mvpd}", self.mvpd);
        let path = path.replace("{code}", self.code).replace("{partner}", self.partner);
        let request = Request::new(self.method, &names.fill(&format!("{path}{}", self.query)));
        let request = request.with_body(names.fill(&self.body));
        self.headers
            .iter()
            .fold(request, |request, (name, value)| request.with_header(name.as_str(), &names.fill(value)))
    }
}

/// Any call.
pub(crate) fn call() -> impl Strategy<Value = Call> {
    select(Endpoint::ALL).prop_flat_map(|endpoint| {
        let definition = endpoint.definition();
        let method = mostly(definition.method.as_str(), &["GET", "POST", "DELETE", "HEAD", "PATCH"]);
        let path = (
            mostly("REF30", &["NEWS24", "NOBODY", "REF%3330", "%FF"]),
            mostly("Dish", &["Cablevision", "TempPass_TEST40", "flexibleTempPass", "Nobody", "Switched_Off", "%00"]),
            mostly("{pending}", &["{done}", "ABC1234", "abc", "%F0%9F%98%80"]),
            mostly("Apple", &["apple", "Nobody"]),
            mostly("", &["?redirectUrl=https%3A%2F%2Fadobe.com", "?redirectUrl=nowhere", "?redirectUrl=%", "?&=&"]),
        );
        (Just(endpoint), method, path, headers(endpoint), body(endpoint)).prop_map(
            |(endpoint, method, (service_provider, mvpd, code, partner, query), headers, body)| Call {
                endpoint,
                method,
                service_provider,
                mvpd,
                code,
                partner,
                query,
                headers,
                body,
            },
        )
    })
}

/// Draws `right` four times out of five, and else one of `wrong`.
fn mostly(right: &'static str, wrong: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => Just(right), 1 => select(wrong)]
}

fn headers(endpoint: Endpoint) -> impl Strategy<Value = Vec<(HeaderName, String)>> {
    HeaderName::ALL
        .map(|name| {
            let (right, wrong) = values(endpoint, name);
            let right = Just(Some(right));
            let wrong = select(wrong).prop_map(Some);
            prop_oneof![12 => right, 1 => wrong, 1 => Just(None), 1 => printable().prop_map(Some)]
                .prop_map(move |value| value.map(|value| (name, value)))
        })
        .to_vec()
        .prop_map(|headers| headers.into_iter().flatten().collect())
}

/// Text that an HTTP client lets through.
fn printable() -> impl Strategy<Value = String> {
    "[!-~]([ -~]{0,40}[!-~])?"
}

fn values(endpoint: Endpoint, name: HeaderName) -> (String, Vec<String>) {
    let base64_of = |json: &[&str]| json.iter().map(encoded).collect::<Vec<_>>();
    let (right, wrong): (&str, &[&str]) = match name {
        HeaderName::Authorization => ("Bearer {token}", &["Bearer x", "Basic {token}", "Bearer"]),
        HeaderName::ContentType => match endpoint.definition().body {
            Body::Json => (JSON, &[FORM, "text/plain", "application/json;charset=utf-8"]),
            Body::Form | Body::None => (FORM, &[JSON, "text/plain"]),
        },
        HeaderName::ApDeviceIdentifier => (DEVICE, &["fingerprint", "fingerprint ", "serial bGl2", "fingerprint =="]),
        HeaderName::XDeviceInfo => {
            let wrong = ["{}", "[]", "{", r#"{"displayWidth": -1}"#, r#"{"osName": "Plan 9", "x": [[]]}"#];
            return (encoded(&r#"{"model": "TV", "osName": "tvOS"}"#), base64_of(&wrong));
        }
        HeaderName::ApPartnerFrameworkStatus => {
            let granted = r#"{"frameworkPermissionInfo": {"accessStatus": "granted"},
                              "frameworkProviderInfo": {"id": "Cablevision", "expirationDate": "4102444800000"}}"#;
            let wrong = [
                r#"{"frameworkPermissionInfo": {"accessStatus": "denied"}, "frameworkProviderInfo": {}}"#,
                r#"{"frameworkPermissionInfo": {"accessStatus": "granted"}, "frameworkProviderInfo": {"id": "X"}}"#,
                r#"{"frameworkProviderInfo": {"expirationDate": 7}}"#,
                "{}",
            ];
            return (encoded(&granted), base64_of(&wrong));
        }
        HeaderName::ApTempPassIdentity => {
            return (encoded(&r#"{"email": "7f83b165"}"#), base64_of(&["{}", "[]", r#"{"email": null}"#]));
        }
        HeaderName::XForwardedFor => ("203.0.113.7", &["nowhere", ","]),
        HeaderName::AdServiceToken => ("{service}", &["opaque", "a.b.c", "..", "{service}A"]),
        HeaderName::XSsoId => (IDENTIFIER, &[" ", "household-20"]),
        HeaderName::XSsoLink => ("{link}", &["000000", " "]),
        _ => ("opaque", &["a.b.c", "..", "e30.e30.e30"]),
    };
    (right.into(), wrong.iter().map(|value| (*value).into()).collect())
}

fn encoded(json: &impl AsRef<str>) -> String {
    let mut buffer = [0; 512];
    let mut output = tvpass::Output::new(&mut buffer);
    base64::push(&mut output, json.as_ref().as_bytes());
    String::from_utf8(output.finish().expect("room enough").to_vec()).expect("ASCII")
}

fn body(endpoint: Endpoint) -> impl Strategy<Value = String> {
    let (right, wrong): (&str, &[&str]) = match endpoint {
        Endpoint::Register => (
            r#"{"software_statement": "demo.software.statement"}"#,
            &[r#"{"software_statement": "nobody"}"#, "{}", "[[[[", r#"{"software_statement": null}"#],
        ),
        Endpoint::Token => (
            "client_id={id}&client_secret={secret}&grant_type=client_credentials",
            &["client_id={id}&client_secret=x&grant_type=client_credentials", "client_id={id}", "grant_type=%"],
        ),
        Endpoint::Preauthorize | Endpoint::Authorize => (
            r#"{"resources": ["news"]}"#,
            &[
                r#"{"resources": ["premium"]}"#,
                r#"{"resources": ["network_received_error"]}"#,
                r#"{"resources": ["1", "2", "3", "4", "5", "6"]}"#,
                r#"{"resources": ["\u0000\ud83d\ude00"]}"#,
                r#"{"resources": []}"#,
                r#"{"resources": [null]}"#,
            ],
        ),
        Endpoint::SsoUnlink => (
            r#"{"devices": ["bGl2aW5nLXJvb20="]}"#,
            &[r#"{"devices": ["nobody"]}"#, r#"{"devices": []}"#, r#"{"devices": [7]}"#, "null", "[", "{}"],
        ),
        Endpoint::PartnerProfile => (
            "SAMLResponse=PFJlc3BvbnNlLz4%3D",
            &["SAMLResponse=", "SAMLResponse=e30%3D", "SAMLResponse=%zz", "samlresponse=x"],
        ),
        _ => (
            "mvpd=Dish&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com",
            &["", "mvpd=Dish", "mvpd=Nobody", "redirectUrl=nowhere", "domainName=%FF", "mvpd=TempPass_TEST40", "=&&%"],
        ),
    };
    prop_oneof![6 => Just(right.to_owned()), 2 => select(wrong).prop_map(Into::into), 1 => any::<String>()]
}
