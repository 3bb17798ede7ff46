//! The status of a partner's framework, as far as single sign-on can rest on it (R96).

use tvpass::json::Timestamp;
use tvpass::message::{AccessStatus, ErrorCode, HeaderName, Incoming, PartnerFrameworkStatus};

/// The state of the framework: the first thing that is wrong with it, or the provider it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Framework {
    /// No header, or none that can be read.
    NotPresent,
    /// The viewer was not asked.
    NotDetermined,
    /// The viewer refused, or may not allow it.
    NotGranted,
    /// No provider.
    NoProvider,
    /// The sign-in at the provider has lapsed.
    Expired(String),
    /// All is well.
    Valid(String),
}

impl Framework {
    pub(super) fn read(incoming: &Incoming<'_>, now: Timestamp) -> Self {
        let Some(value) = incoming.headers.get(HeaderName::ApPartnerFrameworkStatus) else { return Self::NotPresent };
        let mut buffer = vec![0; value.len()];
        match PartnerFrameworkStatus::decode_header(value, &mut buffer) {
            Ok(status) => Self::of(&status, now),
            Err(_) => Self::NotPresent,
        }
    }

    fn of(status: &PartnerFrameworkStatus<'_>, now: Timestamp) -> Self {
        match status.permission.access_status {
            AccessStatus::Granted => {}
            AccessStatus::NotDetermined => return Self::NotDetermined,
            _ => return Self::NotGranted,
        }
        let Some(provider) = status.provider.id.filter(|id| !id.is_empty()) else { return Self::NoProvider };
        let provider = provider.to_string();
        if status.is_valid(now) { Self::Valid(provider) } else { Self::Expired(provider) }
    }

    /// The provider, if single sign-on can rest on it.
    pub(super) fn valid_provider(&self) -> Option<&str> {
        match self {
            Self::Valid(provider) => Some(provider),
            _ => None,
        }
    }

    /// The provider, lapsed or not.
    pub(super) fn provider(&self) -> Option<&str> {
        match self {
            Self::Valid(provider) | Self::Expired(provider) => Some(provider),
            _ => None,
        }
    }

    /// The code for what is wrong (R104).
    pub(super) fn error(&self) -> Option<ErrorCode> {
        match self {
            Self::NotPresent => Some(ErrorCode::InvalidHeaderPfsPermissionAccessNotPresent),
            Self::NotDetermined => Some(ErrorCode::InvalidHeaderPfsPermissionAccessNotDetermined),
            Self::NotGranted => Some(ErrorCode::InvalidHeaderPfsPermissionAccessNotGranted),
            Self::NoProvider => Some(ErrorCode::InvalidHeaderPfsProviderIdNotDetermined),
            Self::Expired(_) => Some(ErrorCode::InvalidHeaderPfsProviderInfoExpired),
            Self::Valid(_) => None,
        }
    }
}
