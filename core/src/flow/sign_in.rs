//! Sign-in on the device where the viewer watches: the profile that is there, else a session, a code, polls.
//!
//! ```text
//! Start -> Lookup | Presenting or ResumingSession with the code that a restart left
//! Lookup -> Done | Confirming | LoadingProviders | CreatingSession
//! Confirming -> CreatingSession | LoadingProviders
//! LoadingProviders -> Choosing -> CreatingSession
//! CreatingSession -> Presenting | ResumingSession | LoadingProviders | FetchingProfile | Done
//! ResumingSession -> Presenting | FetchingProfile | Done | Void
//! Presenting -> Polling -> Done | Void;  Presenting, Polling, Void -> CreatingSession with a new code
//! ```

mod machine;
mod place;
mod respond;
mod write;

use super::app::{App, Now};
use super::installation::Installation;
use super::step::{Event, Flow, StepOf, Written};
use super::stop::{Actor, LastFailure};
use super::storage::crc32;
use crate::endpoint::{Profile, Profiles};
use crate::message::EnhancedError;

use machine::{Ask, Decided, End, Machine};

pub use place::{AnyPlace, OtherDevice, OtherDeviceWithPicker, Place, ThisDevice};

/// The job's arguments. Texts are the caller's: `&str` on bare metal, `String` where the flow must own them.
#[derive(Clone, Copy, Debug, Default)]
struct Arguments<S> {
    mvpd: Option<S>,
    domain_name: Option<S>,
    redirect_url: Option<S>,
}

impl<S: AsRef<str>> Arguments<S> {
    fn borrowed(&self) -> Arguments<&str> {
        Arguments {
            mvpd: self.mvpd.as_ref().map(AsRef::as_ref),
            domain_name: self.domain_name.as_ref().map(AsRef::as_ref),
            redirect_url: self.redirect_url.as_ref().map(AsRef::as_ref),
        }
    }
}

impl Arguments<&str> {
    fn digest(&self) -> u32 {
        arguments_digest([self.mvpd, self.domain_name, self.redirect_url])
    }
}

/// A digest of provider, domain name and redirect URL: a code that a restart left is good for a sign-in with the same
/// arguments alone.
pub(super) fn arguments_digest(texts: [Option<&str>; 3]) -> u32 {
    // A byte ends each, so that two in a row cannot trade characters.
    texts.iter().fold(0, |digest, text| crc32(crc32(digest, text.unwrap_or_default().as_bytes()), &[0]))
}

/// Signs a viewer in.
///
/// ```
/// use tvpass::flow::{App, Event, Flow, Now, SignIn, SmallInstallation, Step};
/// use tvpass::json::Timestamp;
/// use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
/// let app = App::new(base, "REF30", "demo.software.statement".into(), headers);
/// let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// let (mut installation, mut buffer) = (SmallInstallation::new(), [0; 512]);
///
/// let mut flow: SignIn<_> = SignIn::on_other_device(Some("Cablevision"), None, None);
/// let turn = flow.handle(&app, &mut installation, now, Event::Start);
/// let Ok(Step::Send(request)) = turn.step(&app, &installation, &mut buffer) else { panic!() };
/// assert_eq!(request.target, "/o/client/register");
/// ```
#[derive(Clone, Debug)]
pub struct SignIn<P, S = &'static str> {
    arguments: Arguments<S>,
    machine: Machine,
    place: P,
}

impl<P: Place, S> SignIn<P, S> {
    /// A flow that has not begun. `mvpd` is a provider that is known; `domain_name` and `redirect_url` belong to the login
    /// page (R33).
    pub const fn new(place: P, mvpd: Option<S>, domain_name: Option<S>, redirect_url: Option<S>) -> Self {
        Self { arguments: Arguments { mvpd, domain_name, redirect_url }, machine: Machine::new(), place }
    }

    /// Leaves out the question for profiles, for a caller that has just asked it.
    #[must_use]
    pub const fn without_lookup(mut self) -> Self {
        self.machine.skips_lookup = true;
        self
    }
}

impl<S> SignIn<OtherDevice, S> {
    /// A television that shows a code.
    pub const fn on_other_device(mvpd: Option<S>, domain_name: Option<S>, redirect_url: Option<S>) -> Self {
        Self::new(OtherDevice, mvpd, domain_name, redirect_url)
    }
}

impl<S> SignIn<ThisDevice, S> {
    /// An application with a user agent and a picker of its own.
    pub const fn on_this_device(mvpd: Option<S>, domain_name: Option<S>, redirect_url: Option<S>) -> Self {
        Self::new(ThisDevice, mvpd, domain_name, redirect_url)
    }
}

/// Show this code, then [`SignInReply::Shown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShowCode<'b> {
    /// The code; borrowed from the flow.
    pub code: &'b str,
    /// The page that leads straight to the login of the provider (R38); written into the buffer.
    pub authenticate_url: Option<&'b str>,
    /// Milliseconds of the monotonic clock.
    pub expires_at_millis: u64,
}

impl<'b> ShowCode<'b> {
    /// A code, the page that needs no code typed in, and the end of both.
    #[must_use]
    pub const fn new(code: &'b str, authenticate_url: Option<&'b str>, expires_at_millis: u64) -> Self {
        Self { code, authenticate_url, expires_at_millis }
    }
}

/// Open this page, then [`Event::UserAgentReturned`] when the user agent has come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenUrl<'b> {
    /// The address; written into the buffer.
    pub url: &'b str,
    /// Milliseconds of the monotonic clock.
    pub expires_at_millis: u64,
}

impl<'b> OpenUrl<'b> {
    /// A page, and the time until which it can be opened.
    #[must_use]
    pub const fn new(url: &'b str, expires_at_millis: u64) -> Self {
        Self { url, expires_at_millis }
    }
}

/// The provider of the last sign-in, as far as the installation knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RememberedMvpd<'b> {
    /// Its id.
    pub mvpd: &'b str,
    /// Its name for people.
    pub name: Option<&'b str>,
    /// The address of its logo.
    pub logo: Option<&'b str>,
}

impl<'b> RememberedMvpd<'b> {
    /// A provider without name and logo.
    #[must_use]
    pub const fn new(mvpd: &'b str) -> Self {
        Self { mvpd, name: None, logo: None }
    }
}

/// The questions of a sign-in at this place.
// By types, and not by `P`: an enumeration of projections would be invariant in its lifetime.
pub type QuestionAt<'b, P> = SignInQuestion<
    'b,
    <P as Place>::Code<'b>,
    <P as Place>::Page<'b>,
    <P as Place>::Picker<'b>,
    <P as Place>::Remembered<'b>,
>;

/// A question of a sign-in; what its place does not ask is [`Infallible`](core::convert::Infallible).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SignInQuestion<'b, C, U, M, R> {
    /// Show a code ([`ShowCode`]) until the flow says otherwise.
    ShowCode(C),
    /// Open a page ([`OpenUrl`]).
    OpenUrl(U),
    /// Choose a provider, then [`SignInReply::Chosen`]. The configuration is borrowed from the response.
    ChooseMvpd(M),
    /// Ask "still with this provider?" ([`RememberedMvpd`]), then [`SignInReply::Chosen`] with it, or
    /// [`SignInReply::Reload`] for the list of all (R23, R25).
    ConfirmMvpd(R),
    /// The code has expired; [`SignInReply::NewCode`] gets another (R43, R45).
    CodeExpired(CodeExpired<'b>),
    /// The code stopped working before its time, most likely because another program of this device opened a session
    /// (N10). Ask the viewer whether to go on here; [`SignInReply::NewCode`] then gets another code, which may have to wait.
    CodeReplaced(EnhancedError<'b>),
}

/// Why a code has expired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CodeExpired<'b> {
    /// Its time has passed; the failure of the last poll, if it failed.
    TimePassed(Option<LastFailure>),
    /// Its time has passed by the service's clock.
    Refused(EnhancedError<'b>),
    /// The application is no longer the one that asked for it (R47).
    RegistrationLost,
}

impl CodeExpired<'_> {
    /// The party that must act: the viewer, unless the polls failed to the last.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::TimePassed(Some(failure)) => failure.actor(),
            Self::RegistrationLost => Actor::Service,
            Self::TimePassed(None) | Self::Refused(_) => Actor::Viewer,
        }
    }
}

/// A reply to a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInReply<'e> {
    /// The code is shown.
    Shown,
    /// The viewer chose this provider.
    Chosen(&'e str),
    /// The viewer wants to see the list of providers, or a fresh one.
    Reload,
    /// The viewer wants a new code.
    NewCode,
}

/// Why the viewer may watch without a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Temporary access (R85).
    Temporary,
    /// Degraded access (R80).
    Degraded,
}

/// The end of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum SignedIn<'b> {
    /// The viewer is signed in.
    #[non_exhaustive]
    Profile {
        /// The profile: the only one, or the one that stays valid the longest (R49).
        profile: Profile<'b>,
        /// All profiles of the answer, to choose another.
        profiles: Profiles<'b>,
    },
    /// No sign-in is needed: go on with decisions (R35).
    #[non_exhaustive]
    Granted {
        /// Why.
        access: Access,
        /// The provider to ask for decisions.
        mvpd: &'b str,
    },
}

impl<'b> SignedIn<'b> {
    /// The end with a profile, which is one of `profiles`.
    #[must_use]
    pub const fn profile(profile: Profile<'b>, profiles: Profiles<'b>) -> Self {
        Self::Profile { profile, profiles }
    }

    /// The end without a sign-in at `mvpd`.
    #[must_use]
    pub const fn granted(access: Access, mvpd: &'b str) -> Self {
        Self::Granted { access, mvpd }
    }
}

impl<P: Place, S: AsRef<str>> Flow for SignIn<P, S> {
    type Question<'b>
        = QuestionAt<'b, P>
    where
        Self: 'b;
    type Reply<'e> = SignInReply<'e>;
    type Outcome<'b>
        = SignedIn<'b>
    where
        Self: 'b;
    type Ask<'e> = Ask<'e, P::Picker<'e>>;
    type End<'e> = End<'e>;

    fn decide<'e>(
        &mut self,
        app: &App<'_>,
        installation: &mut Installation,
        now: &Now,
        event: Event<'e, ()>,
        reply: Option<SignInReply<'_>>,
    ) -> Decided<'e, P> {
        let Self { arguments, machine, place } = self;
        machine.decide(*place, &arguments.borrowed(), app, installation, now, (event, reply))
    }

    fn request<'b>(&'b self, app: &App<'b>, installation: &'b Installation, buffer: &'b mut [u8]) -> Written<'b, Self> {
        self.machine.request(self.place, &self.arguments.borrowed(), app, installation, buffer)
    }

    fn question<'b, 'e: 'b>(
        &'b self,
        ask: &Ask<'e, P::Picker<'e>>,
        app: &App<'b>,
        installation: &'b Installation,
        buffer: &'b mut [u8],
    ) -> Written<'b, Self> {
        self.machine.question(self.place, ask, app, installation, buffer)
    }

    fn outcome<'b, 'e: 'b>(&'b self, end: &End<'e>, installation: &'b Installation) -> StepOf<'b, Self> {
        self.machine.outcome::<P>(&self.arguments.borrowed(), end, installation)
    }
}
