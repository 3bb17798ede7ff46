//! The flows of the Single Sign-On Service, as this host replies to them.

use tvpass::flow::{
    DeviceReply, LinkDevice, LinkQuestion, LinkReply, ListDevices, Now, ServiceToken, ServiceTokenReply, TokenRenewed,
    UnlinkDevices,
};

use super::service::LINK_CODE;
use super::subject::{Replied, Said};

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
