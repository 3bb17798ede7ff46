//! The fuzz targets: built with coverage counters, fed with the wire's own words, and run by libFuzzer.
//!
//! The stable compiler can do it alone: counters need no sanitizer, and code that forbids `unsafe` no address checks.

mod corpus;
mod processor;
mod seeds;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::need::{Missing, Need};
use crate::process::{command, output, run};
use crate::repository::{emptied, target_folder};

pub(crate) const COMPILER: Need = Need::Program { name: "c++", package: "g++" };

const FOLDER: &str = "fuzz";
/// Lines of a fault that are shown.
const SHOWN_LINES: usize = 40;

/// The flags of cargo-fuzz for the compiler, sanitizers excepted.
const RUSTFLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// A run is over after so many times its processor time by the clock: something else wants the machine.
const PATIENCE: u32 = 20;

/// Seconds that one input may take.
const INPUT_LIMIT: u32 = 10;

/// Bytes of an input that the repository keeps.
const KEPT_LENGTH: u32 = 1024;

/// The folder for inputs that break a target.
pub(crate) enum Corpus {
    /// Kept for the next run.
    Kept,
    /// Thrown away: each run begins as in a fresh clone.
    Fresh,
}

/// The outcome of one run of a target.
pub(crate) struct Figures {
    pub(crate) executions: u64,
    /// By the clock.
    pub(crate) seconds: u64,
    /// Of a processor; none where the system does not tell.
    pub(crate) processor_seconds: Option<u64>,
    pub(crate) edges: u64,
    pub(crate) inputs: u64,
}

/// The built targets.
pub(crate) struct Fuzzer {
    folder: PathBuf,
    programs: PathBuf,
    dictionary: PathBuf,
}

/// The targets' names, in order.
pub(crate) fn targets() -> Result<Vec<String>> {
    let folder = Path::new(FOLDER).join("targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).context("a target has a name")?;
        names.push(name.to_owned());
    }
    names.sort();
    Ok(names)
}

impl Fuzzer {
    /// Builds all targets and writes their seeds.
    pub(crate) fn build() -> Result<Self> {
        let folder = target_folder(FOLDER)?;
        if let Err(error) = cargo("build --package libfuzzer-sys", &folder) {
            return Err(Missing(format!("libFuzzer cannot be built: {error:#}")).into());
        }
        cargo("build --bins", &folder)?;
        let dictionary = seeds::write(&folder.join("seeds"))?;
        for target in targets()? {
            corpus::unpack(&target, &folder.join("given").join(&target))?;
        }
        Ok(Self { programs: folder.join(host()?).join("release"), folder, dictionary })
    }

    /// Runs the tests of what the targets share.
    pub(crate) fn test(&self) -> Result<()> {
        cargo("test --lib", &self.folder)
    }

    /// Runs a target for some seconds of processor time; by the clock where the system does not tell it.
    pub(crate) fn run(&self, target: &str, seconds: u32, corpus: &Corpus) -> Result<Figures> {
        let grown = match corpus {
            Corpus::Kept => self.folder.join("corpus").join(target),
            Corpus::Fresh => emptied(self.folder.join("fresh").join(target))?,
        };
        let found = self.folder.join("found");
        for folder in [&grown, &found] {
            fs::create_dir_all(folder)?;
        }
        let mut fuzz = self.program(target);
        fuzz.args(["-print_final_stats=1", "-seed=1", "-max_len=4096"]);
        let limit = if processor::is_known() { seconds.saturating_mul(PATIENCE) } else { seconds };
        let stop = self.folder.join(format!("{target}.stop"));
        let _ = fs::remove_file(&stop);
        fuzz.args([format!("-max_total_time={limit}"), format!("-timeout={INPUT_LIMIT}")]);
        fuzz.arg(format!("-stop_file={}", stop.display()));
        fuzz.arg(format!("-dict={}", self.dictionary.display()));
        fuzz.arg(format!("-artifact_prefix={}/{target}-", found.display()));
        fuzz.arg(&grown).args(self.given(target));
        let log = self.folder.join(format!("{target}.log"));
        let mut child = fuzz.stderr(File::create(&log)?).spawn().with_context(|| format!("cannot start {target}"))?;
        let (status, used) = processor::wait(&mut child, seconds.into(), &stop)?;
        let used = processor::is_known().then_some(used);
        let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        if !status.success() {
            // From the words of the panic, which a backtrace would push out of a tail.
            let words = text.lines().position(|line| line.contains("panicked at"));
            let first = words.unwrap_or(text.lines().count().saturating_sub(SHOWN_LINES));
            text.lines().skip(first).take(SHOWN_LINES).for_each(|line| println!("{line}"));
            bail!("the target {target} found a fault; its input is under {}", found.display());
        }
        Figures::read(&text, used).with_context(|| format!("{} says nothing of the run", log.display()))
    }

    /// Writes into the repository which of the inputs kept here reach code that no other does.
    pub(crate) fn keep(&self, target: &str) -> Result<()> {
        let chosen = emptied(self.folder.join("chosen").join(target))?;
        let grown = self.folder.join("corpus").join(target);
        fs::create_dir_all(&grown)?;
        // Each edge once, however often it was taken: few inputs say most.
        let mut merge = self.program(target);
        merge.args(["-merge=1", "-use_counters=0", &format!("-max_len={KEPT_LENGTH}")]);
        run(merge.arg(&chosen).arg(&grown).args(self.given(target)))?;
        corpus::pack(&chosen, target)
    }

    /// Runs a target on one input, that a fault was found with.
    pub(crate) fn repeat(&self, target: &str, input: &str) -> Result<()> {
        run(self.program(target).arg(input))
    }

    fn program(&self, target: &str) -> Command {
        let mut program = Command::new(self.programs.join(target));
        program.stdin(Stdio::null());
        program
    }

    /// The inputs to begin with, from the repository.
    fn given(&self, target: &str) -> Vec<PathBuf> {
        let mut folders = vec![self.folder.join("seeds").join(target), self.folder.join("given").join(target)];
        if target == "json" {
            folders.extend(["accept", "refuse"].map(|verdict| seeds::VECTORS.join("json").join(verdict)));
        }
        folders.retain(|folder| folder.is_dir());
        folders
    }
}

fn host() -> Result<String> {
    Ok(output(&mut command("rustc --print host-tuple"))?.trim().to_owned())
}

fn cargo(arguments: &str, folder: &Path) -> Result<()> {
    // With a target the flags reach neither build scripts nor macros.
    let mut cargo = command(&format!("cargo {arguments} --release --target {} --target-dir", host()?));
    run(cargo.arg(folder).env("RUSTFLAGS", RUSTFLAGS).current_dir(FOLDER))
}

impl Figures {
    fn read(log: &str, processor_seconds: Option<u64>) -> Option<Self> {
        let done = log.lines().find_map(|line| line.strip_prefix("Done "))?;
        let mut words = done.split_whitespace();
        let (executions, seconds) = (words.next()?.parse().ok()?, words.nth(2)?.parse().ok()?);
        // `#1234 NEW cov: 300 ft: 700 corp: 90/2Kb …`
        let last = log.lines().rfind(|line| line.starts_with('#') && line.contains(" cov: "))?;
        let after = |label: &str| last.split(label).nth(1)?.split([' ', '/']).next()?.parse().ok();
        let (edges, inputs) = (after(" cov: ")?, after(" corp: ")?);
        Some(Self { executions, seconds, processor_seconds, edges, inputs })
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn the_figures_of_a_run_are_read_from_its_log() {
        let log = "INFO: seed corpus\n#2\tINITED cov: 3 ft: 3 corp: 1/1b\n\
             #9 NEW    cov: 310 ft: 702 corp: 90/2Kb lim: 4\nDone 423396 runs in 7 second(s)\n";
        let Figures { executions, seconds, processor_seconds, edges, inputs } = Figures::read(log, Some(4)).unwrap();
        assert_eq!((executions, seconds, processor_seconds, edges, inputs), (423_396, 7, Some(4), 310, 90));
        assert!(Figures::read("==1== ERROR: libFuzzer: deadly signal", None).is_none());
    }
}
