//! Televisions and the simulated service on one virtual clock.
//!
//! Nothing sleeps and nothing listens: a [`World`] is a queue of events in the order of their times. A [`Television`]
//! runs the flows of the core as any host does, a [`Network`] carries its requests to the service or does not, a person
//! signs in on the service's own pages, and a [`Watch`] holds every television to the promises that the flows make.
//!
//! ```
//! use tvpass_flow_tests::{Television, World};
//!
//! let mut world = World::new(1);
//! let television = world.add(Television::new());
//! world.run();
//! assert_eq!(world.television(television).last(), "signed in at Cablevision");
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod action;
mod browser;
#[path = "../../../core/tests/flow/describe.rs"]
mod describe;
mod event;
mod network;
mod person;
mod plan;
mod resources;
mod running;
pub mod scale;
mod television;
mod watch;
mod world;

pub use network::{Fault, Network};
pub use person::{Framework, Person};
pub use plan::{Job, Settings};
pub use television::{End, Television};
pub use watch::{Figures, Watch};
pub use world::World;

/// When every world begins, by the service's clock.
pub const START: tvpass::json::Timestamp = tvpass::json::Timestamp::from_millis(1_733_735_289_035);

/// The address of the service.
pub const BASE_URL: &str = "https://service.example";
