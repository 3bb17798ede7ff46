//! The tests that come by a change, and whether one of them notices it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow, ensure};

/// The verdict on a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The test that failed, with its program.
    Failed(String),
    /// A test used far more processor time, or memory, than it does without the change.
    Endless,
    /// No test failed.
    Survived,
    /// No test comes by it.
    Unreached,
}

/// A test that comes by a change.
#[derive(Clone, Debug)]
struct Test {
    program: usize,
    name: String,
    micros: u64,
}

pub(crate) struct Judge {
    programs: Vec<(String, PathBuf)>,
    /// The folder in which Cargo runs tests.
    folder: PathBuf,
    /// The tests that come by a change, by its number; the quick ones first.
    ways: BTreeMap<u32, Vec<Test>>,
}

/// Tests that start Cargo, so that a process of another program runs the change.
const OTHERS: &str = "program::";
const MEMORY_LIMIT: u64 = 4 << 30;
/// Tests that together take less are asked before the next, since most changes are noticed at once.
const ROUNDS_MICROS: [u64; 3] = [100_000, 1_000_000, u64::MAX];
/// Changes between two lines that tell how far it is.
const STEP: usize = 200;
const SIGNAL_OF_THE_LIMIT: i32 = 24;
const SIGNAL_KILL: i32 = 9;

impl Judge {
    /// Runs all tests without a change, and records their ways.
    pub(crate) fn new(programs: BTreeMap<String, PathBuf>, folder: PathBuf) -> Result<Self> {
        let mut judge = Self { programs: programs.into_iter().collect(), folder, ways: BTreeMap::new() };
        for index in 0..judge.programs.len() {
            let record = judge.record(index)?;
            judge.learn(index, &record)?;
        }
        ensure!(!judge.ways.is_empty(), "no test comes by any change");
        for tests in judge.ways.values_mut() {
            tests.sort_by_key(|test| test.micros);
        }
        Ok(judge)
    }

    fn record(&self, index: usize) -> Result<String> {
        let (name, program) = &self.programs[index];
        let file = std::path::absolute(self.folder.join(format!("{name}.ways")))?;
        let _ = fs::remove_file(&file);
        let mut tests = self.quiet(program, None);
        let status = tests.args(["--skip", OTHERS]).env("TVPASS_SWITCH_RECORD", &file).status()?;
        ensure!(status.success(), "the tests of {name} fail without a change");
        // A program whose tests come by no change writes none.
        Ok(fs::read_to_string(&file).unwrap_or_default())
    }

    fn learn(&mut self, program: usize, record: &str) -> Result<()> {
        for line in record.lines() {
            let [name, micros, panicked, numbers] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            // A test that panics on purpose would be taken for one that fails.
            if !panicked.is_empty() {
                continue;
            }
            let test = Test { program, name: name.to_owned(), micros: micros.parse()? };
            for number in numbers.split(' ') {
                self.ways.entry(number.parse()?).or_default().push(test.clone());
            }
        }
        Ok(())
    }

    /// Judges each of the changes, as many at a time as there are processors.
    pub(crate) fn all(&self, numbers: &[u32]) -> Result<BTreeMap<u32, Outcome>> {
        let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        let work = || -> Result<()> {
            while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                let outcome = self.outcome(*number)?;
                let mut outcomes = outcomes.lock().unwrap_or_else(PoisonError::into_inner);
                outcomes.insert(*number, outcome);
                if outcomes.len() % STEP == 0 {
                    println!("{} of {}", outcomes.len(), numbers.len());
                }
            }
            Ok(())
        };
        let workers = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("a worker panicked"))?)
        })?;
        Ok(outcomes.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn outcome(&self, number: u32) -> Result<Outcome> {
        let Some(tests) = self.ways.get(&number) else { return Ok(Outcome::Unreached) };
        let mut waiting = tests.as_slice();
        for limit in ROUNDS_MICROS {
            let mut sum = 0;
            let is_over = |test: &Test| {
                sum += test.micros;
                sum > limit
            };
            let count = waiting.iter().position(is_over).unwrap_or(waiting.len());
            let part;
            (part, waiting) = waiting.split_at(count);
            for program in 0..self.programs.len() {
                let tests: Vec<_> = part.iter().filter(|test| test.program == program).collect();
                if let Some(outcome) = self.run(number, program, &tests)? {
                    return Ok(outcome);
                }
            }
        }
        Ok(Outcome::Survived)
    }

    /// Runs some tests of a program with the change on; `None` if they all pass.
    fn run(&self, number: u32, program: usize, tests: &[&Test]) -> Result<Option<Outcome>> {
        if tests.is_empty() {
            return Ok(None);
        }
        let micros: u64 = tests.iter().map(|test| test.micros).sum();
        // The recorded run is slower than this one, and processor time does not depend on what else the machine does.
        let seconds = 2 + 5 * micros / 1_000_000;
        let (name, path) = &self.programs[program];
        let mut run = self.quiet(path, Some(seconds));
        run.args(["--exact", "--test-threads=1"]).args(tests.iter().map(|test| &test.name));
        let output = run.env("TVPASS_SWITCH_ON", number.to_string()).output()?;
        let words = String::from_utf8_lossy(&output.stderr);
        let test = words.lines().find_map(|line| line.strip_prefix("noticed by "));
        Ok(match (output.status.code(), output.status.signal()) {
            (Some(0), _) => None,
            (_, Some(SIGNAL_OF_THE_LIMIT | SIGNAL_KILL)) => Some(Outcome::Endless),
            _ => Some(Outcome::Failed(format!("{name}: {}", test.unwrap_or("the program's end")))),
        })
    }

    fn quiet(&self, program: &Path, seconds: Option<u64>) -> Command {
        let mut quiet = Command::new("prlimit");
        quiet.arg(format!("--as={MEMORY_LIMIT}")).args(seconds.map(|seconds| format!("--cpu={seconds}")));
        quiet.arg(program).current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null());
        // The same inputs in every run, no search for the smallest one, and nothing left in the repository.
        quiet.env("PROPTEST_RNG_SEED", "1").env("PROPTEST_MAX_SHRINK_ITERS", "0");
        quiet.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1").env("RUST_BACKTRACE", "0");
        quiet
    }
}
