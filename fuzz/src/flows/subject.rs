//! The flows behind one interface, with the oracle that an outcome is about what was asked.

use std::convert::Infallible;
use std::fmt::{Debug, Write as _};

use tvpass::endpoint::{APPLE, Endpoint, route};
use tvpass::flow::{
    AnyPlace, App, Authorization, Authorized, CheckSignIn, Event, Flow, Installation, LinkDevice, ListDevices, Logout,
    LogoutQuestion, LogoutReply, Now, PartnerCompletion, PartnerReply, PartnerSignIn, PartnerSignedIn, PersonSource,
    Preauthorization, PreauthorizationQuestion, PreauthorizationReply, Preauthorized, Registration, SecondScreen,
    SecondScreenQuestion, SecondScreenReply, ServiceToken, SignIn, SignInQuestion, SignInReply, SignInState, SignedIn,
    Step, StopReason, UnlinkDevices, saved_size,
};
use tvpass::json::Timestamp;
use tvpass::message::PartnerFrameworkStatus;

use super::about::{RESOURCES, Told, assert_among, assert_decided};
use super::service::{DEVICES, IDENTIFIER, LINK_CODE, SAML_SECRET, kept};

/// An event that owns its body.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Begin,
    Answer(u16, Vec<u8>),
    RetryAfter(u16),
    NoAnswer,
    TooLarge,
    Tick,
    Online,
    Returned,
    Yes,
    Choice,
    List,
    NewCode,
    Cancel,
}

/// A step in short.
#[derive(Clone, Debug)]
pub(super) enum Heard {
    Send(Option<Endpoint>),
    Await,
    Wait(u64),
    /// With the reply that goes on.
    Ask(Box<Said>),
    /// The flow has ended.
    Over,
    /// The host is at fault, and may mend it and write the step again.
    Unwritten,
}

/// Arguments of the flows.
#[derive(Clone, Copy)]
pub(super) struct Arguments {
    pub(super) place: AnyPlace,
    pub(super) mvpd: Option<&'static str>,
    pub(super) domain_name: Option<&'static str>,
    pub(super) redirect_url: Option<&'static str>,
    pub(super) limit: u8,
}

/// A flow that can be driven and printed.
pub(super) trait Subject {
    /// Decides, saves, writes; adds everything that could be printed to `printed`.
    fn step(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        said: &Said,
        buffer: &mut Vec<u8>,
        printed: &mut String,
    ) -> (Heard, Option<String>);

    fn printed(&self) -> String;
}

pub(super) fn flow(kind: u8, arguments: &Arguments) -> Box<dyn Subject> {
    let Arguments { place, mvpd, domain_name, redirect_url, limit } = *arguments;
    let argument = "the arguments are good";
    match kind % 14 {
        0 => Box::new(tried(SignIn::new(place, mvpd, domain_name, redirect_url))),
        1 => Box::new(tried(SecondScreen::new("8ADF2K7", domain_name, redirect_url).expect(argument))),
        2 => Box::new(tried(PartnerSignIn::new(APPLE, domain_name, redirect_url).expect(argument))),
        3 => Box::new(tried(Preauthorization::new(RESOURCES, mvpd).expect(argument).with_limit(limit))),
        4 => Box::new(tried(Authorization::new(RESOURCES[0], mvpd).expect(argument))),
        5 => Box::new(tried(Logout::new(mvpd, redirect_url.unwrap_or("https://adobe.com")).expect(argument))),
        6 => Box::new(tried(PartnerCompletion::new(APPLE, SAML_SECRET).expect(argument))),
        7 => Box::new(tried(Registration::new())),
        8 => Box::new(tried(CheckSignIn::new())),
        9 => Box::new(tried(ServiceToken::new(None, PersonSource::LinkCode(LINK_CODE)).expect(argument))),
        10 => {
            let person = mvpd.map_or(PersonSource::Kept, |_| PersonSource::Identifier(IDENTIFIER));
            Box::new(tried(ServiceToken::new(Some(kept()), person).expect(argument)))
        }
        11 => Box::new(tried(LinkDevice::new(kept(), mvpd.map(|_| IDENTIFIER)).expect(argument))),
        12 => Box::new(tried(ListDevices::new(kept(), mvpd.map(|_| IDENTIFIER)).expect(argument))),
        _ => Box::new(tried(UnlinkDevices::new(DEVICES, kept(), mvpd.map(|_| IDENTIFIER)).expect(argument))),
    }
}

struct Tried<F> {
    flow: F,
    told: Told,
}

fn tried<F>(flow: F) -> Tried<F> {
    Tried { flow, told: Told::default() }
}

/// A flow of the core, as this host replies to it.
pub(super) trait Replied: Flow + Debug {
    fn reply(said: &Said, now: &Now) -> Option<Self::Reply<'static>>;
    /// The reply that goes on.
    fn fitting(question: &Self::Question<'_>) -> Said;
    /// Notes what a question tells.
    fn hear(_: &mut Told, _: &Self::Question<'_>) {}
    /// Panics if the outcome is not about what was asked.
    fn assert_about_what_was_asked(_: &Told, _: &Self::Outcome<'_>) {}
}

impl<F: Replied> Subject for Tried<F>
where
    for<'b> F::Question<'b>: Debug,
    for<'b> F::Outcome<'b>: Debug,
{
    fn step(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        said: &Said,
        buffer: &mut Vec<u8>,
        printed: &mut String,
    ) -> (Heard, Option<String>) {
        let event = match said {
            Said::Begin => Event::Start,
            Said::Answer(status, body) => Event::Response { status: *status, body },
            Said::RetryAfter(status) => Event::RetryAfter { status: *status, delay_millis: 5000 },
            Said::NoAnswer => Event::NoResponse,
            Said::TooLarge => Event::ResponseTooLarge,
            Said::Tick => Event::Timer,
            Said::Online => Event::Online,
            Said::Returned => Event::UserAgentReturned,
            Said::Cancel => Event::Cancel,
            reply => F::reply(reply, &now).map_or(Event::Timer, Event::Viewer),
        };
        write!(printed, "{event:?}").expect("a String takes every text");
        let turn = self.flow.handle(app, installation, now, event);
        restores(app, installation);
        if let Err(needed) = turn.step(app, installation, buffer).map(drop).map_err(|error| error.needed) {
            assert!(needed > buffer.len(), "{needed} bytes are there");
            buffer.resize(needed, 0);
        }
        let step = turn.step(app, installation, buffer).expect("as many bytes as were asked for");
        write!(printed, "{step:?}").expect("a String takes every text");
        match &step {
            Step::Send(request) => {
                let path = request.target.split('?').next().unwrap_or_default();
                let endpoint = route(request.method.as_str(), path).ok();
                (Heard::Send(endpoint), Some(request.target.to_owned()))
            }
            Step::Await => (Heard::Await, None),
            Step::Sleep { until_millis } | Step::AwaitOther { until_millis } => (Heard::Wait(*until_millis), None),
            Step::Ask(question) => {
                F::hear(&mut self.told, question);
                (Heard::Ask(Box::new(F::fitting(question))), None)
            }
            Step::Done(outcome) => {
                F::assert_about_what_was_asked(&self.told, outcome);
                (Heard::Over, None)
            }
            Step::Stop(reason) => {
                *printed += &reason.to_string();
                let is_unwritten = matches!(reason, StopReason::Encode(_) | StopReason::Url(_));
                (if is_unwritten { Heard::Unwritten } else { Heard::Over }, None)
            }
        }
    }

    fn printed(&self) -> String {
        format!("{:?}", self.flow)
    }
}

/// The saved state is taken up again, and is the same when it is saved once more.
fn restores(app: &App<'_>, installation: &mut Installation) {
    if !installation.is_unsaved() {
        return;
    }
    let mut saved = vec![0; saved_size(4096)];
    let length = installation.save(app, &mut saved).expect("it fits").len();
    installation.mark_saved(installation.revision());
    saved.truncate(length);
    let mut restored = Installation::<[u8; 4096]>::new();
    restored.restore_in_place(app, &saved).expect("what was saved is whole");
    let mut again = vec![0; saved_size(4096)];
    assert_eq!(restored.save(app, &mut again).expect("it fits"), saved, "what is restored is what was saved");
}

impl Replied for SignIn<AnyPlace> {
    fn reply(said: &Said, _: &Now) -> Option<SignInReply<'static>> {
        match said {
            Said::Yes => Some(SignInReply::Shown),
            Said::Choice => Some(SignInReply::Chosen("Dish")),
            Said::List => Some(SignInReply::Reload),
            Said::NewCode => Some(SignInReply::NewCode),
            _ => None,
        }
    }

    fn fitting(question: &Self::Question<'_>) -> Said {
        match question {
            SignInQuestion::ShowCode(_) => Said::Yes,
            SignInQuestion::OpenUrl(_) => Said::Returned,
            SignInQuestion::ChooseMvpd(_) | SignInQuestion::ConfirmMvpd(_) => Said::Choice,
            SignInQuestion::CodeExpired(_) | SignInQuestion::CodeReplaced(_) => Said::NewCode,
        }
    }

    fn assert_about_what_was_asked(_: &Told, outcome: &SignedIn<'_>) {
        if let SignedIn::Profile { profile, profiles, .. } = outcome {
            assert_among(profile, profiles);
        }
    }
}

impl Replied for SecondScreen {
    fn reply(said: &Said, _: &Now) -> Option<SecondScreenReply<'static>> {
        match said {
            Said::Yes => Some(SecondScreenReply::Confirmed),
            Said::Choice => Some(SecondScreenReply::Chosen("Dish")),
            Said::List => Some(SecondScreenReply::Reload),
            _ => None,
        }
    }

    fn fitting(question: &SecondScreenQuestion<'_>) -> Said {
        match question {
            SecondScreenQuestion::ConfirmDevice(_) => Said::Yes,
            SecondScreenQuestion::ChooseMvpd(_) => Said::Choice,
            _ => Said::Returned,
        }
    }
}

impl Replied for PartnerSignIn {
    fn reply(said: &Said, now: &Now) -> Option<PartnerReply<'static>> {
        let until = Timestamp::from_millis(now.unix.millis().saturating_add(1000));
        match said {
            Said::Yes => Some(PartnerReply::Status(Some(PartnerFrameworkStatus::granted("Dish", until)))),
            Said::List => Some(PartnerReply::Status(None)),
            Said::Choice => Some(PartnerReply::Chosen("Dish")),
            Said::NewCode => Some(PartnerReply::Refused),
            _ => None,
        }
    }

    fn fitting(_: &Self::Question<'_>) -> Said {
        Said::Yes
    }

    fn assert_about_what_was_asked(_: &Told, outcome: &PartnerSignedIn<'_>) {
        if let PartnerSignedIn::Profile { profile, profiles, .. } = outcome {
            assert_among(profile, profiles);
        }
    }
}

impl Replied for Preauthorization<[&'static str; 4]> {
    fn reply(said: &Said, _: &Now) -> Option<PreauthorizationReply> {
        matches!(said, Said::Yes).then_some(PreauthorizationReply::Noted)
    }

    fn fitting(_: &PreauthorizationQuestion<'_>) -> Said {
        Said::Yes
    }

    fn hear(told: &mut Told, question: &PreauthorizationQuestion<'_>) {
        if let PreauthorizationQuestion::Decided(part) = question {
            told.hear(part);
        }
    }

    fn assert_about_what_was_asked(told: &Told, outcome: &Preauthorized<'_>) {
        if let Preauthorized::Permits(permits) = outcome {
            told.assert_gave(permits);
        }
    }
}

impl Replied for Authorization {
    fn reply(_: &Said, _: &Now) -> Option<Infallible> {
        None
    }

    fn fitting(question: &Infallible) -> Said {
        match *question {}
    }

    fn assert_about_what_was_asked(_: &Told, outcome: &Authorized<'_>) {
        if let Authorized::Permitted(decision) | Authorized::Denied(decision) = outcome {
            assert_decided(decision, matches!(outcome, Authorized::Permitted(_)));
        }
    }
}

impl Replied for Logout {
    fn reply(said: &Said, _: &Now) -> Option<LogoutReply> {
        matches!(said, Said::Yes).then_some(LogoutReply::Shown)
    }

    fn fitting(question: &LogoutQuestion<'_>) -> Said {
        if matches!(question, LogoutQuestion::OpenUrls(_)) { Said::Returned } else { Said::Yes }
    }
}

impl Replied for CheckSignIn {
    fn reply(_: &Said, _: &Now) -> Option<Infallible> {
        None
    }

    fn fitting(question: &Infallible) -> Said {
        match *question {}
    }

    fn assert_about_what_was_asked(_: &Told, outcome: &SignInState<'_>) {
        if let SignInState::SignedIn { profile, profiles, .. } = outcome {
            assert_among(profile, profiles);
        }
    }
}

/// Flows that ask nothing.
macro_rules! silent {
    ($($flow:ty),*) => {$(
        impl Replied for $flow {
            fn reply(_: &Said, _: &Now) -> Option<Infallible> {
                None
            }

            fn fitting(question: &Infallible) -> Said {
                match *question {}
            }
        }
    )*};
}

silent!(PartnerCompletion, Registration);
