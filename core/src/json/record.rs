//! The shape of an object, told once: its fields' names, types and whether the service must send them.

/// Declares a struct that is read from and written as one JSON object.
///
/// `required` fields that are missing or null are errors, `optional` and `digits` ones are `None`, `many` and `lenient`
/// ones empty. A `lifetime` must be there, and its fraction is dropped (T8). `digits` writes a number as a string. Unknown and null fields are skipped; of a repeated field the last
/// counts.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident<$a:lifetime> {
            $( $(#[$field_meta:meta])* $presence:ident $field:ident: $type:ty = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        $visibility struct $name<$a> {
            $( $(#[$field_meta])* pub $field: $crate::json::record!(@type $presence $type), )*
        }

        impl<$a> $name<$a> {
            /// The keys of its fields, as [`Reader::field`]($crate::json::Reader::field) takes them.
            pub(crate) const KEYS: $crate::json::Keys = $crate::json::Keys::new(&[$( $crate::json::record!(@key $wire) ),*]);
            /// Those that must be there, one bit each.
            pub(crate) const REQUIRED: u32 =
                $crate::json::required(&[$( $crate::json::record!(@required $presence) ),*]);

            #[allow(dead_code, unreachable_pub)]
            /// Reads the object that `bytes` are.
            ///
            /// # Errors
            /// `bytes` are not such an object and nothing else.
            pub fn decode(bytes: &$a [u8]) -> Result<Self, $crate::json::Error> {
                $crate::json::decode(bytes)
            }

            #[allow(dead_code, unreachable_pub)]
            /// Writes the object into `buffer`.
            ///
            /// # Errors
            /// `buffer` is too small; the error says how many bytes are needed.
            pub fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], $crate::TooSmall> {
                let mut output = $crate::Output::new(buffer);
                $crate::json::Field::write(self, &mut $crate::json::Writer::new(&mut output));
                output.finish()
            }
        }

        impl<$a> $crate::json::Field<$a> for $name<$a> {
            const EMPTY: Self = Self { $( $field: $crate::json::record!(@empty $presence $type), )* };

            fn read(&mut self, reader: &mut $crate::json::Reader<$a>) {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                #[repr(u32)]
                enum Index { $($field),* }

                *self = Self::EMPTY;
                reader.record(Self::KEYS, Self::REQUIRED, |reader, index| {
                    $( if index == Index::$field as u32 {
                        return $crate::json::record!(@read $presence self.$field, reader);
                    } )*
                });
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_, '_>) {
                writer.begin_object();
                $( $crate::json::record!(@write $presence writer self.$field, $wire); )*
                writer.end_object();
            }
        }
    };
    // As it stands after another member in compact text, so that one comparison finds it and one copy writes it.
    (@key $wire:literal) => { concat!(",\"", $wire, "\":") };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type digits $type:ty) => { Option<$type> };
    (@type lifetime $type:ty) => { $type };
    (@type many $type:ty) => { $type };
    (@type lenient $type:ty) => { $type };
    (@empty optional $type:ty) => { None };
    (@empty digits $type:ty) => { None };
    (@empty $presence:ident $type:ty) => { <$type as $crate::json::Field>::EMPTY };
    (@required required) => { true };
    (@required lifetime) => { true };
    (@required $presence:ident) => { false };
    (@read lifetime $field:expr, $reader:ident) => { $field = $crate::json::whole_number($reader, true) };
    (@read $presence:ident $field:expr, $reader:ident) => { $crate::json::Field::read(&mut $field, $reader) };
    (@write required $writer:ident $value:expr, $wire:literal) => {
        $writer.member($crate::json::record!(@key $wire));
        $crate::json::Field::write(&$value, $writer);
    };
    (@write lifetime $writer:ident $value:expr, $wire:literal) => {
        $crate::json::record!(@write required $writer $value, $wire);
    };
    (@write lenient $writer:ident $value:expr, $wire:literal) => {
        $crate::json::record!(@write required $writer $value, $wire);
    };
    (@write digits $writer:ident $value:expr, $wire:literal) => {
        if let Some(value) = &$value {
            $writer.member($crate::json::record!(@key $wire));
            $writer.digits(value.millis());
        }
    };
    (@write optional $writer:ident $value:expr, $wire:literal) => {
        if let Some(value) = &$value {
            $writer.member($crate::json::record!(@key $wire));
            $crate::json::Field::write(value, $writer);
        }
    };
    (@write many $writer:ident $value:expr, $wire:literal) => {
        if !$value.is_empty() {
            $writer.member($crate::json::record!(@key $wire));
            $crate::json::Field::write(&$value, $writer);
        }
    };
}

/// Declares an enumeration of the wire that may grow: a value it does not know is kept as text.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident<$a:lifetime> {
            $( $(#[$variant_meta:meta])* $variant:ident = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name<$a> {
            $( $(#[$variant_meta])* $variant, )*
            /// A value that this version does not know.
            Other($crate::json::Text<$a>),
        }

        impl<$a> $name<$a> {
            /// The wire's names of the known values.
            pub const NAMES: &'static [&'static str] = &[$($wire),*];

            /// Where [`NAMES`](Self::NAMES) has the value; behind all of them, one that this version does not know.
            #[must_use]
            pub const fn index(&self) -> usize {
                #[repr(usize)]
                enum Index { $($variant,)* Other }

                match self {
                    $( Self::$variant => Index::$variant as usize, )*
                    Self::Other(_) => Index::Other as usize,
                }
            }

            /// The value whose name stands at `index`; behind all of them, the one that `text` is.
            // Constants are what a pattern can name.
            #[allow(non_upper_case_globals)]
            const fn at(index: u32, text: $crate::json::Text<$a>) -> Self {
                #[repr(u32)]
                enum Index { $($variant),* }

                $( const $variant: u32 = Index::$variant as u32; )*

                match index {
                    $( $variant => Self::$variant, )*
                    _ => Self::Other(text),
                }
            }

            /// The value as the wire writes it.
            #[must_use]
            pub fn as_text(&self) -> $crate::json::Text<$a> {
                match self {
                    Self::Other(text) => *text,
                    // From the table that reading needs as well: a branch for each value takes three times its bytes.
                    known => $crate::json::Text::from(Self::NAMES.get(known.index()).copied().unwrap_or_default()),
                }
            }
        }

        impl<$a> From<$crate::json::Text<$a>> for $name<$a> {
            fn from(text: $crate::json::Text<$a>) -> Self {
                Self::at(text.position(Self::NAMES).unwrap_or(u32::MAX), text)
            }
        }

        impl<$a> From<&$a str> for $name<$a> {
            fn from(text: &$a str) -> Self {
                $crate::json::Text::from(text).into()
            }
        }

        impl core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.as_text(), f)
            }
        }

        impl<$a> $crate::json::Field<$a> for $name<$a> {
            const EMPTY: Self = Self::Other($crate::json::Text::EMPTY);

            fn read(&mut self, reader: &mut $crate::json::Reader<$a>) {
                let mut text = $crate::json::Text::EMPTY;
                let index = reader.name_among(Self::NAMES, &mut text);
                *self = Self::at(index, text);
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_, '_>) {
                writer.text(&self.as_text());
            }
        }
    };
}

pub(crate) use open_enum;
pub(crate) use record;
