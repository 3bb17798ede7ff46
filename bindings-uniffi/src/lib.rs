//! The core for Swift, Kotlin and Python, through UniFFI.
//!
//! There is no logic here: each item is a plain form of one of the core's, whole and owned, so that one call carries much
//! over the border and nothing on the other side borrows. The flows are objects whose `handle` gives one sealed step.
//!
//! Types decide about the words of a log: [`Secret`], [`SecretBytes`] and [`AttributeValue`] are classes of the other
//! language that print `[redacted]`, and [`Timestamp`] is the platform's own point in time (`uniffi.toml`).

// What this crate is for: the items are used from other languages, through generated code; values cross the border whole.
#![allow(clippy::needless_pass_by_value, clippy::missing_errors_doc, clippy::large_types_passed_by_value)]
#![allow(clippy::large_enum_variant, clippy::result_large_err)]
// A step that stops is the flow's own word.
#![allow(clippy::similar_names)]

mod answer;
mod buffer;
mod call;
mod enhanced_error;
mod error;
mod error_code;
mod flow;
mod header;
mod json;
mod observed;
mod open_enum;
mod own;
mod partner;
mod request;
mod secret;
mod url;
mod value;

pub use answer::*;
pub use call::*;
pub use enhanced_error::*;
pub use error::*;
pub use error_code::*;
pub use flow::*;
pub use header::*;
pub use json::*;
pub use observed::*;
pub use partner::*;
pub use request::*;
pub use secret::*;
pub use url::*;
pub use value::*;

uniffi::setup_scaffolding!("tvpass");
