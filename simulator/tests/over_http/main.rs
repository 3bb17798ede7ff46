//! The simulator over HTTP, met by a client that is nothing of ours, and as a program.

mod client;
mod network;
mod program;
mod sign_in;
