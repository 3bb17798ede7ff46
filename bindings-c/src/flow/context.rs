//! What a flow is told at each step, and does not keep.

use tvpass::json::Timestamp;
use tvpass::old_flow::{Context, Now, Picker, Screen};

use crate::check::Check;
use crate::{Refusal, tvpass_headers, tvpass_resource, tvpass_result, tvpass_string};

/// Where the viewer signs in.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_screen {
    /// On another device: this one shows a code and polls at once.
    Second = 0,
    /// Here, in a user agent.
    Here = 1,
}

/// Where the viewer chooses an MVPD, if none is given.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_picker {
    /// On the second screen.
    Second = 0,
    /// Here: the flow fetches the configuration and asks.
    Here = 1,
}

/// What does not change from step to step. What it points to stays where it is for as long as the flow runs.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_context {
    /// The service: scheme, host and optional path prefix.
    pub base_url: tvpass_string,
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// What the application registers with.
    pub software_statement: tvpass_string,
    /// Where user agents return to, if the registration is to say so; may be absent.
    pub redirect_uri: tvpass_string,
    /// All header values that are ready, Authorization excepted, which is the flow's own.
    pub headers: tvpass_headers,
    /// The MVPD, where it is known before the flow begins; may be absent.
    pub mvpd: tvpass_string,
    /// The domain of the application, for the login page; may be absent.
    pub domain_name: tvpass_string,
    /// Where the login page returns to; may be absent.
    pub redirect_url: tvpass_string,
    /// One of tvpass_screen.
    pub screen: u32,
    /// One of tvpass_picker.
    pub picker: u32,
    /// The partner whose framework signs the viewer in; absent for Apple.
    pub partner: tvpass_string,
    /// The resources to be decided on: all of a catalogue to preauthorize, the one to be played to authorize; the first of
    /// an array ...
    pub resources: *const tvpass_resource,
    /// ... and how many they are, TVPASS_PERMITS_CAPACITY at most.
    pub resource_count: u32,
    /// How many resources one preauthorization may name, if Adobe configured another number than the usual; else 0.
    pub preauthorize_limit: u32,
    /// Milliseconds between polls, 3,000 at least; 0 for the usual.
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

impl tvpass_context {
    /// Apart from its callers, so that what it is put together of is off the stack while the flow runs.
    #[inline(never)]
    pub(crate) fn get(&self, check: &mut Check) -> Context<'static> {
        let mut context = Context::new(
            check.base(&self.base_url),
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.software_statement, "software_statement").into(),
            self.headers.get(check),
        );
        context.redirect_uri = check.text(&self.redirect_uri, "redirect_uri");
        context.mvpd = check.text(&self.mvpd, "mvpd");
        context.domain_name = check.text(&self.domain_name, "domainName");
        context.redirect_url = check.text(&self.redirect_url, "redirectUrl");
        context.screen = match self.screen {
            0 => Screen::Second,
            1 => Screen::Here,
            _ => unknown(check, "screen"),
        };
        context.picker = match self.picker {
            0 => Picker::Second,
            1 => Picker::Here,
            _ => unknown(check, "picker"),
        };
        context.resources = check.resources(self.resources, self.resource_count);
        if let Some(partner) = check.text(&self.partner, "partner") {
            context.partner = partner;
        }
        if self.preauthorize_limit != 0 {
            context.preauthorize_limit = u8::try_from(self.preauthorize_limit).unwrap_or(u8::MAX);
        }
        if self.poll_interval_millis != 0 {
            context.poll_interval_millis = self.poll_interval_millis;
        }
        context
    }
}

fn unknown<T: Default>(check: &mut Check, name: &'static str) -> T {
    check.refuse(Refusal::named(tvpass_result::UnknownNumber, name));
    T::default()
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
