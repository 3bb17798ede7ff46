//! `AP-Device-Identifier`.

use core::mem::MaybeUninit;

use tvpass::message::DeviceIdentifier;

use crate::check::check;
use crate::{tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_result, tvpass_string};

/// Writes the value of AP-Device-Identifier for the device's own id, a text or a hash: stable over updates and restarts,
/// unique, kept by the firmware. Once per start is enough.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_identifier_encode(
    id: tvpass_bytes,
    buffer: tvpass_buffer,
    value: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let id = check.bytes(&id);
        let written = DeviceIdentifier::new(id).encode(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.as_str().into())
    })
}

/// Reads the value of AP-Device-Identifier: the device's id, in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_identifier_decode(
    value: tvpass_string,
    buffer: tvpass_buffer,
    id: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let value = check.required(&value, "AP-Device-Identifier");
        let Some(identifier) = DeviceIdentifier::decode(value, check.buffer(&buffer)) else {
            return check.deny(tvpass_result::NotBase64);
        };
        check.put(id, identifier.reveal().into())
    })
}
