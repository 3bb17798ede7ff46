//! Resources to be decided on.

use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::{ptr, slice};

use crate::check::{Check, check};
use crate::{tvpass_detail, tvpass_result, tvpass_string};

/// Pointers' worth of memory in a tvpass_resource.
pub const TVPASS_RESOURCE_POINTERS: usize = 2;

/// The id of a channel or an asset, or MRSS; one of an array. It points to the text that it was made of.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_resource {
    // Exactly a `&str`, so that an array of them is a list of the core, which would not fit on a small stack.
    opaque: [*const c_void; TVPASS_RESOURCE_POINTERS],
}

const _: () =
    assert!(size_of::<tvpass_resource>() == size_of::<&str>() && align_of::<tvpass_resource>() == align_of::<&str>());

impl tvpass_resource {
    /// A length of zero has a pointer all the same.
    fn is_made(&self) -> bool {
        self.opaque != [ptr::null(); TVPASS_RESOURCE_POINTERS]
    }
}

impl Check {
    /// The resources of C's array.
    pub(crate) fn resources(&mut self, first: *const tvpass_resource, count: u32) -> &'static [&'static str] {
        if first.is_null() && count != 0 {
            self.reject::<()>(tvpass_result::NullPointer);
        }
        if first.is_null() || count == 0 {
            return &[];
        }
        // SAFETY: the header demands that `first` is the first of `count` resources, unchanged while the call or the flow
        // uses them; a resource has no padding.
        let resources = unsafe { slice::from_raw_parts(first, count as usize) };
        if !resources.iter().all(tvpass_resource::is_made) {
            self.reject::<()>(tvpass_result::NotInitialised);
            return &[];
        }
        // SAFETY: a resource that is not zero was made by `tvpass_resource_init`, of a `&str` of the same size and
        // alignment.
        unsafe { slice::from_raw_parts(first.cast(), count as usize) }
    }
}

/// Makes a resource of its id, or of MRSS.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_resource_init(
    resource: Option<&mut MaybeUninit<tvpass_resource>>,
    id: tvpass_string,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (place, id) = (check.require(resource, "tvpass_resource")?, check.required(&id, "resource"));
        if !check.is_refused() {
            // SAFETY: the place is one of the same size and alignment, see above.
            unsafe { place.as_mut_ptr().cast::<&'static str>().write(id) };
        }
        Some(())
    })
}
