//! The JSON reader, writer and values: RFC 8259 production by production, against serde_json, and at sizes that hurt.

#[path = "../support/any_call.rs"]
mod any_call;
mod conformance;
mod differential;
#[path = "../support/documents.rs"]
mod documents;
mod fields;
mod numbers;
mod program;
mod reader;
#[path = "../support/second_opinion.rs"]
mod second_opinion;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tables.rs"]
mod tables;
mod texts;
mod timestamps;
mod values;
mod whole;
mod writer;
