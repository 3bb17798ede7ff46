//! A few seconds of fuzzing, from the vectors and the corpus of the repository.

use super::Suite;
use crate::command::fuzz::smoke;
use crate::fuzz::COMPILER;

pub(super) const SUITES: &[Suite] = &[Suite {
    name: "fuzz",
    proves: "no input that a few seconds of fuzzing find breaks what has to hold for every input",
    needs: &[COMPILER],
    run: smoke,
}];
