//! Every answer, read by the core and by the reference: no other value, and no other refusal.

#[cfg(test)]
mod generate;

use tvpass::TooSmall;
use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, Decisions, IssuedLinkCode, IssuedToken, LinkedDevices,
    Logouts, Profiles, Session, SessionDetails, SessionDevice, UnlinkedDevices,
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
    let body = text.as_bytes();
    let read = match answer {
        "ClientCredentials" => written::<ClientCredentials<'_>>(body),
        "AccessToken" => written::<AccessToken<'_>>(body),
        "DcrError" => written_by(DcrError::decode(body), DcrError::encode),
        "EnhancedError" => written_by(EnhancedError::decode(body), EnhancedError::encode),
        "Session" => written::<Session<'_>>(body),
        "SessionDetails" => information(body),
        "profiles" => written::<Profiles<'_>>(body),
        "decisions" => written::<Decisions<'_>>(body),
        "logouts" => written::<Logouts<'_>>(body),
        "IssuedToken" => written::<IssuedToken<'_>>(body),
        "IssuedLinkCode" => written::<IssuedLinkCode<'_>>(body),
        "devices" => written::<LinkedDevices<'_>>(body),
        "unlinkedDevices" => unlinked(body),
        _ => written::<Configuration<'_>>(body),
    };
    let wanted = expected(answer, tree);
    assert_eq!(read.as_ref().ok(), wanted.as_ref(), "{answer} of {text}: {read:?}");
}

/// The core's answer as its own encoder writes it.
fn written<'r, A: Answer<'r>>(body: &'r [u8]) -> Result<Node, Error> {
    written_by(A::decode(body), A::encode)
}

fn written_by<T>(
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
fn unlinked(body: &[u8]) -> Result<Node, Error> {
    let mut node = written::<UnlinkedDevices<'_>>(body)?;
    if let Node::Map(members) = &mut node {
        members.retain(|(name, _)| name != "status");
    }
    Ok(node)
}

/// The device stays as it came until it is asked for, so that it is written apart.
fn information(body: &[u8]) -> Result<Node, Error> {
    let mut node = written::<SessionDetails<'_>>(body)?;
    let device = SessionDetails::decode(body)?.device;
    if let (Some(place), Some(device)) = (node.last_mut("device"), device) {
        *place = written_by(Ok(device.get()), SessionDevice::encode)?;
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
