//! Fields of records as their definitions have them: name, class (T10), presence and type.

use crate::debug::debug_fields;

/// The weight of a field (T10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldClass {
    /// A flow reads it: a value of a wrong type is an error.
    Deciding,
    /// No flow reads it: a value of a wrong type is as good as none.
    Informational,
    /// It identifies an item of a list: an item without it is skipped and counted.
    Key,
}

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldKind {
    /// A string.
    Text,
    /// A string, or an object with a `hostAddress` (T7).
    TextOrHost,
    /// A boolean, or its word in a string (T5).
    Boolean,
    /// A whole number that is not negative, or the same in a string (T1, T8).
    Integer,
    /// The same, and a fraction is dropped (T8).
    Lifetime,
    /// A number, or the same in a string (T9).
    Number,
    /// A list of strings.
    Texts,
    /// An object.
    Object,
    /// An object whose members have names that no table knows.
    Map,
    /// Any value.
    Any,
}

/// A field of a record.
///
/// ```
/// use tvpass::endpoint::Mvpd;
/// use tvpass::json::{FieldClass, FieldKind};
///
/// let [id, display_name, ..] = Mvpd::FIELDS else { panic!() };
/// assert_eq!((id.name, id.class, id.kind), ("id", FieldClass::Key, FieldKind::Text));
/// assert_eq!((display_name.name, display_name.class), ("displayName", FieldClass::Informational));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldDefinition {
    /// The wire's name.
    pub name: &'static str,
    /// The weight of the field.
    pub class: FieldClass,
    /// True if it must be there.
    pub is_required: bool,
    /// The type of its value.
    pub kind: FieldKind,
    /// True if it is a number that an answer has in a string (T1, T9).
    pub is_string_number: bool,
    /// The known values of an enumeration, which may grow; empty for a field of any other type.
    pub names: &'static [&'static str],
    /// The fields of the record that it is; of a [`Map`](FieldKind::Map), those of its every member.
    pub fields: &'static [Self],
    /// Its purpose, in Markdown.
    pub documentation: &'static str,
}

debug_fields!(FieldDefinition { name, class, is_required, kind, is_string_number, names, fields, documentation });

/// Keys as they stand in compact text behind another member, with comma, quotes and colon.
#[derive(Clone, Copy)]
pub(crate) struct Keys(&'static [&'static str]);

impl Keys {
    /// Not for others than constants: keys of another form do not compile there, for a bare one would be taken for a key
    /// where it stands in the text without its quotes.
    pub(crate) const fn new(keys: &'static [&'static str]) -> Self {
        let mut index = 0;
        while index < keys.len() {
            assert!(matches!(keys[index].as_bytes(), [b',', b'"', .., b'"', b':']));
            index += 1;
        }
        Self(keys)
    }

    pub(super) const fn list(self) -> &'static [&'static str] {
        self.0
    }

    /// The one of this number.
    pub(super) fn get(self, index: u32) -> Option<&'static &'static str> {
        self.0.get(index as usize)
    }
}

/// The facts of a record's fields that reading needs; one bit for each, in their order.
pub(crate) struct Shape {
    pub(crate) keys: Keys,
    /// Those that must be there.
    pub(crate) required: u32,
    /// Those of which a value of a wrong type is as good as none.
    pub(crate) informational: u32,
    /// The name of the one that identifies an item, empty if there is none.
    pub(crate) item_key: &'static str,
}

impl Shape {
    pub(crate) const fn new(keys: Keys, fields: &[FieldDefinition]) -> Self {
        let mut shape = Self { keys, required: 0, informational: 0, item_key: "" };
        let mut index = 0;
        while index < fields.len() {
            shape.required |= (fields[index].is_required as u32) << index;
            match fields[index].class {
                FieldClass::Informational => shape.informational |= 1 << index,
                FieldClass::Key => shape.item_key = fields[index].name,
                FieldClass::Deciding => {}
            }
            index += 1;
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldClass, FieldDefinition, FieldKind, Keys, Shape};

    const fn field(name: &'static str, class: FieldClass, is_required: bool) -> FieldDefinition {
        let (kind, names, fields) = (FieldKind::Text, &[] as &[&str], &[] as &[FieldDefinition]);
        FieldDefinition { name, class, is_required, kind, is_string_number: false, names, fields, documentation: "" }
    }

    // Elsewhere the compiler alone makes shapes.
    #[test]
    fn a_shape_has_a_bit_for_each_field() {
        let keys = Keys::new(&[",\"a\":", ",\"b\":", ",\"c\":", ",\"d\":"]);
        let fields = [
            field("a", FieldClass::Deciding, true),
            field("b", FieldClass::Informational, false),
            field("c", FieldClass::Key, true),
            field("d", FieldClass::Informational, true),
        ];
        let shape = Shape::new(keys, &fields);
        assert_eq!((shape.required, shape.informational, shape.item_key), (0b1101, 0b1010, "c"));
        assert!(Shape::new(keys, &[]).item_key.is_empty());
    }
}
