//! `Authorization`.

use core::mem::MaybeUninit;

use tvpass::message::bearer;

use crate::check::check;
use crate::{tvpass_buffer, tvpass_detail, tvpass_result, tvpass_string};

/// Writes the value of Authorization for an access token. Flows do that themselves.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_bearer_encode(
    access_token: tvpass_string,
    buffer: tvpass_buffer,
    value: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let access_token = check.required(&access_token, "access_token");
        let written = bearer(access_token, check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.into())
    })
}
