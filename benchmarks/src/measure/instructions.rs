//! Instructions, counted by callgrind: a child process runs the operation N times, another 2N times, and the difference
//! divided by N is what one run costs, without the program's start.

use crate::peer::Peer;
use anyhow::{Context, bail, ensure};
use std::io::Write as _;
use std::num::NonZero;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use tempfile::{NamedTempFile, TempDir};

/// Keeps glibc from copying with `rep movsb`, of which callgrind counts every byte as an instruction: peers that copy
/// their input would look far worse than they are.
const VECTOR_COPIES: &str = "glibc.cpu.x86_rep_movsb_threshold=0x7fffffffffffffff";

/// Counts for one document, which the children read from a file so that making it is not repeated in each.
pub struct Counter {
    document: NamedTempFile,
    profiles: TempDir,
    repeats: u64,
}

impl Counter {
    pub fn new(document: &[u8]) -> anyhow::Result<Self> {
        let mut file = NamedTempFile::new()?;
        file.write_all(document)?;
        // Enough runs for the caches of an allocator to settle, few enough for callgrind, which is fifty times slower.
        let repeats = (400_000 / document.len().max(1) as u64).clamp(1, 200);
        Ok(Self { document: file, profiles: TempDir::new()?, repeats })
    }

    /// Instructions of one run of each peer at this work, counted on all processors: the counts do not disturb each
    /// other.
    pub fn count_all(&self, work: &str, peers: &[Peer]) -> anyhow::Result<Vec<u64>> {
        let next = AtomicUsize::new(0);
        let counts: Vec<_> = peers.iter().map(|_| OnceLock::new()).collect();
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
                scope.spawn(|| {
                    while let Some((peer, count)) = {
                        let at = next.fetch_add(1, Relaxed);
                        peers.get(at).zip(counts.get(at))
                    } {
                        count.get_or_init(|| self.count(work, peer.name));
                    }
                });
            }
        });
        counts.into_iter().map(|count| count.into_inner().context("not counted")?).collect()
    }

    fn count(&self, work: &str, peer: &str) -> anyhow::Result<u64> {
        let once = self.collect(work, peer, self.repeats)?;
        let twice = self.collect(work, peer, 2 * self.repeats)?;
        ensure!(twice > once, "{peer} at {work}: no instructions counted");
        Ok((twice - once) / self.repeats)
    }

    fn collect(&self, work: &str, peer: &str, repeats: u64) -> anyhow::Result<u64> {
        let profile = self.profiles.path().join("%p");
        let output = Command::new("valgrind")
            .env("GLIBC_TUNABLES", VECTOR_COPIES)
            .arg("--tool=callgrind")
            .arg(format!("--callgrind-out-file={}", profile.display()))
            .arg(std::env::current_exe()?)
            .args(["--work", work, "--peer", peer])
            .args(["--repeat", &repeats.to_string()])
            .arg("--document")
            .arg(self.document.path())
            .output()
            .context("valgrind does not start: it is needed to count instructions")?;
        let report = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            bail!("{peer} at {work} under callgrind: {report}");
        }
        collected(&report).with_context(|| format!("callgrind counted nothing: {report}"))
    }
}

/// The figure behind `Collected :` in callgrind's last words.
fn collected(report: &str) -> Option<u64> {
    let (_, figure) = report.split_once("Collected :")?;
    figure.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::collected;

    #[test]
    fn the_figure_of_callgrind_is_found_in_its_report() {
        let report = "==7== Events    : Ir\n==7== Collected : 5209\n==7==\n==7== I   refs: 5,209\n";
        assert_eq!(collected(report), Some(5209));
        assert_eq!(collected("==7== killed\n"), None);
    }
}
