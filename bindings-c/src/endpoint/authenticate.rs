//! `authenticate`: the page that leads to the MVPD's login, opened by a user agent.

use core::mem::MaybeUninit;

use tvpass::endpoint::Authenticate;

use crate::check::check;
use crate::{tvpass_buffer, tvpass_detail, tvpass_result, tvpass_string};

/// Writes the address to open on the second screen for a code whose session lacks nothing.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_authenticate_url(
    base_url: tvpass_string,
    service_provider: tvpass_string,
    code: tvpass_string,
    buffer: tvpass_buffer,
    url: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let service_provider = check.required(&service_provider, "serviceProvider");
        let page = Authenticate::new(service_provider, check.required(&code, "code"));
        let base = check.base(&base_url);
        let written = page.url(&base, check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(url, written.into())
    })
}
