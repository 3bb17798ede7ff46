//! Whole jobs, each a value that the caller owns: registration, sign-in, second screen, partner sign-in, decisions, logout,
//! and the service tokens, link codes and devices of the Single Sign-On Service.
//!
//! A flow does no I/O, reads no clock and allocates nothing. It decides, the host saves, the flow writes: the
//! [run loop](crate#the-run-loop), which [`Flow::handle`] and [`Turn::step`] are the halves of.
//!
//! # Guarantees to the host
//!
//! - **Nothing happens twice.** While a request is in flight everything but its response, or the word that there is none,
//!   gives [`Step::Await`] and sends nothing. The viewer's word meanwhile is noted.
//! - **Each flow says only what can happen in it.** A television that shows a code is never asked to open a page, and has no
//!   arm for it: the place of a sign-in is a type ([`OtherDevice`], [`ThisDevice`], ...).
//! - **Several flows share an installation.** The first that must register or get a token does it; others get
//!   [`Step::AwaitOther`], and are handed [`Event::Timer`] after the next turn of a flow that does not wait itself.
//! - **Reasons survive.** An outcome that sends the viewer elsewhere carries the service's error, and a stop says
//!   [who must act](StopReason::actor).
//! - **Pacing is the flow's.** Polls are at least three seconds apart (R42), requests stay within the service's budget, and
//!   what is worth repeating is repeated three times at growing distances (N4, N8).

mod app;
mod authorization;
mod check_sign_in;
mod cycle;
mod devices;
mod installation;
mod link_device;
mod logout;
mod pace;
mod partner;
mod preauthorization;
mod profiles;
mod refused;
mod registration;
mod sealed;
mod second_screen;
#[cfg(feature = "serde")]
mod serial;
mod service_token;
mod settings;
mod sign_in;
mod step;
mod stop;
mod storage;
mod text;
mod url;

pub use app::{App, Now};
pub use authorization::{Authorization, Authorized};
pub use check_sign_in::{CheckSignIn, SignInState};
pub use devices::{
    DeviceCall, DeviceJob, DeviceReply, ListDevices, Listing, TokenRenewed, UNLINK_LIMIT, UnlinkDevices, Unlinked,
    Unlinking,
};
pub use installation::{
    Installation, LARGE_STORAGE, LargeInstallation, RegistrationState, RestoreError, SMALL_STORAGE, SmallInstallation,
    Storage, saved_size,
};
pub use link_device::{LinkDevice, LinkQuestion, LinkReply, Linked, ShowLinkCode};
pub use logout::{Logout, LogoutQuestion, LogoutReply, SignedOut, Urls};
pub use partner::{PartnerCompleted, PartnerCompletion, PartnerQuestion, PartnerReply, PartnerSignIn, PartnerSignedIn};
pub use preauthorization::{
    DecidedPart, PERMITS_CAPACITY, PREAUTHORIZE_LIMIT, Permits, Preauthorization, PreauthorizationQuestion,
    PreauthorizationReply, Preauthorized, ResourceList,
};
pub use registration::Registration;
pub use second_screen::{SecondScreen, SecondScreenQuestion, SecondScreenReply};
pub use service_token::{
    AskLinkCode, KeptToken, NoSingleSignOn, ObtainedToken, PersonSource, SavedToken, Served, ServiceToken,
    ServiceTokenReply, TOKEN_CAPACITY, saved_token_size,
};
pub use settings::AppSettings;
pub use sign_in::{
    Access, AnyPlace, CodeExpired, OpenUrl, OtherDevice, OtherDeviceWithPicker, Place, QuestionAt, RememberedMvpd,
    ShowCode, SignIn, SignInQuestion, SignInReply, SignedIn, ThisDevice,
};
#[doc(hidden)]
pub use step::Decision;
pub use step::{Event, Flow, Step, StepOf, Turn, Written};
pub use stop::{Actor, InvalidArgument, LastFailure, StopReason};
pub use storage::TooLong;
