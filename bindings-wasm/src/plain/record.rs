//! Records, told once: what writes them, and their interface in TypeScript.

/// Declares how a record of the core looks in JavaScript. `required` members are always there, `optional` ones only where
/// the record has them; the documentation goes into the interface.
macro_rules! record {
    ($(
        $(#[doc = $doc:literal])*
        $record:ident {
            $( $(#[doc = $field_doc:literal])* $presence:ident $field:ident = $wire:literal, )*
        }
    )*) => {
        $(
            impl $crate::plain::Plain for $record<'_> {
                const TYPE: &'static str = stringify!($record);

                fn write(&self, sheet: &mut $crate::plain::Sheet<'_, '_>) {
                    sheet.object(|sheet| {
                        $( $crate::plain::record!(@write $presence sheet, $wire, &self.$field); )*
                    });
                }
            }
        )*

        /// The records of this file, for TypeScript.
        #[cfg(not(target_family = "wasm"))]
        pub(crate) fn interfaces() -> alloc::vec::Vec<$crate::typescript::Interface> {
            alloc::vec![$( $crate::typescript::Interface {
                name: stringify!($record),
                doc: &[$($doc),*],
                members: alloc::vec![$( $crate::typescript::Member {
                    name: $wire,
                    is_optional: stringify!($presence) == "optional",
                    type_name: $crate::plain::declare(|record: &$record<'static>| &record.$field),
                    doc: &[$($field_doc),*],
                } ),*],
            } ),*]
        }
    };
    (@write required $sheet:ident, $wire:literal, $value:expr) => { $sheet.member($wire, $value) };
    (@write optional $sheet:ident, $wire:literal, $value:expr) => { $sheet.optional($wire, $value) };
}

pub(crate) use record;

/// The type in TypeScript of the member that `_member` picks.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn declare<R, T: super::Plain>(_member: fn(&R) -> &T) -> &'static str {
    T::TYPE
}
