//! Memory of the caller: pointers with lengths, and places for results.

use core::ffi::c_char;
use core::mem::MaybeUninit;
use core::{ptr, slice};

use crate::tvpass_result;

/// Characters in UTF-8. No zero at the end is needed or looked for. `bytes` is NULL where there is no text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_string {
    bytes: *const c_char,
    length: u32,
}

/// Bytes that the library only reads. `bytes` may be NULL where `length` is 0.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_bytes {
    bytes: *const u8,
    length: u32,
}

/// Memory that the library may write to, from its front. After a failure its content is unspecified.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_buffer {
    bytes: *mut u8,
    capacity: u32,
}

/// A number that may be absent, since 0 is one of its values.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_optional_number {
    /// 1 if there is a number, 0 if not.
    pub is_present: u32,
    /// The number.
    pub value: u32,
}

/// A place for a result; nothing but NULL or a place that the caller owns.
pub(crate) type Out<'o, T> = Option<&'o mut MaybeUninit<T>>;

/// The length as the header has it. No memory of C is longer than 4 GiB, since its lengths have 32 bits.
pub(crate) fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// No memory of one argument is larger, on any target: what is larger was negative before it became a length.
const LONGEST: u32 = i32::MAX as u32;

/// The length of memory that C gives; 0 with NULL.
fn checked<T>(first: *const T, length: u32) -> Result<usize, tvpass_result> {
    if length > LONGEST {
        return Err(tvpass_result::InvalidLength);
    }
    if first.is_null() && length != 0 {
        return Err(tvpass_result::NullPointer);
    }
    Ok(length as usize)
}

impl tvpass_string {
    /// No text.
    pub const ABSENT: Self = Self { bytes: ptr::null(), length: 0 };

    /// The text, if there is one.
    pub(crate) fn get(&self) -> Result<Option<&'static str>, tvpass_result> {
        if self.bytes.is_null() {
            return Ok(None);
        }
        let length = checked(self.bytes, self.length)?;
        // SAFETY: as for the bytes of `tvpass_bytes`; any byte is a valid one.
        let bytes = unsafe { slice::from_raw_parts(self.bytes.cast(), length) };
        core::str::from_utf8(bytes).map(Some).map_err(|_| tvpass_result::NotUtf8)
    }
}

impl From<&str> for tvpass_string {
    fn from(text: &str) -> Self {
        Self { bytes: text.as_ptr().cast(), length: length(text.len()) }
    }
}

impl From<Option<&str>> for tvpass_string {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::ABSENT, Self::from)
    }
}

impl tvpass_optional_number {
    /// The number, if there is one.
    pub(crate) fn get(self) -> Option<u32> {
        (self.is_present != 0).then_some(self.value)
    }
}

impl tvpass_bytes {
    /// The bytes, none with NULL.
    pub(crate) fn get(&self) -> Result<&'static [u8], tvpass_result> {
        let length = checked(self.bytes, self.length)?;
        if self.bytes.is_null() {
            return Ok(&[]);
        }
        // SAFETY: the header demands that `bytes` are `length` readable bytes, unchanged while anything that was made of
        // them is in use.
        Ok(unsafe { slice::from_raw_parts(self.bytes, length) })
    }
}

impl From<&[u8]> for tvpass_bytes {
    fn from(bytes: &[u8]) -> Self {
        Self { bytes: bytes.as_ptr(), length: length(bytes.len()) }
    }
}

impl tvpass_buffer {
    /// The memory, none with NULL.
    pub(crate) fn get(&self) -> Result<&'static mut [u8], tvpass_result> {
        let capacity = checked(self.bytes, self.capacity)?;
        if self.bytes.is_null() {
            return Ok(&mut []);
        }
        // SAFETY: the header demands that `bytes` are `capacity` bytes which are the caller's, and that no other argument
        // points into them.
        Ok(unsafe { slice::from_raw_parts_mut(self.bytes, capacity) })
    }
}

impl From<&mut [u8]> for tvpass_buffer {
    fn from(bytes: &mut [u8]) -> Self {
        Self { bytes: bytes.as_mut_ptr(), capacity: length(bytes.len()) }
    }
}

/// Texts of an array that C gives with its length, none with NULL.
pub(crate) fn strings(first: *const tvpass_string, count: u32) -> Result<&'static [tvpass_string], tvpass_result> {
    let count = checked(first, count)?;
    if first.is_null() {
        return Ok(&[]);
    }
    // SAFETY: the header demands that `first` is the first of `count` texts, unchanged during the call.
    Ok(unsafe { slice::from_raw_parts(first, count) })
}
