//! Every answer, read by the core and by the reference: no other value, and no other refusal.

#[cfg(test)]
mod generate;

use std::fmt::Debug;

use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, ClientCredentials, Configuration, Decisions, IssuedLinkCode, IssuedToken, LinkCodeName, LinkedDevices,
    Logouts, Profile, ProfileEvent, Profiles, Session, SessionDevice, SessionInformation, TokenName, UnlinkedDevices,
    encode_configuration, encode_decisions, encode_linked_devices, encode_logouts, encode_profiles,
    encode_unlinked_devices,
};
use tvpass::json::{Error, check as is_valid};
use tvpass::message::{DcrError, EnhancedError};

use crate::reference::{ANSWERS, Node, expected};

/// The body as each answer, where both readers have room for it.
pub fn check(body: &[u8]) {
    let text = std::str::from_utf8(body).ok().filter(|text| is_valid(body).is_ok() && is_exact(text));
    let Some((text, tree)) = text.and_then(|text| Some((text, Node::parse(text)?))) else { return };
    for answer in ANSWERS {
        compare(answer, text, &tree);
    }
}

/// The reference has numbers as doubles, which are exact for a few digits alone.
fn is_exact(text: &str) -> bool {
    let is_of_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let longest = text.split(|letter| !is_of_number(letter)).map(str::len).max().unwrap_or_default();
    longest <= DIGITS && !text.contains("e-") && !text.contains("E-")
}

const DIGITS: usize = 15;

/// Panics where the core reads the answer in another way than the reference.
fn compare(answer: &str, text: &str, tree: &Node) {
    let read = match answer {
        "ClientCredentials" => written(ClientCredentials::decode(text.as_bytes()), ClientCredentials::encode),
        "AccessToken" => written(AccessToken::decode(text.as_bytes()), AccessToken::encode),
        "DcrError" => written(DcrError::decode(text.as_bytes()), DcrError::encode),
        "EnhancedError" => written(EnhancedError::decode(text.as_bytes()), EnhancedError::encode),
        "Session" => written(Session::decode(text.as_bytes()), Session::encode),
        "SessionInformation" => information(text),
        "profiles" => written(Profiles::decode(text.as_bytes()), |profiles, buffer| {
            encode_profiles(profiles.iter().flat_map(events), buffer)
        }),
        "decisions" => {
            written(Decisions::decode(text.as_bytes()), |decisions, buffer| encode_decisions(decisions.iter(), buffer))
        }
        "logouts" => {
            written(Logouts::decode(text.as_bytes()), |logouts, buffer| encode_logouts(logouts.iter(), buffer))
        }
        "IssuedToken" => written(IssuedToken::decode(text.as_bytes()), |issued, buffer| {
            issued.encode(TokenName::ServiceToken, buffer)
        }),
        "IssuedLinkCode" => {
            written(IssuedLinkCode::decode(text.as_bytes()), |issued, buffer| issued.encode(LinkCodeName::Code, buffer))
        }
        "devices" => written(LinkedDevices::decode(text.as_bytes()), |devices, buffer| {
            encode_linked_devices(devices.iter().map(|device| (device.id, device.attributes())), buffer)
        }),
        "unlinkedDevices" => unlinked(text),
        _ => written(Configuration::decode(text.as_bytes()), |all, buffer| {
            let (id, name) = (all.id().to_string(), all.name().unwrap_or_default().to_string());
            encode_configuration(&id, &name, all.domains(), all.mvpds(), buffer)
        }),
    };
    let wanted = expected(answer, tree);
    assert_eq!(read.as_ref().ok(), wanted.as_ref(), "{answer} of {text}: {read:?}");
}

/// The core's answer as its own encoder writes it.
fn written<T: Debug>(
    decoded: Result<T, Error>,
    encode: impl for<'b> Fn(&T, &'b mut [u8]) -> Result<&'b [u8], TooSmall>,
) -> Result<Node, Error> {
    let answer = decoded?;
    let mut buffer = vec![0; 4096];
    if let Err(TooSmall { needed }) = encode(&answer, &mut buffer).map(drop) {
        buffer.resize(needed, 0);
    }
    let bytes = encode(&answer, &mut buffer).expect("an answer can be written");
    let text = std::str::from_utf8(bytes).expect("what is written is text");
    Ok(Node::parse(text).expect("what is written is JSON"))
}

/// The outer status is shown to nobody, so that the ids alone are compared.
fn unlinked(text: &str) -> Result<Node, Error> {
    let mut node = written(UnlinkedDevices::decode(text.as_bytes()), |devices, buffer| {
        encode_unlinked_devices("", devices.iter().map(|device| device.id), buffer)
    })?;
    if let Node::Map(members) = &mut node {
        members.retain(|(name, _)| name != "status");
    }
    Ok(node)
}

/// The device stays as it came until it is asked for, so that it is written apart.
fn information(text: &str) -> Result<Node, Error> {
    let decoded = SessionInformation::decode(text.as_bytes());
    let mut node = written(decoded, SessionInformation::encode)?;
    let device = decoded.ok().and_then(|information| information.device);
    if let (Some(place), Some(device)) = (node.last_mut("device"), device) {
        *place = written(Ok(device.get()), SessionDevice::encode)?;
        spell(place);
    }
    Ok(node)
}

/// The diagonal is written as a string, in the spelling that it came in (T9).
fn spell(device: &mut Node) -> Option<()> {
    let diagonal = device.last_mut("display")?.last_mut("diagonalSize")?;
    if let Node::Text(text) = diagonal {
        *diagonal = Node::parse(text)?;
    }
    Some(())
}

fn events(profile: Profile<'_>) -> impl Iterator<Item = ProfileEvent<'_>> {
    let before = [
        ProfileEvent::Begin(profile.mvpd),
        ProfileEvent::NotBefore(profile.not_before),
        ProfileEvent::NotAfter(profile.not_after),
        ProfileEvent::Issuer(profile.issuer),
        ProfileEvent::Type(profile.profile_type),
    ];
    let session = profile.session_id.map(ProfileEvent::SessionId);
    let attributes = profile.attributes.into_iter().map(ProfileEvent::Attribute);
    before.into_iter().chain(session).chain(attributes).chain([ProfileEvent::End])
}

#[cfg(test)]
mod tests {
    use super::generate::Generator;
    use super::{ANSWERS, Node, compare};

    const CASES: u32 = 1_400_000;

    #[test]
    fn more_than_a_million_mutated_answers_are_read_as_the_reference_reads_them() {
        let mut generator = Generator::new(1);
        let mut kinds = std::collections::BTreeMap::new();
        for case in 0..CASES {
            let answer = ANSWERS[case as usize % ANSWERS.len()];
            let text = generator.answer(answer);
            let tree = Node::parse(&text).unwrap_or_else(|| panic!("what is generated is JSON: {text}"));
            compare(answer, &text, &tree);
            let is_taken = super::expected(answer, &tree).is_some();
            *kinds.entry((answer, is_taken)).or_insert(0_u32) += 1;
        }
        // Neither the one nor the other is the rule, or the comparison would see little.
        for answer in ANSWERS {
            let [taken, refused] = [true, false].map(|is_taken| kinds.get(&(answer, is_taken)).copied().unwrap_or(0));
            println!("{answer}: {taken} taken, {refused} refused");
            assert!(taken > 5_000 && (refused > 5_000 || answer == "EnhancedError" && refused > 500), "{answer}");
        }
    }
}
