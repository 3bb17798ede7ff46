//! Every answer: what was decoded and written again decodes to the same, and the two ways of reading it agree.

use std::fmt::Debug;

use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, ConfigurationEvent, ConfigurationEvents, Decision,
    Decisions, DeviceAttributes, DeviceIds, IssuedLinkCode, IssuedToken, Items, LinkCodeName, LinkedDevices,
    LogoutAction, Logouts, Profile, ProfileEvent, ProfileEvents, Profiles, Resources, Session, SessionInformation,
    TokenName, UnlinkedDevices, encode_configuration, encode_decisions, encode_linked_devices, encode_logouts,
    encode_profiles, encode_unlinked_devices,
};
use tvpass::json::{Error, Timestamp, check as is_valid};
use tvpass::message::{DcrError, DeviceInfo, EnhancedError, Failure, PartnerFrameworkStatus};

use crate::differential;
use crate::exact::exactly;
use crate::told::{by_events, by_visits};

/// A time before March 1973 is written in milliseconds and read as seconds (T2), so that it is not the same again.
const EARLIEST: Timestamp = Timestamp::from_millis(100_000_000_000);

/// The statuses whose failures are told apart.
const REFUSALS: [u16; 6] = [400, 401, 403, 404, 429, 503];

pub fn check(body: &[u8]) {
    records(body);
    profiles(body);
    configuration(body);
    decisions(body);
    logouts(body);
    single_sign_on(body);
    refusals(body);
    differential::check(body);
}

/// Decodes `body`; an answer is given only for valid JSON, and comes back from what `encode` writes.
fn comes_back<'a, T: PartialEq + Debug>(
    body: &'a [u8],
    written: &'a mut Vec<u8>,
    decode: impl Fn(&'a [u8]) -> Result<T, Error>,
    encode: impl Fn(&T, &mut [u8]) -> Result<usize, TooSmall>,
    is_early: impl Fn(&T) -> bool,
) {
    let answer = match decode(body) {
        Ok(answer) => answer,
        Err(error) => return assert!(error.offset() <= body.len(), "an error beyond the end"),
    };
    assert_eq!(is_valid(body), Ok(()));
    *written = exactly(|buffer| encode(&answer, buffer)).expect("an answer can be written");
    let again = decode(written);
    assert!(again.as_ref().is_ok_and(|again| is_early(&answer) || *again == answer), "{answer:?} became {again:?}");
}

fn has_early(times: &[Option<Timestamp>]) -> bool {
    times.iter().flatten().any(|time| *time < EARLIEST)
}

macro_rules! records_come_back {
    ($body:ident: $($record:ident, |$value:ident| $times:expr;)*) => { $(
        comes_back(
            $body,
            &mut Vec::new(),
            $record::decode,
            |value, buffer| value.encode(buffer).map(<[u8]>::len),
            |$value: &$record<'_>| has_early(&$times),
        );
    )* };
}

fn records(body: &[u8]) {
    records_come_back! { body:
        ClientCredentials, |_value| [];
        AccessToken, |value| [value.created_at];
        Session, |value| [value.not_before, value.not_after];
        SessionInformation, |value| [Some(value.not_before), Some(value.not_after)];
        EnhancedError, |_value| [];
        DcrError, |_value| [];
        PartnerFrameworkStatus, |value| [value.provider.expiration_date];
        Resources, |_value| [];
        DeviceInfo, |_value| [];
        DeviceAttributes, |value| [value.last_seen];
        DeviceIds, |_value| [];
    }
    if let Ok(information) = SessionInformation::decode(body) {
        let printed = format!("{:?} {:?}", information.device.map(|device| device.get()), information.existing("mvpd"));
        assert!(!printed.is_empty());
    }
}

fn decisions(body: &[u8]) {
    let decode = |body| Decisions::decode(body).map(|decisions| decisions.iter().collect::<Vec<_>>());
    let encode =
        |decisions: &Vec<_>, buffer: &mut [u8]| encode_decisions(decisions.iter().copied(), buffer).map(<[u8]>::len);
    let is_early = |decision: &Decision<'_>| {
        let token = decision.token.map(|token| [token.not_before, token.not_after, token.issued_at]);
        has_early(&[decision.not_before, decision.not_after]) || token.is_some_and(|times| has_early(&times))
    };
    let mut written = Vec::new();
    comes_back(body, &mut written, decode, encode, |decisions| decisions.iter().any(is_early));
    let mut stream = Items::<Decision<'_>>::new(body);
    let streamed: Vec<_> = stream.by_ref().collect();
    agree(stream.finish(), decode(body), &streamed);
}

fn logouts(body: &[u8]) {
    let decode = |body| Logouts::decode(body).map(|logouts| logouts.iter().collect::<Vec<_>>());
    let encode = |actions: &Vec<_>, buffer: &mut [u8]| encode_logouts(actions.iter().copied(), buffer).map(<[u8]>::len);
    let mut written = Vec::new();
    comes_back(body, &mut written, decode, encode, |_| false);
    let mut stream = Items::<LogoutAction<'_>>::new(body);
    let streamed: Vec<_> = stream.by_ref().collect();
    agree(stream.finish(), decode(body), &streamed);
}

/// Tokens, codes and devices of the Single Sign-On Service.
fn single_sign_on(body: &[u8]) {
    let is_early = |not_before: Option<Timestamp>, not_after| has_early(&[not_before, Some(not_after)]);
    for name in [TokenName::ServiceToken, TokenName::Jws] {
        let encode = |issued: &IssuedToken<'_>, buffer: &mut [u8]| issued.encode(name, buffer).map(<[u8]>::len);
        let is_early = |issued: &IssuedToken<'_>| is_early(issued.not_before, issued.not_after);
        comes_back(body, &mut Vec::new(), IssuedToken::decode, encode, is_early);
    }
    for name in [LinkCodeName::Code, LinkCodeName::Link] {
        let encode = |issued: &IssuedLinkCode<'_>, buffer: &mut [u8]| issued.encode(name, buffer).map(<[u8]>::len);
        let is_early = |issued: &IssuedLinkCode<'_>| is_early(issued.not_before, issued.not_after);
        comes_back(body, &mut Vec::new(), IssuedLinkCode::decode, encode, is_early);
    }
    let decode = |body| UnlinkedDevices::decode(body).map(|devices| devices.iter().collect::<Vec<_>>());
    let encode = |devices: &Vec<_>, buffer: &mut [u8]| {
        let ids = devices.iter().map(|device: &tvpass::endpoint::UnlinkedDevice<'_>| device.id);
        encode_unlinked_devices("OK", ids, buffer).map(<[u8]>::len)
    };
    comes_back(body, &mut Vec::new(), decode, encode, |_| false);
    let decode = |body| {
        LinkedDevices::decode(body)
            .map(|devices| devices.iter().map(|device| (device.id, device.attributes())).collect::<Vec<_>>())
    };
    let encode =
        |devices: &Vec<_>, buffer: &mut [u8]| encode_linked_devices(devices.iter().copied(), buffer).map(<[u8]>::len);
    let is_early = |devices: &Vec<(_, DeviceAttributes<'_>)>| {
        devices.iter().any(|(_, attributes)| has_early(&[attributes.last_seen]))
    };
    comes_back(body, &mut Vec::new(), decode, encode, is_early);
}

/// The stream ends as the whole does, and has brought the same.
fn agree<T: PartialEq + Debug>(end: Result<(), Error>, whole: Result<Vec<T>, Error>, streamed: &[T]) {
    match whole {
        Ok(whole) => assert_eq!((end, streamed), (Ok(()), whole.as_slice())),
        Err(error) => assert_eq!(end, Err(error)),
    }
}

fn profiles(body: &[u8]) {
    assert_eq!(by_visits(body), by_events(body));
    let is_early = |event: &ProfileEvent<'_>| match event {
        ProfileEvent::NotBefore(time) | ProfileEvent::NotAfter(time) => *time < EARLIEST,
        _ => false,
    };
    let encode = |events: &Vec<_>, buffer: &mut [u8]| encode_profiles(events.iter().copied(), buffer).map(<[u8]>::len);
    let mut written = Vec::new();
    comes_back(body, &mut written, profile_events, encode, |events| events.iter().any(is_early));
    match (profile_events(body), Profiles::decode(body)) {
        (Ok(events), Ok(profiles)) => whole_is_as_told(&events, profiles),
        (events, profiles) => assert_eq!(events.map(drop), profiles.map(drop)),
    }
}

fn profile_events(body: &[u8]) -> Result<Vec<ProfileEvent<'_>>, Error> {
    let mut stream = ProfileEvents::new(body);
    let events = stream.by_ref().collect();
    stream.finish().map(|()| events)
}

/// Each profile holds what the events between its begin and its end told last; of attributes, those told last count.
fn whole_is_as_told(events: &[ProfileEvent<'_>], profiles: Profiles<'_>) {
    let told: Vec<_> = events.split_inclusive(|event| *event == ProfileEvent::End).collect();
    assert_eq!(told.len(), profiles.iter().count());
    for (told, profile) in told.iter().zip(profiles.iter()) {
        for event in fields_of(&profile) {
            let kind = std::mem::discriminant(&event);
            let last = told.iter().rfind(|told| std::mem::discriminant(*told) == kind);
            assert_eq!(last, Some(&event));
        }
        let attributes: Vec<_> = profile.attributes.iter().map(ProfileEvent::Attribute).collect();
        let told: Vec<_> = told.iter().filter(|event| matches!(event, ProfileEvent::Attribute(_))).copied().collect();
        assert!(told.ends_with(&attributes), "{told:?} {attributes:?}");
    }
    // One that has no life at all is as good as absent (N6), and counts only where there is no other.
    let life =
        |profile: Profile<'_>| if profile.not_after > profile.not_before { profile.not_after.millis() } else { 0 };
    assert_eq!(profiles.longest_valid().map(life), profiles.iter().map(life).max());
}

fn fields_of<'a>(profile: &Profile<'a>) -> Vec<ProfileEvent<'a>> {
    let mut fields = vec![
        ProfileEvent::Begin(profile.mvpd),
        ProfileEvent::NotBefore(profile.not_before),
        ProfileEvent::NotAfter(profile.not_after),
        ProfileEvent::Issuer(profile.issuer),
        ProfileEvent::Type(profile.profile_type),
    ];
    fields.extend(profile.session_id.map(ProfileEvent::SessionId));
    fields
}

fn configuration(body: &[u8]) {
    let decode = |body| {
        let whole = Configuration::decode(body)?;
        Ok((whole.domains().collect::<Vec<_>>(), whole.mvpds().collect::<Vec<_>>()))
    };
    let encode = |(domains, mvpds): &(Vec<_>, Vec<_>), buffer: &mut [u8]| {
        encode_configuration("REF30", "Reference", domains.iter().copied(), mvpds.iter().copied(), buffer)
            .map(<[u8]>::len)
    };
    let mut written = Vec::new();
    comes_back(body, &mut written, decode, encode, |_| false);
    let mut stream = ConfigurationEvents::new(body);
    let events: Vec<_> = stream.by_ref().collect();
    match (stream.finish(), Configuration::decode(body)) {
        (Ok(()), Ok(whole)) => {
            assert_eq!(events, whole.events().collect::<Vec<_>>());
            let is_mvpd = |event: &&ConfigurationEvent<'_>| matches!(event, ConfigurationEvent::Mvpd(_));
            assert_eq!(events.iter().filter(is_mvpd).count(), whole.mvpds().count());
        }
        (end, whole) => assert_eq!(end, whole.map(drop)),
    }
}

/// A response that is no answer is a failure of a kind that fits its status and its body, and prints.
fn refusals(body: &[u8]) {
    for status in REFUSALS {
        let failure = Session::from_response(status, body).expect_err("a refusal is no answer");
        assert_eq!(matches!(failure, Failure::Throttled), status == 429, "{failure:?}");
        if matches!(failure, Failure::Service { .. } | Failure::Registration { .. }) {
            assert_eq!(is_valid(body), Ok(()));
        }
        assert!(!failure.to_string().is_empty());
    }
}
