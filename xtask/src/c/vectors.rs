//! The vectors for programs in C: taken apart into a source file, and what the program prints compared with them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::repository::target_folder;

const FOLDER: &str = "tests/vectors";

/// The folders that the C interface can run. The texts of `json` judge the reader alone, which has no function of its own in C; the
/// enumerations and the error catalogue are in the header by name, made of the core's own tables.
const FOLDERS: &[&str] =
    &["requests", "responses", "headers", "platform_ids", "saml", "urls", "sso/requests", "sso/responses"];

/// Members of a case that hold the expected result; the others are its input.
const EXPECTATIONS: &[&str] =
    &["request", "error", "answer", "failure", "written", "read", "resolved", "json", "valid", "decodeOnly"];

pub(crate) struct Case {
    folder: String,
    file: String,
    value: Value,
}

/// All cases, in the order of a run.
pub(crate) fn cases() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for folder in FOLDERS {
        for file in files(folder)? {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let value: Value = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
            let stem = file.file_stem().and_then(|stem| stem.to_str()).context("a file of vectors has a name")?;
            let list = value["cases"].as_array().context("a file of vectors has cases")?;
            let case = |value: &Value| Case { folder: kind(folder), file: stem.to_owned(), value: value.clone() };
            cases.extend(list.iter().map(case));
        }
    }
    Ok(cases)
}

/// The Single Sign-On Service has requests and responses like the others.
fn kind(folder: &str) -> String {
    folder.rsplit('/').next().unwrap_or(folder).to_owned()
}

/// A folder's files, or the one file of that name.
fn files(folder: &str) -> Result<Vec<PathBuf>> {
    let path = Path::new(FOLDER).join(folder);
    if !path.is_dir() {
        return Ok(vec![path.with_extension("json")]);
    }
    let entries = fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// Writes the cases as tables in C.
pub(crate) fn generate(cases: &[Case]) -> Result<PathBuf> {
    let mut text = String::from("#include <stddef.h>\n#include \"vectors.h\"\n\n");
    let mut table = String::new();
    for (index, Case { folder, file, value: case }) in cases.iter().enumerate() {
        let members = given(case)?;
        let mut rows = String::new();
        for (path, value) in &members {
            writeln!(rows, "  {{{}, {{{}, {}}}}},", quoted(path.as_bytes()), quoted(value), value.len())?;
        }
        writeln!(text, "static const member m{index}[] = {{\n{rows}}};")?;
        writeln!(table, "  {{\"{folder}\", \"{file}\", m{index}, {}}},", members.len())?;
    }
    writeln!(text, "\nconst vector vectors[] = {{\n{table}}};\nconst uint32_t vector_count = {};", cases.len())?;
    let path = target_folder("c")?.join("vectors_generated.c");
    fs::create_dir_all(target_folder("c")?)?;
    fs::write(&path, text)?;
    Ok(path)
}

/// The input of a case, as paths and texts.
fn given(case: &Value) -> Result<Vec<(String, Vec<u8>)>> {
    let mut members = Vec::new();
    for (name, value) in case.as_object().context("a case is an object")? {
        if let Some(name) = name.strip_suffix("Base64") {
            members.push((name.to_owned(), STANDARD.decode(value.as_str().context("base64 is a text")?)?));
        } else if !EXPECTATIONS.contains(&name.as_str()) {
            flatten(name, value, &mut members);
        }
    }
    // C has no array without an item.
    members.push((String::new(), Vec::new()));
    Ok(members)
}

fn flatten(path: &str, value: &Value, members: &mut Vec<(String, Vec<u8>)>) {
    match value {
        Value::Null => {}
        Value::Bool(value) => members.push((path.to_owned(), value.to_string().into_bytes())),
        Value::Number(value) => members.push((path.to_owned(), value.to_string().into_bytes())),
        Value::String(value) => members.push((path.to_owned(), value.clone().into_bytes())),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| flatten(&format!("{path}.{index}"), item, members));
        }
        Value::Object(object) => {
            object.iter().for_each(|(name, item)| flatten(&format!("{path}.{name}"), item, members));
        }
    }
}

/// Octal escapes have three digits at most, so that none runs on into what follows. A line of C99 may be long, a literal
/// not, so that one is many.
fn quoted(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for (index, byte) in bytes.iter().enumerate() {
        if index % 64 == 63 {
            text += "\"\n    \"";
        }
        match byte {
            b'"' | b'\\' | b'?' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => {
                let _ = write!(text, "\\{byte:03o}");
            }
        }
    }
    text + "\""
}

/// Compares the lines that the program printed with what the cases expect.
pub(crate) fn compare(cases: &[Case], printed: &str) -> Result<()> {
    let lines: Vec<_> = printed.lines().collect();
    ensure!(lines.len() == cases.len(), "{} cases, {} lines: {:?}", cases.len(), lines.len(), lines.last());
    let mut wrong = 0;
    for (Case { folder, file, value: case }, line) in cases.iter().zip(lines) {
        let name = &case["name"];
        let actual: Value = serde_json::from_str(line).with_context(|| format!("{folder}/{file} {name}: {line}"))?;
        let complaints = judge(folder, file, case, &actual)?;
        for (what, expected, actual) in &complaints {
            println!("{folder}/{file} {name}: {what} is {actual}, not {expected}");
        }
        wrong += usize::from(!complaints.is_empty());
    }
    ensure!(wrong == 0, "{wrong} of {} vectors are not met", cases.len());
    Ok(())
}

type Complaint = (String, Value, Value);

fn judge(folder: &str, file: &str, case: &Value, actual: &Value) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    let mut demand = |what: &str, expected: &Value, actual: &Value| {
        let (expected, actual) = (normal(expected), normal(actual));
        if expected != actual {
            complaints.push((what.to_owned(), expected, actual));
        }
    };
    match folder {
        "headers" => {
            for (what, expected, actual) in header(file, case, actual)? {
                demand(what, &expected, &actual);
            }
        }
        "saml" => demand("value", &case["value"], &actual["value"]),
        "platform_ids" => {
            demand("id", &case["id"], &actual["id"]);
            demand("error", &case["error"], &actual["error"]);
        }
        _ => {
            for what in ["request", "error", "answer", "failure", "url", "resolved"] {
                // The `url` of a case that is not authenticate's is given, not expected.
                if what != "url" || folder == "requests" {
                    demand(what, &case[what], &actual[what]);
                }
            }
        }
    }
    Ok(complaints)
}

/// Both directions of a header, as far as a case has them.
fn header(file: &str, case: &Value, actual: &Value) -> Result<Vec<(&'static str, Value, Value)>> {
    let has = |name: &str| !case[name].is_null();
    let is_refused = has("error");
    let mut demands = Vec::new();
    if is_refused && has("value") {
        demands.push(("the refusal", case["error"].clone(), actual["read"]["error"].clone()));
        return Ok(demands);
    }
    if is_refused {
        demands.push(("the refusal", case["error"].clone(), actual["written"]["error"].clone()));
        return Ok(demands);
    }
    if !has("decodeOnly") {
        demands.push(("what is written", case["value"].clone(), actual["written"]["value"].clone()));
    }
    if has("valid") {
        demands.push(("its validity", case["valid"].clone(), actual["valid"].clone()));
    }
    match file {
        "authorization" => {}
        "device_identifier" => {
            let id = case["id"].as_str().map(|id| Ok(id.as_bytes().to_vec()));
            let id = id.unwrap_or_else(|| STANDARD.decode(case["idBase64"].as_str().unwrap_or_default()))?;
            let bytes: Value = id.iter().map(|byte| format!("{byte:02x}")).collect();
            demands.push(("what is read", bytes, actual["read"]["bytes"].clone()));
        }
        "temp_pass_identity" => {
            let mut keys = Map::new();
            for pair in case["keys"].as_array().into_iter().flatten() {
                keys.insert(pair[0].as_str().unwrap_or_default().to_owned(), pair[1].clone());
            }
            demands.push(("what is read", Value::Object(keys), actual["read"]["keys"].clone()));
        }
        "device_info" | "partner_framework_status" => {
            demands.push(("what is read", case["fields"].clone(), actual["read"]["fields"].clone()));
        }
        other => bail!("no runner for headers/{other}"),
    }
    Ok(demands)
}

/// A struct of C cannot tell an object that is absent from one that is empty, so that empty ones are left out on both
/// sides, but for an answer's own lists. Numbers compare by value.
fn normal(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let members = object.iter().map(|(name, value)| (name.clone(), normal(value)));
            let is_told = |value: &Value| value.as_object().is_none_or(|object| !object.is_empty());
            Value::Object(members.filter(|(_, value)| is_told(value) && !is_absent_request(value)).collect())
        }
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Number(number) if number.as_u64().is_none() => number.as_f64().map_or(Value::Null, Value::from),
        other => other.clone(),
    }
}

/// The partner's question of a session that has none still has its list in C.
fn is_absent_request(value: &Value) -> bool {
    let names = value.as_object().filter(|object| object.len() == 1).and_then(|object| object.get("attributesNames"));
    names.and_then(Value::as_array).is_some_and(Vec::is_empty)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Case, compare, given, normal, quoted};

    #[test]
    fn a_case_is_taken_apart_into_what_it_gives() {
        let case = json!({"name": "n", "fields": {"keys": [["a", 1]]}, "bodyBase64": "/w==", "answer": {"x": 1}});
        let members = given(&case).unwrap();
        let mut paths: Vec<_> = members.iter().map(|(path, value)| (path.as_str(), value.as_slice())).collect();
        // The order is that of the map's own: another crate of the workspace may turn `preserve_order` on.
        paths.sort_unstable();
        let expected: [(&str, &[u8]); 5] =
            [("", b""), ("body", b"\xff"), ("fields.keys.0.0", b"a"), ("fields.keys.0.1", b"1"), ("name", b"n")];
        assert_eq!(paths, expected);
    }

    #[test]
    fn bytes_become_literals_that_no_escape_runs_out_of() {
        assert_eq!(quoted(b"a\"\n1?"), "\"a\\\"\\0121\\?\"");
    }

    #[test]
    fn a_line_that_differs_is_a_failure_and_so_is_one_that_is_missing() {
        let case = |value: &str| {
            let value = json!({"name": "n", "value": value});
            [Case { folder: "saml".into(), file: "saml".into(), value }]
        };
        assert!(compare(&case("YQ=="), "{\"value\":\"YQ==\"}\n").is_ok());
        assert!(compare(&case("YQ=="), "{\"value\":\"Yg==\"}\n").is_err());
        assert!(compare(&case("YQ=="), "").is_err());
    }

    #[test]
    fn what_c_cannot_tell_apart_is_the_same() {
        assert_eq!(normal(&json!({"a": {"b": {}}, "c": 1.0})), normal(&json!({"c": 1.0})));
        assert_ne!(normal(&json!({"a": []})), normal(&json!({})));
    }
}
