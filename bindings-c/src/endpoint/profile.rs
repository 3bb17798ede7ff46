//! A profile and its attributes.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::endpoint::{Attribute, Attributes, AttributesIter, Profile};

use crate::check::check;
use crate::slot::{hold, slot};
use crate::text::next;
use crate::to_c::{ToC, to_c, zero};
use crate::{tvpass_enum_value, tvpass_result, tvpass_string, tvpass_text, tvpass_value};

/// Pointers' worth of memory in a tvpass_attributes.
pub const TVPASS_ATTRIBUTES_POINTERS: usize = 3;
/// Pointers' worth of memory in a tvpass_attribute_cursor.
pub const TVPASS_ATTRIBUTE_CURSOR_POINTERS: usize = 13;

/// The user metadata of a profile. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_attributes {
    opaque: [MaybeUninit<*const c_void>; TVPASS_ATTRIBUTES_POINTERS],
}

/// A place in a tvpass_attributes.
#[repr(C)]
pub struct tvpass_attribute_cursor {
    opaque: [MaybeUninit<*const c_void>; TVPASS_ATTRIBUTE_CURSOR_POINTERS],
}

slot!(tvpass_attributes: Attributes<'static>, 10);
slot!(tvpass_attribute_cursor: AttributesIter<'static>, 11);

/// A profile: the viewer's sign-in at one MVPD, with its period of validity. It borrows from the body.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_profile {
    /// The MVPD.
    pub mvpd: tvpass_text,
    /// Valid from here, in milliseconds since the Unix epoch ...
    pub not_before: u64,
    /// ... to here; then the viewer must sign in again.
    pub not_after: u64,
    /// The issuer: the MVPD, Adobe or Apple.
    pub issuer: tvpass_text,
    /// The kind of sign-in that made it: tvpass_profile_type.
    pub profile_type: tvpass_enum_value,
    /// The session; absent today.
    pub session_id: tvpass_text,
    /// The user metadata.
    pub attributes: tvpass_attributes,
}

zero!(tvpass_profile);

/// One piece of user metadata. Its value identifies a person.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_attribute {
    /// The name, as it stands: userID, householdID, zip, maxRating ...
    pub name: tvpass_text,
    /// The value.
    pub value: tvpass_value,
    /// The form of the value, readable or encrypted: tvpass_attribute_state.
    pub state: tvpass_enum_value,
    /// The reason why it has no value; null today.
    pub error: tvpass_value,
}

zero!(tvpass_attribute);

to_c!(Profile => tvpass_profile { mvpd, not_before, not_after, issuer, profile_type, session_id, attributes });

impl ToC<tvpass_attributes> for Attributes<'static> {
    fn to_c(&self, place: &mut tvpass_attributes) {
        hold(place, *self);
    }
}

to_c!(Attribute => tvpass_attribute { name, value, state, error });

/// Sets a cursor before the first attribute.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_attributes_begin(
    attributes: Option<&tvpass_attributes>,
    cursor: Option<&mut MaybeUninit<tvpass_attribute_cursor>>,
) -> tvpass_result {
    check(None, |check| {
        let attributes = check.slot(attributes)?;
        check.hold(cursor, attributes.iter())
    })
}

/// The next attribute, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_attributes_next(
    cursor: Option<&mut tvpass_attribute_cursor>,
    attribute: Option<&mut MaybeUninit<tvpass_attribute>>,
) -> tvpass_result {
    next(cursor, attribute)
}

/// The attribute of this name, the last of several, or TVPASS_RESULT_END.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_attributes_get(
    attributes: Option<&tvpass_attributes>,
    name: tvpass_string,
    attribute: Option<&mut MaybeUninit<tvpass_attribute>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot(attributes)?.get(check.required(&name, "name"));
        let found = check.next(found)?;
        check.put_converted(attribute, &found)
    })
}
