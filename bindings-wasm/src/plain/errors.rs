//! Errors, by the names of the vectors.

use tvpass::json::{Error, ErrorKind};
use tvpass::message::{EncodeError, Failure, HeaderDecodeError, HeaderName, UrlError};

use super::{Plain, Sheet, key};

/// A value that no header can hold.
pub(crate) struct InvalidHeader {
    pub(crate) name: HeaderName,
    pub(crate) offset: usize,
}

/// A mistake that only a caller without the types of TypeScript can make.
pub(crate) struct Misuse(pub(crate) &'static str);

/// Why the value of a header could not be read.
pub(crate) enum HeaderFailure {
    Invalid,
    Decode(HeaderDecodeError),
}

impl Plain for Misuse {
    fn type_name() -> &'static str {
        "Misuse"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.variant("misuse", |sheet| sheet.member(key!("name"), &self.0));
    }
}

impl Plain for InvalidHeader {
    fn type_name() -> &'static str {
        "EncodeError"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.variant("invalid_header", |sheet| {
            sheet.member(key!("name"), &self.name.as_str());
            sheet.member(key!("offset"), &self.offset);
        });
    }
}

impl Plain for EncodeError {
    fn type_name() -> &'static str {
        "EncodeError"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::MissingHeader(header) => {
                sheet.variant("missing_header", |sheet| sheet.member(key!("name"), &header.as_str()));
            }
            Self::MissingParameter(name) => {
                sheet.variant("missing_parameter", |sheet| sheet.member(key!("name"), name));
            }
            Self::InvalidParameter(name) => {
                sheet.variant("invalid_parameter", |sheet| sheet.member(key!("name"), name));
            }
            // Buffers grow on this side of the border.
            _ => Misuse("buffer").write(sheet),
        }
    }
}

impl Plain for UrlError {
    fn type_name() -> &'static str {
        "UrlErrorKind"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let kind = if *self == Self::Downgrade { "downgrade" } else { "invalid" };
        kind.write(sheet);
    }
}

impl Plain for ErrorKind {
    fn type_name() -> &'static str {
        "JsonErrorKind"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        let kind = match self {
            Self::End => "end",
            Self::Syntax => "syntax",
            Self::Utf8 => "utf8",
            Self::Control => "control",
            Self::Escape => "escape",
            Self::Depth => "depth",
            Self::Type => "type",
            Self::Range => "range",
            Self::Missing => "missing",
            _ => "other",
        };
        kind.write(sheet);
    }
}

impl Plain for Error {
    fn type_name() -> &'static str {
        "JsonError"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.member(key!("kind"), &self.kind());
            sheet.member(key!("field"), &self.field());
            sheet.member(key!("offset"), &self.offset());
        });
    }
}

impl Plain for HeaderFailure {
    fn type_name() -> &'static str {
        "HeaderDecodeError"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Invalid => sheet.variant("invalid", |_| {}),
            Self::Decode(HeaderDecodeError::Json(error)) => error.write(sheet),
            Self::Decode(_) => sheet.variant("base64", |_| {}),
        }
    }
}

impl Plain for Failure<'_> {
    fn type_name() -> &'static str {
        "Failure"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Service { http_status, error } => sheet.variant("service", |sheet| {
                sheet.member(key!("httpStatus"), http_status);
                sheet.member(key!("error"), error);
            }),
            Self::Registration { http_status, error } => sheet.variant("registration", |sheet| {
                sheet.member(key!("httpStatus"), http_status);
                sheet.member(key!("error"), error);
            }),
            Self::Throttled => sheet.variant("throttled", |_| {}),
            Self::Malformed { http_status, error } => sheet.variant("malformed", |sheet| {
                sheet.member(key!("httpStatus"), http_status);
                sheet.member(key!("error"), error);
            }),
            Self::NotApi { http_status } => {
                sheet.variant("not_api", |sheet| sheet.member(key!("httpStatus"), http_status));
            }
            _ => Misuse("failure").write(sheet),
        }
    }
}
