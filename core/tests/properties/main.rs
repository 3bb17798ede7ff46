//! Properties of every value: round trips, exact sizes, no injection, no secret printed, no panic.

mod calls;
mod classes;
mod devices;
#[path = "../support/documents.rs"]
mod documents;
mod encodings;
mod errors;
mod facts;
mod headers;
mod hostile;
mod injection;
mod ordinary;
#[path = "../support/parts.rs"]
mod parts;
mod prints;
mod records;
mod requests;
mod responses;
mod sample;
mod secrets;
mod sizes;
mod streams;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/told.rs"]
mod told;
