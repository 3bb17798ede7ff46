//! What keeps the viewer from watching, and who can mend it.

use std::fmt;

use serde::Serialize;
use tvpass::message::{DcrErrorCode, Failure};
use tvpass::old_flow::{Actor, Stop, StopReason};

use crate::screen::printable;

/// Who has to do something.
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
            Actor::Programmer => Self::Programmer,
            Actor::Configuration => Self::Configuration,
            Actor::Host => Self::Developer,
        }
    }
}

/// Why a flow did not come to its end, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Trouble {
    /// Who has to act.
    pub(crate) who: Who,
    /// What happened.
    pub(crate) reason: String,
    /// What is to be done.
    pub(crate) remedy: String,
}

impl Trouble {
    /// `who` has to do `remedy`, since `reason`.
    pub(crate) fn new(who: Who, reason: impl AsRef<str>, remedy: impl Into<String>) -> Self {
        Self { who, reason: printable(reason.as_ref()), remedy: remedy.into() }
    }

    /// What the core said when it stopped.
    pub(crate) fn from_stop(stop: &Stop<'_>, server: &str, unreachable: Option<&str>) -> Self {
        let who = Who::from(stop.actor());
        match (&stop.reason, unreachable) {
            (StopReason::NoAnswer, Some(detail)) => {
                Self::new(who, format!("{server} does not answer ({detail})"), remedy(who, &stop.reason))
            }
            (reason, _) => Self::new(who, stop.to_string(), remedy(who, reason)),
        }
    }
}

fn remedy(who: Who, reason: &StopReason<'_>) -> &'static str {
    if let StopReason::Failure(Failure::Registration { error, .. }) = reason {
        return match error {
            DcrErrorCode::InvalidSoftwareStatement | DcrErrorCode::UnapprovedSoftwareStatement => {
                "give a valid software statement with --software-statement FILE"
            }
            _ => "check the registered application in Adobe's dashboard",
        };
    }
    match who {
        Who::Viewer => "start again and sign in",
        Who::User => "start again with other options",
        Who::Network => "make it reachable, or name another with --server",
        Who::Service => "it may work later",
        Who::Programmer => "check --service-provider, --mvpd, --domain and --redirect-url against the integration",
        Who::Configuration => "have the integration's configuration corrected",
        Who::Developer => "report this as a defect",
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
        let reason = StopReason::Failure(Failure::Registration {
            http_status: 400,
            error: DcrErrorCode::InvalidSoftwareStatement,
        });
        let trouble = Trouble::from_stop(&reason.into(), "http://localhost", None);
        assert_eq!(trouble.who, Who::Programmer);
        assert!(trouble.to_string().contains("--software-statement"), "{trouble}");
    }

    #[test]
    fn a_server_that_does_not_answer_is_named_with_the_cause() {
        let trouble =
            Trouble::from_stop(&StopReason::NoAnswer.into(), "http://localhost:9", Some("Connection refused"));
        assert_eq!(trouble.who, Who::Network);
        assert!(
            trouble.to_string().starts_with("http://localhost:9 does not answer (Connection refused); "),
            "{trouble}"
        );
    }

    #[test]
    fn whatever_the_service_says_stays_on_one_line() {
        let trouble = Trouble::new(Who::Service, "two\nlines\u{1b}[2J", "wait");
        assert_eq!(trouble.to_string().lines().count(), 1);
        assert!(!trouble.to_string().contains('\u{1b}'));
    }
}
