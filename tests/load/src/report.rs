//! Rows of figures.

use std::fmt::Display;

pub(crate) fn row(name: &str, value: impl Display) {
    println!("  {name:<40} {value:>8}");
}
