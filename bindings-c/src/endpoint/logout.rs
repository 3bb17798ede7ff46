//! `logout`: GET /api/v2/{serviceProvider}/logout/{mvpd}.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{Items, Logout, LogoutAction, Logouts};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::slot;
use crate::text::next;
use crate::to_c::{to_c, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_enum_value, tvpass_failure, tvpass_headers, tvpass_request,
    tvpass_result, tvpass_string, tvpass_text,
};

/// Pointers' worth of memory in a tvpass_logouts.
pub const TVPASS_LOGOUTS_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_logout_cursor.
pub const TVPASS_LOGOUT_CURSOR_POINTERS: usize = 15;

/// Ends the viewer's sign-in; only when the viewer asks for it. The answer is a tvpass_logouts.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_logout_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The MVPD.
    pub mvpd: tvpass_string,
    /// The address that the MVPD's logout page returns to; nothing is sent without it.
    pub redirect_url: tvpass_string,
}

/// The actions of a logout, one for each MVPD, checked as a whole. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_logouts {
    opaque: [MaybeUninit<*const c_void>; TVPASS_LOGOUTS_POINTERS],
}

/// A place in a tvpass_logouts.
#[repr(C)]
pub struct tvpass_logout_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_LOGOUT_CURSOR_POINTERS],
}

slot!(tvpass_logouts: Logouts<'static>, 14);
slot!(tvpass_logout_cursor: Items<'static, LogoutAction<'static>>, 15);

/// The rest of a logout at one MVPD. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_logout_action {
    /// The step: tvpass_logout_action_name.
    pub action_name: tvpass_enum_value,
    /// The party that acts: tvpass_logout_action_type.
    pub action_type: tvpass_enum_value,
    /// The MVPD.
    pub mvpd: tvpass_text,
    /// The page of the MVPD's logout, for tvpass_url_resolve; may be absent.
    pub url: tvpass_text,
}

zero!(tvpass_logout_action);

to_c!(LogoutAction => tvpass_logout_action { action_name, action_type, mvpd, url });

impl Encode for tvpass_logout_call {
    type Call = Logout<'static>;

    fn call(&self, check: &mut Check) -> Logout<'static> {
        Logout::new(
            check.required(&self.service_provider, "serviceProvider"),
            check.required(&self.mvpd, "mvpd"),
            check.text(&self.redirect_url, "redirectUrl").unwrap_or_default(),
        )
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logout_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_logout_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to logout.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logouts_decode(
    http_status: u32,
    body: tvpass_bytes,
    logouts: Option<&mut MaybeUninit<tvpass_logouts>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(logouts, answer))
}

/// Sets a cursor before the first action.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logouts_begin(
    logouts: Option<&tvpass_logouts>,
    cursor: Option<&mut MaybeUninit<tvpass_logout_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let logouts = check.slot(logouts)?;
        check.hold(cursor, logouts.iter())
    })
}

/// The next action, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_logouts_next(
    cursor: Option<&mut tvpass_logout_cursor>,
    action: Option<&mut MaybeUninit<tvpass_logout_action>>,
) -> tvpass_result {
    next(cursor, action)
}
