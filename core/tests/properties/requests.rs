//! Every request: encoded and decoded it is the same, in a buffer of exactly the size that was asked for.

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::{
    Authenticate, Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint,
    GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Person, Preauthorize,
    ProfileCodePath, Register, RegisterBody, Resources, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken,
    SsoUnlink, Token, route,
};
use tvpass::message::{
    BaseUrl, CommonIdentifier, DecodeError, HeaderName, Headers, Incoming, LinkCode, Scratch, Sender,
};

use super::sample::{all_headers, config, exactly, maybe, segment, text};

/// Headers and memory with which a request is written and read.
struct Memory {
    headers: Headers<'static>,
    buffer: Vec<u8>,
    scratch: Vec<u8>,
}

impl Memory {
    fn new() -> Self {
        Self { headers: all_headers(Sender::StreamingDevice), buffer: Vec::new(), scratch: Vec::new() }
    }
}

fn round_trip<'a, C: Call<'a> + PartialEq + Debug>(call: &C, memory: &'a mut Memory) -> Result<(), TestCaseError> {
    let Memory { headers, buffer, scratch } = memory;
    *buffer = exactly(|buffer| call.encode(headers, buffer).map(|request| request.target.len() + request.body.len()))?;
    let request = call.encode(headers, buffer).unwrap();
    *scratch = vec![0; request.target.len() + request.body.len()];
    let incoming = Incoming {
        method: request.method.as_str(),
        target: request.target,
        headers: request.headers,
        body: request.body,
    };
    prop_assert_eq!(route(incoming.method, incoming.path()), Ok(C::ENDPOINT), "{}", incoming.target);
    let decoded = C::decode(&incoming, &mut Scratch::new(scratch));
    prop_assert_eq!(decoded.as_ref(), Ok(call));
    let with_slash = match incoming.target.split_once('?') {
        Some((path, query)) => format!("{path}/?{query}"),
        None => format!("{}/", incoming.target),
    };
    prop_assert_eq!(route(incoming.method, with_slash.split('?').next().unwrap()), Ok(C::ENDPOINT));
    Ok(())
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn registration_calls_are_read_as_they_were_written(
        statement in text(), uri in maybe(text()), id in text(), secret in text(), grant in text(),
    ) {
        let mut body = RegisterBody::new(statement.as_str().into());
        body.redirect_uri = uri.as_deref().map(Into::into);
        round_trip(&Register::new(body), &mut Memory::new())?;
        let token = Token::new(id.as_str().into(), secret.as_str().into(), &grant);
        round_trip(&token, &mut Memory::new())?;
    }

    #[test]
    fn session_calls_are_read_as_they_were_written(
        provider in segment(), code in segment(), mvpd in maybe(text()), domain in maybe(text()), url in maybe(text()),
    ) {
        let (service_provider, code) = (provider.as_str(), code.as_str());
        let (mvpd, domain_name, redirect_url) = (mvpd.as_deref(), domain.as_deref(), url.as_deref());
        let mut call = CreateSession::new(service_provider);
        call.mvpd = mvpd;
        call.domain_name = domain_name;
        call.redirect_url = redirect_url;
        round_trip(&call, &mut Memory::new())?;
        let mut call = ResumeSession::new(service_provider, code);
        call.mvpd = mvpd;
        call.domain_name = domain_name;
        call.redirect_url = redirect_url;
        round_trip(&call, &mut Memory::new())?;
        round_trip(&GetSession::new(service_provider, code), &mut Memory::new())?;
        let mut call = CreatePartnerSession::new(service_provider, code);
        call.domain_name = domain_name;
        call.redirect_url = redirect_url;
        round_trip(&call, &mut Memory::new())?;
    }

    #[test]
    fn the_page_for_user_agents_is_read_as_it_was_written(provider in segment(), code in segment()) {
        let page = Authenticate::new(&provider, &code);
        let url = exactly(|buffer| page.url(&BaseUrl::RELEASE_STAGING, buffer).map(str::len))?;
        let target = str::from_utf8(&url).unwrap().strip_prefix(BaseUrl::RELEASE_STAGING.as_str()).unwrap();
        let incoming = |method| Incoming { method, target, headers: Headers::default(), body: b"" };
        let mut scratch = vec![0; target.len()];
        prop_assert_eq!(route("GET", incoming("GET").path()), Ok(Endpoint::Authenticate), "{}", target);
        prop_assert_eq!(Authenticate::decode(&incoming("GET"), &mut Scratch::new(&mut scratch)), Ok(page));
        let posted = Authenticate::decode(&incoming("POST"), &mut Scratch::new(&mut []));
        prop_assert_eq!(posted, Err(DecodeError::Route));
    }

    #[test]
    fn profile_calls_are_read_as_they_were_written(provider in segment(), name in segment(), saml in text()) {
        let (service_provider, mvpd) = (provider.as_str(), name.as_str());
        round_trip(&GetConfiguration::new(service_provider), &mut Memory::new())?;
        round_trip(&GetProfiles::new(service_provider), &mut Memory::new())?;
        round_trip(&GetProfileMvpd::new(service_provider, mvpd), &mut Memory::new())?;
        let path = ProfileCodePath::Current;
        let mut call = GetProfileCode::new(service_provider, mvpd);
        call.path = path;
        round_trip(&call, &mut Memory::new())?;
        let saml_response = saml.as_str().into();
        round_trip(&CreatePartnerProfile::new(service_provider, mvpd, saml_response), &mut Memory::new())?;
    }

    #[test]
    fn decision_calls_and_logout_are_read_as_they_were_written(
        provider in segment(), name in segment(), resources in vec(text(), 0..6), url in segment(),
    ) {
        let (service_provider, mvpd) = (provider.as_str(), name.as_str());
        let resources: Vec<_> = resources.iter().map(String::as_str).collect();
        let body = Resources::new(resources.as_slice().into());
        round_trip(&Preauthorize::new(service_provider, mvpd, body), &mut Memory::new())?;
        round_trip(&Authorize::new(service_provider, mvpd, body), &mut Memory::new())?;
        round_trip(&Logout::new(service_provider, mvpd, &url), &mut Memory::new())?;
    }

    #[test]
    fn calls_of_the_single_sign_on_service_are_read_as_they_were_written(
        provider in segment().prop_filter("a version", |text| text != "v1" && text != "v2"),
        id in "[!-~]([ -~]{0,60}[!-~])?", code in "[!-~]([ -~]{0,30}[!-~])?", devices in vec(text(), 1..6),
    ) {
        let service_provider = provider.as_str();
        let devices: Vec<_> = devices.iter().map(String::as_str).collect();
        for person in [
            Person::Id(CommonIdentifier::new(&id).unwrap()),
            Person::LinkCode(LinkCode::new(&code).unwrap()),
        ] {
            let call = SsoToken::new(service_provider, person);
            let headers = all_headers(Sender::StreamingDevice);
            let mut buffer = vec![0; 1024];
            let request = call.encode(&headers, &mut buffer).unwrap();
            let incoming =
                Incoming { method: "POST", target: request.target, headers: request.headers, body: request.body };
            prop_assert_eq!(route("POST", incoming.path()), Ok(Endpoint::SsoToken));
            let mut scratch = [0; 512];
            prop_assert_eq!(SsoToken::decode(&incoming, &mut Scratch::new(&mut scratch)), Ok(call));
        }
        round_trip(&SsoRefresh::new(service_provider), &mut Memory::new())?;
        round_trip(&SsoLink::new(service_provider), &mut Memory::new())?;
        round_trip(&SsoUnlink::new(service_provider, devices.as_slice().into()), &mut Memory::new())?;
        round_trip(&SsoList::new(service_provider), &mut Memory::new())?;
    }
}

#[test]
fn a_call_without_parameters_in_its_path_is_read_from_its_own_path_alone() {
    let body = b"client_id=a&client_secret=b&grant_type=c";
    let mut headers = Headers::default();
    headers.set(HeaderName::ContentType, "application/x-www-form-urlencoded").unwrap();
    let decode = |target| {
        let incoming = Incoming { method: "POST", target, headers, body };
        Token::decode(&incoming, &mut Scratch::new(&mut [])).map(drop)
    };
    assert_eq!(["/o/client/token", "/o/client/token/", "/o/client/token?a=b"].map(decode), [Ok(()); 3]);
    for target in ["/o/client/register", "/o/client/tokens", "/o/client", "", "/proxy/o/client/token"] {
        assert_eq!(decode(target), Err(DecodeError::Route), "{target}");
    }
}

#[test]
fn the_early_path_of_a_poll_is_read_unless_it_is_another_endpoints() {
    let decode = |target| {
        let incoming = Incoming { method: "GET", target, headers: Headers::default(), body: &[] };
        GetProfileCode::decode(&incoming, &mut Scratch::new(&mut [])).map(|call| call.code)
    };
    assert_eq!(decode("/api/v2/REF30/profiles/Dish/8ADF2"), Ok("8ADF2"));
    assert_eq!(decode("/api/v2/REF30/profiles/sso/Apple"), Err(DecodeError::Route));
}
