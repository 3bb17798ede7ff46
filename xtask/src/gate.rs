//! Gates: suites that are shown to refuse a known-bad change.
//!
//! A gate is a folder `xtask/gates/NAME` with a `gate.json` (suite, what the change breaks, what the suite has to say, the
//! step of the suite that is enough to say it, the tag of a last release where the suite needs one) and a `bad.patch`.

mod copy;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

pub(crate) use copy::WorkingCopy;

const FOLDER: &str = "xtask/gates";

pub(crate) struct Gate {
    pub(crate) name: String,
    pub(crate) suite: String,
    pub(crate) breaks: String,
    /// Texts that the suite prints when it refuses the change for the right reason.
    says: Vec<String>,
    /// The step of the suite that refuses it, where one does and others take long.
    step: Option<String>,
    /// The release that the unchanged tree is taken for.
    pub(crate) tag: Option<String>,
}

/// The suites that have no gate.
pub(crate) fn bare(gates: &[Gate], suites: Vec<&'static str>) -> Vec<&'static str> {
    suites.into_iter().filter(|suite| !gates.iter().any(|gate| gate.suite == *suite)).collect()
}

/// All gates, by name.
pub(crate) fn all() -> Result<Vec<Gate>> {
    within(Path::new(FOLDER))
}

/// The gates of each suite together, the largest group first, so that no lane is left alone with it at the end.
pub(crate) fn by_suite(gates: Vec<Gate>) -> Vec<Vec<Gate>> {
    let mut groups: Vec<Vec<Gate>> = Vec::new();
    for gate in gates {
        match groups.iter_mut().find(|group| group[0].suite == gate.suite) {
            Some(group) => group.push(gate),
            None => groups.push(vec![gate]),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

fn within(folder: &Path) -> Result<Vec<Gate>> {
    let mut gates = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        gates.push(Gate::read(folder, &name).with_context(|| format!("gate {name}"))?);
    }
    gates.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(gates)
}

impl Gate {
    fn read(folder: &Path, name: &str) -> Result<Self> {
        let file = folder.join(name).join("gate.json");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::parse(name, &text)
    }

    fn parse(name: &str, text: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(text)?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("suite, breaks and says are texts");
        let says = value["says"].as_array().context("says is a list")?;
        ensure!(!says.is_empty(), "says is empty");
        Ok(Self {
            name: name.to_owned(),
            suite: text(&value["suite"])?,
            breaks: text(&value["breaks"])?,
            says: says.iter().map(text).collect::<Result<_>>()?,
            step: value["step"].as_str().map(str::to_owned),
            tag: value["tag"].as_str().map(str::to_owned),
        })
    }

    /// The suite has to refuse the change, and for its own reason.
    pub(crate) fn refuses(&self, copy: &WorkingCopy) -> Result<()> {
        copy.refresh()?;
        self.tag.iter().try_for_each(|tag| copy.release(tag))?;
        copy.apply(&self.patch()?)?;
        let run = copy.test(&self.suite, self.step.as_deref())?;
        self.judge(run.is_success, &run.log)
    }

    fn judge(&self, is_success: bool, log: &str) -> Result<()> {
        ensure!(!is_success, "the suite {} passed although {}", self.suite, self.breaks);
        let verdict = log.lines().any(|line| line.starts_with(&self.suite) && line.ends_with("FAILED"));
        ensure!(verdict, "the suite {} did not come to a verdict:\n{log}", self.suite);
        for text in &self.says {
            if !log.contains(text) {
                bail!("the suite {} failed without saying {text:?}:\n{log}", self.suite);
            }
        }
        Ok(())
    }

    fn patch(&self) -> Result<PathBuf> {
        Ok(std::path::absolute(FOLDER)?.join(&self.name).join("bad.patch"))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Gate, bare, by_suite, within};
    use crate::repository::{files, is_rust};
    use crate::suite;

    const GATE: &str = r#"{"suite": "lint", "breaks": "a loop is needless", "says": ["needless"]}"#;

    fn complaint(is_success: bool, log: &str) -> String {
        let gate = Gate::parse("sample", GATE).unwrap();
        gate.judge(is_success, log).unwrap_err().to_string()
    }

    #[test]
    fn a_suite_that_fails_for_its_own_reason_is_shown_to_hold() {
        let log = "warning: needless\nlint  3  FAILED\n0 passed, 1 failed\n";
        assert!(Gate::parse("sample", GATE).unwrap().judge(false, log).is_ok());
    }

    #[test]
    fn a_suite_that_passes_a_bad_change_is_reported() {
        assert!(complaint(true, "lint  3  PASSED").contains("passed although a loop is needless"));
    }

    #[test]
    fn a_suite_that_fails_for_another_reason_is_reported() {
        assert!(complaint(false, "lint  3  FAILED").contains("without saying"));
        assert!(complaint(false, "error: needless").contains("verdict"));
        assert!(complaint(false, "needless\nlint  3  NOT RUN (no clippy)").contains("verdict"));
    }

    #[test]
    fn the_gates_of_a_suite_are_one_group_and_the_largest_comes_first() {
        let gate = |suite: &str, name: &str| Gate::parse(name, &GATE.replace("lint", suite)).unwrap();
        let groups = by_suite(vec![gate("doc", "a"), gate("lint", "b"), gate("doc", "c"), gate("web", "d")]);
        let names: Vec<String> = groups.iter().map(|group| group.iter().map(|gate| &*gate.name).collect()).collect();
        assert_eq!(names, ["ac", "b", "d"]);
    }

    #[test]
    fn every_suite_has_a_gate() {
        let gates = within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gates")).unwrap();
        assert!(bare(&gates, suite::names()).is_empty(), "{:?}", bare(&gates, suite::names()));
    }

    #[test]
    fn every_step_that_a_gate_names_is_one_of_its_suite() {
        let gates = within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gates")).unwrap();
        let named: Vec<_> = gates.iter().filter_map(|gate| gate.step.as_ref().map(|step| (gate, step))).collect();
        for (gate, step) in &named {
            assert!(suite::steps(&gate.suite).contains(&step.as_str()), "{}: {step}", gate.name);
        }
        assert!(named.len() > 10, "the steps of gates are not read");
    }

    /// A test that is renamed would leave the gate without its proof, until somebody runs all of them.
    #[test]
    fn every_test_that_has_to_fail_exists() {
        let sources: Vec<_> = files("..").unwrap().into_iter().filter(|file| is_rust(file)).collect();
        let sources: Vec<_> =
            sources.iter().map(|file| fs::read_to_string(Path::new("..").join(file)).unwrap()).collect();
        let mut count = 0;
        for gate in within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gates")).unwrap() {
            // A patch may bring its test with it.
            let patch = fs::read_to_string(Path::new("gates").join(&gate.name).join("bad.patch")).unwrap();
            for test in gate.says.iter().filter_map(|text| text.strip_suffix(" ... FAILED")) {
                let function = format!("fn {}(", test.rsplit("::").next().unwrap());
                let exists = sources.iter().chain([&patch]).any(|source| source.contains(&function));
                assert!(exists, "{}: no test {test}", gate.name);
                count += 1;
            }
        }
        assert!(count > 5, "the texts of failing tests are not found");
    }

    #[test]
    fn a_gate_without_a_reason_is_refused() {
        assert!(Gate::parse("sample", r#"{"suite": "lint", "breaks": "all", "says": []}"#).is_err());
        assert!(Gate::parse("sample", r#"{"suite": "lint"}"#).is_err());
    }
}
