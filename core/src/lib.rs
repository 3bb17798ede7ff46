//! The client side of Adobe Pass Authentication REST API V2, for devices that have kilobytes to spare and no second chance.
//!
//! The crate sends nothing and waits for nothing. It writes requests into a buffer of yours, reads responses where they
//! lie, and says what to do next; sockets, clock, random numbers and storage are yours. It is independent of Adobe, and the
//! real service needs a licence from them.
//!
//! # Layers
//!
//! Each is a folder that knows only those above it in this list:
//!
//! 1. [`json`]: a strict reader and a writer; texts with their escapes, numbers, timestamps, secrets.
//! 2. [`message`]: method, target, headers and body in the caller's buffer; the headers' contents; the failures that a
//!    response can carry and the catalogue of the service's error codes.
//! 3. [`endpoint`]: one file for each of the fifteen endpoints over one table of facts,
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
//! let call = CreateSession {
//!     service_provider: "REF30",
//!     mvpd: Some("Cablevision"),
//!     domain_name: Some("adobe.com"),
//!     redirect_url: Some("https://adobe.com"),
//! };
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
