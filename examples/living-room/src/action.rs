//! What the core wants done, without its borrows: so the state can be saved before anything is done.

use tvpass::endpoint::Configuration;
use tvpass::flow::{Access, Outcome, Prompt, Step};

use crate::profile::Profile;
use crate::transport::{Outgoing, Transport};
use crate::trouble::{Trouble, Who};

/// A provider to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// What is to be done next.
pub(crate) enum Action {
    Send(Outgoing),
    Wait { until_millis: u64 },
    ShowCode { code: String, authenticate_url: Option<String>, lapses_at_millis: u64 },
    Choose(Vec<Provider>),
    TellCodeLapsed,
    SignedIn(Profile),
    Granted { access: &'static str, mvpd: String },
    Stop(Trouble),
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
            // What other flows ask, and other screens.
            _ => Self::Stop(defect("the sign-in asks for what this television does not do")),
        }
    }

    fn of_outcome(outcome: &Outcome<'_>) -> Self {
        match outcome {
            Outcome::SignedIn { profile, .. } => Self::SignedIn(profile.into()),
            Outcome::Granted { access, mvpd } => {
                let access = match access {
                    Access::Temporary => "temporary",
                    Access::Degraded => "degraded",
                };
                Self::Granted { access, mvpd: (*mvpd).to_owned() }
            }
            _ => Self::Stop(defect("the sign-in ended as another flow does")),
        }
    }
}

fn defect(reason: &str) -> Trouble {
    Trouble::new(Who::Developer, reason, "report this as a defect")
}

/// R26: temporary access is no provider to choose.
fn providers(configuration: &Configuration<'_>) -> Vec<Provider> {
    let mvpds = configuration.mvpds().filter(|mvpd| !mvpd.is_temp_pass);
    mvpds
        .map(|mvpd| Provider { id: mvpd.id.to_string(), name: mvpd.display_name.unwrap_or(mvpd.id).to_string() })
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
