//! Documents that grow: what a byte costs must stay what it is, and memory must not follow.

use crate::document;
use crate::peer::OURS;

/// Those worth following: ours and the fastest of each kind.
pub const PEERS: [&str; 5] = [OURS, "yyjson", "sonic-rs visitor", "simd-json visitor", "serde_json visitor"];

pub struct Series {
    /// As `--work` takes it.
    pub name: &'static str,
    pub title: &'static str,
    /// The work that reads the document.
    pub work: &'static str,
    pub document: fn(size: usize) -> Vec<u8>,
    sizes: &'static [usize],
    /// The number of sizes that a quick run takes.
    quick: usize,
}

impl Series {
    pub fn sizes(&self, quick: bool) -> impl Iterator<Item = usize> {
        let count = if quick { self.quick } else { self.sizes.len() };
        self.sizes.iter().take(count).copied()
    }
}

/// Every series, in the order of the report.
pub fn all() -> Vec<Series> {
    vec![
        Series {
            name: "growth-mvpds",
            title: "configuration, MVPDs",
            work: "W3",
            document: document::configuration,
            sizes: &[10, 100, 1_000, 10_000, 100_000],
            quick: 3,
        },
        Series {
            name: "growth-attributes",
            title: "profile, attributes",
            work: "W1",
            document: document::attributes,
            sizes: &[1, 10, 100, 1_000, 10_000],
            quick: 4,
        },
        Series {
            name: "growth-text",
            title: "one text, bytes",
            work: "W1",
            document: document::long_text,
            sizes: &[10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000],
            quick: 5,
        },
        Series {
            name: "growth-escapes",
            title: "one text of escapes, bytes",
            work: "W1",
            document: document::escaped_text,
            sizes: &[20, 100, 1_000, 10_000, 100_000, 1_000_000],
            quick: 4,
        },
        // The reader's limit is 32 levels, two of which are the object and the list around.
        Series {
            name: "growth-nesting",
            title: "skipped lists, depth",
            work: "W1",
            document: document::nested,
            sizes: &[1, 2, 4, 8, 16, 28],
            quick: 6,
        },
    ]
}
