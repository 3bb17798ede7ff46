//! Types of rustdoc's JSON, spelled as Rust.

use serde_json::Value;

use super::documentation::{Documentation, list, text};

/// A type as an expression can name it, with every lifetime left to the compiler; `None` if a user cannot name it or
/// has to choose a part of it.
pub(super) fn spell(documentation: &Documentation, kind: &Value) -> Option<String> {
    let (form, value) = kind.as_object()?.iter().next()?;
    let inner = |value| spell(documentation, value);
    match form.as_str() {
        "primitive" => Some(match text(value) {
            "unit" => "()".to_owned(),
            name => name.to_owned(),
        }),
        "resolved_path" => spell_path(documentation, value),
        "borrowed_ref" => {
            let mutable = if value["is_mutable"] == true { "mut " } else { "" };
            Some(format!("&'_ {mutable}{}", inner(&value["type"])?))
        }
        "slice" => Some(format!("[{}]", inner(value)?)),
        "array" => Some(format!("[{}; {}]", inner(&value["type"])?, text(&value["len"]))),
        "tuple" => {
            let parts: Vec<_> = list(value).map(|part| Some(inner(part)? + ",")).collect::<Option<_>>()?;
            Some(format!("({})", parts.concat()))
        }
        _ => None,
    }
}

/// A path with its arguments: a type, or a trait.
pub(super) fn spell_path(documentation: &Documentation, path: &Value) -> Option<String> {
    let name = documentation.path(&path["id"])?;
    let arguments = list(&path["args"]["angle_bracketed"]["args"]);
    let arguments: Vec<_> = arguments.map(|argument| spell_argument(documentation, argument)).collect::<Option<_>>()?;
    Some(if arguments.is_empty() { name } else { format!("{name}<{}>", arguments.join(", ")) })
}

fn spell_argument(documentation: &Documentation, argument: &Value) -> Option<String> {
    if argument["lifetime"].is_string() {
        return Some("'_".to_owned());
    }
    if let Some(number) = argument["const"]["expr"].as_str() {
        return Some(number.to_owned());
    }
    spell(documentation, &argument["type"])
}

/// True if the user chooses a type: type parameters, `impl Trait` among them. Lifetimes are the compiler's.
pub(super) fn has_choice(generics: &Value) -> bool {
    list(&generics["params"]).any(|parameter| parameter["kind"]["lifetime"].is_null())
}
