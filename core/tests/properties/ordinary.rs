//! An answer reads the same whether its text is of the ordinary form, which 64-bit machines read by a shorter way, or not.

use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use tvpass::endpoint::{
    AccessToken, Answer, AttributeState, ClientCredentials, Configuration, Decisions, IssuedLinkCode, IssuedToken,
    LinkedDevices, Logouts, ProfileType, ProfileVisitor, Profiles, Session, SessionDetails, UnlinkedDevices,
    visit_profiles,
};
use tvpass::json::{ErrorKind, Private, Text, Timestamp, Token, Value};

use super::documents::{damaged, damages};
use super::hostile::bodies;

/// `body` with a space in front of each colon, which makes every key one of another form.
fn spaced(body: &str) -> String {
    let (mut text, mut in_string, mut escaped) = (String::new(), false, false);
    for character in body.chars() {
        if character == ':' && !in_string {
            text.push(' ');
        }
        in_string ^= character == '"' && !escaped;
        escaped = in_string && character == '\\' && !escaped;
        text.push(character);
    }
    text
}

/// The values of an answer, or the kind of its first error and the field that this names.
fn outcome<'a, A: Answer<'a> + Serialize>(body: &'a str) -> Result<serde_json::Value, (ErrorKind, &'static str)> {
    let answer = A::decode(body.as_bytes()).map_err(|error| (error.kind(), error.field()))?;
    Ok(serde_json::to_value(answer).unwrap())
}

struct Nobody;

impl ProfileVisitor<'_> for Nobody {}

/// The pieces of an answer, each with its name.
#[derive(Default)]
struct Pieces(Vec<String>);

impl Pieces {
    fn push(&mut self, name: &str, piece: impl Serialize) {
        self.0.push(format!("{name} {}", serde_json::to_string(&piece).unwrap()));
    }
}

impl<'a> ProfileVisitor<'a> for Pieces {
    fn begin(&mut self, mvpd: Text<'a>) {
        self.push("begin", mvpd);
    }
    fn not_before(&mut self, time: Timestamp) {
        self.push("notBefore", time.millis());
    }
    fn not_after(&mut self, time: Timestamp) {
        self.push("notAfter", time.millis());
    }
    fn issuer(&mut self, issuer: Text<'a>) {
        self.push("issuer", issuer);
    }
    fn profile_type(&mut self, profile_type: ProfileType<'a>) {
        self.push("type", profile_type.as_text());
    }
    fn session_id(&mut self, session_id: Option<Text<'a>>) {
        self.push("sessionId", session_id);
    }
    fn attribute(&mut self, name: Text<'a>) {
        self.push("attribute", name);
    }
    fn value(&mut self, token: Private<Token<'a>>) {
        self.0.push(match token.reveal() {
            Token::Key(key) => format!("key {key}"),
            Token::Value(value) => format!("value {}", serde_json::to_string(&value).unwrap()),
            Token::BeginMap => "{".into(),
            Token::EndMap => "}".into(),
            Token::BeginList => "[".into(),
            Token::EndList => "]".into(),
        });
    }
    fn state(&mut self, state: AttributeState<'a>) {
        self.push("state", state.as_text());
    }
    fn error(&mut self, error: Private<Value<'a>>) {
        self.push("error", error.reveal());
    }
    fn end(&mut self) {
        self.0.push("end".into());
    }
}

/// The pieces of a profiles answer, or the kind of its first error and the field that this names.
fn pieces(body: &str) -> Result<Vec<String>, (ErrorKind, &'static str)> {
    let mut pieces = Pieces::default();
    match visit_profiles(body.as_bytes(), &mut pieces) {
        Ok(()) => Ok(pieces.0),
        Err(error) => Err((error.kind(), error.field())),
    }
}

fn reads_the_same(body: &str) -> Result<(), TestCaseError> {
    macro_rules! each {
        ($($answer:ident)*) => { $(
            prop_assert_eq!(outcome::<$answer>(body), outcome::<$answer>(&spaced(body)), "{}", stringify!($answer));
        )* };
    }
    each!(AccessToken ClientCredentials Configuration Decisions IssuedLinkCode IssuedToken LinkedDevices Logouts
        Profiles Session SessionDetails UnlinkedDevices);
    prop_assert_eq!(pieces(body), pieces(&spaced(body)));
    Ok(())
}

#[test]
fn every_vector_reads_the_same_out_of_the_ordinary_form() {
    for body in bodies() {
        reads_the_same(&body).unwrap();
    }
}

#[test]
fn a_profile_that_has_ended_takes_no_more_fields() {
    let body = concat!(
        r#"{"profiles":{"Dish":{"notBefore":1733735289035}"notAfter":1733737089035,"#,
        r#""issuer":"Dish","type":"regular","attributes":{}}}}"#,
    );
    let error = visit_profiles(body.as_bytes(), &mut Nobody).unwrap_err();
    assert_eq!((error.kind(), error.field(), error.offset()), (ErrorKind::Missing, "notAfter", 47));
}

#[test]
fn profiles_that_come_twice_are_told_twice_in_both_forms() {
    let profile = concat!(
        r#"{"Dish":{"notBefore":1,"notAfter":2,"issuer":"Dish","type":"regular","#,
        r#""attributes":{"zip":{"value":"84001","state":"plain"}}}}"#,
    );
    let body = format!(r#"{{"profiles":{profile},"more":7,"profiles":{profile}}}"#);
    let told = pieces(&body).unwrap();
    assert_eq!(told.iter().filter(|piece| piece.starts_with("begin")).count(), 2);
    assert_eq!(told, pieces(&spaced(&body)).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_answer_reads_the_same_out_of_the_ordinary_form(body in select(bodies()), damages in damages()) {
        let body = damaged(body.into_bytes(), damages);
        reads_the_same(&String::from_utf8_lossy(&body))?;
    }
}
