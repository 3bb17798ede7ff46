//! Types, generics and signatures of rustdoc's JSON as Rust writes them.

use serde_json::Value;

use super::elements;

/// `fn path<'a>(self: &Self, name: &'a str) -> bool where …`
pub(super) fn function(inner: &Value, path: &str) -> String {
    let header = &inner["header"];
    let mut words = String::new();
    for (flag, word) in [("is_const", "const "), ("is_async", "async "), ("is_unsafe", "unsafe ")] {
        if header[flag] == true {
            words += word;
        }
    }
    let signature = &inner["sig"];
    let inputs = elements(&signature["inputs"]).map(|input| match (text(&input[0]), of_type(&input[1])) {
        ("self", receiver) if ["Self", "&Self", "&mut Self"].contains(&receiver.as_str()) => receiver.replace('S', "s"),
        (name, kind) => format!("{name}: {kind}"),
    });
    let (generics, end) = (generics(&inner["generics"]), where_clause(&inner["generics"]));
    format!("{words}fn {path}{generics}({}){}{end}", join(inputs), output(&signature["output"]))
}

fn output(value: &Value) -> String {
    if value.is_null() { String::new() } else { format!(" -> {}", of_type(value)) }
}

/// `<'a, T: Clone, const N: usize>`; what the compiler has added for `impl Trait` stays out.
pub(super) fn generics(value: &Value) -> String {
    let parameters = elements(&value["params"]).filter(|parameter| parameter["kind"]["type"]["is_synthetic"] != true);
    let parameters = parameters.map(|parameter| {
        let (name, kind) = (text(&parameter["name"]), &parameter["kind"]);
        match &kind["const"]["type"] {
            Value::Null => format!("{name}{}", bounds(&kind["type"]["bounds"], ": ")),
            constant => format!("const {name}: {}", of_type(constant)),
        }
    });
    angled(parameters)
}

/// ` where T: Clone`
pub(super) fn where_clause(generics: &Value) -> String {
    let predicates = elements(&generics["where_predicates"]).filter_map(|predicate| {
        let bound = &predicate["bound_predicate"];
        bound.is_object().then(|| of_type(&bound["type"]) + &bounds(&bound["bounds"], ": "))
    });
    let predicates = join(predicates);
    if predicates.is_empty() { predicates } else { format!(" where {predicates}") }
}

/// Bounds behind a word that stands only where there are some.
pub(super) fn bounds(list: &Value, before: &str) -> String {
    let bounds: Vec<String> = elements(list).map(bound).collect();
    if bounds.is_empty() { String::new() } else { format!("{before}{}", bounds.join(" + ")) }
}

fn bound(value: &Value) -> String {
    if let Some(lifetime) = value["outlives"].as_str() {
        return lifetime.to_owned();
    }
    let bound = &value["trait_bound"];
    let question = if bound["modifier"] == "maybe" { "?" } else { "" };
    format!("{question}{}", path_of(&bound["trait"]))
}

/// The last name of a path: where it stands differs with what the file has imported.
pub(super) fn path_of(value: &Value) -> String {
    let path = text(&value["path"]);
    let name = path.rsplit("::").next().unwrap_or(path);
    format!("{name}{}", arguments(&value["args"]))
}

fn arguments(value: &Value) -> String {
    let inside = &value["angle_bracketed"];
    if !inside.is_object() {
        let call = &value["parenthesized"];
        let is_call = call.is_object();
        let inputs = join(elements(&call["inputs"]).map(of_type));
        return if is_call { format!("({inputs}){}", output(&call["output"])) } else { String::new() };
    }
    let arguments = elements(&inside["args"]).map(|argument| match argument {
        Value::Object(argument) if argument.contains_key("type") => of_type(&argument["type"]),
        Value::Object(argument) if argument.contains_key("const") => text(&argument["const"]["expr"]).to_owned(),
        argument => argument["lifetime"].as_str().unwrap_or("_").to_owned(),
    });
    let constraints = elements(&inside["constraints"]).map(|constraint| {
        let binding = &constraint["binding"];
        let value = match &binding["equality"]["type"] {
            Value::Null => bounds(&binding["constraint"], ": "),
            equal => format!(" = {}", of_type(equal)),
        };
        format!("{}{value}", text(&constraint["name"]))
    });
    angled(arguments.chain(constraints))
}

pub(super) fn of_type(value: &Value) -> String {
    let Some((kind, inner)) = value.as_object().and_then(|kinds| kinds.iter().next()) else {
        return text(value).to_owned();
    };
    match kind.as_str() {
        "primitive" if inner == "never" => "!".to_owned(),
        "primitive" | "generic" => text(inner).to_owned(),
        "resolved_path" => path_of(inner),
        "slice" => format!("[{}]", of_type(inner)),
        "array" => format!("[{}; {}]", of_type(&inner["type"]), text(&inner["len"])),
        "tuple" => format!("({})", join(elements(inner).map(of_type))),
        "impl_trait" => bounds(inner, "impl "),
        "dyn_trait" => {
            let traits: Vec<String> = elements(&inner["traits"]).map(|bound| path_of(&bound["trait"])).collect();
            format!("dyn {}", traits.join(" + "))
        }
        "borrowed_ref" => {
            let lifetime = inner["lifetime"].as_str().map(|lifetime| format!("{lifetime} ")).unwrap_or_default();
            let mutable = if inner["is_mutable"] == true { "mut " } else { "" };
            format!("&{lifetime}{mutable}{}", of_type(&inner["type"]))
        }
        "raw_pointer" => {
            let word = if inner["is_mutable"] == true { "mut" } else { "const" };
            format!("*{word} {}", of_type(&inner["type"]))
        }
        "qualified_path" => {
            let of = match &inner["trait"] {
                Value::Null => of_type(&inner["self_type"]),
                of => format!("<{} as {}>", of_type(&inner["self_type"]), path_of(of)),
            };
            format!("{of}::{}{}", text(&inner["name"]), arguments(&inner["args"]))
        }
        "function_pointer" => {
            let signature = &inner["sig"];
            let inputs = join(elements(&signature["inputs"]).map(|input| of_type(&input[1])));
            format!("fn({inputs}){}", output(&signature["output"]))
        }
        other => format!("<{other}>"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("_")
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn angled(parts: impl Iterator<Item = String>) -> String {
    let inside = join(parts);
    if inside.is_empty() { inside } else { format!("<{inside}>") }
}
