//! The programs in C that run on every target.

use super::program::Program;

/// The promises of the header, each a test.
pub(crate) const CONVENTIONS: Program<'_> = Program {
    name: "conventions",
    sources: &[
        "bindings-c/tests/check.c",
        "bindings-c/tests/arguments.c",
        "bindings-c/tests/texts.c",
        "bindings-c/tests/cursors.c",
        "bindings-c/tests/installation.c",
        "bindings-c/tests/turns.c",
        "bindings-c/tests/flows.c",
        "bindings-c/tests/killed.c",
        "bindings-c/tests/kept_token.c",
        "bindings-c/tests/single_sign_on.c",
        "bindings-c/tests/devices.c",
        "bindings-c/tests/http.c",
        "bindings-c/tests/json.c",
    ],
    options: "",
    libraries: "",
};

/// The example without an operating system.
pub(crate) const SIGN_IN: Program<'_> = Program {
    name: "sign-in",
    sources: &[
        "examples/firmware/television.c",
        "examples/firmware/television_run.c",
        "examples/firmware/bare-metal/pipe.c",
        "examples/firmware/bare-metal/firmware.c",
    ],
    options: "",
    libraries: "",
};

/// To these comes the source that [`super::vectors::generate`] writes.
pub(crate) const VECTORS: Program<'_> = Program {
    name: "vectors",
    sources: &[
        "bindings-c/tests/vectors.c",
        "bindings-c/tests/json.c",
        "bindings-c/tests/requests.c",
        "bindings-c/tests/responses.c",
        "bindings-c/tests/answers.c",
        "bindings-c/tests/information.c",
        "bindings-c/tests/headers.c",
        "bindings-c/tests/urls.c",
    ],
    options: "-Wno-overlength-strings",
    libraries: "",
};
