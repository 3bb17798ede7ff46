//! Authorization and preauthorization.

use std::convert::Infallible;

use tvpass::flow::{
    Authorization, Authorized, Event, Permits, Preauthorization, PreauthorizationQuestion, PreauthorizationReply,
    Preauthorized, ResourceList,
};

use crate::action::Job;
use crate::clock::Clock;
use crate::error::Error;
use crate::owned::{OwnedDecision, OwnedError};
use crate::viewer::Reply;

/// The end of an authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthorizeOutcome {
    /// The viewer may watch; the decision carries the media token, once.
    Permitted(OwnedDecision),
    /// The viewer may not watch, and stays signed in.
    Denied(OwnedDecision),
    /// Nobody is signed in, or the profile has lapsed. The service's word on it, if the service was asked.
    SignInNeeded(Option<OwnedError>),
}

/// The end of a preauthorization.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreauthorizeOutcome {
    /// Every resource was asked for.
    Decided {
        /// The permits, by the place of a resource in the list.
        permits: Permits,
        /// The decisions with their errors, by the place of their resource.
        decisions: Vec<(usize, OwnedDecision)>,
    },
    /// Nobody is signed in, or the profile has lapsed. The service's word on it, if the service was asked.
    SignInNeeded(Option<OwnedError>),
}

pub(crate) fn authorization(resource: &str, mvpd: Option<&str>) -> Result<Authorization<String>, Error> {
    Ok(Authorization::new(resource.to_owned(), mvpd.map(str::to_owned))?)
}

pub(crate) fn preauthorization(
    resources: &[&str],
    mvpd: Option<&str>,
) -> Result<Preauthorization<Resources, String>, Error> {
    let resources = Resources(resources.iter().map(|resource| (*resource).to_owned()).collect());
    Ok(Preauthorization::new(resources, mvpd.map(str::to_owned))?)
}

pub(crate) struct AuthorizeJob;

impl Job for AuthorizeJob {
    type Flow = Authorization<String>;
    type Question = Infallible;
    type Output = AuthorizeOutcome;

    fn question(question: Infallible, _: &[u8], _: &Clock) -> Infallible {
        question
    }

    fn output(outcome: Authorized<'_>, _: &[u8]) -> AuthorizeOutcome {
        match &outcome {
            Authorized::Permitted(decision) => AuthorizeOutcome::Permitted(OwnedDecision::new(decision)),
            Authorized::Denied(decision) => AuthorizeOutcome::Denied(OwnedDecision::new(decision)),
            Authorized::SignInNeeded(error) => AuthorizeOutcome::SignInNeeded(error.as_ref().map(OwnedError::new)),
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn event<'r>(question: &'r Infallible, _: &'r Reply) -> Event<'r, Infallible> {
        match *question {}
    }
}

/// Resources that the flow owns.
pub(crate) struct Resources(Vec<String>);

impl Resources {
    pub(crate) fn of(resources: &[&str]) -> Self {
        Self(resources.iter().map(|resource| (*resource).to_owned()).collect())
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

/// The decisions of one answer.
pub(crate) type DecidedPart = Vec<(usize, OwnedDecision)>;

pub(crate) struct PreauthorizeJob;

impl Job for PreauthorizeJob {
    type Flow = Preauthorization<Resources, String>;
    type Question = DecidedPart;
    type Output = PreauthorizeOutcome;

    fn question(question: PreauthorizationQuestion<'_>, _: &[u8], _: &Clock) -> DecidedPart {
        match question {
            PreauthorizationQuestion::Decided(part) => {
                part.iter().map(|(place, decision)| (place, OwnedDecision::new(&decision))).collect()
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn output(outcome: Preauthorized<'_>, _: &[u8]) -> PreauthorizeOutcome {
        match outcome {
            Preauthorized::Permits(permits) => {
                PreauthorizeOutcome::Decided { permits: *permits, decisions: Vec::new() }
            }
            Preauthorized::SignInNeeded(error) => {
                PreauthorizeOutcome::SignInNeeded(error.as_ref().map(OwnedError::new))
            }
            _ => unreachable!("the core of this version has no other"),
        }
    }

    fn event<'r>(_: &'r DecidedPart, _: &'r Reply) -> Event<'r, PreauthorizationReply> {
        Event::Viewer(PreauthorizationReply::Noted)
    }
}

impl PreauthorizeOutcome {
    /// Adds the decisions that the flow handed out on its way.
    pub(crate) fn with(mut self, all: DecidedPart) -> Self {
        if let Self::Decided { decisions, .. } = &mut self {
            *decisions = all;
        }
        self
    }
}
