//! Records, told once: what writes them, and their interface in TypeScript.

/// Declares how a record of the core looks in JavaScript. `required` members are always there, `optional` ones only where
/// the record has them, `informational_defaulted` ones only where they are not null; the documentation goes into the interface.
macro_rules! record {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident {
            $( $(#[doc = $field_doc:literal])* $presence:ident $field:ident = $wire:literal, )*
        }
    )*) => {
        $(
            tvpass::carried!($record: [$($wire),*].len());

            impl $crate::plain::Plain for $record<'_> {
                fn type_name() -> &'static str {
                    stringify!($record)
                }

                fn write(&self, sheet: &mut $crate::plain::Sheet<'_, '_>) {
                    sheet.object(|sheet| {
                        $( $crate::plain::record!(@write $presence sheet, $wire, &self.$field); )*
                    });
                }
            }
        )*

        /// The records of this file, for TypeScript.
        #[cfg(not(target_family = "wasm"))]
        pub(crate) fn interfaces() -> alloc::vec::Vec<$crate::plain::Interface> {
            alloc::vec![$( $crate::plain::Interface {
                name: stringify!($record),
                doc: &[$($doc),*],
                members: alloc::vec![$( $crate::plain::Member {
                    name: $wire,
                    is_optional: stringify!($presence) != "required",
                    type_name: $crate::plain::declare(|record: &$record<'static>| &record.$field),
                    doc: &[$($field_doc),*],
                } ),*],
            } ),*]
        }
    };
    (@write informational_defaulted $sheet:ident, $wire:literal, $value:expr) => {
        if !$value.is_null() {
            $sheet.member($crate::plain::key!($wire), $value);
        }
    };
    (@write $presence:ident $sheet:ident, $wire:literal, $value:expr) => {
        $sheet.member($crate::plain::key!($wire), $value)
    };
}

pub(crate) use record;

/// The type in TypeScript of the member that `_member` picks.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn declare<R, T: super::Plain>(_member: fn(&R) -> &T) -> &'static str {
    T::type_name()
}
