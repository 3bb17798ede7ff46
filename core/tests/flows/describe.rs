//! A step in a few words, so that a test reads as what happened.

use tvpass::old_flow::{Outcome, Prompt, Step};

/// What `step` tells the host to do.
pub(crate) fn describe(step: &Step<'_>) -> String {
    match step {
        Step::Send(request) => format!("{} {}", request.method.as_str(), request.target),
        Step::Wait { until_millis } => format!("wait until {until_millis}"),
        Step::Ask(prompt) => describe_prompt(prompt),
        Step::Done(outcome) => describe_outcome(outcome),
        Step::Stop(end) => format!("stop {:?}: {end}", end.actor()),
    }
}

fn describe_prompt(prompt: &Prompt<'_>) -> String {
    match prompt {
        Prompt::ChooseMvpd(configuration) => format!("choose from {}", configuration.mvpds().count()),
        Prompt::ShowCode { code, authenticate_url: None, .. } => format!("show {code}"),
        Prompt::ShowCode { code, authenticate_url: Some(url), .. } => format!("show {code} or {url}"),
        Prompt::OpenUrl { url } => format!("open {url}"),
        Prompt::CodeLapsed => "code lapsed".into(),
        Prompt::OpenUrls(urls) => format!("open {}", urls.iter().collect::<Vec<_>>().join(" then ")),
        Prompt::PartnerSettings => "partner settings".into(),
        Prompt::PartnerStatus { interruption_allowed: false, .. } => "partner status".into(),
        Prompt::PartnerStatus { interruption_allowed: true, .. } => "partner picker".into(),
        Prompt::PartnerAuthentication(_) => "partner authentication".into(),
        Prompt::ConfirmDevice(_) => "confirm device".into(),
    }
}

fn describe_outcome(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Registered => "registered".into(),
        Outcome::SignedIn { profile, .. } => format!("signed in at {}", profile.mvpd),
        Outcome::Granted { access, mvpd } => format!("{access:?} access at {mvpd}"),
        Outcome::Permitted(decision) => format!("permitted {}", decision.resource),
        Outcome::Denied(decision) => format!("denied {}", decision.resource),
        Outcome::Preauthorized(_) => "preauthorized".into(),
        Outcome::SignInNeeded => "sign-in needed".into(),
        Outcome::LoggedOut { was_signed_in: true } => "logged out".into(),
        Outcome::LoggedOut { was_signed_in: false } => "nobody was signed in".into(),
    }
}
