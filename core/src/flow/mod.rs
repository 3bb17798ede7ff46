//! Whole jobs, each a value that the caller owns: registration, sign-in, second screen, partner sign-in, decisions, logout,
//! and the service tokens, link codes and devices of the Single Sign-On Service.
//!
//! A flow does no I/O, reads no clock and allocates nothing. It decides, the host saves, the flow writes:
//!
//! 1. [`handle`](Flow::handle) an event; the first one is [`Event::Start`]. The flow decides, and may change the installation.
//! 2. Save the installation if it [is unsaved](Installation::is_unsaved), and [mark](Installation::mark_saved) what was
//!    saved. A registration that is sent for but not saved would be lost with the process, and every sign-in with it (R4).
//! 3. Write the [`step`](Turn::step) into a buffer. This changes nothing: where the buffer is too small, call it again with
//!    a larger one.
//! 4. Do what the [`Step`] says: send a request, wait, ask the viewer.
//! 5. Go on at 1 with what came of it, until [`Step::Done`] or [`Step::Stop`].
//!
//! ```
//! use tvpass::flow::{App, Event, Flow, Now, ShowCode, SignIn, SignInQuestion, SignInReply, SmallInstallation, Step};
//! # use tvpass::flow::saved_size;
//! # use tvpass::json::Timestamp;
//! # use tvpass::message::{BaseUrl, HeaderName, Headers, Request, Sender};
//! # let mut headers = Headers::new(Sender::StreamingDevice);
//! # headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
//! # headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
//! # let app = App::new(BaseUrl::new("http://127.0.0.1:8787").unwrap(), "REF30", "statement".into(), headers);
//! # let mut millis = 0;
//! # let mut disk = Vec::new();
//! # let mut asked = Vec::new();
//! # let mut answers = [
//! #     (201, &br#"{"client_id": "s6BhdRkqt3", "client_secret": "t7AkePiru4"}"#[..]),
//! #     (201, br#"{"access_token": "eyJhbGciOi", "expires_in": 21600}"#),
//! #     (200, br#"{"profiles": {}}"#),
//! #     (200, br#"{"actionName": "authenticate", "actionType": "interactive", "reasonType": "none", "code": "8ADF2K7",
//! #         "url": "/x", "sessionId": "1b61", "serviceProvider": "REF30", "mvpd": "Dish",
//! #         "notBefore": "1733735289035", "notAfter": "1733737089035"}"#),
//! #     (200, br#"{"profiles": {"Dish": {"notBefore": 1733735289035, "notAfter": 1765366800000, "issuer": "Dish",
//! #         "type": "regular", "attributes": {}}}}"#),
//! # ].into_iter();
//! # let mut send = |request: &Request<'_>| { asked.push(request.target.to_owned()); answers.next() };
//! let mut installation = SmallInstallation::new();
//! let mut flow: SignIn<_> = SignIn::on_other_device(Some("Dish"), None, None);
//! let (mut buffer, mut saved) = ([0; 512], [0; saved_size(1536)]);
//! let mut event = Event::Start;
//! let provider = loop {
//! #    let now = Now { monotonic_millis: millis, unix: Timestamp::from_millis(1_733_735_289_035 + millis), random: 7 };
//!     // 1. Decide.
//!     let turn = flow.handle(&app, &mut installation, now, event);
//!     // 2. Save.
//!     if installation.is_unsaved() {
//!         disk = installation.save(&app, &mut saved).unwrap().to_vec();
//!         installation.mark_saved(installation.revision());
//!     }
//!     // 3. Write.
//!     event = match turn.step(&app, &installation, &mut buffer).unwrap() {
//!         // 4. Do; 5. say what came of it.
//!         Step::Send(request) => match send(&request) {
//!             Some((status, body)) => Event::Response { status, body },
//!             None => Event::NoResponse,
//!         },
//!         Step::Sleep { until_millis } | Step::AwaitOther { until_millis } => {
//!             millis = until_millis;
//!             Event::Timer
//!         }
//!         Step::Ask(SignInQuestion::ShowCode(ShowCode { code, .. })) => {
//!             println!("type {code} on your phone");
//!             Event::Viewer(SignInReply::Shown)
//!         }
//!         Step::Ask(SignInQuestion::CodeExpired(_)) => Event::Viewer(SignInReply::NewCode),
//!         Step::Ask(SignInQuestion::CodeReplaced(_)) => Event::Cancel,
//!         Step::Await => unreachable!("this loop says nothing that the flow does not wait for"),
//!         Step::Done(_) => break installation.mvpd().unwrap_or_default().to_owned(),
//!         Step::Stop(reason) => panic!("{reason}"),
//!     };
//! };
//! assert_eq!(provider, "Dish");
//! # assert_eq!(asked.len(), 5);
//! # assert!(!disk.is_empty());
//! ```
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
pub use sign_in::{
    Access, AnyPlace, CodeExpired, OpenUrl, OtherDevice, OtherDeviceWithPicker, Place, QuestionAt, RememberedMvpd,
    ShowCode, SignIn, SignInQuestion, SignInReply, SignedIn, ThisDevice,
};
#[doc(hidden)]
pub use step::Decision;
pub use step::{Event, Flow, Step, StepOf, Turn, Written};
pub use stop::{Actor, InvalidArgument, LastFailure, StopReason};
pub use storage::TooLong;
