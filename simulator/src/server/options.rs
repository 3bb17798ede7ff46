//! Options of a simulator over HTTP.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use crate::scenario::Scenario;
use crate::settings::Settings;

/// Options of the server: its address, its files and its behaviour.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The SQLite file that holds what must survive a restart; without one it is forgotten.
    pub state: Option<PathBuf>,
    /// The folder of a built activation page, to serve in place of the plain one.
    pub pages: Option<PathBuf>,
    /// Differences of world and behaviour from the normal course.
    pub scenario: Option<Scenario>,
    /// The address that clients use, where it is not the one listened on.
    pub public_url: Option<String>,
    /// The behaviour of the service; `base_url` is set when the port is known.
    pub settings: Settings,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            state: None,
            pages: None,
            scenario: None,
            public_url: None,
            settings: Settings::default(),
        }
    }
}
