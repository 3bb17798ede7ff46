//! One turn of any flow, and what each flow can be told.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use tvpass::TooSmall;
use tvpass::flow::{
    AnyPlace, App, Authorization, CheckSignIn, Event, Flow, Installation, Logout, LogoutReply, Now, PartnerCompletion,
    PartnerReply, PartnerSignIn, Preauthorization, PreauthorizationReply, Registration, ResourceList, SecondScreen,
    SecondScreenReply, SignIn, SignInReply,
};

use super::event::{self, Reply};
use super::installation::Unsaved;
use crate::fields::Fields;
use crate::plain::{AnyStep, key, written};

/// A flow whose kind is known at run time.
pub(super) trait Drive {
    /// Decides, saves, writes; nothing if the flow cannot be told this.
    fn turn(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        event: Event<'_, Reply<'_>>,
        buffer: &mut Vec<u8>,
    ) -> Option<String>;
}

/// Flows, and the reply that each of them takes.
macro_rules! jobs {
    ($( $flow:ty: $reply:expr; )*) => { $(
        impl Drive for $flow {
            fn turn(
                &mut self,
                app: &App<'_>,
                installation: &mut Installation,
                now: Now,
                event: Event<'_, Reply<'_>>,
                buffer: &mut Vec<u8>,
            ) -> Option<String> {
                let event = event::told(event, $reply)?;
                let turn = self.handle(app, installation, now, event);
                let unsaved = Unsaved::of(app, installation);
                loop {
                    let needed = match turn.step(app, installation, buffer) {
                        Ok(step) => return Some(answer(unsaved.as_ref(), &AnyStep::of(&step))),
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
    Preauthorization<Resources, String>: |reply| match reply {
        Reply::Noted => Some(PreauthorizationReply::Noted),
        _ => None,
    };
    Authorization<String>: |_| None::<Infallible>;
    Logout<String>: |reply| match reply {
        Reply::Shown => Some(LogoutReply::Shown),
        _ => None,
    };
}

/// The result of a turn: `{"unsaved": …, "step": …}`.
#[inline(never)]
fn answer(unsaved: Option<&Unsaved>, step: &AnyStep<'_>) -> String {
    written(1024, &|sheet| {
        sheet.object(|sheet| {
            if let Some(unsaved) = unsaved {
                sheet.member(key!("unsaved"), unsaved);
            }
            sheet.member(key!("step"), step);
        });
    })
}

/// Resources that the flow owns.
pub(super) struct Resources(Vec<String>);

impl Resources {
    pub(super) fn new(given: Fields<'_>) -> Self {
        Self(given.all("resources").into_iter().map(String::from).collect())
    }
}

impl ResourceList for Resources {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }
}
