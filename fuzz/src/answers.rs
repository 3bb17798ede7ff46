//! Every answer: what was decoded and written again decodes to the same, and the two ways of reading it agree.

use std::fmt::Debug;

use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, ConfigurationPiece, Decision, Decisions, DeviceAttributes,
    DeviceIds, IssuedLinkCode, IssuedToken, LinkCodeName, LinkedDevices, Logouts, Profile, ProfilePiece, Profiles,
    Resources, Session, SessionDetails, Stream, Streamed, TokenName, UnlinkedDevices, encode_configuration,
    encode_decisions, encode_linked_devices, encode_logouts, encode_profiles, encode_unlinked_devices,
};
use tvpass::json::{Error, ErrorKind, Timestamp, check as is_valid};
use tvpass::message::{DcrError, DeviceInfo, EnhancedError, Failure, PartnerFrameworkStatus};

use crate::differential;
use crate::exact::exactly;
use crate::parts::{in_one_pass, in_parts, in_words};
use crate::told::visits_as_viewed;

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
        SessionDetails, |value| [Some(value.not_before), Some(value.not_after)];
        EnhancedError, |_value| [];
        DcrError, |_value| [];
        PartnerFrameworkStatus, |value| [value.provider.expiration_date];
        Resources, |_value| [];
        DeviceInfo, |_value| [];
        DeviceAttributes, |value| [value.last_seen];
        DeviceIds, |_value| [];
    }
    if let Ok(information) = SessionDetails::decode(body) {
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
    streams_as_whole::<Decisions<'static>>(body, &decode(body));
}

fn logouts(body: &[u8]) {
    let decode = |body| Logouts::decode(body).map(|logouts| logouts.iter().collect::<Vec<_>>());
    let encode = |actions: &Vec<_>, buffer: &mut [u8]| encode_logouts(actions.iter().copied(), buffer).map(<[u8]>::len);
    let mut written = Vec::new();
    comes_back(body, &mut written, decode, encode, |_| false);
    streams_as_whole::<Logouts<'static>>(body, &decode(body));
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

/// A stream ends as the whole does, and has brought the same: in one pass, as one part, and in parts whose sizes are the first bytes.
fn streams_as_whole<'a, K: Streamed>(body: &'a [u8], whole: &Result<Vec<K::Piece<'a>>, Error>)
where
    for<'w> K::Piece<'w>: Debug,
{
    let told = in_one_pass(Stream::<K>::whole(body));
    match whole {
        Ok(whole) => {
            assert_eq!(told.pieces, whole.iter().map(in_words).collect::<Vec<_>>());
            assert!(told.end.is_ok());
        }
        Err(error) => assert_eq!(told.end, Err(*error)),
    }
    assert_eq!(in_parts(Stream::<K>::new(), body, &[body.len()]), told);
    let sizes: Vec<_> = body.iter().take(4).map(|byte| usize::from(byte % 16) + 1).chain([1]).collect();
    let parts = in_parts(Stream::<K>::new(), body, &sizes);
    match whole {
        // In parts, what stands before a byte that is no text is read before that is seen.
        Err(error) if error.kind() == ErrorKind::Utf8 => {
            assert!(parts.end.is_err_and(|told| told == *error || told.offset() <= error.offset()));
        }
        _ => assert_eq!(parts, told),
    }
}

fn profiles(body: &[u8]) {
    visits_as_viewed(body);
    let is_early = |piece: &ProfilePiece<'_>| match piece {
        ProfilePiece::NotBefore(time) | ProfilePiece::NotAfter(time) => *time < EARLIEST,
        _ => false,
    };
    // In pieces, since attributes as a whole are equal only if their texts are.
    let decode =
        |body| Profiles::decode(body).map(|profiles| profiles.iter().flat_map(Profile::pieces).collect::<Vec<_>>());
    let encode = |pieces: &Vec<_>, buffer: &mut [u8]| encode_profiles(pieces.iter().copied(), buffer).map(<[u8]>::len);
    let mut written = Vec::new();
    comes_back(body, &mut written, decode, encode, |pieces| pieces.iter().any(is_early));
    let whole = Profiles::decode(body).map(|profiles| profiles.iter().collect());
    streams_as_whole::<Profiles<'static>>(body, &whole);
    // One that has no life at all is as good as absent (N6), and counts only where there is no other.
    let life =
        |profile: Profile<'_>| if profile.not_after > profile.not_before { profile.not_after.millis() } else { 0 };
    if let Ok(profiles) = Profiles::decode(body) {
        assert_eq!(profiles.longest_valid().map(life), profiles.iter().map(life).max());
    }
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
    let pieces = Configuration::decode(body).map(|whole| whole.pieces().collect::<Vec<_>>());
    if let (Ok(pieces), Ok(whole)) = (&pieces, Configuration::decode(body)) {
        let is_mvpd = |piece: &&ConfigurationPiece<'_>| matches!(piece, ConfigurationPiece::Mvpd(_));
        assert_eq!(pieces.iter().filter(is_mvpd).count(), whole.mvpds().count());
    }
    streams_as_whole::<Configuration<'static>>(body, &pieces);
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
