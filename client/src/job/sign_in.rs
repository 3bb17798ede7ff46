//! Sign-in.

use std::convert::Infallible;
use std::time::Duration;

use tvpass::flow::{
    Access, AnyPlace, CodeExpired, Event, Flow, LastFailure, Registration, SignIn, SignInQuestion as CoreQuestion,
    SignInReply, SignedIn,
};

use crate::action::Job;
use crate::clock::Clock;
use crate::owned::{OwnedConfiguration, OwnedError, OwnedProfiles};
use crate::viewer::Reply;

/// The place where the viewer signs in, and chooses a provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInPlace {
    /// On another device, to which this one shows a code; the provider is given, or chosen there.
    #[default]
    OtherDevice,
    /// The same, and the provider is chosen here.
    OtherDeviceWithPicker,
    /// Here, in a user agent, with a picker.
    ThisDevice,
}

/// Options of a sign-in.
///
/// ```
/// use tvpass_client::SignInOptions;
///
/// let options = SignInOptions::on_other_device().mvpd("Cablevision").return_to("adobe.com".to_owned(), "https://adobe.com".to_owned());
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default)]
pub struct SignInOptions {
    place: SignInPlace,
    mvpd: Option<String>,
    domain_name: Option<String>,
    redirect_url: Option<String>,
    skips_lookup: bool,
}

impl SignInOptions {
    /// A sign-in at this place.
    #[must_use]
    pub fn new(place: SignInPlace) -> Self {
        Self { place, ..Self::default() }
    }

    /// A television that shows a code.
    #[must_use]
    pub fn on_other_device() -> Self {
        Self::new(SignInPlace::OtherDevice)
    }

    /// An application with a user agent and a picker of its own.
    #[must_use]
    pub fn on_this_device() -> Self {
        Self::new(SignInPlace::ThisDevice)
    }

    /// The provider, where it is known.
    #[must_use]
    pub fn mvpd(mut self, mvpd: impl Into<String>) -> Self {
        self.mvpd = Some(mvpd.into());
        self
    }

    /// The domain of the application, and the address to which the login page returns; what is `None` the second screen
    /// supplies.
    #[must_use]
    pub fn return_to(
        mut self,
        domain_name: impl Into<Option<String>>,
        redirect_url: impl Into<Option<String>>,
    ) -> Self {
        (self.domain_name, self.redirect_url) = (domain_name.into(), redirect_url.into());
        self
    }

    /// Leaves out the question for profiles, for a caller that has just asked it.
    #[must_use]
    pub fn without_lookup(mut self) -> Self {
        self.skips_lookup = true;
        self
    }

    pub(crate) fn flow(self) -> SignIn<AnyPlace, String> {
        let place = AnyPlace {
            opens_page: self.place == SignInPlace::ThisDevice,
            picks: self.place != SignInPlace::OtherDevice,
        };
        let flow = SignIn::new(place, self.mvpd, self.domain_name, self.redirect_url);
        if self.skips_lookup { flow.without_lookup() } else { flow }
    }
}

/// A question of a sign-in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SignInQuestion {
    /// Show this code, and say [`Reply::Yes`]; the job polls on.
    ShowCode(ShownCode),
    /// Open this page, and say [`Reply::Yes`] when the user agent has come back.
    OpenPage(Page),
    /// Choose a provider: [`Reply::Mvpd`], or [`Reply::List`] for a fresh list.
    ChooseMvpd(OwnedConfiguration),
    /// Still with this provider? [`Reply::Yes`], or [`Reply::List`] for the list of all.
    ConfirmMvpd(StillMvpd),
    /// The code is void: [`Reply::Yes`] for a new one. Do not say yes to [`CodeVoid::Replaced`] without the viewer.
    CodeVoid(CodeVoid),
}

/// A code to show.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownCode {
    /// The code.
    pub code: String,
    /// The page that leads straight to the login of the provider.
    pub authenticate_url: Option<String>,
    /// The time for which the code is still valid.
    pub valid_for: Duration,
}

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The address.
    pub url: String,
}

/// The provider of the last sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StillMvpd {
    /// Its id.
    pub mvpd: String,
    /// Its name.
    pub name: Option<String>,
    /// The address of its logo.
    pub logo: Option<String>,
}

/// Why a code is void.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeVoid {
    /// Its time has passed. The failure of the last poll, if it failed: in words, and who must act.
    TimePassed(Option<LastFailure>),
    /// Its time has passed by the service's clock.
    Refused(OwnedError),
    /// It stopped working before its time, most likely because another program of this device opened a session.
    Replaced(OwnedError),
    /// The application had to register again.
    RegistrationLost,
}

/// The end of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInOutcome {
    /// The viewer is signed in.
    SignedIn {
        /// The provider of the profile that stays valid the longest.
        mvpd: String,
        /// All profiles of the answer.
        profiles: OwnedProfiles,
    },
    /// No sign-in is needed: go on with decisions.
    Granted {
        /// Why.
        access: Access,
        /// The provider to ask.
        mvpd: String,
    },
}

impl SignInOutcome {
    pub(super) fn new(outcome: &SignedIn<'_>, body: &[u8]) -> Self {
        match outcome {
            SignedIn::Profile { profile, .. } => {
                Self::SignedIn { mvpd: profile.mvpd.to_string(), profiles: OwnedProfiles::new(body) }
            }
            SignedIn::Granted { access, mvpd, .. } => Self::Granted { access: *access, mvpd: (*mvpd).to_owned() },
            _ => unreachable!("the core of this version has no other"),
        }
    }
}

pub(crate) struct SignInJob;

impl Job for SignInJob {
    type Flow = SignIn<AnyPlace, String>;
    type Question = SignInQuestion;
    type Output = SignInOutcome;

    fn question(question: <Self::Flow as Flow>::Question<'_>, body: &[u8], clock: &Clock) -> SignInQuestion {
        match question {
            CoreQuestion::ShowCode(shown) => SignInQuestion::ShowCode(ShownCode {
                code: shown.code.to_owned(),
                authenticate_url: shown.authenticate_url.map(str::to_owned),
                valid_for: clock.left(shown.expires_at_millis),
            }),
            CoreQuestion::OpenUrl(page) => SignInQuestion::OpenPage(Page { url: page.url.to_owned() }),
            CoreQuestion::ChooseMvpd(_) => SignInQuestion::ChooseMvpd(OwnedConfiguration::new(body)),
            CoreQuestion::ConfirmMvpd(still) => SignInQuestion::ConfirmMvpd(StillMvpd {
                mvpd: still.mvpd.to_owned(),
                name: still.name.map(str::to_owned),
                logo: still.logo.map(str::to_owned),
            }),
            CoreQuestion::CodeExpired(why) => SignInQuestion::CodeVoid(match why {
                CodeExpired::TimePassed(failure) => CodeVoid::TimePassed(failure),
                CodeExpired::Refused(error) => CodeVoid::Refused(OwnedError::new(&error)),
                CodeExpired::RegistrationLost => CodeVoid::RegistrationLost,
            }),
            CoreQuestion::CodeReplaced(error) => SignInQuestion::CodeVoid(CodeVoid::Replaced(OwnedError::new(&error))),
        }
    }

    fn output(outcome: SignedIn<'_>, body: &[u8]) -> SignInOutcome {
        SignInOutcome::new(&outcome, body)
    }

    fn event<'r>(question: &'r SignInQuestion, reply: &'r Reply) -> Event<'r, SignInReply<'r>> {
        match (question, reply) {
            (SignInQuestion::ShowCode(_), Reply::Yes) => Event::Viewer(SignInReply::Shown),
            (SignInQuestion::OpenPage(_), Reply::Yes) => Event::UserAgentReturned,
            (SignInQuestion::CodeVoid(_), Reply::Yes) => Event::Viewer(SignInReply::NewCode),
            (SignInQuestion::ConfirmMvpd(still), Reply::Yes) => Event::Viewer(SignInReply::Chosen(&still.mvpd)),
            (_, Reply::Mvpd(mvpd)) => Event::Viewer(SignInReply::Chosen(mvpd)),
            (_, Reply::List) => Event::Viewer(SignInReply::Reload),
            // A reply that is none to this question ends the job, rather than waiting for ever.
            _ => Event::Cancel,
        }
    }
}

pub(crate) struct RegistrationJob;

impl Job for RegistrationJob {
    type Flow = Registration;
    type Question = Infallible;
    type Output = ();

    fn question(question: Infallible, _: &[u8], _: &Clock) -> Infallible {
        question
    }

    fn output((): (), _: &[u8]) {}

    fn event<'r>(question: &'r Infallible, _: &'r Reply) -> Event<'r, Infallible> {
        match *question {}
    }
}
