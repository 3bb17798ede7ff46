//! A stand-in of Apple's Video Subscriber Account framework, which no terminal has: it says what the framework of a new
//! device would say of a viewer who allows access, and its SAML answer is made up.

use tvpass::json::Timestamp;
use tvpass::message::{AccessStatus, FrameworkPermissionInfo, PartnerFrameworkStatus};

use tvpass_client::{OwnedFrameworkStatus, Reply};

use crate::provider::PlatformProvider;

/// The time for which the viewer counts as signed in at the framework.
const LIFETIME_MILLIS: u64 = 60 * 60 * 1000;

/// A provider's answer through the framework; nothing is signed.
const SAML_RESPONSE: &str =
    "<Response><Assertion><Subject><NameID>stand-in subscriber</NameID></Subject></Assertion></Response>";

/// The framework of one device.
pub(crate) struct Framework {
    /// The MVPD at which the viewer is signed in, by its id.
    provider: String,
}

impl Framework {
    /// A framework that has not been asked, on the device of a viewer of `provider`.
    pub(crate) fn new(provider: &str) -> Self {
        Self { provider: provider.to_owned() }
    }

    /// Is asked for its status; says what it did, and what follows for the flow.
    pub(crate) fn ask(
        &self,
        interruption_allowed: bool,
        providers: &[PlatformProvider],
        now: Timestamp,
    ) -> (String, Reply) {
        if !interruption_allowed {
            let permission = FrameworkPermissionInfo::new(AccessStatus::NotDetermined);
            let status = PartnerFrameworkStatus::new(permission);
            return ("has not asked the viewer yet".into(), said(&status));
        }
        let provider = &self.provider;
        match providers.iter().find(|known| known.id == *provider) {
            Some(PlatformProvider { platform_id: Some(platform_id), .. }) => {
                let status = PartnerFrameworkStatus::granted(platform_id, now.plus_millis(LIFETIME_MILLIS));
                (format!("asks the viewer, who allows access and is signed in at {platform_id}"), said(&status))
            }
            // R101: the basic flow goes on with what the viewer picked.
            Some(_) => (format!("does not support {provider}"), Reply::Mvpd(provider.clone())),
            None => (format!("does not know {provider}"), Reply::Refused),
        }
    }

    /// Is handed the service's request for the provider.
    pub(crate) fn authenticate() -> (String, &'static str) {
        ("hands the request to the provider and makes up a SAML answer".into(), SAML_RESPONSE)
    }
}

fn said(status: &PartnerFrameworkStatus<'_>) -> Reply {
    Reply::Status(Some(OwnedFrameworkStatus::new(status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_733_735_289_035);

    fn is_valid(reply: &Reply) -> bool {
        matches!(reply, Reply::Status(Some(status)) if status.get().is_valid(NOW))
    }

    fn providers() -> [PlatformProvider; 2] {
        [("Cablevision", Some("cable-vision")), ("Dish", None)]
            .map(|(id, platform_id)| PlatformProvider { id: id.into(), platform_id: platform_id.map(Into::into) })
    }

    #[test]
    fn r95_access_is_granted_only_after_the_viewer_could_be_asked() {
        let framework = Framework::new("Cablevision");
        let (_, before) = framework.ask(false, &[], NOW);
        assert!(!is_valid(&before));
        let (does, after) = framework.ask(true, &providers(), NOW);
        assert!(does.contains("cable-vision"), "{does}");
        assert!(is_valid(&after));
    }

    #[test]
    fn r101_a_provider_that_the_framework_does_not_support_is_the_viewers_choice() {
        let (_, reply) = Framework::new("Dish").ask(true, &providers(), NOW);
        assert_eq!(reply, Reply::Mvpd("Dish".into()));
        assert_eq!(Framework::new("Nobody").ask(true, &providers(), NOW).1, Reply::Refused);
    }
}
