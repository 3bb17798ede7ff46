//! The person for whom a service token is asked, as a call has it: in one of two headers.

use super::call::{Builder, Parts};
use crate::message::{CommonIdentifier, DecodeError, HeaderName, LinkCode};

/// The person for whom a service token is asked: exactly one of two names (R123).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person<'a> {
    /// By the application's own name for the person.
    Id(CommonIdentifier<'a>),
    /// By a code that another device of the person shows.
    LinkCode(LinkCode<'a>),
}

impl<'a> Person<'a> {
    pub(super) const fn header(&self) -> HeaderName {
        match self {
            Self::Id(_) => HeaderName::XSsoId,
            Self::LinkCode(_) => HeaderName::XSsoLink,
        }
    }

    pub(super) const fn value(&self) -> &'a str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::LinkCode(code) => code.as_str(),
        }
    }
}

impl Builder<'_> {
    /// Names the person by a header, in the place of a body: the one call that takes it has none.
    pub(super) fn person(&mut self, person: &Person<'_>) {
        self.begin_body();
        self.output.push(person.value().as_bytes());
        self.person = Some(person.header());
    }
}

impl<'a> Parts<'a, '_> {
    /// The person whom a header names; both there, the code counts (V8).
    pub(super) fn person(&mut self) -> Result<Person<'a>, DecodeError> {
        let headers = &self.incoming.headers;
        let value = |name| headers.get(name).filter(|value| !value.trim_ascii().is_empty());
        let wrong = |name| move |_| DecodeError::Header(name);
        match (value(HeaderName::XSsoLink), value(HeaderName::XSsoId)) {
            (Some(code), _) => LinkCode::new(code).map(Person::LinkCode).map_err(wrong(HeaderName::XSsoLink)),
            (None, Some(id)) => CommonIdentifier::new(id).map(Person::Id).map_err(wrong(HeaderName::XSsoId)),
            (None, None) => Err(DecodeError::Header(HeaderName::XSsoId)),
        }
    }
}
