//! The television as a program: what it says, what it keeps, and what a service sees of it.

mod bad_input;
// Elsewhere a child of cargo outlives cargo.
#[cfg(unix)]
mod killed;
mod simulator;
mod stand_in;
mod support;
