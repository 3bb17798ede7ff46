//! `AP-Device-Identifier`.

use core::mem::MaybeUninit;

use tvpass::message::DeviceIdentifier;

use crate::check::check;
use crate::{Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_result, tvpass_string};

/// Bytes of the id that tvpass_device_identifier_of_platform makes.
pub const TVPASS_PLATFORM_ID_BYTES: usize = 64;

/// Makes the device's id of the platform's own, such as its serial number: the lower-case hexadecimal of its SHA-256, in the
/// buffer; TVPASS_PLATFORM_ID_BYTES suffice. TVPASS_RESULT_NO_PLATFORM_ID for a text that names no device. A device that had an
/// id before keeps that one.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_device_identifier_of_platform(
    platform_id: tvpass_string,
    buffer: tvpass_buffer,
    id: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let platform_id = check.required(&platform_id, "platform_id");
        let too_small = Refusal::too_small(TVPASS_PLATFORM_ID_BYTES);
        let buffer = check.buffer(&buffer).first_chunk_mut().ok_or(too_small);
        let buffer = check.accept(buffer)?;
        let Some(identifier) = DeviceIdentifier::of_platform(platform_id, buffer) else {
            return check.reject(tvpass_result::NoPlatformId);
        };
        check.put(id, identifier.reveal().into())
    })
}

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
            return check.reject(tvpass_result::NotBase64);
        };
        check.put(id, identifier.reveal().into())
    })
}
