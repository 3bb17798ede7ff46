//! Records as schemas.

use serde_json::{Map, Value, json};
use tvpass::json::{FieldClass, FieldDefinition, FieldKind};

use crate::answers::name_of;
use crate::prose::paragraph;

/// The side that writes a record: the service may put null where a client leaves a member out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writer {
    Client,
    Service,
}

/// The schema of a record.
pub(crate) fn record(fields: &[FieldDefinition], writer: Writer) -> Value {
    let properties: Map<_, _> = fields.iter().map(|field| (field.name.to_owned(), member(field, writer))).collect();
    let required: Vec<_> = fields.iter().filter(|field| is_required(field)).map(|field| field.name).collect();
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

/// The key of an item has to be there as well (T10).
fn is_required(field: &FieldDefinition) -> bool {
    field.is_required || field.class == FieldClass::Key
}

fn member(field: &FieldDefinition, writer: Writer) -> Value {
    let mut schema = value(field);
    if writer == Writer::Service && !is_required(field) {
        schema = or_null(schema);
    }
    let description = paragraph(field.documentation);
    if !description.is_empty() {
        schema["description"] = description.into();
    }
    if !field.names.is_empty() {
        schema["x-extensible-enum"] = field.names.into();
    }
    schema
}

fn value(field: &FieldDefinition) -> Value {
    match field.kind {
        FieldKind::Integer if field.is_string_number => json!({"type": "string", "pattern": "^[0-9]+$"}),
        FieldKind::Number if field.is_string_number => json!({"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$"}),
        FieldKind::Text | FieldKind::TextOrHost => json!({"type": "string"}),
        FieldKind::Boolean => json!({"type": "boolean"}),
        FieldKind::Integer | FieldKind::Lifetime => json!({"type": "integer", "format": "int64", "minimum": 0}),
        FieldKind::Number => json!({"type": "number"}),
        FieldKind::Texts => json!({"type": "array", "items": {"type": "string"}}),
        FieldKind::Object => reference(name_of(field.fields)),
        FieldKind::Map if field.fields.is_empty() => json!({"type": "object", "additionalProperties": true}),
        FieldKind::Map => json!({"type": "object", "additionalProperties": reference(name_of(field.fields))}),
        _ => json!({}),
    }
}

pub(crate) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn or_null(mut schema: Value) -> Value {
    if schema.get("$ref").is_some() {
        return json!({"anyOf": [schema, {"type": "null"}]});
    }
    if let Some(name) = schema.get("type").cloned() {
        schema["type"] = json!([name, "null"]);
    }
    schema
}
