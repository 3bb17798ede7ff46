//! The base URL of the service, and URLs that the service hands out.

use core::mem::MaybeUninit;

use crate::check::check;
use crate::text::text_of;
use crate::{tvpass_buffer, tvpass_detail, tvpass_result, tvpass_string, tvpass_text};

/// The parts of a base URL that a connection is made of.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_base_url {
    /// 1 if the scheme is https, 0 if it is http.
    pub is_https: u32,
    /// Host, with the port if one is given.
    pub authority: tvpass_string,
    /// The path prefix, empty or beginning with a slash.
    pub prefix: tvpass_string,
}

/// Checks and takes apart a base URL: scheme, host and optional path prefix of the service, a simulator or a proxy.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_base_url_parse(
    url: tvpass_string,
    parts: Option<&mut MaybeUninit<tvpass_base_url>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let base = check.base(&url);
        let is_https = u32::from(base.is_https());
        let (authority, prefix) = (base.authority().into(), base.prefix().into());
        check.put(parts, tvpass_base_url { is_https, authority, prefix })
    })
}

/// Writes the whole URL of a request's target.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_url_join(
    base_url: tvpass_string,
    target: tvpass_string,
    buffer: tvpass_buffer,
    url: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (base, target) = (check.base(&base_url), check.required(&target, "target"));
        let joined = base.join(target, check.buffer(&buffer));
        let joined = check.accept(joined)?;
        check.put(url, joined.into())
    })
}

/// Writes the URL that the service means by a text of an answer: a path is taken on the host of the base URL; another host
/// only if its scheme is https, or the base URL's is not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_url_resolve(
    base_url: tvpass_string,
    text: Option<&tvpass_text>,
    buffer: tvpass_buffer,
    url: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let base = check.base(&base_url);
        let text = check.require(text_of(text), "text")?;
        let resolved = base.resolve(&text, check.buffer(&buffer));
        let resolved = check.accept(resolved)?;
        check.put(url, resolved.into())
    })
}
