//! Our core and its peers at the same works, in one run: instructions, time, heap. `--help` says what can be asked.

mod checksum;
mod decode;
mod document;
mod encode;
mod growth;
mod measure;
mod ours;
mod peer;
mod report;
mod run;
mod work;

use clap::Parser;
use std::path::PathBuf;

#[global_allocator]
static ALLOCATOR: measure::heap::Counting = measure::heap::Counting;

/// Measures the core against its peers.
#[derive(Parser)]
struct Arguments {
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Only this work or growth series (may be repeated)
    #[arg(long)]
    work: Vec<String>,
    /// Only this peer (may be repeated)
    #[arg(long)]
    peer: Vec<String>,
    /// Fewer rounds; no growth series unless one is named, and then only its smaller documents
    #[arg(long)]
    quick: bool,
    /// Add what was measured to ledger/speed.tsv as a line with this text, and draw docs/speed.svg
    #[arg(long, value_name = "CHANGE")]
    record: Option<String>,
    /// For callgrind's child processes: run one peer at one work this many times
    #[arg(long, hide = true, requires = "document")]
    repeat: Option<u64>,
    /// The document of that work
    #[arg(long, hide = true)]
    document: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let (Some(repeats), Some(document)) = (arguments.repeat, &arguments.document) {
        return run::repeat(&arguments.work, &arguments.peer, document, repeats);
    }
    let selection = run::Selection { works: arguments.work, peers: arguments.peer, quick: arguments.quick };
    let report = run::all(&selection)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}", report::table::render(&report));
    }
    if let Some(change) = &arguments.record {
        report::history::record(&report, change)?;
    }
    if selection.is_everything() {
        report::chart::write(&report)?;
    }
    Ok(())
}
