//! Enumerations of the wire that may grow.

/// Declares the owned form of one of the core's open enumerations; the names on the wire stay the core's.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $module:ident::$core:ident {
            $( $(#[$variant_meta:meta])* $variant:ident $(= $core_variant:ident)?, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A value that this version does not know.
            Other {
                /// The value as it came.
                text: String,
            },
        }

        impl $crate::own::Own for $module::$core<'_> {
            type Owned = $name;

            fn own(self) -> $name {
                match self {
                    $( $crate::open_enum::open_enum!(@core $module::$core, $variant $($core_variant)?) => $name::$variant, )*
                    Self::Other(text) => $name::Other { text: $crate::own::Own::own(text) },
                }
            }
        }

        impl $name {
            /// The core's value.
            #[allow(dead_code)]
            pub(crate) fn view(&self) -> $module::$core<'_> {
                match self {
                    $( Self::$variant => $crate::open_enum::open_enum!(@core $module::$core, $variant $($core_variant)?), )*
                    Self::Other { text } => text.as_str().into(),
                }
            }
        }

        #[uniffi::export]
        impl $name {
            /// The value as the wire writes it.
            #[must_use]
            pub fn wire(&self) -> String {
                $crate::own::Own::own(self.view().as_text())
            }
        }
    };
    (@core $module:ident::$core:ident, $variant:ident) => { $module::$core::$variant };
    (@core $module:ident::$core:ident, $variant:ident $core_variant:ident) => { $module::$core::$core_variant };
}

pub(crate) use open_enum;
