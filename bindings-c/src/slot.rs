//! Values of the core in memory of the caller.

use core::marker::PhantomData;
use core::mem::{MaybeUninit, offset_of};
use core::ptr;

/// The content of a slot that is initialised. The mark tells it from memory that never was.
#[repr(C)]
pub(crate) struct Marked<T> {
    mark: u32,
    value: T,
}

/// A type of the header in which a value of the core lives; declared by `slot!`, which checks that it fits.
pub(crate) trait Slot: Sized {
    /// The value.
    type Value: 'static;
    /// The name of the slot in the header.
    const NAME: &'static str;
    /// Differs from type to type, and from zero.
    const MARK: u32;
    /// Fails to compile where the value is larger than what the header reserves.
    const FITS: () = assert!(
        size_of::<Marked<Self::Value>>() <= size_of::<Self>()
            && align_of::<Marked<Self::Value>>() <= align_of::<Self>()
    );
}

macro_rules! slot {
    ($slot:ident: $value:ty, $number:literal) => {
        impl $crate::slot::Slot for $slot {
            type Value = $value;
            const NAME: &'static str = stringify!($slot);
            const MARK: u32 = 0x7476_7000 + $number;
        }

        const _: () = <$slot as $crate::slot::Slot>::FITS;
    };
}

pub(crate) use slot;

/// Makes memory that was none before hold `value`.
#[inline]
pub(crate) fn put<S: Slot>(place: &mut MaybeUninit<S>, value: S::Value) {
    let marked = place.as_mut_ptr().cast::<Marked<S::Value>>();
    // SAFETY: `FITS` says that the slot has room for it at its alignment.
    unsafe { write(marked, S::MARK, value) };
}

/// Makes a slot hold `value`.
#[inline]
pub(crate) fn hold<S: Slot>(slot: &mut S, value: S::Value) {
    // SAFETY: as above; a slot is made of `MaybeUninit` only, so that any bytes are a valid one.
    unsafe { write(ptr::from_mut(slot).cast::<Marked<S::Value>>(), S::MARK, value) };
}

/// One part after the other, since a whole value would be put together on a small stack.
///
/// # Safety
/// `marked` is writable, and aligned.
#[inline]
unsafe fn write<T>(marked: *mut Marked<T>, mark: u32, value: T) {
    // SAFETY: the caller's promise.
    unsafe {
        (&raw mut (*marked).mark).write(mark);
        (&raw mut (*marked).value).write(value);
    }
}

/// The value of a slot, `None` if it holds none. It lasts as long as the slot's memory, for which the header makes the
/// caller answer.
#[inline]
pub(crate) fn get<'v, S: Slot>(slot: &S) -> Option<&'v S::Value> {
    let marked = ptr::from_ref(slot).cast::<Marked<S::Value>>();
    // SAFETY: the mark says that a value was written here, and the header forbids to write to a slot otherwise.
    is_marked::<S>(marked).then(|| unsafe { &(*marked).value })
}

/// The value of a slot, to be changed.
#[inline]
pub(crate) fn get_mut<'v, S: Slot>(slot: &mut S) -> Option<&'v mut S::Value> {
    let marked = ptr::from_mut(slot).cast::<Marked<S::Value>>();
    // SAFETY: as above; a second reference cannot be, since the header forbids two arguments with the same memory.
    is_marked::<S>(marked).then(|| unsafe { &mut (*marked).value })
}

#[inline]
fn is_marked<S: Slot>(marked: *const Marked<S::Value>) -> bool {
    // SAFETY: the pointer comes from a reference to a slot, which begins with the mark by `FITS` and `repr(C)`; any four
    // bytes of C are a number.
    unsafe { (&raw const (*marked).mark).read() == S::MARK }
}

/// A slot whose type is known no longer.
pub(crate) struct Place<'p> {
    slot: *mut u32,
    lives: PhantomData<&'p mut u32>,
}

impl<'p, S: Slot> From<&'p mut S> for Place<'p> {
    #[inline]
    fn from(slot: &'p mut S) -> Self {
        Self { slot: ptr::from_mut(slot).cast(), lives: PhantomData }
    }
}

/// A slot that is only read.
impl<'p, S: Slot> From<&'p S> for Place<'p> {
    #[inline]
    fn from(slot: &'p S) -> Self {
        Self { slot: ptr::from_ref(slot).cast::<u32>().cast_mut(), lives: PhantomData }
    }
}

/// The mark and the place of a value in the slots of one type.
pub(crate) struct SlotKind {
    mark: u32,
    offset: usize,
}

impl SlotKind {
    pub(crate) const fn of<S: Slot>() -> Self {
        Self { mark: S::MARK, offset: offset_of!(Marked<S::Value>, value) }
    }

    /// The place of the value, `None` if the slot is not one of this kind that holds one.
    pub(crate) fn value(&self, place: Place<'_>) -> Option<*mut ()> {
        // SAFETY: every slot begins with its mark; where that is this kind's, the value lies behind it, as above.
        unsafe { (place.slot.read() == self.mark).then(|| place.slot.byte_add(self.offset).cast()) }
    }
}
