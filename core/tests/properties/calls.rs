//! Every request, with any text in each of its fields, as judges that share no code with the core read it: it has the
//! segments of its template, its parameters and members, and not one more.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tvpass::endpoint::{
    Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, GetConfiguration, GetProfileCode,
    GetProfileMvpd, GetProfiles, GetSession, Logout, Person, Preauthorize, ProfileCodePath, Register, RegisterBody,
    Resources, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token,
};
use tvpass::message::{CommonIdentifier, HeaderName, Headers, Sender};

use super::sample::{config, maybe, segment, text};

/// Stands in every header, where a secret may be.
const HEADER: &str = "S3NTINEL-of-a-header";

/// The body that a judge has to find.
enum Body<'e> {
    None,
    Form(&'e [(&'e str, Option<&'e str>)]),
    Json(Value),
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}

fn given(parameters: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
    parameters.iter().filter_map(|(name, value)| Some(((*name).to_owned(), (*value)?.to_owned()))).collect()
}

/// The segments of a path as any server would see them.
fn segments(path: &str) -> Vec<String> {
    let decoded = |segment| percent_encoding::percent_decode_str(segment).decode_utf8().unwrap().into_owned();
    path.split('/').skip(1).map(decoded).collect()
}

fn judge<'a, C: Call<'a>>(
    call: &C,
    path: &[&str],
    query: &[(&str, Option<&str>)],
    body: &Body<'_>,
) -> Result<(), TestCaseError> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    for name in HeaderName::ALL {
        headers.set(name, HEADER).unwrap();
    }
    let mut buffer = vec![0; 8192];
    let request = call.encode(&headers, &mut buffer).unwrap();
    let target = request.target;
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%/?=&".contains(&byte);
    prop_assert!(target.bytes().all(may_stand), "{}", target);
    let (found, rest) = target.split_once('?').unwrap_or((target, ""));
    prop_assert_eq!(segments(found), path);
    // As URL libraries do: nothing is resolved away.
    prop_assert!(!found.split('/').skip(1).any(|segment| matches!(segment, "" | "." | "..")), "{}", target);
    prop_assert_eq!(pairs(rest.as_bytes()), given(query));
    match body {
        Body::None => prop_assert_eq!(request.body, b""),
        Body::Form(parameters) => prop_assert_eq!(pairs(request.body), given(parameters)),
        Body::Json(value) => prop_assert_eq!(&serde_json::from_slice::<Value>(request.body).unwrap(), value),
    }
    // What a header holds belongs in no URL, which servers and proxies write to their logs, and in no body.
    prop_assert!(!target.contains(HEADER) && !String::from_utf8_lossy(request.body).contains(HEADER));
    prop_assert!(request.headers.iter().all(|(name, value)| value == HEADER || is_the_cores_own(name)));
    Ok(())
}

/// The core knows the type of the body and of the answer better than its caller.
fn is_the_cores_own(name: HeaderName) -> bool {
    matches!(name, HeaderName::ContentType | HeaderName::Accept)
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn registration_calls(
        statement in text(), uri in maybe(text()), id in text(), secret in text(), grant_type in text(),
    ) {
        let mut body = RegisterBody::new(statement.as_str().into());
        body.redirect_uri = uri.as_deref().map(Into::into);
        let mut expected = json!({"software_statement": statement});
        if let Some(uri) = &uri {
            expected["redirect_uri"] = uri.as_str().into();
        }
        judge(&Register::new(body), &["o", "client", "register"], &[], &Body::Json(expected))?;
        let call = Token::new(id.as_str().into(), secret.as_str().into(), &grant_type);
        let form = [("client_id", Some(&*id)), ("client_secret", Some(&*secret)), ("grant_type", Some(&*grant_type))];
        judge(&call, &["o", "client", "token"], &[], &Body::Form(&form))?;
    }

    #[test]
    fn session_calls(
        provider in segment(), code in segment(), mvpd in maybe(text()), domain in maybe(text()), url in maybe(text()),
    ) {
        let (service_provider, code) = (provider.as_str(), code.as_str());
        let (mvpd, domain_name, redirect_url) = (mvpd.as_deref(), domain.as_deref(), url.as_deref());
        let form = [("mvpd", mvpd), ("domainName", domain_name), ("redirectUrl", redirect_url)];
        let mut create = CreateSession::new(service_provider);
        create.mvpd = mvpd;
        create.domain_name = domain_name;
        create.redirect_url = redirect_url;
        judge(&create, &["api", "v2", service_provider, "sessions"], &[], &Body::Form(&form))?;
        let mut resume = ResumeSession::new(service_provider, code);
        resume.mvpd = mvpd;
        resume.domain_name = domain_name;
        resume.redirect_url = redirect_url;
        judge(&resume, &["api", "v2", service_provider, "sessions", code], &[], &Body::Form(&form))?;
        let info = GetSession::new(service_provider, code);
        judge(&info, &["api", "v2", service_provider, "sessions", code], &[], &Body::None)?;
        let mut partner = CreatePartnerSession::new(service_provider, code);
        partner.domain_name = domain_name;
        partner.redirect_url = redirect_url;
        judge(&partner, &["api", "v2", service_provider, "sessions", "sso", code], &[], &Body::Form(&form[1..]))?;
    }

    #[test]
    fn profile_calls(provider in segment(), name in segment(), saml in text()) {
        let (service_provider, name) = (provider.as_str(), name.as_str());
        judge(&GetConfiguration::new(service_provider), &["api", "v2", service_provider, "configuration"], &[], &Body::None)?;
        judge(&GetProfiles::new(service_provider), &["api", "v2", service_provider, "profiles"], &[], &Body::None)?;
        let one = ["api", "v2", service_provider, "profiles", name];
        judge(&GetProfileMvpd::new(service_provider, name), &one, &[], &Body::None)?;
        let mut call = GetProfileCode::new(service_provider, name);
        call.path = ProfileCodePath::Early;
        judge(&call, &one, &[], &Body::None)?;
        let current = GetProfileCode::new(service_provider, name);
        judge(&current, &["api", "v2", service_provider, "profiles", "code", name], &[], &Body::None)?;
        let partner = CreatePartnerProfile::new(service_provider, name, saml.as_str().into());
        let form = [("SAMLResponse", Some(saml.as_str()))];
        judge(&partner, &["api", "v2", service_provider, "profiles", "sso", name], &[], &Body::Form(&form))?;
    }

    #[test]
    fn calls_of_the_single_sign_on_service(provider in segment(), devices in vec(text(), 1..6)) {
        let service_provider = provider.as_str();
        let texts: Vec<_> = devices.iter().map(String::as_str).collect();
        let person = Person::Id(CommonIdentifier::new(HEADER).unwrap());
        let token = ["api", service_provider, "serviceToken"];
        judge(&SsoToken::new(service_provider, person), &token, &[], &Body::None)?;
        judge(&SsoRefresh::new(service_provider), &token, &[], &Body::None)?;
        judge(&SsoLink::new(service_provider), &["api", service_provider, "link"], &[], &Body::None)?;
        let unlink = SsoUnlink::new(service_provider, texts.as_slice().into());
        let expected = Body::Json(json!({"devices": devices}));
        judge(&unlink, &["api", service_provider, "unlink"], &[], &expected)?;
        judge(&SsoList::new(service_provider), &["api", service_provider, "list"], &[], &Body::None)?;
    }

    #[test]
    fn decision_calls_and_logout(
        provider in segment(), name in segment(), resources in vec(text(), 0..6), url in segment(),
    ) {
        let (service_provider, mvpd) = (provider.as_str(), name.as_str());
        let texts: Vec<_> = resources.iter().map(String::as_str).collect();
        let body = Resources::new(texts.as_slice().into());
        let expected = || Body::Json(json!({"resources": resources}));
        let path = |kind| ["api", "v2", service_provider, "decisions", kind, mvpd];
        judge(&Preauthorize::new(service_provider, mvpd, body), &path("preauthorize"), &[], &expected())?;
        judge(&Authorize::new(service_provider, mvpd, body), &path("authorize"), &[], &expected())?;
        let logout = Logout::new(service_provider, mvpd, &url);
        let query = [("redirectUrl", Some(url.as_str()))];
        judge(&logout, &["api", "v2", service_provider, "logout", mvpd], &query, &Body::None)?;
    }
}
