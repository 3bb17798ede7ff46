//! `sso_unlink`: POST /api/{serviceProvider}/unlink.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{Call as _, Items, SsoUnlink, UnlinkedDevice, UnlinkedDevices};
use tvpass::flow::{ResourceList, UNLINK_LIMIT};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::memory::strings;
use crate::request::{Write, encode_with};
use crate::slot::{self, slot};
use crate::text::next;
use crate::to_c::ToC;
use crate::{
    Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_failure, tvpass_headers, tvpass_request, tvpass_result,
    tvpass_string, tvpass_text,
};

/// Pointers' worth of memory in a tvpass_unlinked_devices.
pub const TVPASS_UNLINKED_DEVICES_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_unlinked_device_cursor.
pub const TVPASS_UNLINKED_DEVICE_CURSOR_POINTERS: usize = 15;
/// The most devices that are taken out at once.
pub const TVPASS_UNLINK_LIMIT: u32 = 32;

const _: () = assert!(TVPASS_UNLINK_LIMIT as usize == UNLINK_LIMIT);

/// Takes devices out of the sign-in. The answer is a tvpass_unlinked_devices.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sso_unlink_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
    /// The first of an array of ids, as tvpass_linked_device has them ...
    pub devices: *const tvpass_string,
    /// ... and how many they are, TVPASS_UNLINK_LIMIT at most.
    pub device_count: u32,
}

/// The devices that were really taken out, checked as a whole; the others are still linked. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_unlinked_devices {
    opaque: [MaybeUninit<*const c_void>; TVPASS_UNLINKED_DEVICES_POINTERS],
}

/// A place in a tvpass_unlinked_devices, before its next id.
#[repr(C)]
pub struct tvpass_unlinked_device_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_UNLINKED_DEVICE_CURSOR_POINTERS],
}

slot!(tvpass_unlinked_devices: UnlinkedDevices<'static>, 35);
slot!(tvpass_unlinked_device_cursor: Items<'static, UnlinkedDevice<'static>>, 36);

impl ToC<tvpass_text> for UnlinkedDevice<'static> {
    fn to_c(&self, place: &mut tvpass_text) {
        self.id.to_c(place);
    }
}

/// Ids of devices in an array of C, each of them a text.
#[derive(Clone, Copy)]
pub(crate) struct DeviceIds(&'static [tvpass_string]);

impl ResourceList for DeviceIds {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn resource(&self, index: usize) -> Option<&str> {
        self.0.get(index)?.get().ok()?
    }
}

impl Check {
    /// The ids of C's array.
    pub(crate) fn devices(&mut self, first: *const tvpass_string, count: u32) -> DeviceIds {
        let given = strings(first, count).map_err(|result| Refusal::named(result, "devices"));
        let given = self.accept(given).unwrap_or_default();
        for id in given {
            self.required(id, "devices");
        }
        DeviceIds(given)
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sso_unlink_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_sso_unlink_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    let write: &Write<'_> = &|check, headers, buffer| {
        let call = check.require(call, "call")?;
        let service_provider = check.required(&call.service_provider, "serviceProvider");
        let given = check.devices(call.devices, call.device_count);
        let mut ids = [""; UNLINK_LIMIT];
        let Some(ids) = ids.get_mut(..given.count()) else { return check.reject(tvpass_result::TooMany) };
        for (index, place) in ids.iter_mut().enumerate() {
            *place = given.resource(index).unwrap_or_default();
        }
        Some(SsoUnlink::new(service_provider, (&*ids).into()).encode(headers, buffer))
    };
    encode_with(headers, write, buffer, request, detail)
}

/// Reads the answer to sso_unlink.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlinked_devices_decode(
    http_status: u32,
    body: tvpass_bytes,
    devices: Option<&mut MaybeUninit<tvpass_unlinked_devices>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(devices, answer))
}

/// Sets a cursor before the first id.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlinked_devices_begin(
    devices: Option<&tvpass_unlinked_devices>,
    cursor: Option<&mut MaybeUninit<tvpass_unlinked_device_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let devices = check.slot(devices)?;
        check.hold(cursor, devices.iter())
    })
}

/// The next id, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlinked_devices_next(
    cursor: Option<&mut tvpass_unlinked_device_cursor>,
    id: Option<&mut MaybeUninit<tvpass_text>>,
) -> tvpass_result {
    next(cursor, id)
}

/// 1 if the device of this id was taken out; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_unlinked_devices_contain(devices: Option<&tvpass_unlinked_devices>, id: tvpass_string) -> u8 {
    match (devices.and_then(slot::get), id.get()) {
        (Some(devices), Ok(Some(id))) => u8::from(devices.contains(id)),
        _ => 0,
    }
}
