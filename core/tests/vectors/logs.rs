//! No text of the wire forges what a log shows, and no piece of user metadata gets there: every response of the vectors
//! again, with each of its texts in turn in the place of one that would.

use std::fmt::{Debug, Display};

use serde_json::{Value, json};
use tvpass::endpoint::{
    AccessToken, Answer, ClientCredentials, Configuration, ConfigurationStream, Decisions, IssuedLinkCode, IssuedToken,
    LinkedDevices, Logouts, ProfileStream, ProfileVisitor, Profiles, Session, SessionDetails, UnlinkedDevices,
    visit_profiles,
};
use tvpass::json::{Private, Token};
use tvpass::message::DcrError;

use super::cases::{Case, cases_of_folder};
use super::responses::FOLDERS;

/// Ends a line, colours a terminal (ESC, and CSI of C1), turns what follows around, and hides.
const HOSTILE: &str = "x\u{1b}[31m\r\n\u{9b}2J\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{feff}\u{7f}x";
const SENTINEL: &str = "sentinel-x1z";

fn is_deceptive(character: char) -> bool {
    character.is_control() || HOSTILE.contains(character) && !character.is_ascii_graphic()
}

/// `{:#?}` has lines of its own.
fn judge(printed: &str, may_have_lines: bool) {
    let found = printed.chars().find(|character| is_deceptive(*character) && !(may_have_lines && *character == '\n'));
    assert_eq!(found, None, "{printed:?}");
    assert!(!printed.contains(SENTINEL), "{printed}");
}

fn debug(value: &dyn Debug) {
    judge(&format!("{value:?}"), false);
    judge(&format!("{value:#?}"), true);
}

fn display(value: &dyn Display) {
    judge(&value.to_string(), false);
}

struct Pieces;

impl<'a> ProfileVisitor<'a> for Pieces {
    fn value(&mut self, token: Private<Token<'a>>) {
        debug(&token);
    }

    fn error(&mut self, error: Private<tvpass::json::Value<'a>>) {
        debug(&error);
    }
}

fn answer<'b, A: Answer<'b> + Debug>(status: u16, body: &'b [u8]) {
    match A::from_response(status, body) {
        Ok(answer) => debug(&answer),
        Err(failure) => {
            debug(&failure);
            display(&failure);
        }
    }
}

/// Whatever can be read from a response, printed in every way that there is.
fn print_all(status: u16, body: &[u8]) {
    answer::<ClientCredentials<'_>>(status, body);
    answer::<AccessToken<'_>>(status, body);
    answer::<Session<'_>>(status, body);
    answer::<SessionDetails<'_>>(status, body);
    answer::<Configuration<'_>>(status, body);
    answer::<Profiles<'_>>(status, body);
    answer::<Decisions<'_>>(status, body);
    answer::<Logouts<'_>>(status, body);
    answer::<IssuedToken<'_>>(status, body);
    answer::<IssuedLinkCode<'_>>(status, body);
    answer::<UnlinkedDevices<'_>>(status, body);
    answer::<LinkedDevices<'_>>(status, body);
    for device in LinkedDevices::decode(body).iter().flat_map(LinkedDevices::iter) {
        debug(&device.attributes());
    }
    // Pieces before an error are printed all the same.
    ProfileStream::new().part(body, true).for_each(|profile| profile.pieces().for_each(|piece| debug(&piece)));
    let _ = visit_profiles(body, &mut Pieces);
    if let Ok(error) = DcrError::decode(body) {
        debug(&error);
    }
    for profile in Profiles::decode(body).iter().flat_map(Profiles::iter) {
        for attribute in profile.attributes {
            debug(&attribute);
            debug(&attribute.value);
            debug(&attribute.error);
        }
    }
}

fn responses() -> impl Iterator<Item = (u16, Value)> {
    let cases = FOLDERS.into_iter().flat_map(cases_of_folder);
    cases.filter_map(|case: Case| {
        let status = u16::try_from(case.get("status")?.as_u64()?).ok()?;
        Some((status, serde_json::from_str(case.optional_text("body")?).ok()?))
    })
}

/// Calls `visit` with `whole` as it is when one of its texts or keys is `text`, for each of them.
fn with_each_replaced(whole: &Value, text: &str, visit: &mut dyn FnMut(&Value)) {
    match whole {
        Value::String(_) => visit(&text.into()),
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut copy = items.clone();
                with_each_replaced(&items[index], text, &mut |item| {
                    copy[index] = item.clone();
                    visit(&Value::Array(copy.clone()));
                });
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let mut copy = members.clone();
                with_each_replaced(value, text, &mut |value| {
                    copy[name] = value.clone();
                    visit(&Value::Object(copy.clone()));
                });
                let mut renamed = members.clone();
                renamed.remove(name);
                renamed.insert(text.into(), value.clone());
                visit(&Value::Object(renamed));
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_of_a_response_forges_a_line_of_a_log() {
    let mut count = 0;
    for (status, body) in responses() {
        with_each_replaced(&body, HOSTILE, &mut |body| {
            count += 1;
            // Marks of direction, C1 and DEL may stand in JSON as they are; as escapes they say the same.
            let text = body.to_string();
            print_all(status, text.as_bytes());
            print_all(403, text.as_bytes());
            ConfigurationStream::new().part(text.as_bytes(), true).for_each(|piece| debug(&piece));
            let escaped: String = text
                .chars()
                .map(|character| match u32::from(character) {
                    code @ 0x7f..=0xffff => format!("\\u{code:04x}"),
                    _ => character.into(),
                })
                .collect();
            print_all(status, escaped.as_bytes());
        });
    }
    assert!(count > 500, "{count}");
}

#[test]
fn no_piece_of_user_metadata_is_printed() {
    let values = [json!(SENTINEL), json!([SENTINEL, [SENTINEL]]), json!({SENTINEL: {SENTINEL: SENTINEL}})];
    let mut count = 0;
    for (status, mut body) in responses() {
        let profiles = body.get_mut("profiles").and_then(Value::as_object_mut).into_iter().flatten();
        let attributes: Vec<_> =
            profiles.filter_map(|(_, profile)| profile.get_mut("attributes")?.as_object_mut()).collect();
        for attribute in attributes.into_iter().flat_map(|attributes| attributes.values_mut()) {
            for value in &values {
                count += 1;
                *attribute = json!({"value": value, "error": value, "state": "plain"});
                print_all(
                    status,
                    json!({"profiles": {"Dish": {"notBefore": 1, "notAfter": 2, "issuer": "Dish",
                    "type": "regular", "attributes": {"userID": &*attribute}}}})
                    .to_string()
                    .as_bytes(),
                );
            }
        }
        print_all(status, body.to_string().as_bytes());
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_search_finds_what_forges_and_what_leaks() {
    for printed in ["a\u{1b}b", "a\nb", "a\u{202e}b", SENTINEL] {
        assert!(std::panic::catch_unwind(|| judge(printed, false)).is_err(), "{printed:?}");
    }
}
