//! The bindings run in their own languages, on the shared vectors and against services.

use super::Suite;
use crate::mobile::{checkers, flows, kotlin, python, swift};

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "python",
        proves: "the Python bindings are fresh, agree with the vectors, sign in over HTTP and print no secret",
        needs: python::NEEDS,
        run: python::test,
    },
    Suite {
        name: "kotlin",
        proves: "the same of Kotlin on the JVM; the Android layer and its static library compile",
        needs: kotlin::NEEDS,
        run: kotlin::test,
    },
    Suite {
        name: "swift",
        proves: "the same of Swift; DocC takes its manual, no number has a machine's width, and the static library for iOS compiles",
        needs: swift::NEEDS,
        run: swift::test,
    },
];

pub(super) const LONG_SUITES: &[Suite] = &[
    Suite {
        name: "python-package",
        proves: "type checkers accept right programs and refuse wrong ones, auditwheel finds the wheel's tag, each Python here takes it, sources make one",
        needs: checkers::NEEDS,
        run: checkers::test,
    },
    Suite {
        name: "flows",
        proves: "100,000 flows in Swift, Kotlin and Python take no more memory than 10,000",
        needs: &[python::NEEDS[0], kotlin::NEEDS[0], kotlin::NEEDS[1], swift::NEEDS[0]],
        run: flows::test,
    },
];
