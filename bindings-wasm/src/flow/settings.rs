//! What does not change from step to step, as it was given.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::message::{BaseUrl, HeaderName};
use tvpass::old_flow::{Context, Picker, Screen};

use crate::fields::Fields;
use crate::plain::stopped;
use crate::requests::ready;

/// The settings of a flow; what is not given is as on a television that shows a code.
pub(super) struct Settings {
    given: Vec<u8>,
    framework_status: FrameworkStatus,
}

/// What a partner's framework says of the viewer, as the value of its header.
enum FrameworkStatus {
    AsGiven,
    Unknown,
    Known(String),
}

impl Settings {
    /// Fields, with those of headers among them.
    pub(super) const fn new(given: Vec<u8>) -> Self {
        Self { given, framework_status: FrameworkStatus::AsGiven }
    }

    fn fields(&self) -> Fields<'_> {
        Fields::new(&self.given)
    }

    /// Bytes in which any request made of these settings has room: an escape of JSON makes six of one.
    pub(super) fn size(&self) -> usize {
        6 * self.given.len() + 4096
    }

    pub(super) fn resources(&self) -> Vec<&str> {
        self.fields().all("resources")
    }

    /// What the framework says now; without a value it cannot be asked, and the header goes.
    pub(super) fn set_framework_status(&mut self, value: Option<String>) {
        self.framework_status = value.map_or(FrameworkStatus::Unknown, FrameworkStatus::Known);
    }

    /// What the core is told, or the stop of a flow that cannot be told it.
    // On its own it makes less code than within what advances the flow.
    #[inline(never)]
    pub(super) fn context<'a>(&'a self, resources: &'a [&'a str]) -> Result<Context<'a>, String> {
        let given = self.fields();
        let (get, text) = (|name| given.get(name), |name| given.text(name));
        let base = BaseUrl::new(text("baseUrl")).map_err(|error| stopped("url", &error))?;
        let mut headers = ready(given).map_err(|error| stopped("encode", &error))?;
        match &self.framework_status {
            FrameworkStatus::AsGiven => {}
            FrameworkStatus::Unknown => headers.remove(HeaderName::ApPartnerFrameworkStatus),
            FrameworkStatus::Known(value) => {
                // Base64, which every header can hold.
                headers.set(HeaderName::ApPartnerFrameworkStatus, value).unwrap_or_default();
            }
        }
        let mut context = Context::new(base, text("serviceProvider"), text("softwareStatement").into(), headers);
        context.redirect_uri = get("redirectUri");
        context.mvpd = get("mvpd");
        context.domain_name = get("domainName");
        context.redirect_url = get("redirectUrl");
        context.resources = resources;
        if text("screen") == "here" {
            context.screen = Screen::Here;
        }
        if text("picker") == "here" {
            context.picker = Picker::Here;
        }
        if let Some(partner) = get("partner") {
            context.partner = partner;
        }
        if let Some(limit) = given.number("preauthorizeLimit") {
            context.preauthorize_limit = limit.try_into().unwrap_or(u8::MAX);
        }
        if let Some(millis) = given.number("pollInterval") {
            context.poll_interval_millis = millis.try_into().unwrap_or(u32::MAX);
        }
        Ok(context)
    }
}
