//! A record means the same in every order, spelling and company of its members.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use tvpass::endpoint::Session;
use tvpass::json::{ErrorKind, Text, check};

use super::documents::{damaged, damages, escaped, string};
use super::sample::config;

/// The members of a session that are text, the required ones in the order in which they are missed.
const REQUIRED: [&str; 5] = ["actionName", "actionType", "reasonType", "sessionId", "serviceProvider"];
const OPTIONAL: [&str; 3] = ["url", "code", "mvpd"];
/// Names that are nearly one of these.
const OTHER: [&str; 8] = ["actionNam", "actionNames", "ActionName", "action", "", "\\u0061ction", "mvpd ", "urls"];

/// A member: its name, how the name and the value are written, and the white space around.
#[derive(Clone, Debug)]
struct Member {
    name: String,
    name_text: String,
    value_text: String,
    blanks: [String; 4],
}

impl Member {
    fn text(&self) -> String {
        let [before, after_name, before_value, after] = &self.blanks;
        format!("{before}{}{after_name}:{before_value}{}{after}", self.name_text, self.value_text)
    }
}

fn name() -> impl Strategy<Value = (String, String)> {
    let known = prop_oneof![proptest::sample::select(&REQUIRED[..]), proptest::sample::select(&OPTIONAL[..])];
    prop_oneof![
        6 => known.clone().prop_map(|name| (name.to_owned(), format!("\"{name}\""))),
        1 => (known, any::<proptest::sample::Index>()).prop_map(|(name, index)| {
            let at = index.index(name.len());
            let spelt = escaped(char::from(name.as_bytes()[at]), false);
            (name.to_owned(), format!("\"{}{spelt}{}\"", &name[..at], &name[at + 1..]))
        }),
        1 => proptest::sample::select(&OTHER[..]).prop_map(|name| (format!("?{name}"), format!("\"{name}\""))),
    ]
}

/// A value that no known member has.
fn other() -> impl Strategy<Value = String> {
    let nested =
        proptest::sample::select(vec!["{\"url\":{\"code\":[null]}}", "[[],{},\"]\"]", "-0.5e1", "true", "{}", "null"]);
    prop_oneof![1 => string(), 2 => nested.prop_map(str::to_owned)]
}

/// Any member that a session can have: text or null under a known name, anything under another.
fn member() -> impl Strategy<Value = Member> {
    let blank = prop_oneof![3 => Just(String::new()), 1 => "[ \\t\\r\\n]{1,10}"];
    let value = prop_oneof![5 => string(), 1 => Just("null".to_owned())];
    let blanks = [blank.clone(), blank.clone(), blank.clone(), blank];
    (name(), value, other(), blanks).prop_map(|((name, name_text), value, other, blanks)| {
        let value_text = if name.starts_with('?') { other } else { value };
        Member { name, name_text, value_text, blanks }
    })
}

/// Members in any order; mostly all that are required are among them.
fn members() -> impl Strategy<Value = Vec<Member>> {
    let required = REQUIRED.map(|name| {
        (string(), prop::bool::weighted(0.95)).prop_map(move |(value_text, present)| {
            let blanks = [const { String::new() }; 4];
            present.then(|| Member { name: name.to_owned(), name_text: format!("\"{name}\""), value_text, blanks })
        })
    });
    (required, vec(member(), 0..10), any::<bool>())
        .prop_map(|(required, others, required_first)| {
            let required = required.into_iter().flatten();
            if required_first { required.chain(others).collect() } else { others.into_iter().chain(required).collect() }
        })
        .prop_flat_map(|members: Vec<Member>| prop_oneof![Just(members.clone()), Just(members).prop_shuffle()])
}

fn body(members: &[Member]) -> String {
    format!("{{{}}}", members.iter().map(Member::text).collect::<Vec<_>>().join(","))
}

/// The text of each known member by its last value that is not null.
fn meaning(members: &[Member]) -> BTreeMap<&str, String> {
    let known = members.iter().filter(|member| !member.name.starts_with('?') && member.value_text != "null");
    known.map(|member| (member.name.as_str(), serde_json::from_str(&member.value_text).unwrap())).collect()
}

fn texts(session: &Session<'_>) -> BTreeMap<&'static str, String> {
    let required = [
        session.action_name.as_text(),
        session.action_type.as_text(),
        session.reason_type.as_text(),
        session.session_id,
        session.service_provider,
    ];
    let optional = [session.url, session.code, session.mvpd];
    let present = |(name, text): (&'static str, Option<Text<'_>>)| Some((name, text?.chars().collect()));
    let required = REQUIRED.into_iter().zip(required.map(Some));
    required.chain(OPTIONAL.into_iter().zip(optional)).filter_map(present).collect()
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn members_count_by_their_names_alone(members in members()) {
        let body = body(&members);
        let expected = meaning(&members);
        match (REQUIRED.into_iter().find(|name| !expected.contains_key(name)), Session::decode(body.as_bytes())) {
            (None, Ok(session)) => prop_assert_eq!(texts(&session), expected.into_iter().map(|(name, text)| {
                (*REQUIRED.iter().chain(&OPTIONAL).find(|known| **known == name).unwrap(), text)
            }).collect::<BTreeMap<_, _>>()),
            (Some(missing), Err(error)) => {
                prop_assert_eq!((error.kind(), error.field()), (ErrorKind::Missing, missing), "{}", body);
            }
            (missing, decoded) => prop_assert!(false, "{missing:?} {decoded:?} {body}"),
        }
    }

    #[test]
    fn a_record_is_as_strict_as_the_plain_check(members in members(), damages in damages()) {
        let body = damaged(body(&members).into_bytes(), damages);
        let (decoded, checked) = (Session::decode(&body), check(&body));
        if let Err(error) = checked {
            let refused = decoded.map(drop).expect_err("not JSON");
            // A value of another type may come before, and so may the end of an object that lacks a field.
            prop_assert!(refused.offset() <= error.offset(), "{refused} {error} {}", String::from_utf8_lossy(&body));
            if !matches!(refused.kind(), ErrorKind::Type | ErrorKind::Missing) {
                prop_assert_eq!((refused.kind(), refused.offset()), (error.kind(), error.offset()));
            }
        }
    }
}
