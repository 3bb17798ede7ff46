//! Values of the core, written to their places in the header's structs.

use core::mem::MaybeUninit;

use tvpass::json::Timestamp;

use crate::tvpass_optional_number;

/// A value of the core that has a form in the header. The place holds zeros before.
pub(crate) trait ToC<T>: Sized {
    fn to_c(&self, place: &mut T);

    /// The same for a value that may be absent: the place keeps its zeros then.
    // Whether it is absent is looked at here, in one place, and not by each caller.
    #[allow(clippy::ref_option)]
    #[inline]
    fn option_to_c(option: &Option<Self>, place: &mut T) {
        if let Some(value) = option {
            value.to_c(place);
        }
    }
}

/// A struct of the header for which zeros are a value.
///
/// # Safety
/// Its fields are numbers, pointers that may be null, slots and such structs.
pub(crate) unsafe trait Zero: Sized {}

/// Declares a struct of the header to be one; stands beside the struct, where its fields are seen.
macro_rules! zero {
    ($name:ident) => {
        // SAFETY: declared only for structs whose fields are as the trait demands.
        unsafe impl $crate::to_c::Zero for $name {}
    };
}

pub(crate) use zero;

/// The place, holding zeros.
pub(crate) fn zeroed<T: Zero>(place: &mut MaybeUninit<T>) -> &mut T {
    *place = MaybeUninit::zeroed();
    // SAFETY: by `Zero`, zeros are a value.
    unsafe { place.assume_init_mut() }
}

/// Gives access to the fields of a union, to fill in one. Unsafe to read for anybody else, who has to look at the kind.
macro_rules! fields {
    ($union:ident { $($field:ident: $type:ty),* $(,)? }) => {
        impl $union {
            $(
                pub(crate) fn $field(&mut self) -> &mut $type {
                    // SAFETY: a union of the header holds zeros when it is filled in, which are a value of every field.
                    unsafe { &mut self.$field }
                }
            )*
        }
    };
}

pub(crate) use fields;

/// Carries fields that have the same name on both sides; one that is asked for by itself stands behind `but`.
macro_rules! to_c {
    ($core:ident => $header:ident { $($field:ident),* $(,)? } $(but $left_out:ident)?) => {
        tvpass::carried!($core: [$(stringify!($field),)* $(stringify!($left_out))?].len());

        impl $crate::to_c::ToC<$header> for $core<'static> {
            fn to_c(&self, place: &mut $header) {
                $( $crate::to_c::ToC::to_c(&self.$field, &mut place.$field); )*
            }
        }
    };
}

pub(crate) use to_c;

impl ToC<u64> for Timestamp {
    fn to_c(&self, place: &mut u64) {
        *place = self.millis();
    }
}

impl ToC<u64> for u64 {
    fn to_c(&self, place: &mut u64) {
        *place = *self;
    }
}

impl ToC<u32> for u32 {
    fn to_c(&self, place: &mut u32) {
        *place = *self;
    }
}

impl ToC<tvpass_optional_number> for u32 {
    fn to_c(&self, place: &mut tvpass_optional_number) {
        *place = tvpass_optional_number { is_present: 1, value: *self };
    }
}

impl ToC<u32> for bool {
    fn to_c(&self, place: &mut u32) {
        *place = u32::from(*self);
    }
}

impl ToC<u8> for bool {
    fn to_c(&self, place: &mut u8) {
        *place = u8::from(*self);
    }
}

impl<T, V: ToC<T>> ToC<T> for Option<V> {
    #[inline]
    fn to_c(&self, place: &mut T) {
        V::option_to_c(self, place);
    }
}
