//! The person in front of a television, and the word of the platform's framework on them.

use tvpass::json::Timestamp;
use tvpass::message::PartnerFrameworkStatus;

/// A person with an account at a provider.
#[derive(Clone, Debug)]
pub struct Person {
    /// The provider.
    pub mvpd: String,
    /// From the moment something is shown to the moment the login is done.
    pub thinks_millis: u64,
    /// The number of codes that lapse before one is used.
    pub misses_codes: u32,
    /// The number of logins that are cancelled before one is done.
    pub cancels: u32,
    /// The number of times that a lapsed code is replaced, or a stopped flow started again, before the person gives up.
    pub patience: u32,
}

impl Default for Person {
    fn default() -> Self {
        Self { mvpd: "Cablevision".into(), thinks_millis: 20_000, misses_codes: 0, cancels: 0, patience: 3 }
    }
}

/// The word of the platform's framework.
#[derive(Clone, Debug, Default)]
pub struct Framework {
    /// The provider it knows without asking anybody.
    pub known: Option<&'static str>,
    /// The provider that the person picks when asked.
    pub picked: Option<&'static str>,
    /// The MVPD that the person picks instead, which the framework does not support (R101).
    pub unsupported: Option<&'static str>,
    /// The person refuses.
    pub is_refused: bool,
    /// The provider's SAML answer; without one the framework refuses.
    pub saml: Option<&'static str>,
    /// The time for which its word holds.
    pub expires_at: Option<Timestamp>,
}

impl Framework {
    /// A framework whose person is signed in at `provider`.
    #[must_use]
    pub fn signed_in(provider: &'static str) -> Self {
        let saml = "<Response><Assertion><Subject><NameID>viewer</NameID></Subject></Assertion></Response>";
        Self { known: Some(provider), picked: Some(provider), saml: Some(saml), ..Self::default() }
    }

    /// The words that it says now, if any.
    pub(crate) fn status(&self, may_disturb: bool) -> Option<PartnerFrameworkStatus<'static>> {
        let provider = if may_disturb { self.picked } else { self.known }?;
        let expires_at = self.expires_at.unwrap_or(Timestamp::from_millis(4_000_000_000_000));
        Some(PartnerFrameworkStatus::granted(provider, expires_at))
    }

    /// The header that tells the service of it.
    pub(crate) fn header(status: &PartnerFrameworkStatus<'_>) -> String {
        let mut buffer = [0; 512];
        status.encode_header(&mut buffer).expect("it fits").as_str().to_owned()
    }
}
