//! The partners whose frameworks sign viewers in.

use tvpass::endpoint::{APPLE, APPLE_CHANNEL};

/// A partner whose framework signs viewers in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Partner {
    /// Apple, by its Video Subscriber Account framework.
    Apple,
}

#[uniffi::export]
impl Partner {
    /// Its name on the wire, for `Settings.partner` and the calls that name a partner (P6).
    #[must_use]
    pub fn wire(&self) -> String {
        match self {
            Self::Apple => APPLE.to_owned(),
        }
    }

    /// The issuer of the service's SAML requests: `channelIdentifier` of the request to the framework (R103).
    #[must_use]
    pub fn channel_identifier(&self) -> String {
        match self {
            Self::Apple => APPLE_CHANNEL.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Partner;

    #[test]
    fn apples_framework_is_told_who_issues_the_services_requests() {
        let apple = (Partner::Apple.wire(), Partner::Apple.channel_identifier());
        assert_eq!(apple, ("Apple".to_owned(), "https://saml.sp.auth.adobe.com".to_owned()));
    }
}
