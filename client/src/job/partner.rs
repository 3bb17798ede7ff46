//! Sign-in through a partner's framework.

use std::convert::Infallible;

use tvpass::flow::{
    Event, PartnerCompleted, PartnerCompletion, PartnerQuestion as CoreQuestion, PartnerReply, PartnerSignIn,
    PartnerSignedIn, StopReason,
};

use crate::action::Job;
use crate::clock::Clock;
use crate::error::Stopped;
use crate::owned::{OwnedAuthenticationRequest, OwnedConfiguration, OwnedFrameworkStatus, OwnedProfiles};
use crate::viewer::Reply;

/// A question of a partner sign-in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PartnerQuestion {
    /// Ask the framework for its status, and say [`Reply::Status`]; [`Reply::Mvpd`] where the viewer picked a provider that
    /// the framework does not support; [`Reply::Refused`] where it refuses.
    Status {
        /// Permission for the framework to ask the viewer.
        interruption_allowed: bool,
        /// The providers, for the framework's picker.
        configuration: Option<OwnedConfiguration>,
    },
}

/// The end of a partner sign-in, or of its first half.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PartnerOutcome {
    /// The viewer is signed in.
    SignedIn {
        /// The provider of the profile that stays valid the longest.
        mvpd: String,
        /// All profiles of the answer.
        profiles: OwnedProfiles,
    },
    /// Hand this to the framework; its SAML response goes into `complete_partner_sign_in`.
    AskFramework(OwnedAuthenticationRequest),
    /// Go on with `sign_in`, without a lookup.
    Basic {
        /// The provider that the viewer chose in the framework's picker.
        mvpd: Option<String>,
        /// The failure of `complete_partner_sign_in`, if there is one.
        refusal: Option<Box<Stopped>>,
    },
}

pub(crate) struct PartnerJob;

impl Job for PartnerJob {
    type Flow = PartnerSignIn<String>;
    type Question = PartnerQuestion;
    type Output = PartnerOutcome;

    fn question(question: CoreQuestion<'_>, body: &[u8], _: &Clock) -> PartnerQuestion {
        match question {
            CoreQuestion::Status { interruption_allowed, configuration, .. } => PartnerQuestion::Status {
                interruption_allowed,
                configuration: configuration.map(|_| OwnedConfiguration::new(body)),
            },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn output(outcome: PartnerSignedIn<'_>, body: &[u8]) -> PartnerOutcome {
        match &outcome {
            PartnerSignedIn::Profile { profile, .. } => {
                PartnerOutcome::SignedIn { mvpd: profile.mvpd.to_string(), profiles: OwnedProfiles::new(body) }
            }
            PartnerSignedIn::AskFramework(request) => {
                PartnerOutcome::AskFramework(OwnedAuthenticationRequest::new(request))
            }
            PartnerSignedIn::Basic { mvpd, .. } => {
                PartnerOutcome::Basic { mvpd: mvpd.map(str::to_owned), refusal: None }
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn event<'r>(_: &'r PartnerQuestion, reply: &'r Reply) -> Event<'r, PartnerReply<'r>> {
        match reply {
            Reply::Status(status) => {
                Event::Viewer(PartnerReply::Status(status.as_ref().map(OwnedFrameworkStatus::get)))
            }
            Reply::Mvpd(mvpd) => Event::Viewer(PartnerReply::Chosen(mvpd)),
            Reply::Refused => Event::Viewer(PartnerReply::Refused),
            _ => Event::Cancel,
        }
    }
}

pub(crate) struct CompletionJob;

impl Job for CompletionJob {
    type Flow = PartnerCompletion<String>;
    type Question = Infallible;
    type Output = PartnerOutcome;

    fn question(question: Infallible, _: &[u8], _: &Clock) -> Infallible {
        question
    }

    fn output(outcome: PartnerCompleted<'_>, body: &[u8]) -> PartnerOutcome {
        match &outcome {
            PartnerCompleted::Profile { profile, .. } => {
                PartnerOutcome::SignedIn { mvpd: profile.mvpd.to_string(), profiles: OwnedProfiles::new(body) }
            }
            PartnerCompleted::Basic(failure) => {
                let refusal = failure.map(|failure| Box::new(Stopped::new(&StopReason::Failure(failure), None)));
                PartnerOutcome::Basic { mvpd: None, refusal }
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn event<'r>(question: &'r Infallible, _: &'r Reply) -> Event<'r, Infallible> {
        match *question {}
    }
}

#[cfg(test)]
mod tests {
    use tvpass::flow::{Actor, PartnerCompleted};
    use tvpass::message::failure_of;

    use super::{CompletionJob, Job, PartnerOutcome};

    #[test]
    fn a_completion_that_leads_to_an_ordinary_sign_in_says_why_and_who_must_act() {
        let body = br#"{"action": "none", "status": 400, "code": "invalid_parameter_saml_response"}"#;
        for (status, body, actor, code) in [
            (400, &body[..], Actor::ServiceProvider, Some("invalid_parameter_saml_response")),
            (429, b"", Actor::Service, None),
        ] {
            let outcome = CompletionJob::output(PartnerCompleted::Basic(failure_of(status, body)), b"");
            let PartnerOutcome::Basic { mvpd: None, refusal: Some(refusal) } = outcome else { panic!("{outcome:?}") };
            assert_eq!(refusal.actor, actor);
            let told = refusal.error.map(|error| error.get().code.unwrap().to_string());
            assert_eq!(told.as_deref(), code);
            assert!(!refusal.reason.is_empty());
        }
    }
}
