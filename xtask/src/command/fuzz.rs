use std::collections::BTreeMap;
use std::slice::{self, Iter};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, ensure};
use clap::Args;

use crate::fuzz::{COMPILER, Corpus, Figures, Fuzzer, targets};
use crate::table;

const ALL: &str = "all";

/// Fuzz the core's borders, one target or all, some seconds each
///
/// A target is a file in fuzz/targets; what has to hold for it stands in the module of its name in fuzz/src. Inputs that
/// reach new code are kept in the target folder and are where the next run begins, with the vectors and fuzz/corpus. The exit status is 1 if an input
/// breaks what has to hold; that input is kept as well.
#[derive(Args)]
pub(crate) struct Options {
    /// The target, or `all` of them, as many at a time as there are processors
    #[arg(default_value = ALL)]
    target: String,
    /// Seconds of processor time for each; by the clock where the system does not tell it
    #[arg(default_value_t = 60)]
    seconds: u32,
    /// Run the target on this input alone
    #[arg(long, value_name = "FILE")]
    repeat: Option<String>,
    /// Do not fuzz: put those of the kept inputs that reach code which no other does into fuzz/corpus
    #[arg(long, conflicts_with = "repeat")]
    keep: bool,
}

impl Options {
    pub(crate) fn run(&self) -> Result<()> {
        let (target, all) = (&self.target, targets()?);
        let is_all = target == ALL;
        ensure!(is_all || all.contains(target), "no target {target}; there are: {ALL}, {}", all.join(", "));
        ensure!(!is_all || self.repeat.is_none(), "--repeat needs the target that the input is for");
        COMPILER.provide()?;
        let repeat = self.repeat.as_ref().map(std::path::absolute).transpose()?;
        let fuzzer = Fuzzer::build()?;
        let chosen = if is_all { all.as_slice() } else { slice::from_ref(target) };
        match repeat {
            Some(input) => fuzzer.repeat(target, &input.display().to_string()),
            None if self.keep => chosen.iter().try_for_each(|target| fuzzer.keep(target)),
            None => fuzz(&fuzzer, chosen, self.seconds, &Corpus::Kept),
        }
    }
}

/// The suite `fuzz`: a few seconds each, from what the repository holds.
pub(crate) fn smoke() -> Result<()> {
    let fuzzer = Fuzzer::build()?;
    fuzzer.test()?;
    fuzz(&fuzzer, &targets()?, SMOKE_SECONDS, &Corpus::Fresh)
}

const SMOKE_SECONDS: u32 = 4;

/// Every target has its turn, whatever the others find; as many at a time as there are processors.
fn fuzz(fuzzer: &Fuzzer, targets: &[String], seconds: u32, corpus: &Corpus) -> Result<()> {
    let waiting = Mutex::new(targets.iter());
    let results = Mutex::new(BTreeMap::new());
    let work = || {
        while let Some(target) = taken(&waiting) {
            println!("fuzzing {target} for {seconds} s of a processor");
            let result = fuzzer.run(target, seconds, corpus);
            results.lock().unwrap_or_else(PoisonError::into_inner).insert(target, result);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    report(results.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn taken<'t>(waiting: &Mutex<Iter<'t, String>>) -> Option<&'t String> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).next()
}

fn report(results: BTreeMap<&String, Result<Figures>>) -> Result<()> {
    let head = ["target", "processor s", "clock s", "executions", "edges", "inputs"];
    let mut rows = vec![head.map(String::from).to_vec()];
    let (count, mut faults) = (results.len(), 0);
    for (target, result) in results {
        match result {
            Ok(Figures { executions, seconds, processor_seconds, edges, inputs }) => {
                let used = processor_seconds.map_or("unknown".to_owned(), |used| used.to_string());
                let figures = [seconds, executions, edges, inputs].map(|figure| figure.to_string());
                rows.push([vec![target.clone(), used], figures.to_vec()].concat());
            }
            Err(error) => {
                println!("{error:#}");
                faults += 1;
            }
        }
    }
    println!("\n{}", table::render(&rows, &[1, 2, 3, 4, 5]));
    ensure!(faults == 0, "{faults} of {count} targets found a fault");
    Ok(())
}
