//! A second reader of answers, by rules of its own: the documentation's fields as a table, and the classes of T10.
//!
//! It shares nothing with the core but the document that both were made after. Of each answer it says what must come of it,
//! as the JSON that a server would write.

mod answers;
mod node;
mod number;
mod record;
mod table;

pub use answers::{ANSWERS, expected};
pub use node::Node;
pub use table::{Field, Kind, fields};
