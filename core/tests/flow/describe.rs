//! A step in a few words, so that a test reads as what happened.

use core::convert::Infallible;
use core::fmt::Debug;

use tvpass::endpoint::{Configuration, LinkedDevices};
use tvpass::flow::{
    AnyPlace, AskLinkCode, Authorization, Authorized, CheckSignIn, CodeExpired, Flow, LinkDevice, LinkQuestion, Linked,
    ListDevices, Logout, LogoutQuestion, NoSingleSignOn, ObtainedToken, OpenUrl, OtherDevice, OtherDeviceWithPicker,
    PartnerCompleted, PartnerCompletion, PartnerQuestion, PartnerSignIn, PartnerSignedIn, Preauthorization,
    PreauthorizationQuestion, Preauthorized, QuestionAt, Registration, ResourceList, SecondScreen,
    SecondScreenQuestion, Served, ServiceToken, ShowCode, SignIn, SignInQuestion, SignInState, SignedIn, SignedOut,
    Step, StepOf, ThisDevice, TokenRenewed, UnlinkDevices, Unlinked,
};
use tvpass::message::EnhancedError;

/// A flow whose questions and ends can be told in words.
pub(crate) trait Described: Flow + Debug {
    fn told_question(question: &Self::Question<'_>) -> String;
    fn told_outcome(outcome: &Self::Outcome<'_>) -> String;
}

pub(crate) fn describe<F: Described>(step: &StepOf<'_, F>) -> String {
    match step {
        Step::Send(request) => format!("{} {}", request.method.as_str(), request.target),
        Step::Await => "await".into(),
        Step::AwaitOther { until_millis } => format!("other until {until_millis}"),
        Step::Sleep { until_millis } => format!("sleep until {until_millis}"),
        Step::Ask(question) => F::told_question(question),
        Step::Done(outcome) => F::told_outcome(outcome),
        Step::Stop(reason) => format!("stop {:?}: {reason}", reason.actor()),
    }
}

/// The questions of a place, as far as it asks them.
pub(crate) trait Told {
    fn told(&self) -> String;
}

impl Told for Infallible {
    fn told(&self) -> String {
        match *self {}
    }
}

impl Told for ShowCode<'_> {
    fn told(&self) -> String {
        match self.authenticate_url {
            Some(url) => format!("show {} or {url}", self.code),
            None => format!("show {}", self.code),
        }
    }
}

impl Told for OpenUrl<'_> {
    fn told(&self) -> String {
        format!("open {}", self.url)
    }
}

impl Told for Configuration<'_> {
    fn told(&self) -> String {
        format!("choose from {}", self.mvpds().count())
    }
}

impl Told for tvpass::flow::RememberedMvpd<'_> {
    fn told(&self) -> String {
        format!("still with {}?", self.name.unwrap_or(self.mvpd))
    }
}

fn sign_in<C: Told, U: Told, M: Told, R: Told>(question: &SignInQuestion<'_, C, U, M, R>) -> String {
    match question {
        SignInQuestion::ShowCode(code) => code.told(),
        SignInQuestion::OpenUrl(page) => page.told(),
        SignInQuestion::ChooseMvpd(configuration) => configuration.told(),
        SignInQuestion::ConfirmMvpd(remembered) => remembered.told(),
        SignInQuestion::CodeExpired(reason) => expired(reason),
        SignInQuestion::CodeReplaced(error) => format!("code replaced: {}", code_of(Some(error))),
    }
}

fn expired(reason: &CodeExpired<'_>) -> String {
    match reason {
        CodeExpired::TimePassed(None) => "code expired".into(),
        CodeExpired::TimePassed(Some(failure)) => format!("code expired after {:?}: {failure}", reason.actor()),
        CodeExpired::Refused(error) => format!("code expired: {}", code_of(Some(error))),
        CodeExpired::RegistrationLost => "code expired with its registration".into(),
    }
}

fn code_of(error: Option<&EnhancedError<'_>>) -> String {
    error.and_then(|error| error.code).map_or_else(|| "no word on it".into(), |code| code.to_string())
}

fn signed_in(outcome: &SignedIn<'_>) -> String {
    match outcome {
        SignedIn::Profile { profile, .. } => format!("signed in at {}", profile.mvpd),
        SignedIn::Granted { access, mvpd, .. } => format!("{access:?} access at {mvpd}"),
        _ => format!("{outcome:?}"),
    }
}

macro_rules! sign_in_at {
    ($($place:ty),*) => {$(
        impl<S: AsRef<str> + Debug> Described for SignIn<$place, S> {
            fn told_question(question: &QuestionAt<'_, $place>) -> String {
                sign_in(question)
            }

            fn told_outcome(outcome: &SignedIn<'_>) -> String {
                signed_in(outcome)
            }
        }
    )*};
}

sign_in_at!(OtherDevice, OtherDeviceWithPicker, ThisDevice, AnyPlace);

impl Described for Registration {
    fn told_question(question: &Infallible) -> String {
        question.told()
    }

    fn told_outcome((): &()) -> String {
        "registered".into()
    }
}

impl<S: AsRef<str> + Debug> Described for Authorization<S> {
    fn told_question(question: &Infallible) -> String {
        question.told()
    }

    fn told_outcome(outcome: &Authorized<'_>) -> String {
        match outcome {
            Authorized::Permitted(decision) => format!("permitted {}", decision.resource),
            Authorized::Denied(decision) => format!("denied {}", decision.resource),
            Authorized::SignInNeeded(error) => format!("sign-in needed: {}", code_of(error.as_ref())),
            _ => format!("{outcome:?}"),
        }
    }
}

impl<R: ResourceList + Debug, S: AsRef<str> + Debug> Described for Preauthorization<R, S> {
    fn told_question(question: &PreauthorizationQuestion<'_>) -> String {
        let PreauthorizationQuestion::Decided(part) = question else { return format!("{question:?}") };
        let decided: Vec<_> = part
            .iter()
            .map(|(place, decision)| match decision.error {
                _ if decision.authorized => format!("{place} yes"),
                Some(error) => format!("{place} no ({})", code_of(Some(&error))),
                None => format!("{place} no"),
            })
            .collect();
        format!("note {}", decided.join(", "))
    }

    fn told_outcome(outcome: &Preauthorized<'_>) -> String {
        match outcome {
            Preauthorized::Permits(_) => "preauthorized".into(),
            Preauthorized::SignInNeeded(error) => format!("sign-in needed: {}", code_of(error.as_ref())),
            _ => format!("{outcome:?}"),
        }
    }
}

impl<S: AsRef<str> + Debug> Described for Logout<S> {
    fn told_question(question: &LogoutQuestion<'_>) -> String {
        match question {
            LogoutQuestion::OpenUrls(urls) => {
                let opened = format!("open {}", urls.iter().collect::<Vec<_>>().join(" then "));
                if urls.rejected() == 0 { opened } else { format!("{opened} ({} rejected)", urls.rejected()) }
            }
            LogoutQuestion::SignOutAtPartner => "sign out at partner".into(),
            _ => format!("{question:?}"),
        }
    }

    fn told_outcome(outcome: &SignedOut) -> String {
        if outcome.was_signed_in { "signed out".into() } else { "nobody was signed in".into() }
    }
}

impl<S: AsRef<str> + Debug> Described for PartnerSignIn<S> {
    fn told_question(question: &PartnerQuestion<'_>) -> String {
        match question {
            PartnerQuestion::Status { interruption_allowed: false, .. } => "partner status".into(),
            PartnerQuestion::Status { interruption_allowed: true, .. } => "partner picker".into(),
            _ => format!("{question:?}"),
        }
    }

    fn told_outcome(outcome: &PartnerSignedIn<'_>) -> String {
        match outcome {
            PartnerSignedIn::Profile { profile, .. } => format!("signed in at {}", profile.mvpd),
            PartnerSignedIn::AskFramework(_) => "ask framework".into(),
            PartnerSignedIn::Basic { mvpd: None, .. } => "basic sign-in".into(),
            PartnerSignedIn::Basic { mvpd: Some(mvpd), .. } => format!("basic sign-in at {mvpd}"),
            _ => format!("{outcome:?}"),
        }
    }
}

impl<S: AsRef<str>> Described for PartnerCompletion<S> {
    fn told_question(question: &Infallible) -> String {
        question.told()
    }

    fn told_outcome(outcome: &PartnerCompleted<'_>) -> String {
        match outcome {
            PartnerCompleted::Profile { profile, .. } => format!("signed in at {}", profile.mvpd),
            PartnerCompleted::Basic(None) => "basic sign-in".into(),
            PartnerCompleted::Basic(Some(failure)) => format!("basic sign-in: {failure}"),
            _ => format!("{outcome:?}"),
        }
    }
}

impl<S: AsRef<str> + Debug> Described for SecondScreen<S> {
    fn told_question(question: &SecondScreenQuestion<'_>) -> String {
        match question {
            SecondScreenQuestion::ConfirmDevice(_) => "confirm device".into(),
            SecondScreenQuestion::ChooseMvpd(configuration) => configuration.told(),
            SecondScreenQuestion::OpenUrl(page) => page.told(),
            _ => format!("{question:?}"),
        }
    }

    fn told_outcome(outcome: &SignedIn<'_>) -> String {
        signed_in(outcome)
    }
}

fn no_sso(reason: &NoSingleSignOn<'_>) -> String {
    let why = match reason {
        NoSingleSignOn::NobodyKnown => "nobody known".into(),
        NoSingleSignOn::TokenRefused(error) => format!("token refused, {}", code_of(error.as_ref())),
        NoSingleSignOn::NoCode => "no code".into(),
        NoSingleSignOn::NotLicensed { http_status } => format!("not licensed, {http_status}"),
        NoSingleSignOn::Unreachable(failure) => failure.to_string(),
        NoSingleSignOn::Unusable(reason) => reason.to_string(),
        _ => format!("{reason:?}"),
    };
    format!("no single sign-on, {:?}: {why}", reason.actor())
}

fn renewed(TokenRenewed(issued): &TokenRenewed<'_>) -> String {
    format!("keep {}", issued.token.reveal())
}

impl<S: AsRef<str>> Described for ServiceToken<S> {
    fn told_question(AskLinkCode { error, .. }: &AskLinkCode<'_>) -> String {
        format!("another code: {}", code_of(error.as_ref()))
    }

    fn told_outcome(outcome: &ObtainedToken<'_>) -> String {
        match outcome {
            ObtainedToken::Kept => "the kept token".into(),
            ObtainedToken::Issued(issued) => format!("token {}", issued.token.reveal()),
            ObtainedToken::WithoutSingleSignOn(reason) => no_sso(reason),
            _ => format!("{outcome:?}"),
        }
    }
}

impl<S: AsRef<str>> Described for LinkDevice<S> {
    fn told_question(question: &LinkQuestion<'_>) -> String {
        match question {
            LinkQuestion::ShowCode(code) => format!("show {} until {}", code.code.reveal(), code.expires_at_millis),
            LinkQuestion::CodeExpired => "code expired".into(),
            LinkQuestion::TokenRenewed(token) => renewed(token),
            _ => format!("{question:?}"),
        }
    }

    fn told_outcome(outcome: &Linked<'_>) -> String {
        match outcome {
            Served::Done(()) => "linked".into(),
            Served::WithoutSingleSignOn(reason) => no_sso(reason),
        }
    }
}

impl<S: AsRef<str>> Described for ListDevices<S> {
    fn told_question(question: &TokenRenewed<'_>) -> String {
        renewed(question)
    }

    fn told_outcome(outcome: &Served<'_, LinkedDevices<'_>>) -> String {
        match outcome {
            Served::Done(devices) => {
                let ids: Vec<_> = devices.iter().map(|device| device.id.to_string()).collect();
                format!("devices {}", ids.join(", "))
            }
            Served::WithoutSingleSignOn(reason) => no_sso(reason),
        }
    }
}

impl<R: ResourceList, S: AsRef<str>> Described for UnlinkDevices<R, S> {
    fn told_question(question: &TokenRenewed<'_>) -> String {
        renewed(question)
    }

    fn told_outcome(outcome: &Served<'_, Unlinked<'_>>) -> String {
        match outcome {
            Served::Done(Unlinked { devices, is_own, .. }) => {
                let ids: Vec<_> = devices.iter().map(|device| device.id.to_string()).collect();
                format!("unlinked {}{}", ids.join(", "), if *is_own { " and this one" } else { "" })
            }
            Served::WithoutSingleSignOn(reason) => no_sso(reason),
        }
    }
}

impl Described for CheckSignIn {
    fn told_question(question: &Infallible) -> String {
        question.told()
    }

    fn told_outcome(outcome: &SignInState<'_>) -> String {
        match outcome {
            SignInState::Remembered { mvpd, .. } => format!("remembered at {mvpd}"),
            SignInState::SignedIn { profile, .. } => format!("signed in at {}", profile.mvpd),
            SignInState::SignedOut => "nobody is signed in".into(),
            _ => format!("{outcome:?}"),
        }
    }
}
