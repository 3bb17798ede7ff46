//! An installation of the core in memory of the caller, whose size the caller chooses.

use core::ptr::{self, NonNull};

use tvpass::flow::Installation;

/// All of an installation but its texts.
type Front = Installation<[u8; 0]>;

/// Points to the installation.
pub(crate) struct Installed(NonNull<Installation>);

impl Installed {
    /// Bytes of the memory that are not for texts, at most: the front, and those lost where either end is aligned.
    pub(crate) const OVERHEAD: usize = size_of::<Front>() + 2 * align_of::<Front>();

    /// An installation that has not registered yet; `None` if the front does not fit. The rest of `memory`, beyond the front,
    /// is for texts.
    // The place is aligned by hand.
    #[allow(clippy::cast_ptr_alignment)]
    pub(crate) fn new(memory: &'static mut [u8]) -> Option<Self> {
        let place = memory.as_mut_ptr();
        let skipped = place.align_offset(align_of::<Front>());
        let usable = memory.len().saturating_sub(skipped) / align_of::<Front>() * align_of::<Front>();
        let texts = usable.checked_sub(size_of::<Front>())?;
        // SAFETY: `usable` bytes, at least the size of the front, lie from here within `memory`, which is the caller's for
        // good; the place is aligned.
        let first = unsafe { place.add(skipped) };
        // SAFETY: as above.
        unsafe { first.cast::<Front>().write(Installation::new()) };
        // The tail of the core's struct begins within the front at the latest, so that `texts` bytes of it lie in `usable`.
        let whole = ptr::slice_from_raw_parts_mut(first, texts) as *mut Installation;
        // SAFETY: the front was written, the texts are bytes, and the place is not null.
        let (installation, whole) = unsafe { (&mut *whole, NonNull::new_unchecked(whole)) };
        // Memory of C holds anything.
        installation.reset();
        installation.mark_saved(installation.revision());
        Some(Self(whole))
    }

    pub(crate) fn get(&self) -> &'static Installation {
        // SAFETY: the header makes the caller leave the memory alone, and where it is.
        unsafe { self.0.as_ref() }
    }

    pub(crate) fn get_mut(&mut self) -> &'static mut Installation {
        // SAFETY: as above; a second reference cannot be, since the header forbids two arguments with the same memory.
        unsafe { self.0.as_mut() }
    }
}
