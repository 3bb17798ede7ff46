//! The flows of the Single Sign-On Service, as this host replies to them.

use tvpass::flow::{
    DeviceReply, KeptToken, LinkDevice, LinkQuestion, LinkReply, ListDevices, Now, ServiceToken, ServiceTokenReply,
    TokenRenewed, UnlinkDevices,
};
use tvpass::json::Timestamp;

use super::subject::{Replied, Said};
use super::world::START;

/// The person's own name, which no output shows.
pub(super) const IDENTIFIER: &str = "SECRET.PERSON";
/// A code as a viewer types it.
pub(super) const LINK_CODE: &str = "SECRET.CODE";
/// Devices to be taken out.
pub(super) const DEVICES: [&str; 2] = ["den", "attic"];

/// A token of a quarter of an hour, whose renewal is due in a few minutes.
pub(super) fn kept() -> KeptToken {
    let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(START), random: 0 };
    let end = Timestamp::from_millis(START + 15 * 60 * 1000);
    KeptToken::received("SECRET.SERVICE.TOKEN", None, end, &now).expect("a token of three parts")
}

impl Replied for ServiceToken {
    fn reply(said: &Said, _: &Now) -> Option<ServiceTokenReply<'static>> {
        match said {
            Said::NewCode => Some(ServiceTokenReply::LinkCode(LINK_CODE)),
            Said::List => Some(ServiceTokenReply::LinkCode("")),
            Said::Yes => Some(ServiceTokenReply::Declined),
            _ => None,
        }
    }

    /// A viewer who typed codes for ever would be answered for ever (R137).
    fn fitting(_: &Self::Question<'_>) -> Said {
        Said::Yes
    }
}

impl Replied for LinkDevice {
    fn reply(said: &Said, _: &Now) -> Option<LinkReply> {
        match said {
            Said::Yes => Some(LinkReply::Shown),
            Said::NewCode => Some(LinkReply::NewCode),
            Said::Choice => Some(LinkReply::TokenKept),
            Said::List => Some(LinkReply::Finished),
            _ => None,
        }
    }

    fn fitting(question: &LinkQuestion<'_>) -> Said {
        match question {
            LinkQuestion::ShowCode(_) => Said::Yes,
            LinkQuestion::TokenRenewed(_) => Said::Choice,
            _ => Said::List,
        }
    }
}

impl Replied for ListDevices {
    fn reply(said: &Said, _: &Now) -> Option<DeviceReply> {
        matches!(said, Said::Choice).then_some(DeviceReply::TokenKept)
    }

    fn fitting(_: &TokenRenewed<'_>) -> Said {
        Said::Choice
    }
}

impl Replied for UnlinkDevices<[&'static str; 2]> {
    fn reply(said: &Said, _: &Now) -> Option<DeviceReply> {
        matches!(said, Said::Choice).then_some(DeviceReply::TokenKept)
    }

    fn fitting(_: &TokenRenewed<'_>) -> Said {
        Said::Choice
    }
}
