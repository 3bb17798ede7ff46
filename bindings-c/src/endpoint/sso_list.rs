//! `sso_list`: GET /api/{serviceProvider}/list.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{DeviceAttributes, DeviceAttributesIter, Items, LinkedDevice, LinkedDevices, SsoList};

use crate::check::{Check, check};
use crate::failure::decode;
use crate::request::{Encode, encode};
use crate::slot::{self, hold, slot};
use crate::text::next;
use crate::to_c::{ToC, zero};
use crate::{
    tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_enum_value, tvpass_failure, tvpass_headers, tvpass_request,
    tvpass_result, tvpass_string, tvpass_text, tvpass_value,
};

/// Pointers' worth of memory in a tvpass_linked_devices.
pub const TVPASS_LINKED_DEVICES_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_linked_device_cursor.
pub const TVPASS_LINKED_DEVICE_CURSOR_POINTERS: usize = 15;
/// Pointers' worth of memory in a tvpass_device_attributes.
pub const TVPASS_DEVICE_ATTRIBUTES_POINTERS: usize = 6;
/// Pointers' worth of memory in a tvpass_device_attribute_cursor.
pub const TVPASS_DEVICE_ATTRIBUTE_CURSOR_POINTERS: usize = 13;

/// Lists the devices of the sign-in; when the viewer looks, never in a loop. The answer is a tvpass_linked_devices.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_sso_list_call {
    /// The programmer's id.
    pub service_provider: tvpass_string,
}

/// The devices of the sign-in, checked as a whole; there may be none. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_linked_devices {
    opaque: [MaybeUninit<*const c_void>; TVPASS_LINKED_DEVICES_POINTERS],
}

/// A place in a tvpass_linked_devices, before its next device.
#[repr(C)]
pub struct tvpass_linked_device_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_LINKED_DEVICE_CURSOR_POINTERS],
}

/// All attributes of a device, whatever their names. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_device_attributes {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DEVICE_ATTRIBUTES_POINTERS],
}

/// A place in a tvpass_device_attributes, before its next attribute.
#[repr(C)]
pub struct tvpass_device_attribute_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_DEVICE_ATTRIBUTE_CURSOR_POINTERS],
}

slot!(tvpass_linked_devices: LinkedDevices<'static>, 45);
slot!(tvpass_linked_device_cursor: Items<'static, LinkedDevice<'static>>, 32);
slot!(tvpass_device_attributes: LinkedDevice<'static>, 33);
slot!(tvpass_device_attribute_cursor: DeviceAttributesIter<'static>, 34);

/// A device of the sign-in. No attribute is promised. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_linked_device {
    /// The id: opaque, for an unlinking byte for byte. It is a person's.
    pub id: tvpass_text,
    /// Such as smartTV, mobile, tablet.
    pub device_type: tvpass_text,
    /// The model.
    pub model: tvpass_text,
    /// The operating system.
    pub os: tvpass_text,
    /// Its version.
    pub os_version: tvpass_text,
    /// When it was seen last, in milliseconds since the Unix epoch; 0 if it is not told.
    pub last_seen: u64,
    /// The way by which it came into the sign-in: tvpass_link_type.
    pub link_type: tvpass_enum_value,
    /// These and all others by name.
    pub attributes: tvpass_device_attributes,
}

zero!(tvpass_linked_device);

tvpass::carried!(DeviceAttributes: 6);

impl ToC<tvpass_linked_device> for LinkedDevice<'static> {
    fn to_c(&self, place: &mut tvpass_linked_device) {
        let known = self.attributes();
        self.id.to_c(&mut place.id);
        known.device_type.to_c(&mut place.device_type);
        known.model.to_c(&mut place.model);
        known.os.to_c(&mut place.os);
        known.os_version.to_c(&mut place.os_version);
        known.last_seen.to_c(&mut place.last_seen);
        known.link_type.to_c(&mut place.link_type);
        hold(&mut place.attributes, *self);
    }
}

impl Encode for tvpass_sso_list_call {
    type Call = SsoList<'static>;

    fn call(&self, check: &mut Check) -> SsoList<'static> {
        SsoList::new(check.required(&self.service_provider, "serviceProvider"))
    }
}

/// Writes the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_sso_list_call_encode(
    headers: Option<&tvpass_headers>,
    call: Option<&tvpass_sso_list_call>,
    buffer: tvpass_buffer,
    request: Option<&mut MaybeUninit<tvpass_request>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    encode(headers, call, buffer, request, detail)
}

/// Reads the answer to sso_list.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_linked_devices_decode(
    http_status: u32,
    body: tvpass_bytes,
    devices: Option<&mut MaybeUninit<tvpass_linked_devices>>,
    failure: Option<&mut MaybeUninit<tvpass_failure>>,
) -> tvpass_result {
    decode(http_status, body, failure, |check, answer| check.hold(devices, answer))
}

/// Sets a cursor before the first device.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_linked_devices_begin(
    devices: Option<&tvpass_linked_devices>,
    cursor: Option<&mut MaybeUninit<tvpass_linked_device_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let devices = check.slot(devices)?;
        check.hold(cursor, devices.iter())
    })
}

/// The next device, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_linked_devices_next(
    cursor: Option<&mut tvpass_linked_device_cursor>,
    device: Option<&mut MaybeUninit<tvpass_linked_device>>,
) -> tvpass_result {
    next(cursor, device)
}

/// 1 if this is the device whose AP-Device-Identifier is the second argument; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_linked_device_is_own(
    device: Option<&tvpass_linked_device>,
    device_identifier: tvpass_string,
) -> u8 {
    match (device.and_then(|device| slot::get(&device.attributes)), device_identifier.get()) {
        (Some(device), Ok(Some(header))) => u8::from(device.is_own(header)),
        _ => 0,
    }
}

/// Sets a cursor before the first attribute. Lists and objects are left out.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_attributes_begin(
    attributes: Option<&tvpass_device_attributes>,
    cursor: Option<&mut MaybeUninit<tvpass_device_attribute_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let device = check.slot(attributes)?;
        check.hold(cursor, device.iter())
    })
}

/// The next attribute, or TVPASS_RESULT_END. Its value is a text, a number or a boolean.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_attributes_next(
    cursor: Option<&mut tvpass_device_attribute_cursor>,
    name: Option<&mut MaybeUninit<tvpass_text>>,
    value: Option<&mut MaybeUninit<tvpass_value>>,
) -> tvpass_result {
    check(None, |check| {
        let name = check.require(name, "name")?;
        let next = check.slot_mut(cursor)?.next();
        let (key, attribute) = check.next(next)?;
        check.put_converted(value, &attribute)?;
        check.put_converted(Some(name), &key)
    })
}
