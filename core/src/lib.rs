//! The client side of Adobe Pass Authentication REST API V2, for devices that have kilobytes to spare and no second chance.
//!
//! The crate sends nothing and waits for nothing. It writes requests into a buffer of yours, reads responses where they
//! lie, and says what to do next; sockets, clock, random numbers and storage are yours. It is independent of Adobe, and the
//! real service needs a licence from them.
//!
//! # The run loop
//!
//! A flow is a whole job, such as a sign-in, as a value of yours. It decides, you save, it writes:
//!
//! 1. [`handle`](flow::Flow::handle) an event; the first one is [`Event::Start`](flow::Event::Start). The flow decides, and
//!    may change the installation.
//! 2. Save the installation if it [is unsaved](flow::Installation::is_unsaved), and
//!    [mark](flow::Installation::mark_saved) what was saved. A registration that is sent for but not saved would be lost
//!    with the process, and every sign-in with it (R4).
//! 3. Write the [`step`](flow::Turn::step) into a buffer. This changes nothing: where the buffer is too small, call it again
//!    with a larger one.
//! 4. Do what the [`Step`](flow::Step) says: send a request, wait, ask the viewer.
//! 5. Go on at 1 with what came of it, until [`Step::Done`](flow::Step::Done) or [`Step::Stop`](flow::Step::Stop).
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
//! # Layers
//!
//! Each is a folder that knows only those above it in this list:
//!
//! 1. [`json`]: a strict reader and a writer; texts with their escapes, numbers, timestamps, secrets.
//! 2. [`message`]: method, target, headers and body in the caller's buffer; the headers' contents; the failures that a
//!    response can carry and the catalogue of the service's error codes.
//! 3. [`endpoint`]: one file for each of the twenty endpoints over one table of facts,
//!    [`Endpoint::definition`](endpoint::Endpoint::definition). Both directions: a client encodes requests and decodes
//!    responses, a simulator or a proxy decodes requests and encodes responses.
//! 4. [`flow`]: whole jobs as values that you step: registration, sign-in, second screen, decisions, logout.
//!
//! Use the flows where you can: they keep the order of calls, the pace that the service grants, and the rules for
//! repeating. The layers before them stand on their own.
//!
//! # A request and a response
//!
//! Headers hardly ever change, so they are encoded once and kept; each endpoint takes those that its row of the header
//! matrix lists, and refuses to be sent without those it requires.
//!
//! ```
//! use tvpass::endpoint::{Answer, Call, CreateSession, Session};
//! use tvpass::message::{DeviceIdentifier, HeaderName, Headers, Sender, bearer};
//!
//! // Once: the headers.
//! let mut token_buffer = [0; 64];
//! let mut device_buffer = [0; 64];
//! let mut headers = Headers::new(Sender::StreamingDevice);
//! headers.set(HeaderName::Authorization, bearer("eyJhbGciOi", &mut token_buffer).unwrap()).unwrap();
//! let device = DeviceIdentifier::new("ba23d141").encode(&mut device_buffer).unwrap();
//! headers.insert(HeaderName::ApDeviceIdentifier, device);
//! headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
//!
//! // The request, for the HTTP client that you have.
//! let mut call = CreateSession::new("REF30");
//! call.mvpd = Some("Cablevision");
//! call.domain_name = Some("adobe.com");
//! call.redirect_url = Some("https://adobe.com");
//! let mut buffer = [0; 256];
//! let request = call.encode(&headers, &mut buffer).unwrap();
//! assert_eq!((request.method.as_str(), request.target), ("POST", "/api/v2/REF30/sessions"));
//!
//! // The response that came of it.
//! let body = br#"{"actionName": "authenticate", "actionType": "interactive", "reasonType": "none",
//!     "code": "8ER640M", "url": "/api/v2/authenticate/REF30/8ER640M", "notAfter": "1733737089035",
//!     "sessionId": "83c046be-ea4b-4581-b5f2-13e56e69dee9", "serviceProvider": "REF30"}"#;
//! let session = Session::from_response(200, body).unwrap();
//! assert!(session.code.unwrap() == "8ER640M");
//! ```
//!
//! # Why it is made this way
//!
//! **A JSON reader of its own.** Answers come from the network, and a device in a home cannot be patched. The reader walks
//! a text once, by the letter of RFC 8259, without recursion and in constant memory however long a list is; it says where a
//! text is wrong, and it takes values whose type is known only when they are there, as those of
//! [`Attribute`](endpoint::Attribute) are. The parsers that need no allocator either recurse, let wrong texts through
//! where nobody looks, or cannot do the last.
//!
//! **A writer and base64 of its own.** Firmware is linked with a panic handler that does not exist, so that no path to a
//! panic can remain; and one bounds check that the compiler cannot remove would break that. Values go straight into
//! the caller's buffer, one inside the other: base64 of JSON needs no second buffer. When the buffer is full, counting
//! goes on, so that [`TooSmall`] says how many bytes are needed.
//!
//! **Three dependencies.** `heapless` holds the few texts that a flow must remember, `zeroize` overwrites those that are secret, `wide`
//! compares sixteen bytes at a time, on x86-64 alone. `serde` is a fourth for those who ask for its feature.
//!
//! **Values of enumerations that nobody knows yet** are kept as text, unknown fields are skipped, and timestamps come as
//! numbers or as strings: the service grows, and firmware does not. A missing required field is an error all the same.
//!
//! **Errors say who must act**: the service, the network, the caller or the viewer; see [`Failure`](message::Failure) and
//! [`StopReason`](flow::StopReason). Malformed JSON has the offset of its first wrong byte. Secrets print as `[redacted]`.
//!
//! # Answers that do not fit
//!
//! A configuration can be larger than a device's memory. [`ConfigurationStream`](endpoint::ConfigurationStream) and its like
//! take an answer in parts as it arrives, through a window that holds one piece of it.
//!
//! # Feature `serde`
//!
//! Every record, answer, outcome and reason to stop comes out of `serde` in the wire's own names, and device information
//! and the state of a partner's framework go in. Neither needs a heap. Secrets and user metadata come out as `[redacted]`
//! unless they are asked for: see the module `serial`.
//!
//! # Limits
//!
//! | what | limit | where it is |
//! | --- | --- | --- |
//! | nesting of JSON | 32 levels | [`MAX_DEPTH`](json::MAX_DEPTH) |
//! | length of bodies, lists, maps and texts | none; what is in memory is read where it lies | |
//! | credentials, token, provider and pending code together | the owner's choice, such as 1,536 bytes | [`SMALL_STORAGE`](flow::SMALL_STORAGE) |
//! | id of an MVPD that a viewer chooses | 64 bytes | |
//! | code of a sign-in | 32 bytes | |
//! | resources in one preauthorization | 256 | [`PERMITS_CAPACITY`](flow::PERMITS_CAPACITY) |
//! | resources in one request of it | 16, or less as the caller says | [`PREAUTHORIZE_LIMIT`](flow::PREAUTHORIZE_LIMIT) |
//!
//! The codec alone has no capacities. A flow that meets something longer than it can remember stops and says so.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Views are `Copy` and walk by value; an iterator over a reference to one would say the same twice.
#![allow(clippy::iter_without_into_iter)]
// A failure carries what the service said, borrowed from the body.
#![allow(clippy::result_large_err)]

mod constructor;
mod count;
mod debug;
pub mod endpoint;
pub mod flow;
pub mod json;
pub mod message;
mod output;
#[cfg(feature = "serde")]
pub mod serial;

pub use output::{Output, TooSmall};

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
