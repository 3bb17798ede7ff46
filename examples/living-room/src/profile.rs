//! The profile as this program shows and keeps it: under the names of the wire.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tvpass::endpoint;
use tvpass::json;

// `type` is no name for a field.
#[allow(clippy::struct_field_names)]
/// The viewer as one MVPD knows them, with the end of the sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    pub(crate) mvpd: String,
    /// Milliseconds since the Unix epoch.
    pub(crate) not_before: u64,
    /// Milliseconds since the Unix epoch.
    pub(crate) not_after: u64,
    pub(crate) issuer: String,
    #[serde(rename = "type")]
    pub(crate) profile_type: String,
    pub(crate) attributes: Map<String, Value>,
}

impl From<&endpoint::Profile<'_>> for Profile {
    fn from(profile: &endpoint::Profile<'_>) -> Self {
        Self {
            mvpd: profile.mvpd.to_string(),
            not_before: profile.not_before.millis(),
            not_after: profile.not_after.millis(),
            issuer: profile.issuer.to_string(),
            profile_type: profile.profile_type.to_string(),
            attributes: profile.attributes.iter().map(attribute).collect(),
        }
    }
}

fn attribute(attribute: endpoint::Attribute<'_>) -> (String, Value) {
    let state = attribute.state.to_string();
    let mut body = Map::from_iter([("value".into(), value(&attribute.value.reveal())), ("state".into(), state.into())]);
    if let Some(error) = &attribute.error {
        body.insert("error".into(), value(&error.reveal()));
    }
    (attribute.name.to_string(), body.into())
}

/// The core nests at most 32 levels, so that this ends.
fn value(value_of: &json::Value<'_>) -> Value {
    match value_of {
        json::Value::Null => Value::Null,
        json::Value::Boolean(boolean) => (*boolean).into(),
        // A number that no double holds keeps its digits as text.
        json::Value::Number(number) => {
            let digits = number.as_text().to_string();
            serde_json::from_str(&digits).unwrap_or_else(|_| digits.into())
        }
        json::Value::Text(text) => text.to_string().into(),
        json::Value::List(list) => list.iter().map(|item| value(&item)).collect(),
        json::Value::Map(map) => map.iter().map(|(name, item)| (name.to_string(), value(&item))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn attributes_keep_their_types_order_and_state() {
        let body = br#"{"profiles": {"Caf\u00e9": {
            "notBefore": "1733735289035", "notAfter": 1733737089035, "issuer": "MVPD", "type": "regular",
            "attributes": {
                "zip": {"value": ["84001", "84002"], "state": "enc"},
                "is_hoh": {"value": true, "state": "plain"},
                "maxRating": {"value": {"MPAA": "PG-13"}, "state": "plain"},
                "huge": {"value": 1e999, "state": "plain"}
            }
        }}}"#;
        let profiles = endpoint::Profiles::decode(body).unwrap();
        let profile = Profile::from(&profiles.longest_valid().unwrap());
        assert_eq!(
            serde_json::to_value(&profile).unwrap(),
            json!({
                "mvpd": "Café", "notBefore": 1_733_735_289_035_u64, "notAfter": 1_733_737_089_035_u64, "issuer": "MVPD",
                "type": "regular", "attributes": {
                    "zip": {"value": ["84001", "84002"], "state": "enc"},
                    "is_hoh": {"value": true, "state": "plain"},
                    "maxRating": {"value": {"MPAA": "PG-13"}, "state": "plain"},
                    "huge": {"value": "1e999", "state": "plain"}
                }
            })
        );
        let names: Vec<_> = profile.attributes.keys().map(String::as_str).collect();
        assert_eq!(names, ["zip", "is_hoh", "maxRating", "huge"]);
    }
}
