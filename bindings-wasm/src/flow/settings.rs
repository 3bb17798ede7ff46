//! What does not change from step to step, as text of its own.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::flow::{Context, Picker, Screen};
use tvpass::json::Map;
use tvpass::message::{BaseUrl, HeaderName};

use crate::fields::{Fields, number, object};
use crate::plain::stopped;
use crate::requests::{ready, sender_of};

/// The settings of a flow; what is not given is as on a television that shows a code.
#[derive(Default)]
pub(super) struct Settings {
    fields: Fields,
    headers: Vec<(HeaderName, String)>,
    preauthorize_limit: Option<u64>,
    poll_interval_millis: Option<u64>,
    size: usize,
}

impl Settings {
    /// The object that `json` is, with an object of headers within.
    pub(super) fn read(json: &str) -> Self {
        object(json.as_bytes()).map(|map| Self { size: json.len(), ..Self::of(map) }).unwrap_or_default()
    }

    fn of(map: Map<'_>) -> Self {
        let headers = Fields::within(map, "headers");
        Self {
            fields: Fields::of(map),
            headers: headers
                .iter()
                .filter_map(|(name, value)| Some((HeaderName::from_wire(name)?, value.into())))
                .collect(),
            preauthorize_limit: number(map, "preauthorizeLimit"),
            poll_interval_millis: number(map, "pollInterval"),
            ..Self::default()
        }
    }

    /// Bytes in which any request made of these settings has room: an escape of JSON makes six of one.
    pub(super) fn size(&self) -> usize {
        6 * self.size + 4096
    }

    pub(super) fn resources(&self) -> Vec<&str> {
        self.fields.list()
    }

    /// Puts a header in the place of an earlier one, or takes it away.
    pub(super) fn set_header(&mut self, name: HeaderName, value: Option<String>) {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.extend(value.map(|value| (name, value)));
    }

    /// What the core is told, or the stop of a flow that cannot be told it.
    pub(super) fn context<'a>(&'a self, resources: &'a [&'a str]) -> Result<Context<'a>, String> {
        let get = |name| self.fields.get(name);
        let text = |name| get(name).unwrap_or_default();
        let base = BaseUrl::new(text("baseUrl")).map_err(|error| stopped("url", &error))?;
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let headers = ready(sender_of(text("sender")), headers).map_err(|error| stopped("encode", &error))?;
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
        if let Some(limit) = self.preauthorize_limit {
            context.preauthorize_limit = limit.try_into().unwrap_or(u8::MAX);
        }
        if let Some(millis) = self.poll_interval_millis {
            context.poll_interval_millis = millis.try_into().unwrap_or(u32::MAX);
        }
        Ok(context)
    }
}
