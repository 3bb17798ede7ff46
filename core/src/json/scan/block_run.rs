//! Runs of bytes measured sixteen at a time, and by words where fewer are left.

use super::block::{SIZE, backslash, lowest, special};
use super::wide_run::{self, wide_run};

wide_run!(plain_run, long_plain_run, special, short_plain_run);
wide_run!(backslash_run, long_backslash_run, backslash, short_backslash_run);

// Apart, since they would take the registers of what is read in one block.
#[inline(never)]
fn short_plain_run(bytes: &[u8]) -> usize {
    wide_run::plain_run(bytes)
}

#[inline(never)]
fn short_backslash_run(bytes: &[u8]) -> usize {
    wide_run::backslash_run(bytes)
}
