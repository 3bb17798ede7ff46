//! Settings that every flow of an application needs, and the time.

use super::storage::crc32_of;
use crate::json::{Secret, Timestamp, later};
use crate::message::{BaseUrl, Headers};

/// Polls are at least three seconds apart (R42, N3). A clock of whole milliseconds may be behind by almost one.
const MINIMAL_POLL_MILLIS: u32 = 3001;

/// The time by two clocks, and a random number for jitter.
///
/// Pacing uses the monotonic clock alone, so a viewer or a server that sets the other clock disturbs nothing.
///
/// ```
/// use tvpass::flow::Now;
/// use tvpass::json::Timestamp;
///
/// let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 7 };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since any fixed point, such as the start of the program; never goes back.
    pub monotonic_millis: u64,
    /// The wall clock, which may be wrong.
    pub unix: Timestamp,
    /// Any number that differs from device to device and from call to call. No secret depends on it.
    pub random: u32,
}

impl Now {
    /// The monotonic time so many milliseconds from now.
    pub(super) const fn after(&self, millis: u64) -> u64 {
        later(self.monotonic_millis, millis)
    }
}

/// The application: settings that every flow needs and no flow changes. The host may change header values between steps.
///
/// ```
/// use tvpass::flow::App;
/// use tvpass::message::{BaseUrl, HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
/// let mut app = App::new(base, "REF30", "demo.software.statement".into(), headers);
/// app.poll_interval_millis = 5000;
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct App<'a> {
    /// The service.
    pub base: BaseUrl<'a>,
    /// The programmer's id.
    pub service_provider: &'a str,
    /// The software statement that the application registers with.
    pub software_statement: Secret<'a>,
    /// Return address of user agents, if the registration is to name it.
    pub redirect_uri: Option<&'a str>,
    /// All header values that are ready. `Authorization` comes from the installation.
    pub headers: Headers<'a>,
    /// Milliseconds between polls; less than 3,001 counts as 3,001, three seconds by any clock (N3).
    pub poll_interval_millis: u32,
}

impl<'a> App<'a> {
    /// The four settings without a default. Polls are 4 seconds apart.
    #[must_use]
    pub const fn new(
        base: BaseUrl<'a>,
        service_provider: &'a str,
        software_statement: Secret<'a>,
        headers: Headers<'a>,
    ) -> Self {
        Self { base, service_provider, software_statement, redirect_uri: None, headers, poll_interval_millis: 4000 }
    }

    pub(super) fn poll_interval(&self) -> u32 {
        self.poll_interval_millis.max(MINIMAL_POLL_MILLIS)
    }

    /// A digest of service, provider and statement: credentials of one application are no other's (R3, R47). The port does
    /// not count, so that a simulator may come back on another one.
    pub(super) fn owner(&self) -> u32 {
        let parts = [
            without_port(self.base.authority()).into(),
            self.base.prefix().into(),
            self.service_provider.into(),
            self.software_statement.reveal(),
        ];
        parts.iter().fold(u32::from(self.base.is_https()), |digest, part| crc32_of(digest, part))
    }
}

fn without_port(authority: &str) -> &str {
    match authority.bytes().rposition(|byte| !byte.is_ascii_digit()) {
        Some(colon) if authority.as_bytes().get(colon) == Some(&b':') => authority.get(..colon).unwrap_or_default(),
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::without_port;

    #[test]
    fn a_port_is_digits_behind_a_colon() {
        assert_eq!(["host:8443", "host", "host80", "[::1]:80"].map(without_port), ["host", "host", "host80", "[::1]"]);
    }
}
