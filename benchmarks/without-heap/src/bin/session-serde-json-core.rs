//! A session, read by the crate `serde-json-core` into the same fields.
#![no_std]
#![no_main]

use core::hint::black_box;

use heapless::Vec;
use serde::Deserialize;

/// The fields of a session that decide. Texts without escapes alone: those with them need memory of their own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
// The names are the wire's.
#[allow(clippy::struct_field_names)]
struct Session<'a> {
    action_name: &'a str,
    action_type: Option<&'a str>,
    reason_type: &'a str,
    #[serde(default, borrow)]
    missing_parameters: Vec<&'a str, 8>,
    url: Option<&'a str>,
    code: Option<&'a str>,
    session_id: Option<&'a str>,
    mvpd: Option<&'a str>,
    service_provider: Option<&'a str>,
    not_before: Option<u64>,
    not_after: Option<u64>,
}

tvpass_without_heap::image!(|input, _| {
    let read = serde_json_core::from_slice::<Session<'_>>(input);
    let Ok((session, length)) = black_box(&read) else { return 0 };
    let texts =
        [session.action_name, session.reason_type].into_iter().chain(session.missing_parameters.iter().copied());
    let optional = [session.action_type, session.url, session.code, session.session_id, session.mvpd];
    let texts = texts.chain(optional.into_iter().chain([session.service_provider]).flatten());
    let times = [session.not_before, session.not_after].into_iter().flatten().count();
    length + times + texts.map(str::len).fold(0, usize::wrapping_add)
});
