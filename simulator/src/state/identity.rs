//! Persons that a platform or a programmer vouches for (R107, R110).

use serde::{Deserialize, Serialize};

use super::device::{Application, Fingerprint};

/// The identity in a single sign-on header: the same on all devices and in all applications.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Identity {
    /// `Adobe-Subject-Token` or `X-Roku-Reserved-Roku-Connect-Token`.
    Platform(Fingerprint),
    /// `AD-Service-Token`.
    ServiceToken(Fingerprint),
}

impl Identity {
    /// The subject of a service token.
    pub(crate) fn service_token(&self) -> Option<&Fingerprint> {
        match self {
            Self::Platform(_) => None,
            Self::ServiceToken(subject) => Some(subject),
        }
    }
}

/// The owner of a profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Owner {
    /// One application on one device (R47).
    Application(Application),
    /// Whoever shows that identity (R111).
    Identity(Identity),
}

impl Owner {
    /// The client that alone can ask for it.
    pub(crate) fn client_id(&self) -> Option<&String> {
        match self {
            Self::Application(application) => Some(&application.client_id),
            Self::Identity(_) => None,
        }
    }

    /// The owner's name for a page.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Application(application) => {
                format!("{}, device {}", application.service_provider, application.device.short())
            }
            Self::Identity(Identity::Platform(subject)) => format!("platform identity {}", subject.short()),
            Self::Identity(Identity::ServiceToken(subject)) => format!("service token {}", subject.short()),
        }
    }
}
