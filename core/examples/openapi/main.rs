//! Prints the contract of the protocol as OpenAPI 3.1, from the tables and records that the core itself works with.
//!
//! `cargo xtask reference` writes it to `docs/openapi.json`.

mod answers;
mod headers;
mod operation;
mod prose;
mod schema;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tvpass::endpoint::Endpoint;

const DESCRIPTION: &str = "Registration, REST API V2 and the Single Sign-On Service of Adobe Pass Authentication, as the public documentation and its samples have \
    them. Written anew from the tables of tvpass; a number such as R42 or T1 names a rule of docs/rules.md or a ruling of \
    docs/rulings.md.\n\nThe world is open: answers may have more members than stand here, and an enumeration may have more values \
    than `x-extensible-enum` lists. A member that is not required may be null. Gateways and captive portals answer with HTML and any \
    status.";

fn main() {
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Adobe Pass Authentication REST API V2, and registration",
            "summary": "The client side, as tvpass reads it",
            "description": DESCRIPTION,
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        // No real host is a default.
        "servers": [{"url": "http://127.0.0.1:8787", "description": "The simulator on this machine"}],
        "paths": paths(),
        "components": {
            "schemas": answers::schemas(),
            "securitySchemes": {
                "accessToken": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The `access_token` that the operation `token` gave, kept until it expires (R6).",
                },
            },
        },
    });
    println!("{document:#}");
}

/// The operations by their paths.
fn paths() -> Map<String, Value> {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for endpoint in Endpoint::ALL {
        let definition = endpoint.definition();
        let method = definition.method.as_str().to_ascii_lowercase();
        paths.entry(definition.path).or_default().insert(method, operation::operation(*endpoint));
    }
    paths.into_iter().map(|(path, operations)| (path.to_owned(), operations.into())).collect()
}
