//! Logout.

use tvpass::flow::{Event, Logout, LogoutQuestion as CoreQuestion, LogoutReply, SignedOut};

use crate::action::Job;
use crate::clock::Clock;
use crate::viewer::Reply;

/// A question of a logout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LogoutQuestion {
    /// Open these pages, one after the other, and say [`Reply::Yes`]. A device without a user agent says it at once.
    OpenPages {
        /// The addresses.
        urls: Vec<String>,
        /// The number of addresses that the service gave and that must not be opened.
        rejected: u16,
    },
    /// Tell the viewer to sign out in the settings of the platform as well, and say [`Reply::Yes`].
    SignOutAtPartner,
}

/// The end of a logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogoutOutcome {
    /// `true` if there was a profile.
    pub was_signed_in: bool,
}

pub(crate) struct LogoutJob;

impl Job for LogoutJob {
    type Flow = Logout<String>;
    type Question = LogoutQuestion;
    type Output = LogoutOutcome;

    fn question(question: CoreQuestion<'_>, _: &[u8], _: &Clock) -> LogoutQuestion {
        match question {
            CoreQuestion::OpenUrls(urls) => {
                LogoutQuestion::OpenPages { urls: urls.iter().map(str::to_owned).collect(), rejected: urls.rejected() }
            }
            CoreQuestion::SignOutAtPartner => LogoutQuestion::SignOutAtPartner,
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn output(outcome: SignedOut, _: &[u8]) -> LogoutOutcome {
        LogoutOutcome { was_signed_in: outcome.was_signed_in }
    }

    fn event<'r>(question: &'r LogoutQuestion, reply: &'r Reply) -> Event<'r, LogoutReply> {
        match (question, reply) {
            (LogoutQuestion::OpenPages { .. }, Reply::Yes) => Event::UserAgentReturned,
            (LogoutQuestion::SignOutAtPartner, Reply::Yes) => Event::Viewer(LogoutReply::Shown),
            _ => Event::Cancel,
        }
    }
}
