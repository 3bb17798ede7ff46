//! One turn of any flow, and what each flow can be told.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use tvpass::TooSmall;
use tvpass::flow::{
    AnyPlace, App, Authorization, CheckSignIn, Event, Flow, Installation, Logout, LogoutReply, Now, PartnerCompletion,
    PartnerReply, PartnerSignIn, Preauthorization, PreauthorizationReply, Registration, SecondScreen,
    SecondScreenReply, SignIn, SignInReply,
};

use super::arguments::Texts;
use super::event::{self, Reply};
use super::installation::Unsaved;
use super::service_token::TokenKeeper;
use crate::plain::{AnyStep, Json, key, written};

/// A flow whose kind is known at run time.
pub(super) trait Drive {
    /// Decides, saves, writes; nothing if the flow cannot be told this.
    fn turn(&mut self, host: Host<'_>, event: Event<'_, Reply<'_>>) -> Option<Json>;
}

/// The work of a turn: what the host has for it.
pub(super) struct Host<'t> {
    pub(super) app: &'t App<'t>,
    pub(super) installation: &'t mut Installation,
    #[cfg_attr(not(feature = "single-sign-on"), expect(dead_code))]
    pub(super) keeper: &'t mut TokenKeeper,
    pub(super) now: Now,
    pub(super) buffer: &'t mut Vec<u8>,
}

/// Flows, the reply that each of them takes, and the step that has news of the service token.
macro_rules! jobs {
    ($( $flow:ty: $reply:expr $(=> { $( $pattern:pat $(if $condition:expr)? => $news:expr, )* })?; )*) => { $(
        impl $crate::flow::job::Drive for $flow {
            fn turn(&mut self, host: $crate::flow::job::Host<'_>, event: Event<'_, Reply<'_>>) -> Option<$crate::plain::Json> {
                let event = event::told(event, $reply)?;
                let turn = self.handle(host.app, host.installation, host.now, event);
                let unsaved = Unsaved::of(host.app, host.installation);
                loop {
                    let needed = match turn.step(host.app, host.installation, host.buffer) {
                        Ok(step) => {
                            let token = $crate::flow::job::jobs!(
                                @token host step $( $( $pattern $(if $condition)? => $news, )* )?
                            );
                            return Some(answer(unsaved.as_ref(), token.as_deref(), &AnyStep::of(&step)));
                        }
                        Err(TooSmall { needed }) => needed,
                    };
                    host.buffer.resize(needed, 0);
                }
            }
        }
    )* };
    // No code for a flow that has no news.
    (@token $host:ident $step:ident) => {
        None::<String>
    };
    (@token $host:ident $step:ident $( $pattern:pat $(if $condition:expr)? => $news:expr, )*) => {
        match $step {
            $( $pattern $(if $condition)? => Some($news), )*
            _ => None,
        }
        .map(|news| $host.keeper.note($host.app, &$host.now, &news))
    };
}

pub(super) use jobs;

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
}

/// The result of a turn: `{"unsaved": …, "savedServiceToken": …, "step": …}`.
#[inline(never)]
pub(super) fn answer(unsaved: Option<&Unsaved>, token: Option<&str>, step: &AnyStep<'_>) -> Json {
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
