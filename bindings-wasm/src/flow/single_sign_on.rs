//! The flows of the Single Sign-On Service, and what they change of the service token.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

use tvpass::TooSmall;
use tvpass::endpoint::IssuedToken;
use tvpass::flow::{
    App, DeviceReply, Event, Flow, InvalidArgument, KeptToken, LinkDevice, LinkQuestion, LinkReply, ListDevices, Now,
    ObtainedToken, PersonSource, Served, ServiceToken, ServiceTokenReply, Step, TokenRenewed, UnlinkDevices,
    saved_token_size,
};

use super::arguments::{Arguments, Texts};
use super::event::{self, Reply};
use super::installation::Unsaved;
use super::job::{Drive, answer, jobs};
use super::service_token::{TokenKeeper, owned};
use crate::codec::text_of;
use crate::plain::AnyStep;

/// The flow that is named, with its arguments; none if there is no such name.
pub(super) fn flow_of(
    name: &str,
    arguments: &Arguments<'_>,
    keeper: &mut TokenKeeper,
) -> Result<Option<Box<dyn Drive>>, InvalidArgument> {
    if name == "service_token" {
        let person = keeper.person(arguments.optional("linkCode"), arguments.optional("identifier"));
        return Ok(Some(Box::new(ServiceToken::new(keeper.kept(), person)?)));
    }
    Ok(Some(match (name, keeper.kept()) {
        ("link_device", Some(kept)) => Box::new(LinkDevice::new(kept, keeper.identifier())?),
        ("list_devices", Some(kept)) => Box::new(ListDevices::new(kept, keeper.identifier())?),
        ("unlink_devices", Some(kept)) => {
            Box::new(UnlinkDevices::new(arguments.texts("devices"), kept, keeper.identifier())?)
        }
        // It ends at once, and says that nobody is known.
        ("link_device" | "list_devices" | "unlink_devices", None) => {
            Box::new(ServiceToken::<String>::new(None, PersonSource::Kept)?)
        }
        _ => return Ok(None),
    }))
}

jobs! {
    ServiceToken<String>: |reply| match reply {
        Reply::LinkCode(code) => Some(ServiceTokenReply::LinkCode(code)),
        Reply::Refused => Some(ServiceTokenReply::Declined),
        _ => None,
    } => {
        Step::Done(ObtainedToken::Issued(token)) => TokenNews::Issued(token),
        Step::Done(_) => TokenNews::Ended,
    };
    LinkDevice<String>: |reply| match reply {
        Reply::Shown => Some(LinkReply::Shown),
        Reply::NewCode => Some(LinkReply::NewCode),
        Reply::Confirmed => Some(LinkReply::Finished),
        Reply::Noted => Some(LinkReply::TokenKept),
        _ => None,
    } => {
        Step::Ask(LinkQuestion::TokenRenewed(TokenRenewed(token))) => TokenNews::Issued(token),
    };
    ListDevices<String>: token_kept => {
        Step::Ask(TokenRenewed(token)) => TokenNews::Issued(token),
    };
    UnlinkDevices<Texts, String>: token_kept => {
        Step::Ask(TokenRenewed(token)) => TokenNews::Issued(token),
        Step::Done(Served::Done(unlinked)) if unlinked.is_own => TokenNews::Left,
    };
}

fn token_kept(reply: Reply<'_>) -> Option<DeviceReply> {
    matches!(reply, Reply::Noted).then_some(DeviceReply::TokenKept)
}

/// The meaning of a step for the token.
pub(super) enum TokenNews<'a> {
    /// The service issued a new one.
    Issued(IssuedToken<'a>),
    /// A flow for a person has ended: a token that has expired is of no use any more (R131).
    Ended,
    /// This device has left the sign-in (R143).
    Left,
}

impl TokenKeeper {
    fn kept(&self) -> Option<KeptToken<String>> {
        self.kept.clone()
    }

    fn identifier(&self) -> Option<String> {
        self.identifier.clone()
    }

    /// The person for whom a token is wanted: of a link code, of the application's name, or the one that is known. A token
    /// of another name is not theirs.
    fn person(&mut self, link_code: Option<String>, named: Option<String>) -> PersonSource<String> {
        self.is_joining = link_code.is_some();
        if let Some(code) = link_code {
            return PersonSource::LinkCode(code);
        }
        if named.is_some() {
            if self.identifier.is_some() && self.identifier != named {
                self.kept = None;
            }
            self.identifier = named;
        }
        self.identifier().map_or(PersonSource::Kept, PersonSource::Identifier)
    }

    /// Takes up the news; gives the text to save, empty where the token is forgotten.
    #[inline(never)]
    fn note(&mut self, app: &App<'_>, now: &Now, news: &TokenNews<'_>) -> String {
        match *news {
            TokenNews::Issued(IssuedToken { token, not_before, not_after, .. }) => {
                self.kept = KeptToken::received(owned(token), not_before, not_after, now).ok();
                if self.is_joining {
                    self.identifier = None;
                }
            }
            TokenNews::Ended if self.is_valid => {}
            TokenNews::Ended => self.kept = None,
            TokenNews::Left => *self = Self::default(),
        }
        let Some(kept) = &self.kept else { return String::new() };
        let identifier = self.identifier.as_deref();
        let mut buffer = vec![0; saved_token_size(kept.token().len(), identifier.unwrap_or_default().len())];
        let saved = kept.save(app, identifier, &mut buffer).unwrap_or_default();
        text_of(saved).into()
    }
}
