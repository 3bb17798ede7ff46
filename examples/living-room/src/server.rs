//! The service: one that is named, or the simulator inside this program.

use std::path::{Path, PathBuf};

use tvpass_simulator::{Running, Scenario, Simulator};

use crate::options::{FlowName, Options};
use crate::trouble::{Trouble, Who};

/// The service that the television talks to.
pub(crate) enum Server {
    Named(String),
    /// It runs as long as this lives.
    Inside(Running),
}

impl Server {
    /// The server of `options`, at work.
    ///
    /// # Errors
    /// The simulator does not start.
    pub(crate) fn open(options: &Options) -> Result<Self, Trouble> {
        if let Some(url) = &options.server {
            return Ok(Self::Named(url.clone()));
        }
        let scenario = (options.flow == FlowName::Degraded).then(degraded);
        let simulator = tvpass_simulator::Options {
            scenario,
            state: options.state.as_deref().map(simulator_state),
            ..tvpass_simulator::Options::default()
        };
        Simulator::start(simulator).map(Self::Inside).map_err(|error| {
            let reason = format!("the simulator inside this program: {error}");
            Trouble::new(Who::User, reason, "mend that, or name another service with --server")
        })
    }

    /// Its address, without a slash at the end.
    pub(crate) fn base_url(&self) -> &str {
        match self {
            Self::Named(url) => url,
            Self::Inside(running) => running.base_url(),
        }
    }
}

/// R80: a provider that cannot be reached.
fn degraded() -> Scenario {
    Scenario::ready("degraded-authn-all").expect("the simulator brings it along")
}

/// The simulator's own file, beside that of the television: a service that forgets would make remembering useless.
fn simulator_state(television: &Path) -> PathBuf {
    let mut path = television.as_os_str().to_owned();
    path.push(".simulator");
    path.into()
}
