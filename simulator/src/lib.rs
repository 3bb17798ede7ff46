//! A stand-in for the service of Adobe Pass Authentication REST API V2, for development and tests.
//!
//! It is built on the core's own server half, so that it cannot drift from the codec, and strict: what is missing or
//! malformed gets the documented status and error code. It can be used in three ways:
//!
//! 1. [`Service::handle`]: a request in, a response out, with the time as an argument. No sockets, no clock, no files.
//! 2. [`Simulator::start`]: the same behind HTTP, in this process, on a free port.
//! 3. The program: `cargo run -p tvpass-simulator -- --port 8787`.
//!
//! The last two are the feature `server`, which is on unless a program says otherwise. Without it the crate needs no operating
//! system and compiles to WebAssembly, as for the playground.
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

mod handle;
mod message;
mod notice;
mod pages;
mod printable;
mod random;
mod rules;
mod scenario;
mod segment;
#[cfg(feature = "server")]
mod server;
mod service;
mod settings;
mod site;
mod state;
pub mod world;

pub use message::{Delivery, Request, Response};
pub use rules::{Degradation, DegradationRule, Denial, Phase};
pub use scenario::{Overrides, Scenario, ScenarioError};
#[cfg(feature = "server")]
pub use server::{Options, Running, Simulator, StartError, StoreError};
pub use service::{Entry, Fault, FaultKind, Header, Service, Verification};
pub use settings::{BrowserHeaders, Settings, SsoErrors, SsoFields};
pub use site::MissingPage;
pub use state::{Change, LoadError};
