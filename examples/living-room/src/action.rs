//! What the core wants done, without its borrows: so the state can be saved before anything is done.

use tvpass::endpoint::Configuration;
use tvpass::old_flow::{Access, Input, Outcome, Permits, Prompt, Step};

use crate::decision::Decision;
use crate::profile::Profile;
use crate::transport::{Answer, Outgoing, Transport};
use crate::trouble::{Trouble, Who};

/// A provider to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A provider as a partner's framework knows it.
pub(crate) struct PlatformProvider {
    pub(crate) id: String,
    /// R97: the framework's own id of it.
    pub(crate) platform_id: Option<String>,
}

/// What is to be done next.
pub(crate) enum Action {
    Send(Outgoing),
    Wait { until_millis: u64 },
    ShowCode { code: String, authenticate_url: Option<String>, lapses_at_millis: u64 },
    Choose(Vec<Provider>),
    TellCodeLapsed,
    OpenLogoutPages(Vec<String>),
    TellPartnerSettings,
    AskFramework { interruption_allowed: bool, providers: Vec<PlatformProvider> },
    AuthenticateAtFramework,
    Done(Ending),
    Stop(Trouble),
}

/// How a flow ended.
pub(crate) enum Ending {
    SignedIn(Profile),
    Granted { access: &'static str, mvpd: String },
    Preauthorized(Permits),
    Decided(Decision),
    SignInNeeded,
    LoggedOut { was_signed_in: bool },
}

/// What came of an action.
pub(crate) enum Happened {
    Begin,
    Answer(Option<Answer>),
    Tick,
    Choice(String),
    Saml(&'static str),
    Refused,
}

impl Happened {
    /// How the core is told.
    pub(crate) fn input(&self) -> Input<'_> {
        match self {
            Self::Begin => Input::Begin,
            Self::Answer(Some(Answer { status, body })) => Input::Answer { status: *status, body },
            Self::Answer(None) => Input::NoAnswer,
            Self::Tick => Input::Tick,
            Self::Choice(mvpd) => Input::Choice(mvpd),
            Self::Saml(response) => Input::SamlResponse(response),
            Self::Refused => Input::Refused,
        }
    }
}

impl Action {
    /// What `step` says.
    pub(crate) fn of(step: &Step<'_>, transport: &Transport, server: &str) -> Self {
        match step {
            Step::Send(request) => match transport.prepare(request) {
                Ok(outgoing) => Self::Send(outgoing),
                Err(error) => Self::Stop(defect(&format!("a request cannot be sent: {error}"))),
            },
            Step::Wait { until_millis } => Self::Wait { until_millis: *until_millis },
            Step::Ask(prompt) => Self::of_prompt(prompt),
            Step::Done(outcome) => Self::of_outcome(outcome),
            Step::Stop(reason) => Self::Stop(Trouble::from_stop(reason, server, transport.trouble())),
        }
    }

    fn of_prompt(prompt: &Prompt<'_>) -> Self {
        match prompt {
            Prompt::ShowCode { code, authenticate_url, lapses_at_millis } => Self::ShowCode {
                code: (*code).to_owned(),
                authenticate_url: authenticate_url.map(str::to_owned),
                lapses_at_millis: *lapses_at_millis,
            },
            Prompt::ChooseMvpd(configuration) => Self::Choose(providers(configuration)),
            Prompt::CodeLapsed => Self::TellCodeLapsed,
            Prompt::OpenUrls(urls) => Self::OpenLogoutPages(urls.iter().map(str::to_owned).collect()),
            Prompt::PartnerSettings => Self::TellPartnerSettings,
            Prompt::PartnerStatus { interruption_allowed, configuration } => Self::AskFramework {
                interruption_allowed: *interruption_allowed,
                providers: configuration.as_ref().map(platform_providers).unwrap_or_default(),
            },
            Prompt::PartnerAuthentication(_) => Self::AuthenticateAtFramework,
            // What is asked of devices with a browser, and of second screens.
            Prompt::OpenUrl { .. } | Prompt::ConfirmDevice(_) => {
                Self::Stop(defect("the flow asks for what this television does not do"))
            }
        }
    }

    fn of_outcome(outcome: &Outcome<'_>) -> Self {
        Self::Done(match outcome {
            Outcome::SignedIn { profile, .. } => Ending::SignedIn(profile.into()),
            Outcome::Granted { access, mvpd } => {
                let access = match access {
                    Access::Temporary => "temporary",
                    Access::Degraded => "degraded",
                };
                Ending::Granted { access, mvpd: (*mvpd).to_owned() }
            }
            Outcome::Permitted(decision) | Outcome::Denied(decision) => Ending::Decided(decision.into()),
            Outcome::Preauthorized(permits) => Ending::Preauthorized(**permits),
            Outcome::SignInNeeded => Ending::SignInNeeded,
            Outcome::LoggedOut { was_signed_in } => Ending::LoggedOut { was_signed_in: *was_signed_in },
            Outcome::Registered => return Self::Stop(defect("the flow ended with its registration")),
        })
    }
}

/// What only a change of this program can mend.
pub(crate) fn defect(reason: &str) -> Trouble {
    Trouble::new(Who::Developer, reason, "report this as a defect")
}

/// R26: temporary access is no provider to choose.
fn providers(configuration: &Configuration<'_>) -> Vec<Provider> {
    let mvpds = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    mvpds
        .map(|mvpd| Provider { id: mvpd.id.to_string(), name: mvpd.display_name.unwrap_or(mvpd.id).to_string() })
        .collect()
}

fn platform_providers(configuration: &Configuration<'_>) -> Vec<PlatformProvider> {
    let mvpds = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    mvpds
        .map(|mvpd| PlatformProvider {
            id: mvpd.id.to_string(),
            platform_id: mvpd.platform_mapping_id.map(|id| id.to_string()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_access_is_not_offered_and_a_provider_without_a_name_goes_by_its_id() {
        let configuration = Configuration::decode(
            br#"{"requestor": {"id": "REF30", "mvpds": [
                {"id": "Dish", "displayName": "DISH"}, {"id": "TempPass_TEST40", "isTempPass": true}, {"id": "Cox"}]}}"#,
        )
        .unwrap();
        let names: Vec<_> =
            providers(&configuration).into_iter().map(|provider| (provider.id, provider.name)).collect();
        assert_eq!(names, [("Dish".into(), "DISH".into()), ("Cox".into(), "Cox".into())]);
    }
}
