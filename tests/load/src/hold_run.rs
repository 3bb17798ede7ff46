//! Clients that only take up room: idle connections, slow heads, half bodies.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use clap::Args;
use tvpass_load::{Holder, Program};

use crate::report::row;
use crate::state::fresh;

/// Hold the simulator with connections that ask for little, and see what it costs
#[derive(Args)]
pub(crate) struct Options {
    /// The simulator's program
    program: PathBuf,
    /// The folder for its state file
    folder: PathBuf,
    /// Connections without a request, and those that asked once
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u16).range(1..=4000))]
    idle: u16,
    /// Connections whose heads come byte by byte
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u16).range(1..=4000))]
    slow: u16,
    /// Connections that announce a body and send half of it
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=1000))]
    half: u16,
}

/// Memory that the service may occupy at any moment.
const MOST_KIB: u64 = 64 * 1024;

/// Between two looks at all connections.
const TICK: Duration = Duration::from_millis(250);

/// Twice the 30 seconds of a head, since half of the idle connections wait for the places of the others, and some more.
const LONGEST: Duration = Duration::from_secs(90);

const GET: &[u8] = b"GET /activate HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

/// The largest body that the service reads.
const BODY: usize = 1 << 20;

/// All three kinds, each at a service of its own. True if all is well.
pub(crate) fn run(options: &Options) -> io::Result<bool> {
    fs::create_dir_all(&options.folder)?;
    let silent: Arc<[u8]> = Arc::from(&b""[..]);
    let idle = [silent, Arc::from(GET)];
    let slow = [Arc::from(slow_head())];
    let half = [Arc::from(half_body())];
    let acts = [
        act(options, "idle connections", &idle, options.idle.into(), usize::MAX)?,
        act(options, "slow heads", &slow, options.slow.into(), 1)?,
        act(options, "half bodies", &half, options.half.into(), usize::MAX)?,
    ];
    Ok(acts.iter().all(|is_well| *is_well))
}

/// A head that does not end while anybody sends it byte by byte.
fn slow_head() -> Vec<u8> {
    let filling = "x-filling: x\r\n".repeat(1000);
    format!("GET /activate HTTP/1.1\r\nhost: 127.0.0.1\r\n{filling}").into_bytes()
}

fn half_body() -> Vec<u8> {
    let head = format!("POST /o/client/register HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {BODY}\r\n\r\n");
    let mut request = head.into_bytes();
    request.resize(request.len() + BODY / 2, b'x');
    request
}

/// Holds a new service by `count` connections with these requests, until it has closed all of them.
fn act(options: &Options, name: &str, requests: &[Arc<[u8]>], count: usize, pace: usize) -> io::Result<bool> {
    let program = Program::start(&options.program, &fresh(&options.folder)?)?;
    let address = address(&program)?;
    println!("{count} {name}");
    let start = Instant::now();
    let mut kinds = requests.iter().cycle().take(count).peekable();
    let mut holders = Vec::new();
    let mut memory = Vec::new();
    while start.elapsed() < LONGEST
        && (kinds.peek().is_some() || holders.iter().any(|holder| !Holder::is_closed(holder)))
    {
        // A connection that finds the queue of the system full is tried again later.
        while let Some(request) = kinds.peek()
            && let Some(holder) = connected(address, request, pace)?
        {
            holders.push(holder);
            kinds.next();
        }
        holders.iter_mut().for_each(Holder::step);
        memory.extend(program.resident_kib());
        sleep(TICK);
    }
    let took = start.elapsed();
    let open = holders.iter().filter(|holder| !holder.is_closed()).count();
    row("connected", holders.len());
    print_answers(&holders);
    row("left open by the service", open);
    row("seconds until the last was closed", took.as_secs());
    let most = memory.iter().copied().max().unwrap_or(u64::MAX);
    row("most resident memory, KiB", most);
    let is_complete = holders.len() == count;
    drop(holders);
    let is_served = serves(address)?;
    row("a request afterwards is answered", is_served);
    println!();
    Ok(open == 0 && is_complete && most <= MOST_KIB && is_served && program.stop("TERM")?.success())
}

/// A connection; `None` if there is no place for it now.
fn connected(address: SocketAddr, request: &Arc<[u8]>, pace: usize) -> io::Result<Option<Holder>> {
    match Holder::connect(address, request, pace) {
        Ok(holder) => Ok(Some(holder)),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Ok(None),
        Err(error) => Err(error),
    }
}

fn address(program: &Program) -> io::Result<SocketAddr> {
    program.base_url().trim_start_matches("http://").parse().map_err(io::Error::other)
}

fn print_answers(holders: &[Holder]) {
    let mut answers: BTreeMap<_, usize> = BTreeMap::new();
    for holder in holders {
        *answers.entry(holder.status()).or_default() += 1;
    }
    for (status, count) in answers {
        row(&status.map_or_else(|| "without an answer".into(), |status| format!("answered {status}")), count);
    }
}

/// True if a client that asks as it should is answered.
fn serves(address: SocketAddr) -> io::Result<bool> {
    let mut holder = Holder::connect(address, &Arc::from(GET), usize::MAX)?;
    let start = Instant::now();
    while holder.status().is_none() && !holder.is_closed() && start.elapsed() < LONGEST {
        holder.step();
        sleep(TICK);
    }
    Ok(holder.status() == Some(200))
}
