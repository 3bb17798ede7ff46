//! One turn of any flow, and what each flow can be told.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use tvpass::TooSmall;
use tvpass::flow::{
    AnyPlace, App, Authorization, CheckSignIn, DeviceReply, Event, Flow, Installation, LinkDevice, LinkQuestion,
    LinkReply, ListDevices, Logout, LogoutReply, Now, ObtainedToken, PartnerCompletion, PartnerReply, PartnerSignIn,
    Preauthorization, PreauthorizationReply, Registration, ResourceList, SecondScreen, SecondScreenReply, Served,
    ServiceToken, ServiceTokenReply, SignIn, SignInReply, Step, TokenRenewed, UnlinkDevices,
};

use super::event::{self, Reply};
use super::installation::Unsaved;
use super::service_token::{TokenKeeper, TokenNews};
use crate::fields::Fields;
use crate::plain::{AnyStep, key, written};

/// A flow whose kind is known at run time.
pub(super) trait Drive {
    /// Decides, saves, writes; nothing if the flow cannot be told this.
    fn turn(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        keeper: &mut TokenKeeper,
        now: Now,
        event: Event<'_, Reply<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Option<String>;
}

/// The news of a step; no code for a flow that has none.
macro_rules! news {
    ($step:ident) => {
        None::<TokenNews<'_>>
    };
    ($step:ident $( $pattern:pat $(if $condition:expr)? => $news:expr, )*) => {
        match $step {
            $( $pattern $(if $condition)? => Some($news), )*
            _ => None,
        }
    };
}

/// Flows, the reply that each of them takes, and the step that has news of the service token.
macro_rules! jobs {
    ($( $flow:ty: $reply:expr $(=> { $( $pattern:pat $(if $condition:expr)? => $news:expr, )* })?; )*) => { $(
        impl Drive for $flow {
            fn turn(
                &mut self,
                app: &App<'_>,
                installation: &mut Installation,
                keeper: &mut TokenKeeper,
                now: Now,
                event: Event<'_, Reply<'_>>,
                buffer: &mut Vec<u8>,
            ) -> Option<String> {
                let event = event::told(event, $reply)?;
                let turn = self.handle(app, installation, now, event);
                let unsaved = Unsaved::of(app, installation);
                loop {
                    let needed = match turn.step(app, installation, buffer) {
                        Ok(step) => {
                            let token = news!(step $( $( $pattern $(if $condition)? => $news, )* )?)
                                .map(|news| keeper.note(app, &now, &news));
                            return Some(answer(unsaved.as_ref(), token.as_deref(), &AnyStep::of(&step)));
                        }
                        Err(TooSmall { needed }) => needed,
                    };
                    buffer.resize(needed, 0);
                }
            }
        }
    )* };
}

jobs! {
    Registration: |_| None::<Infallible>;
    CheckSignIn: |_| None::<Infallible>;
    SignIn<AnyPlace, String>: |reply| Some(match reply {
        Reply::Shown => SignInReply::Shown,
        Reply::Chosen(mvpd) => SignInReply::Chosen(mvpd),
        Reply::Reload => SignInReply::Reload,
        Reply::NewCode => SignInReply::NewCode,
        _ => return None,
    });
    SecondScreen<String>: |reply| Some(match reply {
        Reply::Confirmed => SecondScreenReply::Confirmed,
        Reply::Chosen(mvpd) => SecondScreenReply::Chosen(mvpd),
        Reply::Reload => SecondScreenReply::Reload,
        _ => return None,
    });
    PartnerSignIn<String>: |reply| Some(match reply {
        Reply::Status(status) => PartnerReply::Status(status),
        Reply::Chosen(mvpd) => PartnerReply::Chosen(mvpd),
        Reply::Refused => PartnerReply::Refused,
        _ => return None,
    });
    PartnerCompletion<String>: |_| None::<Infallible>;
    Preauthorization<Texts, String>: |reply| match reply {
        Reply::Noted => Some(PreauthorizationReply::Noted),
        _ => None,
    };
    Authorization<String>: |_| None::<Infallible>;
    Logout<String>: |reply| match reply {
        Reply::Shown => Some(LogoutReply::Shown),
        _ => None,
    };
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

/// The result of a turn: `{"unsaved": …, "savedServiceToken": …, "step": …}`.
#[inline(never)]
fn answer(unsaved: Option<&Unsaved>, token: Option<&str>, step: &AnyStep<'_>) -> String {
    written(1024, &|sheet| {
        sheet.object(|sheet| {
            if let Some(unsaved) = unsaved {
                sheet.member(key!("unsaved"), unsaved);
            }
            sheet.member(key!("savedServiceToken"), &token);
            sheet.member(key!("step"), step);
        });
    })
}

/// Resources or devices that the flow owns.
pub(super) struct Texts(Vec<String>);

impl Texts {
    pub(super) fn new(given: Fields<'_>, name: &str) -> Self {
        Self(given.all(name).into_iter().map(String::from).collect())
    }
}

impl ResourceList for Texts {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}
