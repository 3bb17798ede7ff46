#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod action;
#[cfg(feature = "reqwest")]
pub mod asynchronous;
pub mod blocking;
mod clock;
mod configuration_cache;
mod driver;
mod error;
mod job;
mod observer;
mod owned;
mod service_token;
mod settings;
mod shared;
pub mod store;
pub mod transport;
mod viewer;

pub use error::{Error, Stopped};
pub use job::{
    AuthorizeOutcome, CodeVoid, LinkCodeRefused, LogoutOutcome, LogoutQuestion, NoService, Page, PartnerOutcome,
    PartnerQuestion, PreauthorizeOutcome, SecondScreenQuestion, ServicePerson, ShownCode, ShownLinkCode, SignInCheck,
    SignInOptions, SignInOutcome, SignInPlace, SignInQuestion, SsoOutcome, StillMvpd, UnlinkOutcome,
};
pub use observer::{Exchange, ExchangeResult, Observation};
pub use owned::{
    OwnedAuthenticationRequest, OwnedConfiguration, OwnedDecision, OwnedError, OwnedFrameworkStatus,
    OwnedLinkedDevices, OwnedProfiles, OwnedSessionDetails,
};
pub use settings::{Settings, SettingsError};
pub use store::{FileStore, MemoryStore, Store};
pub use transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
pub use viewer::{CancelToken, Reply};
