//! serde_json as a second opinion: the same verdict and the same values, but for the differences that [`explained`] lists.

use std::collections::BTreeSet;

use tvpass::json::{Error, ErrorKind, Text, Value, check};

/// The difference between the reader and serde_json about `text`, if there is one.
pub(crate) fn disagreement(text: &[u8]) -> Option<String> {
    let (ours, theirs) = (check(text), serde_json::from_slice::<serde_json::Value>(text));
    match (&ours, &theirs) {
        (Ok(()), Ok(theirs)) => match Value::decode(text) {
            Ok(ours) if same(ours, theirs) => None,
            ours => Some(format!("ours {ours:?}, theirs {theirs}")),
        },
        (Err(_), Err(_)) => None,
        _ if explained(&ours, &theirs) => None,
        _ => Some(format!("ours {ours:?}, theirs {theirs:?}")),
    }
}

/// Why both may judge `text` differently.
fn explained(ours: &Result<(), Error>, theirs: &Result<serde_json::Value, serde_json::Error>) -> bool {
    match (ours, theirs) {
        // A firmware's stack is small, and no answer of the protocol nests deeper than a tenth of this.
        (Err(error), Ok(_)) => error.kind() == ErrorKind::Depth,
        // Numbers stay text until they are asked for, so that their size refuses nothing.
        (Ok(()), Err(error)) => error.to_string().starts_with("number out of range"),
        _ => false,
    }
}

fn characters(text: Text<'_>) -> String {
    text.chars().collect()
}

/// True if both hold the same; members of an object by their last value, as serde_json keeps them.
fn same(ours: Value<'_>, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Boolean(ours), serde_json::Value::Bool(theirs)) => ours == *theirs,
        (Value::Text(ours), serde_json::Value::String(theirs)) => {
            characters(ours) == *theirs && ours == theirs.as_str() && ours.length() == theirs.len()
        }
        (Value::Number(ours), serde_json::Value::Number(theirs)) => match (theirs.as_u64(), theirs.as_i64()) {
            (Some(theirs), _) => ours.as_u64() == Some(theirs),
            (None, Some(theirs)) => ours.as_i64() == Some(theirs),
            (None, None) => theirs.as_f64().is_some_and(|theirs| theirs.to_bits() == ours.to_f64().to_bits()),
        },
        (Value::List(ours), serde_json::Value::Array(theirs)) => {
            ours.iter().count() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Map(ours), serde_json::Value::Object(theirs)) => {
            let keys: BTreeSet<_> = ours.iter().map(|(key, _)| characters(key)).collect();
            keys == theirs.keys().cloned().collect()
                && theirs.iter().all(|(key, theirs)| ours.get(key).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}
