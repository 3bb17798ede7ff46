//! Values of forms and queries, as a client writes them and a server takes them.

use crate::debug::debug_fields;
use crate::json::{FieldDefinition, Secret, Text};
use crate::message::percent;
use crate::output::Output;

/// The part of a request in which a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A field of the form that is the body.
    Form,
    /// The whole body: a record in JSON, of no name.
    Json,
    /// One of two headers, of no name.
    Header,
}

/// A parameter of a request as its definition has it.
///
/// ```
/// use tvpass::endpoint::{CreateSession, ParameterPlace};
///
/// let [service_provider, mvpd, ..] = CreateSession::PARAMETERS else { panic!() };
/// assert_eq!((service_provider.name, service_provider.place), ("serviceProvider", ParameterPlace::Path));
/// assert!(service_provider.is_required && !mvpd.is_required);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParameterDefinition {
    /// The wire's name.
    pub name: &'static str,
    /// Its place in the request.
    pub place: ParameterPlace,
    /// True if a request without it is refused.
    pub is_required: bool,
    /// The fields of the record that the body is.
    pub fields: &'static [FieldDefinition],
    /// Its purpose, in Markdown.
    pub documentation: &'static str,
}

debug_fields!(ParameterDefinition { name, place, is_required, fields, documentation });

impl ParameterDefinition {
    /// A required segment of the path.
    pub(super) const fn path(name: &'static str, documentation: &'static str) -> Self {
        Self { name, place: ParameterPlace::Path, is_required: true, fields: &[], documentation }
    }
}

/// The definition of a request's field, by the word before it in [`call!`](super::call).
macro_rules! parameter {
    (path $type:ty, $doc:expr, $wire:literal) => {
        $crate::endpoint::ParameterDefinition::path($wire, $doc)
    };
    (json $type:ty, $doc:expr) => {
        $crate::endpoint::ParameterDefinition {
            name: "",
            place: $crate::endpoint::ParameterPlace::Json,
            is_required: true,
            fields: <$type as $crate::json::Field>::FIELDS,
            documentation: $doc,
        }
    };
    (devices $type:ty, $doc:expr) => {
        $crate::endpoint::parameter::parameter!(json $type, $doc)
    };
    (person $type:ty, $doc:expr) => {
        $crate::endpoint::parameter::parameter!(@named true, Header, $doc, "")
    };
    (wanted $type:ty, $doc:expr, $wire:literal) => {
        $crate::endpoint::parameter::parameter!(@named true, Query, $doc, $wire)
    };
    (query $type:ty, $doc:expr, $wire:literal) => {
        $crate::endpoint::parameter::parameter!(@of $type, Query, $doc, $wire)
    };
    (form $type:ty, $doc:expr, $wire:literal) => {
        $crate::endpoint::parameter::parameter!(@of $type, Form, $doc, $wire)
    };
    (@of $type:ty, $place:ident, $doc:expr, $wire:literal) => {
        $crate::endpoint::parameter::parameter!(
            @named <$type as $crate::endpoint::Parameter>::IS_REQUIRED, $place, $doc, $wire
        )
    };
    (@named $is_required:expr, $place:ident, $doc:expr, $wire:literal) => {
        $crate::endpoint::ParameterDefinition {
            name: $wire,
            place: $crate::endpoint::ParameterPlace::$place,
            is_required: $is_required,
            fields: &[],
            documentation: $doc,
        }
    };
}

pub(super) use parameter;

/// A value of a form or a query.
pub trait Parameter {
    #[doc(hidden)]
    const IS_REQUIRED: bool = true;

    #[doc(hidden)]
    fn is_present(&self) -> bool {
        true
    }

    #[doc(hidden)]
    fn push(&self, output: &mut Output<'_>);
}

impl Parameter for &str {
    fn push(&self, output: &mut Output<'_>) {
        percent::push(output, self);
    }
}

impl Parameter for Secret<'_> {
    fn push(&self, output: &mut Output<'_>) {
        percent::push_text(output, &self.reveal());
    }
}

impl<T: Parameter> Parameter for Option<T> {
    const IS_REQUIRED: bool = false;

    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn push(&self, output: &mut Output<'_>) {
        if let Some(value) = self {
            value.push(output);
        }
    }
}

/// A parameter as a server takes it; `None` if it must be there and is not.
pub(super) trait Received<'a>: Sized {
    fn received(value: Option<&'a str>) -> Option<Self>;
}

impl<'a> Received<'a> for &'a str {
    fn received(value: Option<&'a str>) -> Option<Self> {
        value
    }
}

impl<'a> Received<'a> for Secret<'a> {
    fn received(value: Option<&'a str>) -> Option<Self> {
        value.map(|text| Text::from(text).into())
    }
}

impl<'a> Received<'a> for Option<&'a str> {
    fn received(value: Option<&'a str>) -> Option<Self> {
        Some(value)
    }
}
