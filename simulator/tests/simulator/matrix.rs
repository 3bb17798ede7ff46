//! The header matrix, cell by cell, on the server's side.

use serde_json::json;
use tvpass::endpoint::{Body, Endpoint, Requirement};
use tvpass::message::HeaderName;
use tvpass_simulator::Request;

use crate::stage::{
    Answer, FORM, JSON, Stage, Television, device_info, encode, fingerprint, framework_status, register, service_token,
};

/// A television with all that a call could need, and what the calls are about.
struct Fixture {
    stage: Stage,
    authorization: String,
    credentials: (String, String),
    pending: String,
    /// Of the Single Sign-On Service.
    service_token: String,
    link_code: String,
}

impl Fixture {
    fn new() -> Self {
        let mut stage = Stage::new();
        let credentials = stage.send(&register("demo.software.statement"));
        let television = Television::new(&mut stage);
        television.sign_in(&mut stage, "Dish");
        let pending = television.open_session(&mut stage, "Spectrum");
        let service_token = television.service_token(&mut stage, "household-19");
        let link_code = television.link_code(&mut stage, &service_token);
        Self {
            authorization: television.request("GET", "").header("authorization").expect("a token").to_owned(),
            credentials: (credentials.text("/client_id"), credentials.text("/client_secret")),
            pending,
            service_token,
            link_code,
            stage,
        }
    }

    fn path(&self, endpoint: Endpoint) -> String {
        let path = endpoint.definition().path;
        let path = path.replace("{serviceProvider}", "REF30").replace("{partner}", "Apple").replace("{mvpd}", "Dish");
        let query = if endpoint == Endpoint::Logout { "?redirectUrl=https%3A%2F%2Fadobe.com" } else { "" };
        path.replace("{code}", &self.pending) + query
    }

    fn body(&self, endpoint: Endpoint) -> String {
        let (id, secret) = &self.credentials;
        match endpoint {
            Endpoint::Register => json!({"software_statement": "demo.software.statement"}).to_string(),
            Endpoint::Token => format!("client_id={id}&client_secret={secret}&grant_type=client_credentials"),
            Endpoint::Preauthorize | Endpoint::Authorize => json!({"resources": ["news"]}).to_string(),
            Endpoint::SsoUnlink => json!({"devices": ["attic"]}).to_string(),
            Endpoint::PartnerProfile => {
                let saml = encode("<Response/>");
                format!("SAMLResponse={}", url::form_urlencoded::byte_serialize(saml.as_bytes()).collect::<String>())
            }
            _ => String::new(),
        }
    }

    fn value(&self, endpoint: Endpoint, header: HeaderName) -> String {
        let expires = self.stage.now.plus_millis(60_000);
        match header {
            HeaderName::Authorization => self.authorization.clone(),
            HeaderName::ContentType => match endpoint.definition().body {
                Body::Json => JSON.into(),
                Body::Form | Body::None => FORM.into(),
            },
            HeaderName::ApDeviceIdentifier => fingerprint("living-room"),
            HeaderName::XDeviceInfo => device_info(),
            HeaderName::XForwardedFor => "203.0.113.7".into(),
            HeaderName::AdobeSubjectToken | HeaderName::XRokuReservedRokuConnectToken => "opaque".into(),
            HeaderName::AdServiceToken if is_sso(endpoint) => self.service_token.clone(),
            HeaderName::AdServiceToken => service_token("viewer-7", expires),
            HeaderName::ApPartnerFrameworkStatus => framework_status("granted", "Cablevision", expires),
            HeaderName::ApTempPassIdentity => encode(r#"{"email":"7f83b165"}"#),
            HeaderName::ApVisitorIdentifier => "20265673158980419722735089753036633573".into(),
            HeaderName::Accept => JSON.into(),
            HeaderName::UserAgent => "matrix/1.0".into(),
            HeaderName::XSsoId => "household-19".into(),
            HeaderName::XSsoLink => self.link_code.clone(),
        }
    }

    /// Sends a call of `endpoint` that is right but for its headers, which are those that `is_sent` wants.
    fn call(&mut self, endpoint: Endpoint, is_sent: impl Fn(HeaderName, Requirement) -> bool) -> Answer {
        let definition = endpoint.definition();
        let mut request = Request::new(definition.method.as_str(), &self.path(endpoint)).with_body(self.body(endpoint));
        for header in HeaderName::ALL {
            if is_sent(header, definition.requirement(header)) {
                request = request.with_header(header.as_str(), &self.value(endpoint, header));
            }
        }
        self.stage.send(&request)
    }
}

fn is_sso(endpoint: Endpoint) -> bool {
    endpoint.definition().id.starts_with("sso_")
}

/// Partner calls need the framework's status, though the matrix has it as optional (H3), and a service token is for somebody.
fn is_needed(endpoint: Endpoint, header: HeaderName, requirement: Requirement) -> bool {
    requirement == Requirement::Required
        || endpoint == Endpoint::PartnerProfile && header == HeaderName::ApPartnerFrameworkStatus
        || endpoint == Endpoint::SsoToken && header == HeaderName::XSsoId
}

#[test]
fn every_endpoint_answers_a_call_with_the_required_headers_alone() {
    for endpoint in Endpoint::ALL {
        let answer = Fixture::new().call(*endpoint, |header, requirement| is_needed(*endpoint, header, requirement));
        let definition = endpoint.definition();
        assert!(definition.success.contains(&answer.status), "{}: {}", definition.id, answer.body);
    }
}

#[test]
fn every_endpoint_answers_a_call_with_all_headers() {
    for endpoint in Endpoint::ALL {
        let answer = Fixture::new().call(*endpoint, |_, _| true);
        let definition = endpoint.definition();
        assert!(definition.success.contains(&answer.status), "{}: {}", definition.id, answer.body);
    }
}

#[test]
fn every_endpoint_answers_a_call_with_any_one_header_beside_the_required_ones() {
    for endpoint in Endpoint::ALL {
        for other in HeaderName::ALL {
            let answer = Fixture::new()
                .call(*endpoint, |header, requirement| header == other || is_needed(*endpoint, header, requirement));
            let definition = endpoint.definition();
            assert!(definition.success.contains(&answer.status), "{} {other:?}: {}", definition.id, answer.body);
        }
    }
}

#[test]
fn every_endpoint_refuses_a_call_without_a_required_header() {
    for endpoint in Endpoint::ALL {
        let definition = endpoint.definition();
        // A device that does not describe itself is taken as unknown (H4).
        let required = HeaderName::ALL.into_iter().filter(|header| {
            definition.requirement(*header) == Requirement::Required && *header != HeaderName::XDeviceInfo
        });
        for missing in required {
            let answer = Fixture::new()
                .call(*endpoint, |header, requirement| is_needed(*endpoint, header, requirement) && header != missing);
            let expected = match missing {
                HeaderName::Authorization => 401,
                HeaderName::AdServiceToken if *endpoint != Endpoint::SsoRefresh => 401,
                _ => 400,
            };
            assert_eq!(answer.status, expected, "{} without {}", definition.id, missing.as_str());
        }
    }
}

#[test]
fn no_endpoint_minds_a_device_that_does_not_describe_itself() {
    for endpoint in Endpoint::ALL {
        let answer = Fixture::new().call(*endpoint, |header, requirement| {
            is_needed(*endpoint, header, requirement) && header != HeaderName::XDeviceInfo
        });
        assert!(endpoint.definition().success.contains(&answer.status));
    }
}
