//! What a flow is told at each step, and does not keep.

use crate::endpoint::APPLE;
use crate::json::{Secret, Timestamp};
use crate::message::{BaseUrl, Headers};

/// The time, twice, and a random number.
///
/// Pacing rests on the monotonic clock alone, so that a viewer or a server that sets the other one disturbs nothing.
///
/// ```
/// use tvpass::old_flow::Now;
/// use tvpass::json::Timestamp;
///
/// let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since any fixed point, such as the start of the program; never goes back.
    pub monotonic_millis: u64,
    /// The clock on the wall, which may be wrong.
    pub unix: Timestamp,
    /// Any number that differs from device to device and from call to call, for jitter; no secret depends on it.
    pub random: u32,
}

/// Where the viewer signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// On another device: this one shows a code and polls at once (R42).
    #[default]
    Second,
    /// Here, in a user agent: polling begins when it has come back (R42).
    Here,
}

/// Where the viewer chooses an MVPD, if none is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picker {
    /// On the second screen.
    #[default]
    Second,
    /// Here: the flow fetches the configuration and asks (R23).
    Here,
}

/// What does not change from step to step.
///
/// ```
/// use tvpass::old_flow::Context;
/// use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let mut context = Context::new(BaseUrl::RELEASE_STAGING, "REF30", "demo.software.statement".into(), headers);
/// context.domain_name = Some("adobe.com");
/// context.redirect_url = Some("https://adobe.com");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The service.
    pub base: BaseUrl<'a>,
    /// The programmer's id.
    pub service_provider: &'a str,
    /// What the application registers with.
    pub software_statement: Secret<'a>,
    /// Where user agents return to, if the registration is to say so.
    pub redirect_uri: Option<&'a str>,
    /// All header values that are ready, `Authorization` excepted, which is the flow's own.
    pub headers: Headers<'a>,
    /// The MVPD, where it is known before the flow begins.
    pub mvpd: Option<&'a str>,
    /// The domain of the application, for the login page.
    pub domain_name: Option<&'a str>,
    /// Where the login page returns to.
    pub redirect_url: Option<&'a str>,
    /// Where the viewer signs in.
    pub screen: Screen,
    /// Where the viewer chooses an MVPD.
    pub picker: Picker,
    /// The resources to be decided on: all of a catalogue to preauthorize, the one to be played to authorize (R56).
    pub resources: &'a [&'a str],
    /// How many resources one preauthorization may name: five, unless Adobe configured another number (R56). At most
    /// [`PREAUTHORIZE_LIMIT`](super::PREAUTHORIZE_LIMIT) are sent at once.
    pub preauthorize_limit: u8,
    /// The partner whose framework signs the viewer in (P6).
    pub partner: &'a str,
    /// Milliseconds between polls; less than 3,000 counts as 3,000 (N3).
    pub poll_interval_millis: u32,
}

impl<'a> Context<'a> {
    /// The four things that every flow needs; the rest is as on a television that shows a code.
    #[must_use]
    pub const fn new(
        base: BaseUrl<'a>,
        service_provider: &'a str,
        software_statement: Secret<'a>,
        headers: Headers<'a>,
    ) -> Self {
        Self {
            base,
            service_provider,
            software_statement,
            redirect_uri: None,
            headers,
            mvpd: None,
            domain_name: None,
            redirect_url: None,
            screen: Screen::Second,
            picker: Picker::Second,
            resources: &[],
            preauthorize_limit: 5,
            partner: APPLE,
            poll_interval_millis: 4000,
        }
    }
}
