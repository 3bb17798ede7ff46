//! Arguments, checked one after the other: the first refusal counts, and nothing is written after it.
//!
//! The refusal is noted here and not handed up, since a result of several words at each `?` is the heaviest part of a
//! crate that does nothing but carry.

use tvpass::message::BaseUrl;

use crate::memory::Out;
use crate::slot::{self, Slot};
use crate::{Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_result, tvpass_string};

/// The name of a missing place for a result that is no object of the library.
const OUTPUT: &str = "output";

pub(crate) struct Check {
    refusal: Refusal,
}

/// Does the work of a function of the header; the work ends early where it cannot go on, and has noted why.
#[inline]
pub(crate) fn check(detail: Out<'_, tvpass_detail>, work: impl FnOnce(&mut Check) -> Option<()>) -> tvpass_result {
    let mut check = Check::new();
    let _ = work(&mut check);
    check.finish(detail)
}

impl Check {
    pub(crate) const fn new() -> Self {
        Self { refusal: Refusal { result: tvpass_result::Ok, needed: 0, offset: 0, name: "" } }
    }

    /// Writes the detail of a refusal, and gives the result.
    pub(crate) fn finish(&self, detail: Out<'_, tvpass_detail>) -> tvpass_result {
        if let (Some(detail), true) = (detail, self.is_refused()) {
            detail.write(self.refusal.detail());
        }
        self.refusal.result
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refusal.result != tvpass_result::Ok
    }

    pub(crate) fn refusal(&self) -> &Refusal {
        &self.refusal
    }

    #[cold]
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        if !self.is_refused() {
            self.refusal = refusal;
        }
    }

    /// The same where a name is all that is to be told beside the result.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_named(&mut self, result: tvpass_result, name: &'static str) {
        self.refuse(Refusal::named(result, name));
    }

    /// The same where nothing is to be told but the result.
    #[cold]
    pub(crate) fn reject<T>(&mut self, result: tvpass_result) -> Option<T> {
        self.refuse_named(result, "");
        None
    }

    /// The value of the argument of this name; a default where it is refused.
    #[inline]
    fn taken<T: Default>(&mut self, value: Result<T, tvpass_result>, name: &'static str) -> T {
        value.unwrap_or_else(|result| {
            self.refuse_named(result, name);
            T::default()
        })
    }

    /// The value of a result, or nothing after a refusal, which is noted.
    #[inline]
    pub(crate) fn accept<T, E: Into<Refusal>>(&mut self, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(error.into());
                None
            }
        }
    }

    /// The target of the argument of this name.
    #[inline]
    pub(crate) fn require<T>(&mut self, argument: Option<T>, name: &'static str) -> Option<T> {
        if argument.is_none() {
            self.refuse_named(tvpass_result::NullPointer, name);
        }
        argument
    }

    /// The next item of a cursor.
    #[inline]
    pub(crate) fn next<T>(&mut self, item: Option<T>) -> Option<T> {
        if item.is_none() {
            return self.reject(tvpass_result::End);
        }
        item
    }

    /// The text, if there is one.
    #[inline(never)]
    pub(crate) fn text(&mut self, string: &tvpass_string, name: &'static str) -> Option<&'static str> {
        self.taken(string.get(), name)
    }

    /// The text, which has to be there.
    #[inline(never)]
    pub(crate) fn required(&mut self, string: &tvpass_string, name: &'static str) -> &'static str {
        let text = self.text(string, name);
        if text.is_none() {
            self.refuse_named(tvpass_result::NullPointer, name);
        }
        text.unwrap_or_default()
    }

    #[inline(never)]
    pub(crate) fn base(&mut self, url: &tvpass_string) -> BaseUrl<'static> {
        let url = self.required(url, "base_url");
        self.accept(BaseUrl::new(url)).unwrap_or(BaseUrl::RELEASE_PRODUCTION)
    }

    pub(crate) fn bytes(&mut self, bytes: &tvpass_bytes) -> &'static [u8] {
        self.taken(bytes.get(), "bytes")
    }

    pub(crate) fn buffer(&mut self, buffer: &tvpass_buffer) -> &'static mut [u8] {
        self.taken(buffer.get(), "buffer")
    }

    /// The value of a slot.
    #[inline]
    pub(crate) fn slot<'v, S: Slot>(&mut self, slot: Option<&S>) -> Option<&'v S::Value> {
        let value = slot::get(self.require(slot, S::NAME)?);
        if value.is_none() { self.reject(tvpass_result::NotInitialised) } else { value }
    }

    /// The value of a slot, to be changed.
    #[inline]
    pub(crate) fn slot_mut<'v, S: Slot>(&mut self, slot: Option<&mut S>) -> Option<&'v mut S::Value> {
        let value = slot::get_mut(self.require(slot, S::NAME)?);
        if value.is_none() { self.reject(tvpass_result::NotInitialised) } else { value }
    }

    /// Writes a result.
    #[inline]
    pub(crate) fn put<T>(&mut self, place: Out<'_, T>, value: T) -> Option<()> {
        let place = self.require(place, OUTPUT)?;
        if !self.is_refused() {
            place.write(value);
        }
        Some(())
    }

    /// Writes a result that is made of a value of the core.
    #[inline]
    pub(crate) fn put_converted<T: crate::to_c::Zero>(
        &mut self,
        place: Out<'_, T>,
        value: &impl crate::to_c::ToC<T>,
    ) -> Option<()> {
        let place = self.require(place, OUTPUT)?;
        if !self.is_refused() {
            value.to_c(crate::to_c::zeroed(place));
        }
        Some(())
    }

    /// Makes a slot hold a value.
    #[inline]
    pub(crate) fn hold<S: Slot>(&mut self, place: Out<'_, S>, value: S::Value) -> Option<()> {
        let place = self.require(place, S::NAME)?;
        if !self.is_refused() {
            slot::put(place, value);
        }
        Some(())
    }
}
