//! `Debug` without a path to a panic.
//!
//! The compiler's derived ones have two: for more than five fields it asserts that names and values are as many, and a `&str`
//! is sliced where it needs an escape. Neither can fail, and neither is removed by the optimizer.

use core::fmt;

/// A field to be printed: a `&str` as [`Text`](crate::json::Text) prints, anything else by its own `Debug`.
///
/// A method of the type itself goes before one of a trait, so that the compiler chooses by the field's type.
pub(crate) struct Shown<'f, T>(pub(crate) &'f T);

pub(crate) trait ByItself<'f, T> {
    fn value(&self) -> &'f T;
}

impl<'f, T: fmt::Debug> ByItself<'f, T> for Shown<'f, T> {
    fn value(&self) -> &'f T {
        self.0
    }
}

/// Implements `Debug` for a struct by its fields, as `#[derive(Debug)]` would print them. It names all of them, so that they are
/// counted as well.
macro_rules! debug_fields {
    ($name:ident $(<$($lifetime:lifetime),+>)? { $($field:ident),* $(,)? }) => {
        $crate::count::count_fields!($name $(<$($lifetime),+>)? { $($field),* });

        impl core::fmt::Debug for $name $(<$($lifetime),+>)? {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                #[allow(unused_imports)]
                use $crate::debug::{ByItself as _, Shown};

                // Names all fields, or does not compile.
                let Self { $($field),* } = self;
                f.debug_struct(stringify!($name))
                    $( .field(stringify!($field), &Shown($field).value()) )*
                    .finish()
            }
        }
    };
}

pub(crate) use debug_fields;
