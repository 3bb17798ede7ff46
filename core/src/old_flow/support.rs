//! What the flows that sign a viewer in have in common.

use heapless::String;

use super::client::{Client, MVPD_CAPACITY, store};
use super::context::Context;
use super::step::{Prompt, Step, StopReason};
use crate::endpoint::Authenticate;
use crate::json::Text;
use crate::message::Failure;

/// Bytes that a code may have; six or seven have been seen.
pub(super) const CODE_CAPACITY: usize = 32;
/// Nothing polls faster than this (R42).
const MINIMAL_POLL_MILLIS: u64 = 3000;

pub(super) fn poll_interval(context: &Context<'_>) -> u64 {
    u64::from(context.poll_interval_millis).max(MINIMAL_POLL_MILLIS)
}

/// R40: the service does not know the code (any more).
pub(super) fn is_code_void(reason: &StopReason<'_>) -> bool {
    matches!(reason, StopReason::Failure(Failure::Service { error, .. }) if error.voids_code())
}

/// R25: what was chosen is remembered, if it can be kept.
pub(super) fn remember(client: &mut Client, mvpd: &Text<'_>) {
    let mut chosen = String::<MVPD_CAPACITY>::new();
    if store(&mut chosen, "", mvpd, "mvpd").is_ok() && client.mvpd() != Some(chosen.as_str()) {
        // It fits: the capacities are equal.
        let _ = client.remember_mvpd(&chosen);
    }
}

/// Asks the viewer to open `url`, or the page that follows from the code (R38).
pub(super) fn open_url<'b>(context: &Context<'b>, code: &str, url: Option<Text<'b>>, buffer: &'b mut [u8]) -> Step<'b> {
    let url = match url {
        Some(url) => context.base.resolve(&url, buffer).map_err(StopReason::Url),
        None => Authenticate { service_provider: context.service_provider, code }
            .url(&context.base, buffer)
            .map_err(StopReason::Encode),
    };
    match url {
        Ok(url) => Step::Ask(Prompt::OpenUrl { url }),
        Err(reason) => Step::Stop(reason.into()),
    }
}

/// The MVPD to ask for decisions or to leave: the one given, else the one remembered.
pub(super) fn mvpd(context: &Context<'_>, client: &Client) -> String<MVPD_CAPACITY> {
    let mut mvpd = String::new();
    // What does not fit stays empty, and an empty segment is refused before anything is sent.
    let _ = store(&mut mvpd, "", &context.mvpd.or(client.mvpd()).unwrap_or_default().into(), "mvpd");
    mvpd
}
