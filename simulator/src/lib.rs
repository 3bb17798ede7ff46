//! A stand-in for the service of Adobe Pass Authentication REST API V2, for development and tests.
//!
//! It is built on the core's own server half, so that it cannot drift from the codec, and strict: what is missing or
//! malformed gets the documented status and error code. It can be used in three ways:
//!
//! 1. [`Service::handle`]: a request in, a response out, with the time as an argument. No sockets, no clock, no files.
//! 2. [`Simulator::start`]: the same behind HTTP, in this process, on a free port.
//! 3. The program: `cargo run -p tvpass-simulator -- --port 8787`.
//!
//! ```
//! use std::net::{IpAddr, Ipv4Addr};
//! use tvpass::json::Timestamp;
//! use tvpass_simulator::{Request, Service, Settings};
//!
//! let mut service = Service::new(Settings::default());
//! let now = Timestamp::from_millis(1_733_735_289_035);
//! let request = Request::new("GET", "/api/v2/REF30/profiles");
//! let response = service.handle(now, IpAddr::V4(Ipv4Addr::LOCALHOST), &request);
//! assert_eq!(response.status, 401);
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod broken;
mod host;
mod http;
mod message;
mod network;
mod options;
mod pages;
mod printable;
mod random;
mod rules;
mod running;
mod scenario;
#[cfg(test)]
mod scratch;
mod segment;
mod serve;
mod service;
mod state;
mod state_file;
mod store;
pub mod world;

pub use message::{Delivery, Request, Response};
pub use options::{BrowserHeaders, Options, Settings, SsoErrors, SsoFields};
pub use rules::{Degradation, DegradationRule, Denial, Phase};
pub use running::{Running, Simulator, StartError};
pub use scenario::{Overrides, Scenario, ScenarioError};
pub use service::{Fault, FaultKind, Service, Verification};
pub use state::{Change, LoadError};
pub use store::StoreError;
