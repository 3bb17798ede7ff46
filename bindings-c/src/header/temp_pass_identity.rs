//! `AP-TempPass-Identity`.

use core::mem::MaybeUninit;

use tvpass::json::Secret;
use tvpass::message::TempPassIdentity;

use crate::check::{Check, check};
use crate::memory::strings;
use crate::{Refusal, tvpass_buffer, tvpass_detail, tvpass_result, tvpass_string, tvpass_value};

/// The most keys of an AP-TempPass-Identity.
pub const TVPASS_MOST_KEYS: u32 = 8;

/// Writes the value of AP-TempPass-Identity: the keys agreed with Adobe, such as email, and for each the hash that the
/// programmer made of its value; two arrays of the same length, TVPASS_MOST_KEYS at most.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_temp_pass_identity_encode(
    names: *const tvpass_string,
    values: *const tvpass_string,
    count: u32,
    buffer: tvpass_buffer,
    value: Option<&mut MaybeUninit<tvpass_string>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let names = Strings::read(check, names, count, "name");
        let values = Strings::read(check, values, count, "value");
        let mut keys = [("", Secret::default()); TVPASS_MOST_KEYS as usize];
        for (key, (name, value)) in keys.iter_mut().zip(names.get().iter().zip(values.get())) {
            *key = (name, (*value).into());
        }
        let keys = keys.get(..count as usize).unwrap_or_default();
        let written = TempPassIdentity::new(keys).encode_header(check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(value, written.as_str().into())
    })
}

/// Texts of C's array, in memory of this call.
struct Strings {
    texts: [&'static str; TVPASS_MOST_KEYS as usize],
    count: usize,
}

impl Strings {
    fn read(check: &mut Check, first: *const tvpass_string, count: u32, name: &'static str) -> Self {
        let mut texts = [""; TVPASS_MOST_KEYS as usize];
        let given = strings(first, count);
        let given = check.accept(given.map_err(|result| Refusal::named(result, name))).unwrap_or_default();
        if given.len() > texts.len() {
            check.refuse_named(tvpass_result::TooMany, name);
        }
        for (text, string) in texts.iter_mut().zip(given) {
            *text = check.required(string, name);
        }
        Self { texts, count: given.len() }
    }

    fn get(&self) -> &[&'static str] {
        self.texts.get(..self.count).unwrap_or_default()
    }
}

/// Reads the value of AP-TempPass-Identity: an object, its JSON in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_temp_pass_identity_decode(
    value: tvpass_string,
    buffer: tvpass_buffer,
    keys: Option<&mut MaybeUninit<tvpass_value>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let value = check.required(&value, "AP-TempPass-Identity");
        let map = TempPassIdentity::decode_header(value, check.buffer(&buffer));
        let map = check.accept(map)?;
        check.put_converted(keys, &map)
    })
}
