//! Options of the stand-in.

use std::sync::Arc;
use std::time::Duration;

use crate::{Clock, Endpoint, RealClock};

/// The world that the stand-in plays, and what it expects of the television.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The only service provider there is.
    pub service_provider: String,
    /// The only software statement that may register.
    pub software_statement: String,
    /// The MVPD at which the person signs in, whatever the session says when it says nothing.
    pub mvpd: String,
    /// The only `domainName` of the service provider.
    pub domain_name: String,
    /// The television was told its MVPD, so it has no use for the configuration (R23).
    pub mvpd_is_given: bool,
    /// A secondary application calls too. Without the device headers resume_session, session_info and profile_code are
    /// then its calls, and no longer faults of the television.
    pub secondary_application: bool,
    /// A second device joins the sign-in of the first by a link code; it registers for itself.
    pub second_device: bool,
    /// Life of an access token.
    pub token_lifetime: Duration,
    /// Life of an authentication code.
    pub code_lifetime: Duration,
    /// Faults on the service's side.
    pub faults: Faults,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            service_provider: "REF30".into(),
            software_statement: "stand.in.statement".into(),
            mvpd: "Cablevision".into(),
            domain_name: "adobe.com".into(),
            mvpd_is_given: true,
            secondary_application: false,
            second_device: false,
            token_lifetime: Duration::from_hours(24),
            code_lifetime: Duration::from_mins(30),
            faults: Faults::typical(),
            clock: Arc::new(RealClock::default()),
        }
    }
}

/// Faults that a client of the real service has to live with. Each happens once, and only to a request that is otherwise
/// right.
#[derive(Clone, Debug)]
pub struct Faults {
    /// The first profiles call gets 401 `invalid_access_token_client_application`, and its token is dead from then on.
    pub unauthorized: bool,
    /// 429 with an HTML body on the first call of this endpoint; no request may come within the next second.
    pub throttled: Option<Endpoint>,
    /// 502 with an HTML body, as from a proxy, on the first call of this endpoint.
    pub bad_gateway: Option<Endpoint>,
    /// The connection is closed without a byte on the first call of this endpoint, and nothing has happened.
    pub no_answer: Option<Endpoint>,
    /// So many polls are answered with an empty map before the profile appears.
    pub polls_before_profile: u32,
    /// Answers take the variants that the documentation allows: timestamps as strings, white space, escapes, unknown
    /// fields and values, `domain` for `domainName`, chunked transfer encoding.
    pub variants: bool,
}

impl Faults {
    /// One 401, one 429, one 502, a profile after three polls, all variants.
    #[must_use]
    pub fn typical() -> Self {
        Self {
            unauthorized: true,
            throttled: Some(Endpoint::CreateSession),
            bad_gateway: Some(Endpoint::ProfileCode),
            no_answer: None,
            polls_before_profile: 3,
            variants: true,
        }
    }

    /// A service at its best: no fault, the plainest answers, the profile at the first poll.
    #[must_use]
    pub fn none() -> Self {
        Self {
            unauthorized: false,
            throttled: None,
            bad_gateway: None,
            no_answer: None,
            polls_before_profile: 0,
            variants: false,
        }
    }
}
