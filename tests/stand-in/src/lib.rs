//! A stand-in for the real service of Adobe Pass Authentication REST API V2, written from the protocol's description alone.
//!
//! It shares no code with `tvpass`, so a television that signs in here speaks the protocol and not merely the simulator's
//! dialect. It plays the part of the service that a television meets, judges every request, and can inject the faults
//! that the real service shows:
//!
//! - [`StandIn::start`] listens on 127.0.0.1, in process; `cargo run -p tvpass-stand-in -- --help` is the same as a program.
//! - [`StandIn::report`] tells what arrived when, and which rules were broken, each as a readable sentence. The program
//!   answers `GET /report` with the same as JSON.
//!
//! A request that breaks a rule gets the status and error that the documentation names; where it names none (polls that
//! come too fast, a header that an endpoint does not define) the request is answered as if nothing had happened. The
//! violation is kept in both cases.
//!
//! Folders: `http` (messages and sockets) < `check` (what is wrong with one request) < `service` (state, order of calls,
//! answers).

mod check;
mod clock;
mod endpoint;
mod http;
mod options;
mod report;
mod server;
mod service;

pub use clock::{Clock, RealClock};
pub use endpoint::Endpoint;
pub use options::{Faults, Options};
pub use report::{Recorded, Report};
pub use server::StandIn;
