//! Values of forms and queries, as a client writes them and a server takes them.

use crate::json::{Secret, Text};
use crate::message::percent;
use crate::output::Output;

/// A value of a form or a query.
pub trait Parameter {
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
