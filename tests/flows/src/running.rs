//! The flows of the jobs, each behind one interface.

use std::convert::Infallible;

use tvpass::endpoint::APPLE;
use tvpass::flow::{
    AnyPlace, App, Authorization, Authorized, Event, Installation, Logout, LogoutQuestion, LogoutReply, Now,
    PartnerCompleted, PartnerCompletion, PartnerQuestion, PartnerReply, PartnerSignIn, PartnerSignedIn,
    Preauthorization, PreauthorizationQuestion, PreauthorizationReply, Preauthorized, SecondScreen,
    SecondScreenQuestion, SecondScreenReply, SignIn, SignInQuestion, SignInReply, SignedIn, SignedOut, Step,
};

use crate::action::{Action, Happened};
use crate::describe::{Described, describe};
use crate::plan::{Job, Settings};
use crate::resources::Resources;

/// The flow of a job, as the settings have it.
pub(crate) fn start(job: &Job, settings: &Settings) -> Box<dyn Running> {
    let mvpd = settings.mvpd.clone();
    let (domain, redirect_url) = (Some("adobe.com".to_owned()), settings.redirect_url.clone());
    let place = AnyPlace { opens_page: settings.opens_page, picks: settings.picks };
    match job {
        Job::SignIn => Box::new(Run(SignIn::new(place, mvpd, domain, redirect_url))),
        Job::SignInAfterPartner(picked) => {
            Box::new(Run(SignIn::new(place, picked.clone().or(mvpd), domain, redirect_url).without_lookup()))
        }
        Job::SecondScreen(code) => {
            Box::new(Run(SecondScreen::new(code.clone(), domain, redirect_url).expect("a code")))
        }
        Job::PartnerSignIn => {
            Box::new(Run(PartnerSignIn::new(APPLE.to_owned(), domain, redirect_url).expect("a partner")))
        }
        Job::PartnerCompletion(saml) => {
            Box::new(Run(PartnerCompletion::new(APPLE.to_owned(), saml.clone()).expect("a response")))
        }
        Job::Preauthorization => {
            let resources = Resources(settings.resources.clone());
            Box::new(Run(Preauthorization::new(resources, mvpd).expect("resources")))
        }
        Job::Authorization => {
            let resource = settings.resources.first().cloned().unwrap_or_default();
            Box::new(Run(Authorization::new(resource, mvpd).expect("a resource")))
        }
        Job::Logout => {
            let redirect_url = redirect_url.unwrap_or_else(|| "https://television.example/done".into());
            Box::new(Run(Logout::new(mvpd, redirect_url).expect("an address")))
        }
    }
}

/// A flow that is under way.
pub(crate) trait Running {
    /// Decides, saves, writes; the action, the step in words, and what was saved.
    fn turn(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        happened: &Happened,
        buffer: &mut [u8],
    ) -> Turned;
}

/// A turn of a flow.
pub(crate) struct Turned {
    pub(crate) action: Action,
    pub(crate) said: String,
    /// Before the next request goes out, as the core asks its hosts to do.
    pub(crate) saved: Option<Vec<u8>>,
}

struct Run<F>(F);

/// A flow of the core, as a television does its steps.
trait Driven: Described {
    fn reply(happened: &Happened) -> Option<Self::Reply<'_>>;
    fn asks(question: &Self::Question<'_>) -> Action;
    fn ends(_: &Self::Outcome<'_>) -> Action {
        Action::Done
    }
}

impl<F: Driven> Running for Run<F> {
    fn turn(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: Now,
        happened: &Happened,
        buffer: &mut [u8],
    ) -> Turned {
        let event = match happened {
            Happened::Begin => Event::Start,
            Happened::Answer { status, body } => Event::Response { status: *status, body },
            Happened::NoAnswer => Event::NoResponse,
            Happened::Tick => Event::Timer,
            Happened::Returned => Event::UserAgentReturned,
            other => F::reply(other).map_or(Event::Timer, Event::Viewer),
        };
        let turn = self.0.handle(app, installation, now, event);
        let saved = installation.is_unsaved().then(|| {
            let mut saved = vec![0; 16 * 1024];
            let length = installation.save(app, &mut saved).expect("it fits").len();
            saved.truncate(length);
            installation.mark_saved(installation.revision());
            saved
        });
        let step = turn.step(app, installation, buffer).expect("the buffer is large");
        let said = describe::<F>(&step);
        let action = match &step {
            Step::Send(request) => {
                let path = request.target.split_once('?').map_or(request.target, |(path, _)| path);
                let endpoint = tvpass::endpoint::route(request.method.as_str(), path);
                Action::Send(endpoint.expect("every request is one of the protocol"), request.into())
            }
            Step::Await => Action::Await,
            Step::Sleep { until_millis } | Step::AwaitOther { until_millis } => {
                Action::Wait { until_millis: *until_millis }
            }
            Step::Ask(question) => F::asks(question),
            Step::Done(outcome) => F::ends(outcome),
            Step::Stop(reason) => Action::Stop(reason.actor()),
        };
        Turned { action, said, saved }
    }
}

impl Driven for SignIn<AnyPlace, String> {
    fn reply(happened: &Happened) -> Option<SignInReply<'_>> {
        match happened {
            Happened::Shown => Some(SignInReply::Shown),
            Happened::Choice(mvpd) => Some(SignInReply::Chosen(mvpd)),
            Happened::WantsList => Some(SignInReply::Reload),
            Happened::WantsCode => Some(SignInReply::NewCode),
            _ => None,
        }
    }

    fn asks(question: &Self::Question<'_>) -> Action {
        match question {
            SignInQuestion::ShowCode(shown) => Action::ShowCode {
                code: shown.code.into(),
                page: shown.authenticate_url.map(Into::into),
                expires_at_millis: shown.expires_at_millis,
            },
            SignInQuestion::OpenUrl(page) => Action::Open(vec![page.url.into()]),
            SignInQuestion::ChooseMvpd(configuration) => choose(configuration),
            SignInQuestion::ConfirmMvpd(_) => Action::ShowList,
            SignInQuestion::CodeExpired(_) | SignInQuestion::CodeReplaced(_) => Action::TellCodeVoid,
        }
    }
}

impl Driven for SecondScreen<String> {
    fn reply(happened: &Happened) -> Option<SecondScreenReply<'_>> {
        match happened {
            Happened::Yes => Some(SecondScreenReply::Confirmed),
            Happened::Choice(mvpd) => Some(SecondScreenReply::Chosen(mvpd)),
            _ => None,
        }
    }

    fn asks(question: &SecondScreenQuestion<'_>) -> Action {
        match question {
            SecondScreenQuestion::ConfirmDevice(_) => Action::GoOn,
            SecondScreenQuestion::ChooseMvpd(configuration) => choose(configuration),
            SecondScreenQuestion::OpenUrl(page) => Action::Open(vec![page.url.into()]),
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn ends(_: &SignedIn<'_>) -> Action {
        Action::Done
    }
}

impl Driven for PartnerSignIn<String> {
    fn reply(happened: &Happened) -> Option<PartnerReply<'_>> {
        match happened {
            Happened::Status(status) => Some(PartnerReply::Status(*status)),
            Happened::Choice(mvpd) => Some(PartnerReply::Chosen(mvpd)),
            Happened::Refused => Some(PartnerReply::Refused),
            _ => None,
        }
    }

    fn asks(question: &PartnerQuestion<'_>) -> Action {
        match question {
            PartnerQuestion::Status { interruption_allowed, .. } => {
                Action::AskFramework { may_disturb: *interruption_allowed }
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn ends(outcome: &PartnerSignedIn<'_>) -> Action {
        match outcome {
            PartnerSignedIn::AskFramework(_) => Action::AskProvider,
            PartnerSignedIn::Basic { mvpd, .. } => Action::GoOnWith(Job::SignInAfterPartner(mvpd.map(str::to_owned))),
            _ => Action::Done,
        }
    }
}

impl Driven for PartnerCompletion<String> {
    fn reply(_: &Happened) -> Option<Infallible> {
        None
    }

    fn asks(question: &Infallible) -> Action {
        match *question {}
    }

    fn ends(outcome: &PartnerCompleted<'_>) -> Action {
        match outcome {
            PartnerCompleted::Basic(_) => Action::GoOnWith(Job::SignInAfterPartner(None)),
            _ => Action::Done,
        }
    }
}

impl Driven for Preauthorization<Resources, String> {
    fn reply(happened: &Happened) -> Option<PreauthorizationReply> {
        matches!(happened, Happened::Yes).then_some(PreauthorizationReply::Noted)
    }

    fn asks(_: &PreauthorizationQuestion<'_>) -> Action {
        Action::Note
    }

    fn ends(_: &Preauthorized<'_>) -> Action {
        Action::Done
    }
}

impl Driven for Authorization<String> {
    fn reply(_: &Happened) -> Option<Infallible> {
        None
    }

    fn asks(question: &Infallible) -> Action {
        match *question {}
    }

    fn ends(_: &Authorized<'_>) -> Action {
        Action::Done
    }
}

impl Driven for Logout<String> {
    fn reply(happened: &Happened) -> Option<LogoutReply> {
        matches!(happened, Happened::Yes).then_some(LogoutReply::Shown)
    }

    fn asks(question: &LogoutQuestion<'_>) -> Action {
        match question {
            LogoutQuestion::OpenUrls(urls) => Action::Open(urls.iter().map(Into::into).collect()),
            _ => Action::GoOn,
        }
    }

    fn ends(_: &SignedOut) -> Action {
        Action::Done
    }
}

fn choose(configuration: &tvpass::endpoint::Configuration<'_>) -> Action {
    Action::Choose(configuration.mvpds().map(|mvpd| mvpd.id.to_string()).collect())
}
