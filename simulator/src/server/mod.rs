//! The service over HTTP: sockets, a clock, threads and a state file. All of it is the feature `server`.

mod broken;
mod folder;
mod host;
mod http;
mod network;
mod options;
mod running;
#[cfg(test)]
mod scratch;
mod serve;
mod state_file;
mod store;

pub use options::Options;
pub use running::{Running, Simulator, StartError};
pub use store::StoreError;
