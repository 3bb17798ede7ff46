//! The application, which every flow needs and no flow changes.

use tvpass::flow::{App, Now};
use tvpass::json::Timestamp;

use crate::check::Check;
use crate::{tvpass_headers, tvpass_string};

/// The application: settings that do not change from step to step. Between two steps the headers may.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_app {
    /// The service: scheme, host and optional path prefix.
    pub base_url: tvpass_string,
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The statement that the application registers with.
    pub software_statement: tvpass_string,
    /// The return address of user agents, if the registration is to say so; may be absent.
    pub redirect_uri: tvpass_string,
    /// All header values that are ready, Authorization excepted, which is the installation's.
    pub headers: tvpass_headers,
    /// Milliseconds between polls, 3,001 at least; 0 for the usual.
    pub poll_interval_millis: u32,
}

/// The time, twice, and a random number.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_now {
    /// Milliseconds since any fixed point, such as the start of the device; never goes back.
    pub monotonic_millis: u64,
    /// Milliseconds since the Unix epoch; may be wrong, or 0 as long as it is not known.
    pub unix_millis: u64,
    /// Any number that differs from device to device and from call to call; no secret depends on it.
    pub random: u32,
}

impl tvpass_app {
    /// Apart from its callers, so that what it is put together of is off the stack while the flow runs.
    #[inline(never)]
    pub(crate) fn get(&self, check: &mut Check) -> App<'static> {
        let mut app = App::new(
            check.base(&self.base_url),
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.software_statement, "software_statement").into(),
            self.headers.get(check),
        );
        app.redirect_uri = check.text(&self.redirect_uri, "redirect_uri");
        if self.poll_interval_millis != 0 {
            app.poll_interval_millis = self.poll_interval_millis;
        }
        app
    }
}

impl From<&tvpass_now> for Now {
    fn from(now: &tvpass_now) -> Self {
        Self {
            monotonic_millis: now.monotonic_millis,
            unix: Timestamp::from_millis(now.unix_millis),
            random: now.random,
        }
    }
}
