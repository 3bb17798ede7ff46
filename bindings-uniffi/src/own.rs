//! The owned form of what the core lends.

use tvpass::json::{Number, Text, Texts};
use tvpass::message::TextOrHost;

/// A view of the core, and the value that holds the same for good.
pub(crate) trait Own {
    type Owned;

    fn own(self) -> Self::Owned;
}

impl Own for Text<'_> {
    type Owned = String;

    fn own(self) -> String {
        match self.plain() {
            Some(plain) => plain.to_owned(),
            None => self.chars().collect(),
        }
    }
}

impl Own for TextOrHost<'_> {
    type Owned = String;

    fn own(self) -> String {
        self.0.own()
    }
}

impl Own for Texts<'_> {
    type Owned = Vec<String>;

    fn own(self) -> Vec<String> {
        self.iter().map(Own::own).collect()
    }
}

impl Own for Number<'_> {
    type Owned = f64;

    fn own(self) -> f64 {
        self.to_f64()
    }
}

impl<T: Own> Own for Option<T> {
    type Owned = Option<T::Owned>;

    fn own(self) -> Self::Owned {
        self.map(Own::own)
    }
}

macro_rules! plain {
    ($($type:ty),*) => {
        $( impl Own for $type {
            type Owned = Self;

            fn own(self) -> Self {
                self
            }
        } )*
    };
}

plain!(bool, u16, u32, u64);

/// Declares the owned form of one of the core's records: of each field, or it does not compile.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $module:ident::$core:ident {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, uniffi::Record)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        tvpass::carried!($module::$core: [$(stringify!($field)),*].len());

        impl $crate::own::Own for $module::$core<'_> {
            type Owned = $name;

            fn own(self) -> $name {
                let $module::$core { $($field,)* .. } = self;
                $name { $( $field: $crate::own::Own::own($field), )* }
            }
        }
    };
}

pub(crate) use record;
