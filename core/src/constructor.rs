//! Constructors of structs that may get more fields: what must be there is an argument, anything else begins empty.

/// Implements `new` by the fields of a [`record`](crate::json::record) or a `call`, in their order; a record without a field
/// that must be there has `Default` instead.
macro_rules! constructor {
    ([$($constant:ident)?] $name:ident<$a:lifetime> { $($fields:tt)* }) => {
        $crate::constructor::constructor!(@next [$($constant)?] $name $a [] [] $($fields)*);
    };
    // A field of a call: one of another type than `Option` must be there, and so must one that the service wants.
    (@next $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $(#[$meta:meta])* wanted $field:ident: Option<$type:ty> = $wire:literal, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @next $constant $name $a [$($arguments)* $field: $type,] [$($values)* $field: Some($field),] $($rest)*
        );
    };
    (@next $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $(#[$meta:meta])* form $field:ident: Option<$type:ty> = $wire:literal, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @none $constant $name $a [$($arguments)*] [$($values)*] $field: Option<$type>, $($rest)*
        );
    };
    (@next $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $(#[$meta:meta])* $word:ident $field:ident: $type:ty $(= $wire:literal)?, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @$word $constant $name $a [$($arguments)*] [$($values)*] $field: $type, $($rest)*
        );
    };
    (@next $constant:tt $name:ident $a:lifetime [] [$($values:tt)*]) => {};
    (@next [$($constant:ident)?] $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]) => {
        impl<$a> $name<$a> {
            /// One with the fields that must be there; the others begin empty.
            #[allow(dead_code, unreachable_pub)]
            #[must_use]
            pub $($constant)? fn new($($arguments)*) -> Self {
                Self { $($values)* }
            }
        }
    };
    (@optional $($rest:tt)*) => { $crate::constructor::constructor!(@none $($rest)*); };
    (@string_number $($rest:tt)*) => { $crate::constructor::constructor!(@none $($rest)*); };
    (@informational $($rest:tt)*) => { $crate::constructor::constructor!(@none $($rest)*); };
    (@informational_string_number $($rest:tt)*) => { $crate::constructor::constructor!(@none $($rest)*); };
    (@list $($rest:tt)*) => { $crate::constructor::constructor!(@empty $($rest)*); };
    (@defaulted $($rest:tt)*) => { $crate::constructor::constructor!(@empty $($rest)*); };
    (@informational_list $($rest:tt)*) => { $crate::constructor::constructor!(@empty $($rest)*); };
    (@informational_defaulted $($rest:tt)*) => { $crate::constructor::constructor!(@empty $($rest)*); };
    (@none $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @next $constant $name $a [$($arguments)*] [$($values)* $field: None,] $($rest)*
        );
    };
    (@empty $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @next $constant $name $a [$($arguments)*] [$($values)* $field: $crate::json::Field::empty(),] $($rest)*
        );
    };
    // Any other word: the field must be there.
    (@$word:ident $constant:tt $name:ident $a:lifetime [$($arguments:tt)*] [$($values:tt)*]
        $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::constructor::constructor!(
            @next $constant $name $a [$($arguments)* $field: $type,] [$($values)* $field,] $($rest)*
        );
    };
}

pub(crate) use constructor;
