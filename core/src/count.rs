//! The number of a struct's fields, by which a binding notices that it does not carry one.
//!
//! A pattern of another crate cannot name all fields of a struct that may get more.

/// Gives a struct the number of its fields.
macro_rules! count_fields {
    ($name:ident $(<$($lifetime:lifetime),+>)? { $($field:ident),* $(,)? }) => {
        impl $name $(<$($lifetime),+>)? {
            #[doc(hidden)]
            #[allow(dead_code, unreachable_pub)]
            pub const FIELD_COUNT: usize = [$(stringify!($field)),*].len();
        }
    };
}

pub(crate) use count_fields;

/// Does not compile where a struct has another number of fields than a binding carries.
#[doc(hidden)]
#[macro_export]
macro_rules! carried {
    ($struct:ty: $count:expr) => {
        const _: () =
            assert!(<$struct>::FIELD_COUNT == $count, concat!("a field of ", stringify!($struct), " is not carried"));
    };
}
