//! A request ready to be sent.

use tvpass::message;

use crate::secret::{Secret, SecretBytes};

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
}

#[uniffi::export]
impl Method {
    /// The method on the wire.
    #[must_use]
    pub fn wire(&self) -> String {
        let method = match self {
            Self::Get => message::Method::Get,
            Self::Post => message::Method::Post,
        };
        method.as_str().to_owned()
    }
}

/// A header to send.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Secret,
}

/// A request: send exactly this.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: String,
    /// The headers.
    pub headers: Vec<Header>,
    /// The body, empty for none.
    pub body: SecretBytes,
}

impl Request {
    pub(crate) fn new(base: &message::BaseUrl<'_>, request: &message::Request<'_>) -> Self {
        let header =
            |(name, value): (message::HeaderName, &str)| Header { name: name.as_str().to_owned(), value: value.into() };
        Self {
            method: match request.method {
                message::Method::Get => Method::Get,
                message::Method::Post => Method::Post,
            },
            url: format!("{}{}", base.as_str(), request.target),
            headers: request.headers.iter().map(header).collect(),
            body: SecretBytes(request.body.to_vec()),
        }
    }
}
