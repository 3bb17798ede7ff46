//! Whatever arrives, nothing panics, and an answer is given only for a body that is JSON from its first byte to its last.

use std::fs;
use std::hint::black_box;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::{
    AccessToken, Answer, Attribute, Authorize, Call, ClientCredentials, Configuration, CreatePartnerProfile,
    CreatePartnerSession, CreateSession, Decisions, GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles,
    GetSession, IssuedLinkCode, IssuedToken, LinkedDevices, Logout, Logouts, Preauthorize, Profiles, Register,
    ResumeSession, Session, SessionDetails, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token, UnlinkedDevices,
    route,
};
use tvpass::json::{Text, check};
use tvpass::message::{
    BaseUrl, DecodeError, DeviceIdentifier, DeviceInfo, Failure, HeaderName, Incoming, PartnerFrameworkStatus, Scratch,
    Sender, TempPassIdentity,
};

use super::documents::{damaged, damages};
use super::sample::{all_headers, config, text};
use super::support::vectors;
use super::told::visits_as_viewed;

/// The bodies of the vectors, as a start for damage.
pub(super) fn bodies() -> Vec<String> {
    let mut bodies = Vec::new();
    let folders = ["responses", "sso/responses"].map(|folder| fs::read_dir(vectors(folder)).unwrap());
    for entry in folders.into_iter().flatten() {
        let whole: serde_json::Value = serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
        let cases = whole["cases"].as_array().unwrap().iter();
        bodies.extend(cases.filter_map(|case| case["body"].as_str().map(str::to_owned)));
    }
    assert!(bodies.len() > 150);
    bodies
}

/// Decodes `body` as one kind of answer, walks all of it by `walk`, and holds the verdict against the plain check.
fn try_answer<'a, A: Answer<'a>>(status: u16, body: &'a [u8], walk: impl Fn(&A)) -> Result<(), TestCaseError> {
    match A::from_response(status, body) {
        Ok(answer) => {
            prop_assert_eq!(check(body), Ok(()));
            prop_assert!(matches!(status, 200 | 201));
            walk(&answer);
        }
        Err(Failure::Malformed { error, .. }) => prop_assert!(error.offset() <= body.len()),
        Err(Failure::Throttled) => prop_assert_eq!(status, 429),
        Err(Failure::Service { .. } | Failure::Registration { .. }) => prop_assert_eq!(check(body), Ok(())),
        Err(_) => {}
    }
    Ok(())
}

/// The same of an answer of the API, which has no errors of the registration (N9).
fn try_api_answer<'a, A: Answer<'a>>(status: u16, body: &'a [u8], walk: impl Fn(&A)) -> Result<(), TestCaseError> {
    let is_registration = matches!(A::from_response(status, body), Err(Failure::Registration { .. }));
    prop_assert!(!is_registration);
    try_answer(status, body, walk)
}

fn try_every_answer(status: u16, body: &[u8]) -> Result<(), TestCaseError> {
    visits_as_viewed(body);
    try_answer(status, body, |credentials: &ClientCredentials<'_>| {
        black_box(credentials.has_v2_scope());
    })?;
    try_answer(status, body, |_: &AccessToken<'_>| ())?;
    try_api_answer(status, body, |session: &Session<'_>| {
        black_box(session.lacks("mvpd"));
    })?;
    try_api_answer(status, body, |information: &SessionDetails<'_>| {
        black_box(information.device.map(|device| device.get()));
        black_box(information.existing("domainName"));
    })?;
    try_api_answer(status, body, |profiles: &Profiles<'_>| {
        let attributes = |attribute: Attribute<'_>| attribute.value.reveal().items().count();
        black_box(
            profiles.iter().map(|profile| profile.attributes.iter().map(attributes).sum::<usize>()).sum::<usize>(),
        );
    })?;
    try_api_answer(status, body, |decisions: &Decisions<'_>| {
        black_box(decisions.iter().count());
    })?;
    try_api_answer(status, body, |logouts: &Logouts<'_>| {
        black_box(logouts.iter().count());
    })?;
    try_api_answer(status, body, |issued: &IssuedToken<'_>| {
        assert!(!issued.token.reveal().is_empty() && issued.not_after.millis() > 0);
    })?;
    try_api_answer(status, body, |issued: &IssuedLinkCode<'_>| {
        assert!(!issued.code.reveal().is_empty() && issued.not_after.millis() > 0);
    })?;
    try_api_answer(status, body, |devices: &UnlinkedDevices<'_>| {
        black_box(devices.contains("den"));
    })?;
    try_api_answer(status, body, |devices: &LinkedDevices<'_>| {
        for device in devices.iter() {
            black_box((device.attributes(), device.is_own("fingerprint dHY=")));
        }
        black_box(devices.iter().map(|device| device.iter().count()).sum::<usize>());
    })?;
    try_api_answer(status, body, |configuration: &Configuration<'_>| {
        black_box(configuration.pieces().count());
    })
}

fn try_call<'a, C: Call<'a>>(incoming: &Incoming<'a>, scratch: &'a mut [u8]) -> Result<(), TestCaseError> {
    let decoded = C::decode(incoming, &mut Scratch::new(scratch));
    if matches!(decoded, Err(DecodeError::Scratch)) {
        return Err(TestCaseError::fail("the length of target and body did not suffice"));
    }
    if decoded.is_ok() {
        prop_assert_eq!(incoming.method, C::ENDPOINT.definition().method.as_str());
    }
    Ok(())
}

macro_rules! try_calls {
    ($incoming:ident, $size:ident: $($call:ty),*) => { $(
        try_call::<$call>(&$incoming, &mut vec![0; $size])?;
    )* };
}

fn target() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        2 => proptest::sample::select(vec![
            "api", "v2", "o", "client", "register", "token", "configuration", "sessions", "sso", "profiles", "code",
            "decisions", "authorize", "preauthorize", "logout", "authenticate", "REF30", "", ".", "..", "%2e", "%ZZ", "%",
        ]).prop_map(str::to_owned),
        1 => "[ -~]{0,6}",
        1 => text(),
    ];
    let known = proptest::sample::select(vec![
        "/api/v2/R%20F/profiles/code/%ZZ",
        "/api/v2/R%20F/profiles/%41/%ff",
        "/api/v2/REF30/logout/%C3%28?redirectUrl=%",
        "/api/v2/a%2Fb/sessions/%41%42",
        "/o/client/token",
        "/api/R%20F/serviceToken",
        "/api/REF30/unlink/",
        "/api/v2/list",
        "/o/client/register/",
    ]);
    let any = (vec(segment, 0..8), "(\\?[ -~]{0,20})?").prop_map(|(segments, query)| segments.join("/") + &query);
    prop_oneof![1 => known.prop_map(str::to_owned), 3 => any.prop_map(|path| "/".to_owned() + &path)]
}

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn damaged_answers(body in proptest::sample::select(bodies()), damages in damages(), status in proptest::sample::select(vec![200, 201, 400, 403, 429, 500])) {
        try_every_answer(status, &damaged(body.into_bytes(), damages))?;
    }

    #[test]
    fn bytes_of_any_kind(body in vec(any::<u8>(), 0..200), status in any::<u16>()) {
        try_every_answer(status, &body)?;
    }

    #[test]
    fn requests_of_any_kind(
        method in proptest::sample::select(vec!["GET", "POST", "get", "PUT", ""]), target in target(),
        body in prop_oneof![vec(any::<u8>(), 0..60), text().prop_map(String::into_bytes), "([a-zA-Z_]{0,12}=[ -~]{0,9}&?){0,4}".prop_map(String::into_bytes)],
        content_type in proptest::sample::select(vec!["application/json", "application/x-www-form-urlencoded; charset=utf-8", "text/html", ""]),
    ) {
        let mut headers = all_headers(Sender::StreamingDevice);
        headers.set(HeaderName::ContentType, content_type).unwrap();
        let incoming = Incoming { method, target: &target, headers, body: &body };
        let _ = black_box(route(method, incoming.path()));
        let size = target.len() + body.len();
        try_calls!(incoming, size: Register, Token, GetConfiguration, CreateSession, ResumeSession, GetSession);
        try_calls!(incoming, size: GetProfiles, GetProfileMvpd, GetProfileCode, CreatePartnerSession, CreatePartnerProfile);
        try_calls!(incoming, size: Preauthorize, Authorize, Logout, SsoToken, SsoRefresh, SsoLink, SsoUnlink, SsoList);
    }

    #[test]
    fn header_values_of_any_kind(value in prop_oneof![text(), "fingerprint [A-Za-z0-9+/= ]{0,40}", "[A-Za-z0-9+/= ]{0,60}"], size in 0..64_usize) {
        black_box(DeviceIdentifier::decode(&value, &mut vec![0; size]));
        let _ = black_box(DeviceInfo::decode_header(&value, &mut vec![0; size]));
        let _ = black_box(PartnerFrameworkStatus::decode_header(&value, &mut vec![0; size]));
        let _ = black_box(TempPassIdentity::decode_header(&value, &mut vec![0; size]));
    }

    #[test]
    fn urls_of_any_kind(
        base in prop_oneof![Just("https://sp.auth.adobe.com".to_owned()), Just("http://127.0.0.1:1/p/".to_owned()), text()],
        url in prop_oneof![text(), "(https?:)?/{0,3}[ -~]{0,20}"], size in 0..80_usize,
    ) {
        let Ok(base) = BaseUrl::new(&base) else { return Ok(()) };
        let _ = black_box(base.join("/a", &mut vec![0; size]));
        if let Ok(resolved) = base.resolve(&Text::from(url.as_str()), &mut vec![0; size]) {
            prop_assert!(resolved.bytes().all(|byte| (b'!'..=b'~').contains(&byte)), "{}", resolved);
            let here = resolved.strip_prefix(base.as_str()).is_some_and(|rest| rest.starts_with('/'));
            let lower = resolved.to_ascii_lowercase();
            prop_assert!(here || lower.starts_with("https://") || !base.is_https(), "{}", resolved);
        }
    }
}
