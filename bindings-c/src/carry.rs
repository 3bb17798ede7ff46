//! Values of the core, written to their places in the header's structs.

use core::mem::MaybeUninit;

use tvpass::json::{Number, Secret, Text, Texts, Timestamp};
use tvpass::message::TextOrHost;

use crate::slot::hold;
use crate::{tvpass_optional_number, tvpass_text, tvpass_texts};

/// A value of the core that has a form in the header. The place holds zeros before.
pub(crate) trait Carry<T>: Sized {
    fn carry(&self, place: &mut T);

    /// The same for a value that may be absent: the place keeps its zeros then.
    // Whether it is absent is looked at here, in one place, and not by each caller.
    #[allow(clippy::ref_option)]
    #[inline]
    fn carry_option(option: &Option<Self>, place: &mut T) {
        if let Some(value) = option {
            value.carry(place);
        }
    }
}

/// A struct of the header for which zeros are a value.
///
/// # Safety
/// Its fields are numbers, pointers that may be null, slots and such structs.
pub(crate) unsafe trait Zero: Sized {}

macro_rules! zero {
    ($($name:ident)*) => { $(
        // SAFETY: declared here only for structs whose fields are as the trait demands.
        unsafe impl Zero for crate::$name {}
    )* };
}

zero! {
    tvpass_access_token tvpass_attribute tvpass_authentication_request tvpass_client_credentials tvpass_configuration_event tvpass_decision
    tvpass_domain tvpass_enhanced_error tvpass_failure tvpass_issued_link_code tvpass_issued_token tvpass_linked_device
    tvpass_logout_action tvpass_mvpd tvpass_profile
    tvpass_profile_event tvpass_received_device_info tvpass_received_framework_status tvpass_remembered_mvpd tvpass_request tvpass_session
    tvpass_session_device tvpass_session_summary tvpass_setting tvpass_step tvpass_text tvpass_value
}

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

/// Carries fields that have the same name on both sides.
macro_rules! carry {
    ($core:ident => $header:ident { $($field:ident),* $(,)? }) => {
        impl $crate::carry::Carry<$header> for $core<'static> {
            fn carry(&self, place: &mut $header) {
                $( $crate::carry::Carry::carry(&self.$field, &mut place.$field); )*
            }
        }
    };
}

pub(crate) use carry;

impl Carry<tvpass_text> for Text<'static> {
    #[inline(never)]
    fn carry(&self, place: &mut tvpass_text) {
        hold(place, *self);
    }

    /// Most fields are such ones.
    #[inline(never)]
    fn carry_option(option: &Option<Self>, place: &mut tvpass_text) {
        if let Some(text) = option {
            text.carry(place);
        }
    }
}

impl Carry<tvpass_text> for Secret<'static> {
    fn carry(&self, place: &mut tvpass_text) {
        hold(place, self.reveal());
    }
}

impl Carry<tvpass_text> for TextOrHost<'static> {
    fn carry(&self, place: &mut tvpass_text) {
        hold(place, self.0);
    }
}

impl Carry<tvpass_texts> for Texts<'static> {
    fn carry(&self, place: &mut tvpass_texts) {
        hold(place, *self);
    }
}

impl Carry<tvpass_text> for Number<'static> {
    fn carry(&self, place: &mut tvpass_text) {
        hold(place, self.as_text());
    }
}

impl Carry<u64> for Timestamp {
    fn carry(&self, place: &mut u64) {
        *place = self.millis();
    }
}

impl Carry<u64> for u64 {
    fn carry(&self, place: &mut u64) {
        *place = *self;
    }
}

impl Carry<u32> for u32 {
    fn carry(&self, place: &mut u32) {
        *place = *self;
    }
}

impl Carry<tvpass_optional_number> for u32 {
    fn carry(&self, place: &mut tvpass_optional_number) {
        *place = tvpass_optional_number { is_present: 1, value: *self };
    }
}

impl Carry<u32> for bool {
    fn carry(&self, place: &mut u32) {
        *place = u32::from(*self);
    }
}

impl Carry<u8> for bool {
    fn carry(&self, place: &mut u8) {
        *place = u8::from(*self);
    }
}

impl<T, V: Carry<T>> Carry<T> for Option<V> {
    #[inline]
    fn carry(&self, place: &mut T) {
        V::carry_option(self, place);
    }
}
