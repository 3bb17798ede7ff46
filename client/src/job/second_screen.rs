//! Sign-in for another device.

use tvpass::flow::{Event, SecondScreen, SecondScreenQuestion as CoreQuestion, SecondScreenReply, SignedIn};

use super::sign_in::{Page, SignInOutcome};
use crate::action::Job;
use crate::clock::Clock;
use crate::owned::{OwnedConfiguration, OwnedSessionDetails};
use crate::viewer::Reply;

/// A question of a second screen.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SecondScreenQuestion {
    /// Show which device asks to be signed in; [`Reply::Yes`] goes on.
    ConfirmDevice(OwnedSessionDetails),
    /// Choose a provider: [`Reply::Mvpd`], or [`Reply::List`] for a fresh list.
    ChooseMvpd(OwnedConfiguration),
    /// Open this page, and say [`Reply::Yes`] when the user agent has come back.
    OpenPage(Page),
}

pub(crate) struct SecondScreenJob;

impl Job for SecondScreenJob {
    type Flow = SecondScreen<String>;
    type Question = SecondScreenQuestion;
    type Output = SignInOutcome;

    fn question(question: CoreQuestion<'_>, body: &[u8], _: &Clock) -> SecondScreenQuestion {
        match question {
            CoreQuestion::ConfirmDevice(_) => SecondScreenQuestion::ConfirmDevice(OwnedSessionDetails::new(body)),
            CoreQuestion::ChooseMvpd(_) => SecondScreenQuestion::ChooseMvpd(OwnedConfiguration::new(body)),
            CoreQuestion::OpenUrl(page) => SecondScreenQuestion::OpenPage(Page { url: page.url.to_owned() }),
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn output(outcome: SignedIn<'_>, body: &[u8]) -> SignInOutcome {
        SignInOutcome::new(&outcome, body)
    }

    fn event<'r>(question: &'r SecondScreenQuestion, reply: &'r Reply) -> Event<'r, SecondScreenReply<'r>> {
        match (question, reply) {
            (SecondScreenQuestion::ConfirmDevice(_), Reply::Yes) => Event::Viewer(SecondScreenReply::Confirmed),
            (SecondScreenQuestion::OpenPage(_), Reply::Yes) => Event::UserAgentReturned,
            (_, Reply::Mvpd(mvpd)) => Event::Viewer(SecondScreenReply::Chosen(mvpd)),
            (_, Reply::List) => Event::Viewer(SecondScreenReply::Reload),
            _ => Event::Cancel,
        }
    }
}
