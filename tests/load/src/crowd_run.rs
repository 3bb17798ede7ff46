//! A crowd of televisions whose service is stopped and killed at work.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use clap::Args;
use tvpass_load::{Crowd, Program, Progress, Television, Timings};

use crate::report::row;
use crate::state::{files, fresh};

/// Keep the simulator busy, then stop and kill it at work
#[derive(Args)]
pub(crate) struct Options {
    /// The simulator's program
    program: PathBuf,
    /// The folder for its state file
    folder: PathBuf,
    /// Number of televisions, each with a connection of its own
    #[arg(long)]
    clients: u16,
    /// Seconds to measure, once all have signed in
    #[arg(long)]
    seconds: u64,
}

/// The growth of memory that still counts as none: an allocator keeps some for later.
const FLAT_PERCENT: u64 = 5;

/// Credentials, token and profile; a code was told as well, unless another was just asked for.
const LEAST_TOLD: usize = 3;

/// Time at work before the service is killed, once all have signed in.
const KILL_SECONDS: u64 = 5;

/// The end of the service.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Stopped,
    Killed,
}

/// Observations while there was nothing but requests.
struct Watched {
    from: Instant,
    until: Instant,
    /// KiB, second by second.
    memory: Vec<u64>,
    /// The service ended as it should.
    has_ended_well: bool,
}

/// Both ends of the service. True if all is well.
pub(crate) fn run(options: &Options) -> io::Result<bool> {
    fs::create_dir_all(&options.folder)?;
    let is_well_after_stop = act(options, options.seconds, End::Stopped)?;
    let is_well_after_kill = act(options, KILL_SECONDS, End::Killed)?;
    Ok(is_well_after_stop && is_well_after_kill)
}

/// A crowd at a service that ends like this, and starts again. True if all is well.
fn act(options: &Options, seconds: u64, end: End) -> io::Result<bool> {
    let state = fresh(&options.folder)?;
    let program = Program::start(&options.program, &state)?;
    let base_url = program.base_url().to_owned();
    println!("{} clients for {seconds} s, then the service is {end:?}", options.clients);
    let count = options.clients.into();
    let mut watched = None;
    let mut crowd =
        Crowd::run(&base_url, count, |progress| watched = Some(watch(program, progress, count, seconds, end)));
    let watched = watched.ok_or_else(|| io::Error::other("nobody watched"))??;
    let size = files(&options.folder)?.map(|path| fs::metadata(path).map_or(0, |file| file.len())).sum::<u64>();
    let again = Program::start(&options.program, &state)?;
    let (found, lost) = crowd.find_again(again.base_url());
    print_times(&crowd, &watched);
    // Seconds after the sign-ins are too soon to judge.
    let is_flat = print_memory(&watched.memory) || end == End::Killed;
    row("state file with its journal, KiB", size / 1024);
    row("told, and there after the start", found);
    row("told, and lost", lost.len());
    row("wrong answers, broken connections", crowd.troubles.len());
    lost.iter().chain(&crowd.troubles).take(10).for_each(|trouble| println!("    {trouble}"));
    println!();
    let is_complete = found >= count * LEAST_TOLD;
    Ok(is_flat && is_complete && lost.is_empty() && crowd.troubles.is_empty() && watched.has_ended_well)
}

/// Waits until all have signed in, looks on for so many seconds, and lets the service end in the midst of them.
fn watch(program: Program, progress: &Progress, count: usize, seconds: u64, end: End) -> io::Result<Watched> {
    progress.wait_for(count, 0);
    let from = Instant::now();
    let mut memory = Vec::new();
    for _ in 0..seconds {
        sleep(Duration::from_secs(1));
        memory.extend(program.resident_kib());
    }
    let until = Instant::now();
    progress.service_stops();
    let has_ended_well = match end {
        End::Stopped => program.stop("TERM")?.success(),
        End::Killed => program.kill().is_ok(),
    };
    Ok(Watched { from, until, memory, has_ended_well })
}

fn print_times(crowd: &Crowd, watched: &Watched) {
    let Watched { from, until, .. } = watched;
    let answered = crowd.televisions.iter().flat_map(Television::answered).copied();
    let timings = Timings::of(answered.filter(|answered| (from..until).contains(&&answered.at)));
    println!(
        "  {:<16} {:>9} {:>9} {:>8} {:>8} {:>8} {:>8}",
        "ms", "answers", "a second", "50 %", "90 %", "99 %", "all"
    );
    for endpoint in timings.endpoints() {
        let count = timings.count(endpoint);
        let a_second = count as u128 * 1000 / (*until - *from).as_millis().max(1);
        print!("  {endpoint:<16} {count:>9} {a_second:>9}");
        for percent in [50, 90, 99, 100] {
            print!(" {:>8.1}", timings.percentile(endpoint, percent).as_secs_f64() * 1000.0);
        }
        println!();
    }
}

/// The second half of the time keeps no more memory than the first: the memory between two bursts counts, for the
/// most depends on how many answers wait at once.
fn print_memory(memory: &[u64]) -> bool {
    let (first, second) = memory.split_at(memory.len() / 2);
    let least = |samples: &[u64]| samples.iter().copied().min().unwrap_or_default();
    row("least memory in the first half, KiB", least(first));
    row("least memory in the second half, KiB", least(second));
    row("most memory, KiB", memory.iter().copied().max().unwrap_or_default());
    least(second) <= least(first) + least(first) * FLAT_PERCENT / 100
}
