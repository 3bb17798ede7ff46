//! Contradictions of the public documentation: each row's ruling, under the row's name.
//!
//! Rows that rule what is done when, and not what a message looks like (P7, S4, N1, N3, N4), have their tests with the
//! flows.

#[path = "../support/case.rs"]
mod case;
mod classes;
mod enumerations;
mod failures;
mod fields;
mod headers;
mod malformed;
mod paths;
mod sso;
mod statuses;
#[path = "../support/mod.rs"]
mod support;
mod times;

use tvpass::endpoint::Call;
use tvpass::message::{HeaderName, Headers, Incoming, Request, Sender};

/// Every header of the protocol.
fn all_headers(sender: Sender) -> Headers<'static> {
    let mut headers = Headers::new(sender);
    for name in HeaderName::ALL {
        headers.set(name, "value").unwrap();
    }
    headers
}

/// The request of a streaming device that has every header ready.
fn sent<'a>(call: &impl Call<'a>) -> Request<'static> {
    call.encode(&all_headers(Sender::StreamingDevice), vec![0; 1024].leak()).unwrap()
}

/// A request as it came to a server.
fn incoming<'a>(method: &'a str, target: &'a str, body: &'a [u8]) -> Incoming<'a> {
    let mut headers = all_headers(Sender::StreamingDevice);
    headers.set(HeaderName::ContentType, "application/x-www-form-urlencoded").unwrap();
    Incoming { method, target, headers, body }
}

#[test]
fn every_row_that_touches_a_message_has_its_test() {
    let sources = [
        include_str!("classes.rs"),
        include_str!("enumerations.rs"),
        include_str!("failures.rs"),
        include_str!("fields.rs"),
        include_str!("headers.rs"),
        include_str!("malformed.rs"),
        include_str!("paths.rs"),
        include_str!("sso.rs"),
        include_str!("statuses.rs"),
        include_str!("times.rs"),
    ];
    for row in [
        "p1", "p2", "p3", "p4", "p5", "p6", "p8", "p9", "p10", "a1", "s1", "s2", "s3", "s5", "t1", "t2", "t3", "t4",
        "t5", "t6", "t7", "t8", "t9", "t10", "f1", "f2", "f3", "e1", "e2", "e3", "e4", "h1", "h2", "h3", "h4", "h5",
        "h6", "h7", "h8", "h9", "n2", "n5", "n8", "n9", "j1", "j2", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8",
        "v9", "v10", "v11", "v14", "v15", "v16", "v17", "v18", "v23", "v24",
    ] {
        let test = format!("#[test]\nfn {row}_");
        assert!(sources.iter().any(|source| source.contains(&test)), "{row}");
    }
}
