//! The flows of the Single Sign-On Service as the machine runs them.

use tvpass::flow::{
    self, DeviceReply, Event as CoreEvent, LinkDevice, LinkQuestion, LinkReply, ListDevices, NoSingleSignOn,
    ObtainedToken, Served, ServiceToken, ServiceTokenReply, TokenRenewed, UnlinkDevices,
};
use tvpass::message::HeaderName;

use super::catalogue::Resources;
use super::outcome::Outcome;
use super::question::Question;
use super::step::Step;
use super::token_keeper::TokenChange;
use super::turn::Desk;
use crate::answer::IssuedToken;
use crate::own::Own;
use crate::secret::Secret;

/// A step, and what comes before it.
pub(super) enum Progress {
    /// The step alone.
    Step(Step),
    /// The token changes, then comes the step.
    Change(TokenChange, Step),
    /// The new token is kept, then the flow goes on.
    Renewed(IssuedToken),
}

impl From<Step> for Progress {
    fn from(step: Step) -> Self {
        Self::Step(step)
    }
}

impl Progress {
    fn done(outcome: Outcome) -> Self {
        Step::Done { outcome }.into()
    }

    fn renewed(TokenRenewed(issued): TokenRenewed<'_>) -> Self {
        Self::Renewed(issued.own())
    }

    fn without(reason: NoSingleSignOn<'_>) -> Self {
        let step = Step::Done {
            outcome: Outcome::WithoutSingleSignOn { party: reason.actor().into(), reason: reason.into() },
        };
        match reason {
            NoSingleSignOn::TokenRefused(_) => Self::Change(TokenChange::Refused, step),
            _ => step.into(),
        }
    }

    fn served<T>(served: Served<'_, T>, done: impl FnOnce(T) -> Self) -> Self {
        match served {
            Served::Done(end) => done(end),
            Served::WithoutSingleSignOn(reason) => Self::without(reason),
        }
    }
}

type Told<'e, R> = Option<CoreEvent<'e, R>>;

pub(super) fn service_token(
    desk: &mut Desk<'_>,
    flow: &mut ServiceToken<String>,
    is_joining: bool,
    event: Told<'_, ServiceTokenReply<'_>>,
) -> Progress {
    let asked = |question: flow::AskLinkCode<'_>| Step::ask(Question::of_service_token(question)).into();
    let ended = |end: ObtainedToken<'_>| match end {
        ObtainedToken::Kept => Progress::done(Outcome::ServiceTokenReady),
        ObtainedToken::Issued(issued) => {
            let change = if is_joining { TokenChange::Joined } else { TokenChange::Issued };
            Progress::Change(change(issued.own()), Step::Done { outcome: Outcome::ServiceTokenReady })
        }
        ObtainedToken::WithoutSingleSignOn(reason) => Progress::without(reason),
        _ => unreachable!("the core of this version has no other"),
    };
    desk.turn_with(flow, event, asked, ended)
}

pub(super) fn link(desk: &mut Desk<'_>, flow: &mut LinkDevice<String>, event: Told<'_, LinkReply>) -> Progress {
    let now = desk.now;
    let asked = |question: LinkQuestion<'_>| match question {
        LinkQuestion::ShowCode(shown) => Step::ask(Question::of_link_code(now, shown)).into(),
        LinkQuestion::CodeExpired => Step::ask(Question::LinkCodeExpired).into(),
        LinkQuestion::TokenRenewed(renewed) => Progress::renewed(renewed),
        _ => unreachable!("the core of this version has no other"),
    };
    let ended = |end: flow::Linked<'_>| Progress::served(end, |()| Progress::done(Outcome::LinkFinished));
    desk.turn_with(flow, event, asked, ended)
}

pub(super) fn list(desk: &mut Desk<'_>, flow: &mut ListDevices<String>, event: Told<'_, DeviceReply>) -> Progress {
    let header = desk.app.headers.get(HeaderName::ApDeviceIdentifier).unwrap_or_default().to_owned();
    desk.turn_with(flow, event, Progress::renewed, |end| {
        Progress::served(end, |devices| {
            let own = devices.iter().find(|device| device.is_own(&header)).map(|device| Secret(device.id.own()));
            Progress::done(Outcome::Devices { devices: devices.own(), own })
        })
    })
}

pub(super) fn unlink(
    desk: &mut Desk<'_>,
    flow: &mut UnlinkDevices<Resources, String>,
    event: Told<'_, DeviceReply>,
) -> Progress {
    desk.turn_with(flow, event, Progress::renewed, |end| {
        Progress::served(end, |unlinked| {
            let is_own = unlinked.is_own;
            let step = Step::Done { outcome: Outcome::Unlinked { devices: unlinked.devices.own(), is_own } };
            if is_own { Progress::Change(TokenChange::Left, step) } else { step.into() }
        })
    })
}
