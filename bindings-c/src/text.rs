//! Strings of an answer, and lists of them.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::json::{Number, Secret, Text, Texts, TextsIter};
use tvpass::message::TextOrHost;

use crate::check::check;
use crate::memory::{Out, length};
use crate::slot::{self, Slot, hold, slot};
use crate::to_c::{ToC, Zero, zero};
use crate::{Refusal, tvpass_buffer, tvpass_detail, tvpass_result, tvpass_string};

/// Pointers' worth of memory in a tvpass_text.
pub const TVPASS_TEXT_POINTERS: usize = 4;
/// Pointers' worth of memory in a tvpass_texts.
pub const TVPASS_TEXTS_POINTERS: usize = 4;
/// Pointers' worth of memory in a tvpass_text_cursor.
pub const TVPASS_TEXT_CURSOR_POINTERS: usize = 15;

/// A string as it stands in an answer, with or without JSON's escapes. It borrows from the body. Memory of zeros is the
/// absent text.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_text {
    opaque: [MaybeUninit<*const c_void>; TVPASS_TEXT_POINTERS],
}

zero!(tvpass_text);

/// A list of strings, as it stands in an answer. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_texts {
    opaque: [MaybeUninit<*const c_void>; TVPASS_TEXTS_POINTERS],
}

/// A place in a tvpass_texts.
#[repr(C)]
pub struct tvpass_text_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_TEXT_CURSOR_POINTERS],
}

slot!(tvpass_text: Text<'static>, 1);
slot!(tvpass_texts: Texts<'static>, 2);
slot!(tvpass_text_cursor: TextsIter<'static>, 3);

impl ToC<tvpass_text> for Text<'static> {
    #[inline(never)]
    fn to_c(&self, place: &mut tvpass_text) {
        hold(place, *self);
    }

    /// Most fields are such ones.
    #[inline(never)]
    fn option_to_c(option: &Option<Self>, place: &mut tvpass_text) {
        if let Some(text) = option {
            text.to_c(place);
        }
    }
}

impl ToC<tvpass_text> for Secret<'static> {
    fn to_c(&self, place: &mut tvpass_text) {
        hold(place, self.reveal());
    }
}

impl ToC<tvpass_text> for TextOrHost<'static> {
    fn to_c(&self, place: &mut tvpass_text) {
        hold(place, self.0);
    }
}

impl ToC<tvpass_texts> for Texts<'static> {
    fn to_c(&self, place: &mut tvpass_texts) {
        hold(place, *self);
    }
}

impl ToC<tvpass_text> for Number<'static> {
    fn to_c(&self, place: &mut tvpass_text) {
        hold(place, self.as_text());
    }
}

/// The text, `None` if it is absent.
pub(crate) fn text_of(text: Option<&tvpass_text>) -> Option<Text<'static>> {
    text.and_then(slot::get).copied()
}

/// 1 if there is a text, and be it empty; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_text_is_present(text: Option<&tvpass_text>) -> u8 {
    u8::from(text_of(text).is_some())
}

/// The text where it lies in the body. Absent if there is none, or if it has escapes, which is seldom: then
/// tvpass_text_copy has it.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_text_plain(text: Option<&tvpass_text>) -> tvpass_string {
    text_of(text).and_then(|text| text.plain()).into()
}

/// The bytes that tvpass_text_copy writes; 0 if there is no text.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_text_length(text: Option<&tvpass_text>) -> u32 {
    text_of(text).map_or(0, |text| length(text.length()))
}

/// Copies the characters, escapes resolved, without a zero at the end, and tells their number of bytes. An absent text is
/// copied as an empty one.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_text_copy(
    text: Option<&tvpass_text>,
    buffer: tvpass_buffer,
    copied: Option<&mut MaybeUninit<u32>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let buffer = check.buffer(&buffer);
        let text = text_of(text).unwrap_or_default().copy_to(buffer).map_err(Refusal::too_small);
        let text = check.accept(text)?;
        check.put(copied, length(text.len()))
    })
}

/// 1 if the text is there and has exactly these characters, escapes resolved; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_text_equals(text: Option<&tvpass_text>, other: tvpass_string) -> u8 {
    match (text_of(text), other.get()) {
        (Some(text), Ok(Some(other))) => u8::from(text == other),
        _ => 0,
    }
}

/// 1 if one of the texts has exactly these characters; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_texts_contain(texts: Option<&tvpass_texts>, text: tvpass_string) -> u8 {
    match (texts.and_then(slot::get), text.get()) {
        (Some(texts), Ok(Some(text))) => u8::from(texts.contains(text)),
        _ => 0,
    }
}

/// Sets a cursor before the first text.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_texts_begin(
    texts: Option<&tvpass_texts>,
    cursor: Option<&mut MaybeUninit<tvpass_text_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let texts = check.slot(texts)?;
        check.hold(cursor, texts.iter())
    })
}

/// The next text, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_texts_next(
    cursor: Option<&mut tvpass_text_cursor>,
    text: Option<&mut MaybeUninit<tvpass_text>>,
) -> tvpass_result {
    next(cursor, text)
}

/// The next item of a cursor.
pub(crate) fn next<S, T: Zero>(cursor: Option<&mut S>, item: Out<'_, T>) -> tvpass_result
where
    S: Slot,
    S::Value: Iterator<Item: ToC<T>>,
{
    check(None, |check| {
        let next = check.slot_mut(cursor)?.next();
        let next = check.next(next)?;
        check.put_converted(item, &next)
    })
}
