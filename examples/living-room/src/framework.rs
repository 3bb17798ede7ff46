//! A stand-in of Apple's Video Subscriber Account framework, which no terminal has: it says what the framework of a new
//! device would say of a viewer who allows access, and its SAML answer is made up.

use tvpass::json::Timestamp;
use tvpass::message::{
    AccessStatus, FrameworkPermissionInfo, FrameworkProviderInfo, HeaderName, Headers, PartnerFrameworkStatus,
};

use crate::action::{Happened, PlatformProvider};

/// How long the viewer counts as signed in at the framework.
const LIFETIME_MILLIS: u64 = 60 * 60 * 1000;

/// What a provider answers through the framework; nothing is signed.
const SAML_RESPONSE: &str =
    "<Response><Assertion><Subject><NameID>stand-in subscriber</NameID></Subject></Assertion></Response>";

/// The framework of one device.
pub(crate) struct Framework {
    /// Where the viewer is signed in, by the MVPD's id.
    provider: String,
    /// What it said last, as the header has it.
    status: Option<String>,
}

impl Framework {
    /// A framework that has not been asked, on the device of a viewer of `provider`.
    pub(crate) fn new(provider: &str) -> Self {
        Self { provider: provider.to_owned(), status: None }
    }

    /// Puts its status, if it was asked for one, where each request takes it from (R98).
    pub(crate) fn describe<'h>(&'h self, headers: &mut Headers<'h>) {
        if let Some(status) = &self.status {
            headers.set(HeaderName::ApPartnerFrameworkStatus, status).expect("base64 is fit for a header");
        }
    }

    /// Is asked for its status; says what it did, and what follows for the flow.
    pub(crate) fn ask(
        &mut self,
        interruption_allowed: bool,
        providers: &[PlatformProvider],
        now: Timestamp,
    ) -> (String, Happened) {
        if !interruption_allowed {
            let permission = FrameworkPermissionInfo { access_status: AccessStatus::NotDetermined, error: None };
            self.status =
                Some(header(&PartnerFrameworkStatus { permission, provider: FrameworkProviderInfo::default() }));
            return ("has not asked the viewer yet".into(), Happened::Tick);
        }
        let provider = &self.provider;
        match providers.iter().find(|known| known.id == *provider) {
            Some(PlatformProvider { platform_id: Some(platform_id), .. }) => {
                let status = PartnerFrameworkStatus::granted(platform_id, now.plus_millis(LIFETIME_MILLIS));
                self.status = Some(header(&status));
                (format!("asks the viewer, who allows access and is signed in at {platform_id}"), Happened::Tick)
            }
            // R101: the basic flow goes on with what the viewer picked.
            Some(_) => (format!("does not support {provider}"), Happened::Choice(provider.clone())),
            None => (format!("does not know {provider}"), Happened::Refused),
        }
    }

    /// Is handed the service's request for the provider.
    pub(crate) fn authenticate() -> (String, Happened) {
        ("hands the request to the provider and makes up a SAML answer".into(), Happened::Saml(SAML_RESPONSE))
    }
}

fn header(status: &PartnerFrameworkStatus<'_>) -> String {
    let mut buffer = [0; 1024];
    status.encode_header(&mut buffer).expect("an id of the configuration is not that long").as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use tvpass::message::Sender;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_733_735_289_035);

    fn is_valid(framework: &Framework) -> bool {
        let mut headers = Headers::new(Sender::StreamingDevice);
        framework.describe(&mut headers);
        let value = headers.get(HeaderName::ApPartnerFrameworkStatus).unwrap();
        PartnerFrameworkStatus::decode_header(value, &mut [0; 512]).unwrap().is_valid(NOW)
    }

    fn providers() -> [PlatformProvider; 2] {
        [("Cablevision", Some("cable-vision")), ("Dish", None)]
            .map(|(id, platform_id)| PlatformProvider { id: id.into(), platform_id: platform_id.map(Into::into) })
    }

    #[test]
    fn r95_access_is_granted_only_after_the_viewer_could_be_asked() {
        let mut framework = Framework::new("Cablevision");
        assert!(matches!(framework.ask(false, &[], NOW), (_, Happened::Tick)));
        assert!(!is_valid(&framework));
        let (does, happened) = framework.ask(true, &providers(), NOW);
        assert!(matches!(happened, Happened::Tick));
        assert!(does.contains("cable-vision"), "{does}");
        assert!(is_valid(&framework));
    }

    #[test]
    fn r101_a_provider_that_the_framework_does_not_support_is_the_viewers_choice() {
        let (_, happened) = Framework::new("Dish").ask(true, &providers(), NOW);
        assert!(matches!(happened, Happened::Choice(id) if id == "Dish"));
        let (_, happened) = Framework::new("Nobody").ask(true, &providers(), NOW);
        assert!(matches!(happened, Happened::Refused));
    }
}
