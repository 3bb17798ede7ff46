//! The shape of an object, told once: its fields' names, types and whether the service must send them.

/// Declares a struct that is read from and written as one JSON object.
///
/// The word before a field says its class (T10) and whether it must be there. Null is as good as missing, unknown fields
/// are skipped, and of a repeated field the last counts.
///
/// | word | class | missing | of a wrong type |
/// | --- | --- | --- | --- |
/// | `key` | identifies a list's item | the item is skipped and counted | the same |
/// | `required` | deciding | an error | an error |
/// | `lifetime` | deciding; a fraction is dropped (T8) | an error | an error |
/// | `optional` | deciding | `None` | an error |
/// | `string_number` | deciding; written as a string (T1) | `None` | an error |
/// | `required_string_number` | the same | an error | an error |
/// | `informational_string_number` | informational; written as a string (T9) | `None` | `None` |
/// | `list`, `defaulted` | deciding | empty | an error |
/// | `stated` | informational | an error | empty |
/// | `informational` | informational | `None` | `None` |
/// | `informational_list`, `informational_defaulted` | informational | empty | empty |
///
/// With `, from hosts` behind the name, programs may read one with `serde`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident<$a:lifetime>, from hosts { $($fields:tt)* }
    ) => {
        $crate::json::record! {
            $(#[$meta])*
            $visibility struct $name<$a> { $($fields)* }
        }

        #[cfg(feature = "serde")]
        $crate::json::deserial_record! { $name<$a> { $($fields)* } }
    };
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident<$a:lifetime> {
            $( $(#[doc = $doc:literal])* $presence:ident $field:ident: $type:ty = $wire:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq)]
        #[non_exhaustive]
        $visibility struct $name<$a> {
            $( $(#[doc = $doc])* pub $field: $crate::json::record!(@type $presence $type), )*
        }

        $crate::constructor::constructor!([] $name<$a> { $( $presence $field: $type = $wire, )* });

        $crate::debug::debug_fields!($name<'_> { $($field),* });

        #[cfg(feature = "serde")]
        $crate::json::serial_record!($name { $( $presence $field = $wire, )* });

        impl<$a> $name<$a> {
            /// Its keys, and what is asked of each.
            pub(crate) const SHAPE: &'static $crate::json::Shape = &$crate::json::Shape::new(
                $crate::json::names![$($wire),*],
                Self::FIELDS,
            );

            #[allow(dead_code, unreachable_pub)]
            /// Its fields, in the order of the documentation.
            pub const FIELDS: &'static [$crate::json::FieldDefinition] = &[$( $crate::json::FieldDefinition {
                name: $wire,
                class: $crate::json::record!(@class $presence),
                is_required: $crate::json::record!(@required $presence),
                kind: $crate::json::record!(@kind $presence $type),
                is_string_number: $crate::json::record!(@string_number $presence),
                names: <$type as $crate::json::Field>::NAMES,
                fields: <$type as $crate::json::Field>::FIELDS,
                documentation: concat!($($doc, "\n"),*),
            } ),*];

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

        const _: () = {
            #[allow(non_camel_case_types, clippy::enum_variant_names)]
            #[repr(u32)]
            enum Index { $($field),* }

            impl<$a> $name<$a> {
                fn read_field(&mut self, reader: &mut $crate::json::Reader<$a>, index: u32) {
                    $( if index == Index::$field as u32 {
                        return $crate::json::record!(@read $presence self.$field, reader);
                    } )*
                }

                /// Reads members of an object that is not over, as long as they are of the ordinary form.
                #[inline]
                fn read_members(
                    &mut self,
                    lane: $crate::json::Lane<'_, $a>,
                    mut members: $crate::json::Members<$a>,
                ) -> $crate::json::Members<$a> {
                    loop {
                        let left = members.left();
                        $( if let Some(value) = members.value_within($crate::json::key!($wire)) {
                            let has_fields = const { !<$type as $crate::json::Field>::FIELDS.is_empty() };
                            if has_fields {
                                lane.name(Self::SHAPE.names.name(Index::$field as u32));
                            }
                            let goes_on = match $crate::json::Field::by_lane(lane, value) {
                                Some((value, end)) => {
                                    $crate::json::record!(@take $presence self.$field, value);
                                    members.read(Index::$field as u32, has_fields, end)
                                }
                                None => members.read_null(Index::$field as u32, value),
                            };
                            if !goes_on || members.is_over() {
                                return members;
                            }
                        } )*
                        if members.left() == left {
                            return members;
                        }
                    }
                }
            }

            impl<$a> $crate::json::Field<$a> for $name<$a> {
                const KIND: $crate::json::FieldKind = $crate::json::FieldKind::Object;
                const FIELDS: &'static [$crate::json::FieldDefinition] = Self::FIELDS;

                fn empty() -> Self {
                    Self { $( $field: $crate::json::record!(@empty $presence $type), )* }
                }

                fn read(&mut self, reader: &mut $crate::json::Reader<$a>) {
                    *self = Self::empty();
                    self.fill(reader);
                }

                fn fill(&mut self, reader: &mut $crate::json::Reader<$a>) {
                    let begun = reader.begin_record(Self::SHAPE, |lane, members| self.read_members(lane, members));
                    // The record as a whole: a closure that names its fields would hold a reference to each.
                    reader.end_record(Self::SHAPE, begun, |reader, index| self.read_field(reader, index));
                }

                fn by_lane(
                    lane: $crate::json::Lane<'_, $a>,
                    rest: $crate::json::Rest<$a>,
                ) -> Option<(Self, $crate::json::Rest<$a>)> {
                    let (within, mut record) = (lane.within()?, Self::empty());
                    let members = record.read_members(within, $crate::json::Members::of(rest)?);
                    members.end(within, Self::SHAPE).map(|end| (record, end))
                }

                fn write(&self, writer: &mut $crate::json::Writer<'_, '_>) {
                    writer.begin_object();
                    $( $crate::json::record!(@write $presence writer self.$field, $wire); )*
                    writer.end_object();
                }
            }
        };
    };
    // As it stands after another member in compact text, so that one comparison finds it and one copy writes it.
    (@wire_key $wire:literal) => { concat!(",\"", $wire, "\":") };
    (@type optional $type:ty) => { Option<$type> };
    (@type string_number $type:ty) => { Option<$type> };
    (@type informational $type:ty) => { Option<$type> };
    (@type informational_string_number $type:ty) => { Option<$type> };
    (@type $presence:ident $type:ty) => { $type };
    (@empty optional $type:ty) => { None };
    (@empty string_number $type:ty) => { None };
    (@empty informational $type:ty) => { None };
    (@empty informational_string_number $type:ty) => { None };
    (@empty $presence:ident $type:ty) => { <$type as $crate::json::Field>::empty() };
    (@required key) => { true };
    (@required required) => { true };
    (@required required_string_number) => { true };
    (@required lifetime) => { true };
    (@required stated) => { true };
    (@required $presence:ident) => { false };
    (@class key) => { $crate::json::FieldClass::Key };
    (@class stated) => { $crate::json::FieldClass::Informational };
    (@class informational) => { $crate::json::FieldClass::Informational };
    (@class informational_string_number) => { $crate::json::FieldClass::Informational };
    (@class informational_list) => { $crate::json::FieldClass::Informational };
    (@class informational_defaulted) => { $crate::json::FieldClass::Informational };
    (@class $presence:ident) => { $crate::json::FieldClass::Deciding };
    (@string_number string_number) => { true };
    (@string_number required_string_number) => { true };
    (@string_number informational_string_number) => { true };
    (@string_number $presence:ident) => { false };
    (@kind lifetime $type:ty) => { $crate::json::FieldKind::Lifetime };
    (@kind $presence:ident $type:ty) => { <$type as $crate::json::Field>::KIND };
    (@take optional $field:expr, $value:ident) => { $field = Some($value) };
    (@take string_number $field:expr, $value:ident) => { $field = Some($value) };
    (@take informational $field:expr, $value:ident) => { $field = Some($value) };
    (@take informational_string_number $field:expr, $value:ident) => { $field = Some($value) };
    (@take $presence:ident $field:expr, $value:ident) => { $field = $value };
    (@read lifetime $field:expr, $reader:ident) => { $field = $crate::json::whole_number($reader, true) };
    (@read $presence:ident $field:expr, $reader:ident) => { $crate::json::Field::read(&mut $field, $reader) };
    (@write required_string_number $writer:ident $value:expr, $wire:literal) => {
        $writer.member($crate::json::record!(@wire_key $wire));
        $crate::json::StringNumber::write_string(&$value, $writer);
    };
    (@write string_number $writer:ident $value:expr, $wire:literal) => {
        if let Some(value) = &$value {
            $crate::json::record!(@write required_string_number $writer *value, $wire);
        }
    };
    (@write informational_string_number $writer:ident $value:expr, $wire:literal) => {
        $crate::json::record!(@write string_number $writer $value, $wire);
    };
    (@write optional $writer:ident $value:expr, $wire:literal) => {
        if let Some(value) = &$value {
            $writer.member($crate::json::record!(@wire_key $wire));
            $crate::json::Field::write(value, $writer);
        }
    };
    (@write informational $writer:ident $value:expr, $wire:literal) => {
        $crate::json::record!(@write optional $writer $value, $wire);
    };
    (@write list $writer:ident $value:expr, $wire:literal) => {
        if !$value.is_empty() {
            $writer.member($crate::json::record!(@wire_key $wire));
            $crate::json::Field::write(&$value, $writer);
        }
    };
    (@write informational_list $writer:ident $value:expr, $wire:literal) => {
        $crate::json::record!(@write list $writer $value, $wire);
    };
    (@write $presence:ident $writer:ident $value:expr, $wire:literal) => {
        $writer.member($crate::json::record!(@wire_key $wire));
        $crate::json::Field::write(&$value, $writer);
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

            const TABLE: $crate::json::Names = $crate::json::names![$($wire),*];

            /// The value's index in [`NAMES`](Self::NAMES); the length of `NAMES` for one unknown to this version.
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
                    // A branch for each value would take three times the bytes of a table.
                    known => $crate::json::Text::constant($crate::json::known_name(
                        Self::NAMES,
                        Self::TABLE,
                        known.index(),
                    )),
                }
            }
        }

        impl<$a> From<$crate::json::Text<$a>> for $name<$a> {
            fn from(text: $crate::json::Text<$a>) -> Self {
                Self::at(text.place_among(Self::TABLE), text)
            }
        }

        impl<$a> From<&$a str> for $name<$a> {
            fn from(text: &$a str) -> Self {
                $crate::json::Text::from(text).into()
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::serial::Serial for $name<'_> {
            fn serialize_as<S: serde::Serializer>(
                &self,
                serializer: S,
                secrets: $crate::serial::Secrets,
            ) -> Result<S::Ok, S::Error> {
                self.as_text().serialize_as(serializer, secrets)
            }
        }

        #[cfg(feature = "serde")]
        $crate::serial::serialize!($name<'_>);

        #[cfg(feature = "serde")]
        impl<'de: $a, $a> serde::Deserialize<'de> for $name<$a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::Text::deserialize(deserializer).map(Self::from)
            }
        }

        impl core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.as_text(), f)
            }
        }

        impl<$a> $crate::json::Field<$a> for $name<$a> {
            const KIND: $crate::json::FieldKind = $crate::json::FieldKind::Text;
            const NAMES: &'static [&'static str] = Self::NAMES;
            fn empty() -> Self {
                Self::Other($crate::json::Text::EMPTY)
            }

            fn read(&mut self, reader: &mut $crate::json::Reader<$a>) {
                let mut text = $crate::json::Text::EMPTY;
                let index = reader.name_among(Self::TABLE, &mut text);
                *self = Self::at(index, text);
            }

            #[inline]
            fn by_lane(
                lane: $crate::json::Lane<'_, $a>,
                rest: $crate::json::Rest<$a>,
            ) -> Option<(Self, $crate::json::Rest<$a>)> {
                let (text, end) = lane.text(rest)?;
                let Some(plain) = text.plain() else { return Some((text.into(), end)) };
                $( if plain.as_bytes() == $crate::json::array!($wire) {
                    return Some((Self::$variant, end));
                } )*
                Some((Self::Other(text), end))
            }

            fn write(&self, writer: &mut $crate::json::Writer<'_, '_>) {
                writer.text(&self.as_text());
            }
        }
    };
}

pub(crate) use open_enum;
pub(crate) use record;
