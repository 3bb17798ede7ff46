//! What a flow says to do, and how it ended.

use alloc::string::String;

use tvpass::old_flow::{Access, Actor, Outcome, Permits, Prompt, Step, StopReason};

use super::{Plain, Sheet, key, written};

/// A step.
pub(crate) struct Moment<'a, 'b> {
    pub(crate) step: &'a Step<'b>,
    /// The resources that were asked for, by whose places permits are told.
    pub(crate) resources: &'a [&'a str],
}

impl Plain for Moment<'_, '_> {
    fn type_name() -> &'static str {
        "Step"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self.step {
            Step::Send(request) => sheet.variant("send", |sheet| sheet.member(key!("request"), request)),
            Step::Wait { until_millis } => sheet.variant("wait", |sheet| sheet.member(key!("until"), until_millis)),
            Step::Ask(prompt) => sheet.variant("ask", |sheet| sheet.member(key!("prompt"), prompt)),
            Step::Done(outcome) => sheet.variant("done", |sheet| {
                sheet.member(key!("outcome"), &Ended { outcome, resources: self.resources });
            }),
            Step::Stop(stop) => sheet.variant("stop", |sheet| {
                sheet.member(key!("actor"), &stop.actor());
                sheet.member(key!("reason"), &stop.reason);
            }),
        }
    }
}

impl Plain for Prompt<'_> {
    fn type_name() -> &'static str {
        "Prompt"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::ChooseMvpd(configuration) => {
                sheet.variant("choose_mvpd", |sheet| sheet.member(key!("configuration"), configuration));
            }
            Self::ShowCode { code, authenticate_url, lapses_at_millis } => sheet.variant("show_code", |sheet| {
                sheet.member(key!("code"), code);
                sheet.member(key!("authenticateUrl"), authenticate_url);
                sheet.member(key!("lapsesAt"), lapses_at_millis);
            }),
            Self::OpenUrl { url } => sheet.variant("open_url", |sheet| sheet.member(key!("url"), url)),
            Self::CodeLapsed => sheet.variant("code_lapsed", |_| {}),
            Self::OpenUrls(urls) => sheet.variant("open_urls", |sheet| {
                sheet.key(key!("urls"));
                sheet.list(urls.iter());
            }),
            Self::PartnerSettings => sheet.variant("partner_settings", |_| {}),
            Self::PartnerStatus { interruption_allowed, configuration } => sheet.variant("partner_status", |sheet| {
                sheet.member(key!("interruptionAllowed"), interruption_allowed);
                sheet.member(key!("configuration"), configuration);
            }),
            Self::PartnerAuthentication(request) => {
                sheet.variant("partner_authentication", |sheet| sheet.member(key!("request"), request));
            }
            Self::ConfirmDevice(information) => {
                sheet.variant("confirm_device", |sheet| sheet.member(key!("session"), information));
            }
        }
    }
}

struct Ended<'a, 'b> {
    outcome: &'a Outcome<'b>,
    resources: &'a [&'a str],
}

impl Plain for Ended<'_, '_> {
    fn type_name() -> &'static str {
        "Outcome"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self.outcome {
            Outcome::Registered => sheet.variant("registered", |_| {}),
            Outcome::SignedIn { profile, profiles } => sheet.variant("signed_in", |sheet| {
                sheet.member(key!("profile"), profile);
                sheet.key(key!("profiles"));
                sheet.list(profiles.iter());
            }),
            Outcome::Granted { access, mvpd } => sheet.variant("granted", |sheet| {
                sheet.member(key!("access"), access);
                sheet.member(key!("mvpd"), mvpd);
            }),
            Outcome::Permitted(decision) => {
                sheet.variant("permitted", |sheet| sheet.member(key!("decision"), decision));
            }
            Outcome::Denied(decision) => sheet.variant("denied", |sheet| sheet.member(key!("decision"), decision)),
            Outcome::Preauthorized(permits) => sheet.variant("preauthorized", |sheet| {
                sheet.key(key!("permits"));
                sheet.list(self.resources.iter().enumerate().map(|(index, resource)| Permit {
                    resource,
                    index,
                    permits,
                }));
            }),
            Outcome::SignInNeeded => sheet.variant("sign_in_needed", |_| {}),
            Outcome::LoggedOut { was_signed_in } => {
                sheet.variant("logged_out", |sheet| sheet.member(key!("wasSignedIn"), was_signed_in));
            }
        }
    }
}

/// What was decided on one resource.
struct Permit<'a> {
    resource: &'a str,
    index: usize,
    permits: &'a Permits,
}

impl Plain for Permit<'_> {
    fn type_name() -> &'static str {
        "Permit"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("resource"), &self.resource);
            sheet.member(key!("permitted"), &self.permits.is_permitted(self.index));
            sheet.member(key!("decided"), &self.permits.is_decided(self.index));
        });
    }
}

impl Plain for Access {
    fn type_name() -> &'static str {
        "Access"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let name = match self {
            Self::Temporary => "temporary",
            Self::Degraded => "degraded",
        };
        name.write(sheet);
    }
}

impl Plain for Actor {
    fn type_name() -> &'static str {
        "Actor"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let name = match self {
            Self::Viewer => "viewer",
            Self::Network => "network",
            Self::Service => "service",
            Self::Programmer => "programmer",
            Self::Configuration => "configuration",
            Self::Host => "host",
        };
        name.write(sheet);
    }
}

impl Plain for StopReason<'_> {
    fn type_name() -> &'static str {
        "StopReason"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Failure(failure) => sheet.variant("failure", |sheet| sheet.member(key!("failure"), failure)),
            Self::NoAnswer => sheet.variant("no_answer", |_| {}),
            Self::Encode(error) => sheet.variant("encode", |sheet| sheet.member(key!("error"), error)),
            Self::Url(error) => sheet.variant("url", |sheet| sheet.member(key!("error"), error)),
            Self::Capacity(name) => sheet.variant("capacity", |sheet| sheet.member(key!("name"), name)),
            Self::Unexpected(action) => sheet.variant("unexpected", |sheet| sheet.member(key!("action"), action)),
            Self::NotSignedIn => sheet.variant("not_signed_in", |_| {}),
            Self::NotRunning => sheet.variant("not_running", |_| {}),
            _ => sheet.variant("other", |_| {}),
        }
    }
}

/// The stop of a flow that its host told something of no use.
pub(crate) fn stopped(kind: &'static str, error: &dyn Plain) -> String {
    written(256, &|sheet| {
        sheet.variant("stop", |sheet| {
            sheet.member(key!("actor"), &Actor::Host);
            sheet.key(key!("reason"));
            sheet.variant(kind, |sheet| sheet.member(key!("error"), error));
        });
    })
}
