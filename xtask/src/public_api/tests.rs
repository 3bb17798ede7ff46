use serde_json::{Value, json};

use super::list;

/// A crate with one struct that is public under another module's name.
fn crate_with(method: &Value) -> Value {
    let item = |name: &str, inner: Value| json!({"name": name, "attrs": [], "inner": inner});
    json!({"root": 0, "index": {
        "0": item("tvpass", json!({"module": {"items": [1]}})),
        "1": item("", json!({"use": {"source": "inner::Text", "name": "Text", "id": 2, "is_glob": false}})),
        "2": item("Text", json!({"struct": {
            "kind": {"plain": {"fields": [], "has_stripped_fields": true}}, "impls": [3, 4],
            "generics": {"params": [{"name": "'a", "kind": {"lifetime": {"outlives": []}}}]}}})),
        "3": item("", json!({"impl": {"trait": null, "blanket_impl": null, "items": [5], "generics": {}}})),
        "4": item("", json!({"impl": {
            "trait": {"path": "core::fmt::Debug", "args": null}, "blanket_impl": null, "items": [], "generics": {}}})),
        "5": item("get", method.clone()),
    }})
}

fn method(output: &Value) -> Value {
    let receiver =
        json!(["self", {"borrowed_ref": {"lifetime": null, "is_mutable": false, "type": {"generic": "Self"}}}]);
    json!({"function": {"sig": {"inputs": [receiver], "output": output}, "generics": {}, "header": {"is_const": true}}})
}

#[test]
fn an_item_is_listed_where_it_is_public_with_its_methods_and_traits() {
    let listed = list(&crate_with(&method(&json!({"primitive": "bool"})))).unwrap();
    let expected = [
        "mod tvpass",
        "struct tvpass::Text<'a> { .. }",
        "traits of tvpass::Text: Debug",
        "const fn tvpass::Text::get(&self) -> bool",
    ];
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn another_type_in_a_signature_is_another_line() {
    let result = json!({"resolved_path": {"path": "core::option::Option", "args": {"angle_bracketed": {
        "args": [{"type": {"slice": {"primitive": "u8"}}}], "constraints": []}}}});
    let listed = list(&crate_with(&method(&result))).unwrap();
    assert!(listed.contains("-> Option<[u8]>"), "{listed}");
}

#[test]
fn an_item_that_rustdoc_does_not_describe_is_an_error() {
    let mut json = crate_with(&method(&Value::Null));
    json["index"]["3"] = Value::Null;
    assert!(list(&json).unwrap_err().to_string().contains("the item 3"));
}
