//! Our core and its peers at the same works, in one run: instructions, time, heap. `--help` says what can be asked.

mod checksum;
mod decode;
mod document;
mod encode;
mod measure;
mod peer;
mod work;

fn main() -> anyhow::Result<()> {
    for work in work::all() {
        let document: &'static [u8] = work.document().into_owned().leak();
        let mut operations = work.prepare(document)?;
        let times = measure::time::measure(&mut operations, 21);
        let counter = measure::instructions::Counter::new(document)?;
        println!("{} {} bytes", work.name, document.len());
        for ((peer, time), op) in work.peers.iter().zip(times).zip(&mut operations) {
            let heap = measure::heap::count(&mut **op);
            println!("  {:28} {time:10.0} ns {heap:?} {}", peer.name, op.memory());
        }
    }
    Ok(())
}

#[global_allocator]
static ALLOCATOR: measure::heap::Counting = measure::heap::Counting;
