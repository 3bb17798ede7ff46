//! Troubles that keep the viewer from watching, and those who can mend them.

use std::fmt;

use serde::Serialize;
use tvpass::flow::Actor;
use tvpass_client::{Error, Stopped, TransportError};

use crate::printable::printable;

/// The party that has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who {
    /// Whoever sits in front of the television.
    Viewer,
    /// Whoever started this program.
    User,
    /// Whoever runs the network or the server.
    Network,
    /// Adobe.
    Service,
    /// The programmer, whose service provider and software statement these are.
    Programmer,
    /// Adobe and the programmer together.
    Configuration,
    /// Whoever works on this program.
    Developer,
}

impl Who {
    fn name(self) -> &'static str {
        match self {
            Self::Viewer => "the viewer",
            Self::User => "whoever started this program",
            Self::Network => "whoever runs the network or the server",
            Self::Service => "the service",
            Self::Programmer => "the programmer",
            Self::Configuration => "the programmer and Adobe",
            Self::Developer => "whoever works on this program",
        }
    }
}

impl From<Actor> for Who {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::Viewer => Self::Viewer,
            Actor::Network => Self::Network,
            Actor::Service => Self::Service,
            Actor::ServiceProvider => Self::Programmer,
            Actor::Configuration => Self::Configuration,
            _ => Self::Developer,
        }
    }
}

/// Why a flow did not come to its end, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Trouble {
    /// The party that has to act.
    pub(crate) who: Who,
    /// The trouble.
    pub(crate) reason: String,
    /// The remedy.
    pub(crate) remedy: String,
}

impl Trouble {
    /// `who` has to do `remedy`, since `reason`.
    pub(crate) fn new(who: Who, reason: impl AsRef<str>, remedy: impl Into<String>) -> Self {
        Self { who, reason: printable(reason.as_ref()), remedy: remedy.into() }
    }

    /// The client's error, with the server that it is about.
    pub(crate) fn from_error(error: &Error, server: &str) -> Self {
        match error {
            Error::Stopped(stopped) => Self::from_stopped(stopped, server),
            Error::Store(error) => {
                Self::new(Who::User, error.to_string(), "name a file in a folder that this program may write to")
            }
            Error::Cancelled => Self::new(Who::Viewer, "the sign-in was given up", remedy(Who::Viewer, None)),
            other => Self::new(Who::Developer, other.to_string(), remedy(Who::Developer, None)),
        }
    }

    fn from_stopped(stopped: &Stopped, server: &str) -> Self {
        let who = Who::from(stopped.actor);
        let reason = match &stopped.cause {
            Some(cause) => format!("{server} does not answer ({})", innermost(cause)),
            None => stopped.reason.clone(),
        };
        Self::new(who, reason, remedy(who, stopped.registration_error.as_deref()))
    }
}

/// The cause at the end of the chain, which says the most.
fn innermost(error: &TransportError) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

/// Only a change of this program can mend it.
pub(crate) fn defect(reason: &str) -> Trouble {
    Trouble::new(Who::Developer, reason, "report this as a defect")
}

fn remedy(who: Who, registration_error: Option<&str>) -> &'static str {
    match (registration_error, who) {
        (Some("invalid_software_statement" | "unapproved_software_statement"), _) => {
            "give a valid software statement with --software-statement FILE"
        }
        (Some(_), _) => "check the registered application in Adobe's dashboard",
        (None, Who::Viewer) => "start again and sign in",
        (None, Who::User) => "start again with other options",
        (None, Who::Network) => "make it reachable, or name another with --server",
        (None, Who::Service) => "it may work later",
        (None, Who::Programmer) => {
            "check --service-provider, --mvpd, --domain and --redirect-url against the integration"
        }
        (None, Who::Configuration) => "have the integration's configuration corrected",
        (None, Who::Developer) => "report this as a defect",
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}: {}", self.reason, self.who.name(), self.remedy)
    }
}

impl std::error::Error for Trouble {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_software_statement_is_the_programmers_to_replace() {
        assert!(remedy(Who::Programmer, Some("invalid_software_statement")).contains("--software-statement"));
        assert!(!remedy(Who::Programmer, Some("invalid_client")).contains("--software-statement"));
    }

    #[test]
    fn whatever_the_service_says_stays_on_one_line() {
        let trouble = Trouble::new(Who::Service, "two\nlines\u{1b}[2J", "wait");
        assert_eq!(trouble.to_string().lines().count(), 1);
        assert!(!trouble.to_string().contains('\u{1b}'));
    }
}
