//! The core's flow in an object: one machine for each.

use tvpass::flow::{
    AnyPlace, Authorization, CheckSignIn, DeviceReply, Event as CoreEvent, LinkDevice, LinkReply, ListDevices, Logout,
    PartnerCompletion, PartnerSignIn, Registration, SecondScreen, ServiceToken, SignIn, UnlinkDevices,
};

use super::catalogue::{Catalogue, Resources};
use super::event::Event;
use super::outcome::Outcome;
use super::question::Question;
use super::single_sign_on::{Progress, link, list, service_token, unlink};
use super::step::Step;
use super::turn::Desk;

// It is made once and stays where it is.
#[allow(clippy::large_enum_variant)]
pub(super) enum Machine {
    Registration(Registration),
    CheckSignIn(CheckSignIn),
    SignIn(SignIn<AnyPlace, String>),
    SecondScreen(SecondScreen<String>),
    PartnerSignIn(PartnerSignIn<String>),
    PartnerCompletion(PartnerCompletion<String>),
    Preauthorization(Catalogue),
    Authorization(Authorization<String>),
    Logout(Logout<String>),
    ServiceToken {
        flow: ServiceToken<String>,
        /// It began with a link code.
        is_joining: bool,
    },
    LinkDevice(LinkDevice<String>),
    ListDevices(ListDevices<String>),
    UnlinkDevices(UnlinkDevices<Resources, String>),
}

impl Machine {
    /// Takes an event of the host.
    pub(super) fn turn(&mut self, desk: &mut Desk<'_>, event: &Event) -> Progress {
        let now = desk.now;
        match self {
            Self::Registration(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, |()| Outcome::Registered)
            }
            Self::CheckSignIn(flow) => desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_check),
            Self::SignIn(flow) => desk.turn(
                flow,
                event.view(Event::sign_in),
                |question| Question::of_sign_in(now, question),
                Outcome::of_sign_in,
            ),
            Self::SecondScreen(flow) => desk.turn(
                flow,
                event.view(Event::second_screen),
                |question| Question::of_second_screen(now, question),
                Outcome::of_sign_in,
            ),
            Self::PartnerSignIn(flow) => {
                desk.turn(flow, event.view(Event::partner), Question::of_partner, Outcome::of_partner)
            }
            Self::PartnerCompletion(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_completion)
            }
            Self::Preauthorization(catalogue) => catalogue.turn(desk, event.view(|_| None)).into(),
            Self::Authorization(flow) => {
                desk.turn(flow, event.view(|_| None), |never| match never {}, Outcome::of_authorization)
            }
            Self::Logout(flow) => desk.turn(flow, event.view(Event::logout), Question::of_logout, Outcome::of_logout),
            Self::ServiceToken { flow, is_joining } => {
                service_token(desk, flow, *is_joining, event.view(Event::service_token))
            }
            Self::LinkDevice(flow) => link(desk, flow, event.view(Event::link)),
            Self::ListDevices(flow) => list(desk, flow, event.view(|_| None)),
            Self::UnlinkDevices(flow) => unlink(desk, flow, event.view(|_| None)),
        }
    }

    /// Goes on with the token that was renewed, which now stands in the header.
    pub(super) fn token_kept(&mut self, desk: &mut Desk<'_>) -> Progress {
        let kept = || Some(CoreEvent::Viewer(DeviceReply::TokenKept));
        match self {
            Self::LinkDevice(flow) => link(desk, flow, Some(CoreEvent::Viewer(LinkReply::TokenKept))),
            Self::ListDevices(flow) => list(desk, flow, kept()),
            Self::UnlinkDevices(flow) => unlink(desk, flow, kept()),
            _ => Step::Await.into(),
        }
    }
}
