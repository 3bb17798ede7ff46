//! Every answer of the simulator is one of the contract's: schemathesis asks, and judges.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::client::simulator;
use super::python::environment;
use super::{PROGRAMS, workshop};
use crate::c::service::Service;
use crate::process::run;

/// Judgements on an answer; whether a request is taken is the simulator's own tests' to judge.
const CHECKS: &str =
    "status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";

/// Answers that come only from a service in trouble, and that the contract has all the same.
const TROUBLE: [&str; 3] = ["profiles 429", "session_info 500", "authorize 200"];

/// The suite `contract`.
pub(crate) fn test() -> Result<()> {
    let programs = environment()?;
    let (folder, file) = workshop("answers")?;
    let contract: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let operations = operations(&contract);
    let closed = folder.join("closed.json");
    fs::write(&closed, close(contract).to_string())?;
    let usual = Asker { programs: &programs, contract: &closed, folder: &folder };
    let counts = usual.ask(&simulator()?, &["--checks", &format!("not_a_server_error,{CHECKS}"), "-n", "40"])?;
    let answered: BTreeSet<_> = counts.keys().filter(|answer| is_success(answer)).map(|answer| name(answer)).collect();
    let unanswered: Vec<_> = operations.iter().filter(|operation| !answered.contains(operation.as_str())).collect();
    ensure!(unanswered.is_empty(), "no request got an answer other than an error from {unanswered:?}");
    let in_trouble =
        Service::start("tvpass-simulator", &format!("--port 0 --no-throttle --scenario {PROGRAMS}/trouble.toml"))?;
    let counts = usual.ask(&in_trouble, &["--checks", CHECKS, "-n", "15"])?;
    let missing: Vec<_> = TROUBLE.iter().filter(|answer| !counts.contains_key(**answer)).collect();
    ensure!(missing.is_empty(), "nothing was answered with {missing:?}");
    Ok(())
}

struct Asker<'a> {
    programs: &'a Path,
    contract: &'a Path,
    folder: &'a Path,
}

impl Asker<'_> {
    /// Has each operation asked; gives the number of its answers by operation and status.
    fn ask(&self, service: &Service, options: &[&str]) -> Result<BTreeMap<String, u64>> {
        let counts = self.folder.join("counts.json");
        let mut ask = Command::new(self.programs.join("schemathesis"));
        ask.arg("run").arg(self.contract).args(["--url", &service.base_url, "--seed", "1", "--no-color"]);
        ask.args(["--phases", "fuzzing,stateful", "--warnings", "off"]).args(options);
        ask.env("CONTRACT_SERVER", &service.base_url).env("CONTRACT_COUNTS", &counts);
        ask.env("SCHEMATHESIS_HOOKS", "values").env("PYTHONDONTWRITEBYTECODE", "1");
        ask.env("PYTHONPATH", std::path::absolute(Path::new(PROGRAMS).join("schemathesis"))?);
        run(ask.current_dir(self.folder))?;
        let counts: BTreeMap<String, u64> = serde_json::from_str(&fs::read_to_string(counts)?)?;
        for (answer, count) in &counts {
            println!("{count:6} {answer}");
        }
        Ok(counts)
    }
}

fn operations(contract: &Value) -> Vec<String> {
    let paths = contract["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let operations = paths.filter_map(Value::as_object).flat_map(|methods| methods.values());
    operations.filter_map(|operation| operation["operationId"].as_str()).map(str::to_owned).collect()
}

fn name(answer: &str) -> &str {
    answer.split(' ').next().unwrap_or_default()
}

fn is_success(answer: &str) -> bool {
    answer.split(' ').nth(1).is_some_and(|status| status.starts_with('2') || status.starts_with('3'))
}

/// The contract without its open world: what it does not list is refused, so that nothing goes unseen.
fn close(mut contract: Value) -> Value {
    if let Some(schemas) = contract.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.values_mut().for_each(close_schema);
    }
    contract
}

fn close_schema(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(close_schema);
        members.entry("additionalProperties").or_insert(false.into());
    }
    if let Some(Value::Array(mut names)) = members.get("x-extensible-enum").cloned() {
        if members["type"].is_array() {
            names.push(Value::Null);
        }
        members.insert("enum".to_owned(), names.into());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::close;

    #[test]
    fn a_closed_contract_takes_no_other_member_and_no_other_value() {
        let source = json!({"type": ["string", "null"], "x-extensible-enum": ["mvpd"]});
        let open = json!({"type": "object", "properties": {"source": source}});
        let closed = close(json!({"components": {"schemas": {"Decision": open}}}));
        let decision = &closed["components"]["schemas"]["Decision"];
        assert_eq!(decision["additionalProperties"], false);
        assert_eq!(decision["properties"]["source"]["enum"], json!(["mvpd", null]));
    }
}
