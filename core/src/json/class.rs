//! Fields of records as their definitions have them: name, class (T10), presence and type.

use super::name::Names;
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

/// The facts of a record's fields that reading needs; one bit for each, in their order.
pub(crate) struct Shape {
    pub(crate) names: Names,
    /// Those that must be there.
    pub(crate) required: u32,
    /// Those of which a value of a wrong type is as good as none.
    pub(crate) informational: u32,
}

impl Shape {
    pub(crate) const fn new(names: Names, fields: &[FieldDefinition]) -> Self {
        let mut shape = Self { names, required: 0, informational: 0 };
        let mut index = 0;
        while index < fields.len() {
            shape.required |= (fields[index].is_required as u32) << index;
            if matches!(fields[index].class, FieldClass::Informational) {
                shape.informational |= 1 << index;
            }
            index += 1;
        }
        shape
    }
}

/// The name of the one of `fields` that identifies an item, empty if there is none.
pub(crate) const fn item_key(fields: &[FieldDefinition]) -> &'static str {
    let mut index = 0;
    while index < fields.len() {
        if matches!(fields[index].class, FieldClass::Key) {
            return fields[index].name;
        }
        index += 1;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::{FieldClass, FieldDefinition, FieldKind, Shape, item_key};
    use crate::json::name::names;

    const fn field(name: &'static str, class: FieldClass, is_required: bool) -> FieldDefinition {
        let (kind, names, fields) = (FieldKind::Text, &[] as &[&str], &[] as &[FieldDefinition]);
        FieldDefinition { name, class, is_required, kind, is_string_number: false, names, fields, documentation: "" }
    }

    // Elsewhere the compiler alone makes shapes.
    #[test]
    fn a_shape_has_a_bit_for_each_field() {
        let names = names!["a", "b", "c", "d"];
        let fields = [
            field("a", FieldClass::Deciding, true),
            field("b", FieldClass::Informational, false),
            field("c", FieldClass::Key, true),
            field("d", FieldClass::Informational, true),
        ];
        let shape = Shape::new(names, &fields);
        assert_eq!((shape.required, shape.informational), (0b1101, 0b1010));
        assert_eq!((item_key(&fields), item_key(&[])), ("c", ""));
    }
}
