//! The contract in OpenAPI is what the service does, and what generators of clients can work with.

use super::Suite;
use crate::contract::{answers, java, python, typescript};

pub(super) const SUITES: &[Suite] = &[
    Suite {
        name: "contract",
        proves: "schemathesis finds no answer of the simulator outside docs/openapi.json, closed",
        needs: python::NEEDS,
        run: answers::test,
    },
    Suite {
        name: "contract-python",
        proves: "the client that openapi-python-client makes of docs/openapi.json signs in, plays and signs out",
        needs: python::NEEDS,
        run: python::test,
    },
    Suite {
        name: "contract-typescript",
        proves: "the client of openapi-typescript signs in and plays, and docs/web.md says what that takes with and without tvpass",
        needs: typescript::NEEDS,
        run: typescript::test,
    },
    Suite {
        name: "contract-java",
        proves: "the client that openapi-generator makes for Java of docs/openapi.json signs in and plays",
        needs: java::NEEDS,
        run: java::test,
    },
];
