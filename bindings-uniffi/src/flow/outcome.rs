//! Ends of flows.

use tvpass::flow::{
    Authorized, PartnerCompleted, PartnerSignedIn, Permits, Preauthorized, SignInState, SignedIn, SignedOut,
};
use tvpass::{endpoint, flow};

use super::no_single_sign_on::NoSingleSignOn;
use crate::answer::{AuthenticationRequest, Decision, LinkedDevice, Profile};
use crate::enhanced_error::EnhancedError;
use crate::error::{Party, TvpassError};
use crate::own::Own;
use crate::secret::{Secret, Timestamp};

/// Why the viewer may watch without a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Access {
    /// Temporary access (R85).
    Temporary,
    /// Degraded access (R80).
    Degraded,
}

/// The finding of a preauthorization about one resource: for this run of the application only (R57), and never a reason to
/// play (R53).
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Permit {
    /// The resource.
    pub resource: String,
    /// True if the viewer may probably watch it.
    pub permitted: bool,
    /// The service's decision, with its error where it denies; nothing where the service left the resource out.
    pub decision: Option<Decision>,
}

/// The end of a flow.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Outcome {
    /// The application is registered and has a token.
    Registered,
    /// The viewer is signed in.
    SignedIn {
        /// The profile: the only one, or the one that stays valid the longest (R49).
        profile: Profile,
        /// All profiles of the answer, to choose another.
        profiles: Vec<Profile>,
    },
    /// The viewer is signed in as far as the installation remembers; the next decision tells if the profile has ended since.
    Remembered {
        /// The provider.
        mvpd: String,
        /// The end of the profile, by the service's clock.
        until: Timestamp,
    },
    /// No sign-in is needed: go on with decisions (R35).
    Granted {
        /// Why.
        access: Access,
        /// The provider to ask for decisions.
        mvpd: String,
    },
    /// The viewer may watch. The decision carries the media token, once; it is nowhere kept (R58).
    Permitted {
        /// The decision.
        decision: Decision,
    },
    /// The viewer may not watch, and stays signed in (R62). The decision says why, in words for the viewer (R60).
    Denied {
        /// The decision.
        decision: Decision,
    },
    /// The resources that the viewer may probably watch, to filter a catalogue (R53).
    Preauthorized {
        /// For each resource, in the order asked.
        permits: Vec<Permit>,
    },
    /// Nobody is signed in, or the profile has lapsed: sign in, then ask again (R50).
    SignInNeeded {
        /// The service's word on it, if the service was asked.
        error: Option<EnhancedError>,
    },
    /// The viewer is signed out.
    SignedOut {
        /// True if there was a profile (R75).
        was_signed_in: bool,
    },
    /// Hand this to the partner's framework, Apple's with `Partner.channel_identifier` (R103); its SAML response goes into
    /// `AuthFlow.partner_completion`. If the framework refuses, go on with a sign-in (R94).
    AskFramework {
        /// The request to the framework.
        request: AuthenticationRequest,
    },
    /// Go on with a sign-in that skips the lookup (R100, R101).
    BasicSignIn {
        /// The provider that the viewer chose in the framework's picker.
        mvpd: Option<String>,
        /// The service's word on the SAML response, if it refused one.
        error: Option<TvpassError>,
    },
    /// There is a service token, and every call that lists it carries it (R134).
    ServiceTokenReady,
    /// The viewer has typed the link code on the other device, or gave up: the list of devices tells which.
    LinkFinished,
    /// The devices of the sign-in; there may be none (R141).
    Devices {
        /// The devices.
        devices: Vec<LinkedDevice>,
        /// The id of this device, if it is among them.
        own: Option<Secret>,
    },
    /// Devices were taken out of the sign-in.
    Unlinked {
        /// The ids of those that were really linked; the others still are (R142).
        devices: Vec<Secret>,
        /// True if this device is among them: its token is forgotten (R143).
        is_own: bool,
    },
    /// The Single Sign-On Service did not serve: go on without it (R149).
    WithoutSingleSignOn {
        /// The reason.
        reason: NoSingleSignOn,
        /// The party that must act, if somebody wants to have it.
        party: Party,
    },
}

impl Outcome {
    fn signed_in(profile: endpoint::Profile<'_>, profiles: endpoint::Profiles<'_>) -> Self {
        Self::SignedIn { profile: profile.own(), profiles: profiles.own() }
    }

    pub(super) fn of_sign_in(outcome: SignedIn<'_>) -> Self {
        match outcome {
            SignedIn::Profile { profile, profiles, .. } => Self::signed_in(profile, profiles),
            SignedIn::Granted { access, mvpd, .. } => Self::Granted {
                access: match access {
                    flow::Access::Temporary => Access::Temporary,
                    flow::Access::Degraded => Access::Degraded,
                },
                mvpd: mvpd.to_owned(),
            },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_check(outcome: SignInState<'_>) -> Self {
        match outcome {
            SignInState::Remembered { mvpd, until, .. } => {
                Self::Remembered { mvpd: mvpd.to_owned(), until: until.own() }
            }
            SignInState::SignedIn { profile, profiles, .. } => Self::signed_in(profile, profiles),
            SignInState::SignedOut => Self::SignInNeeded { error: None },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_authorization(outcome: Authorized<'_>) -> Self {
        match outcome {
            Authorized::Permitted(decision) => Self::Permitted { decision: decision.own() },
            Authorized::Denied(decision) => Self::Denied { decision: decision.own() },
            Authorized::SignInNeeded(error) => Self::SignInNeeded { error: error.own() },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_preauthorization(resources: &[String], outcome: Preauthorized<'_>) -> Self {
        match outcome {
            Preauthorized::Permits(permits) => Self::Preauthorized { permits: list(resources, permits) },
            Preauthorized::SignInNeeded(error) => Self::SignInNeeded { error: error.own() },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    /// The same with the decisions that were handed out on the way, by the place of their resource.
    pub(super) fn with_decisions(mut self, decisions: &mut Vec<Option<Decision>>) -> Self {
        if let Self::Preauthorized { permits } = &mut self {
            for (permit, decision) in permits.iter_mut().zip(decisions.drain(..)) {
                permit.decision = decision;
            }
        }
        self
    }

    pub(super) fn of_partner(outcome: PartnerSignedIn<'_>) -> Self {
        match outcome {
            PartnerSignedIn::Profile { profile, profiles, .. } => Self::signed_in(profile, profiles),
            PartnerSignedIn::AskFramework(request) => Self::AskFramework { request: request.own() },
            PartnerSignedIn::Basic { mvpd, .. } => Self::BasicSignIn { mvpd: mvpd.map(str::to_owned), error: None },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_completion(outcome: PartnerCompleted<'_>) -> Self {
        match outcome {
            PartnerCompleted::Profile { profile, profiles, .. } => Self::signed_in(profile, profiles),
            PartnerCompleted::Basic(failure) => Self::BasicSignIn { mvpd: None, error: failure.map(TvpassError::from) },
            _ => unreachable!("the core of this version has no other"),
        }
    }

    pub(super) fn of_logout(outcome: SignedOut) -> Self {
        Self::SignedOut { was_signed_in: outcome.was_signed_in }
    }
}

fn list(resources: &[String], permits: &Permits) -> Vec<Permit> {
    let permit = |(index, resource): (usize, &String)| Permit {
        resource: resource.clone(),
        permitted: permits.is_permitted(index),
        decision: None,
    };
    resources.iter().enumerate().map(permit).collect()
}
