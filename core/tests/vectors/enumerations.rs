//! `enumerations.json`: the values that the protocol lists, against the core's open enumerations.

use std::collections::BTreeMap;
use std::fs;

use tvpass::endpoint::{
    ActionName, ActionType, AttributeState, BoardingStatus, DecisionSource, LogoutActionName, LogoutActionType,
    ProfileType, ReasonType,
};
use tvpass::json::Reader;
use tvpass::message::{
    AccessStatus, Action, BrowserName, BrowserVendor, DcrErrorCode, HardwareType, OsFamily, OsName, OsVendor,
};

use super::support::vectors;

/// Checks one enumeration against the list of its name, and adds the name to `checked`.
macro_rules! check {
    ($lists:ident, $checked:ident, $( $name:literal: $enumeration:ident, )*) => { $(
        let list = $lists.get($name).expect($name);
        assert_eq!($enumeration::NAMES, list, "{}", $name);
        for value in list {
            let known = $enumeration::from(value.as_str());
            assert!(!matches!(known, $enumeration::Other(_)), "{} {value}", $name);
            assert_eq!(known.as_text(), value.as_str());
            assert_eq!(known.to_string(), *value);
            let escaped = format!("\"\\u{:04x}{}\"", u32::from(value.as_bytes()[0]), &value[1..]);
            assert_eq!($enumeration::from(Reader::new(escaped.as_bytes()).text().unwrap()), known, "{escaped}");
            for other in [value.to_uppercase() + "!", format!(" {value}"), String::new()] {
                let unknown = $enumeration::from(other.as_str());
                assert!(matches!(unknown, $enumeration::Other(text) if text == other.as_str()), "{} {other}", $name);
                assert_eq!(unknown.to_string(), other);
            }
        }
        $checked.push($name);
    )* };
}

#[test]
fn every_listed_value_is_known_and_every_other_is_kept_as_text() {
    let lists: BTreeMap<String, Vec<String>> =
        serde_json::from_slice::<serde_json::Value>(&fs::read(vectors("enumerations.json")).unwrap())
            .unwrap()
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, list)| {
                let values = list.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_owned());
                (name.clone(), values.collect())
            })
            .collect();
    let mut checked = Vec::new();
    check!(lists, checked,
        "actionName": ActionName,
        "actionType": ActionType,
        "reasonType": ReasonType,
        "profileType": ProfileType,
        "attributeState": AttributeState,
        "decisionSource": DecisionSource,
        "logoutActionName": LogoutActionName,
        "logoutActionType": LogoutActionType,
        "boardingStatus": BoardingStatus,
        "action": Action,
        "dcrError": DcrErrorCode,
        "accessStatus": AccessStatus,
        "primaryHardwareType": HardwareType,
        "osName": OsName,
        "osFamily": OsFamily,
        "osVendor": OsVendor,
        "browserName": BrowserName,
        "browserVendor": BrowserVendor,
    );
    checked.sort_unstable();
    assert!(checked.iter().copied().eq(lists.keys().map(String::as_str)), "every list is checked");
}
