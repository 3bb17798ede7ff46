//! Why a call was refused, beyond its result.

use tvpass::TooSmall;
use tvpass::flow::{InvalidArgument, RestoreError, StopReason, TooLong};
use tvpass::json;
use tvpass::message::{EncodeError, Failure, HeaderDecodeError, HeaderError, PersonError, UrlError};

use crate::memory::length;
use crate::{tvpass_result, tvpass_string};

/// The details of a refusal. Every function that takes one takes NULL as well, and writes it on failure only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_detail {
    /// With TVPASS_RESULT_TOO_SMALL the bytes that suffice; with TVPASS_RESULT_CAPACITY those for texts, where they are known.
    pub needed: u32,
    /// The place of a text's fault: bytes from its start.
    pub offset: u32,
    /// The field, header or parameter, by its name on the wire; absent if it is none.
    pub name: tvpass_string,
}

/// A result that is not success, and its detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(crate) result: tvpass_result,
    pub(crate) needed: u32,
    pub(crate) offset: u32,
    pub(crate) name: &'static str,
}

impl Refusal {
    pub(crate) fn named(result: tvpass_result, name: &'static str) -> Self {
        Self { name, ..result.into() }
    }

    pub(crate) fn too_small(needed: usize) -> Self {
        Self { needed: length(needed), ..tvpass_result::TooSmall.into() }
    }

    /// A text that is no name of a person.
    pub(crate) fn of_person(name: &'static str, error: PersonError) -> Self {
        match error {
            PersonError::TooLong { .. } => Self::named(tvpass_result::Capacity, name),
            PersonError::Byte { offset } => {
                Self { offset: length(offset), ..Self::named(tvpass_result::InvalidParameter, name) }
            }
            _ => Self::named(tvpass_result::MissingParameter, name),
        }
    }

    pub(crate) fn detail(&self) -> tvpass_detail {
        tvpass_detail {
            needed: self.needed,
            offset: self.offset,
            name: (!self.name.is_empty()).then_some(self.name).into(),
        }
    }
}

impl From<tvpass_result> for Refusal {
    fn from(result: tvpass_result) -> Self {
        Self { result, needed: 0, offset: 0, name: "" }
    }
}

impl From<TooSmall> for Refusal {
    fn from(TooSmall { needed }: TooSmall) -> Self {
        Self::too_small(needed)
    }
}

impl From<json::Error> for Refusal {
    fn from(error: json::Error) -> Self {
        Self { offset: length(error.offset()), ..Self::named(error.kind().into(), error.field()) }
    }
}

impl From<HeaderError> for Refusal {
    fn from(error: HeaderError) -> Self {
        Self { offset: length(error.offset), ..tvpass_result::InvalidHeader.into() }
    }
}

impl From<EncodeError> for Refusal {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::TooSmall { needed } => Self::too_small(needed),
            EncodeError::MissingHeader(name) => Self::named(tvpass_result::MissingHeader, name.as_str()),
            EncodeError::MissingParameter(name) => Self::named(tvpass_result::MissingParameter, name),
            EncodeError::InvalidParameter(name) => Self::named(tvpass_result::InvalidParameter, name),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<HeaderDecodeError> for Refusal {
    fn from(error: HeaderDecodeError) -> Self {
        match error {
            HeaderDecodeError::Base64 => tvpass_result::NotBase64.into(),
            HeaderDecodeError::Json(error) => error.into(),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<UrlError> for Refusal {
    fn from(error: UrlError) -> Self {
        match error {
            UrlError::Invalid => tvpass_result::InvalidUrl.into(),
            UrlError::Downgrade => tvpass_result::UnprotectedUrl.into(),
            UrlError::TooSmall { needed } => Self::too_small(needed),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<TooLong> for Refusal {
    fn from(error: TooLong) -> Self {
        Self { needed: length(error.needed), ..Self::named(tvpass_result::Capacity, error.field) }
    }
}

impl From<InvalidArgument> for Refusal {
    fn from(error: InvalidArgument) -> Self {
        match error {
            InvalidArgument::Empty(name) => Self::named(tvpass_result::MissingParameter, name),
            InvalidArgument::Dots(name) | InvalidArgument::Malformed(name) => {
                Self::named(tvpass_result::InvalidParameter, name)
            }
            InvalidArgument::TooLong(name) => Self::named(tvpass_result::Capacity, name),
            InvalidArgument::TooMany(_) => tvpass_result::TooMany.into(),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<RestoreError> for Refusal {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Damaged => tvpass_result::SavedDamaged.into(),
            RestoreError::Format => tvpass_result::SavedFormat.into(),
            RestoreError::Foreign => tvpass_result::SavedForeign.into(),
            RestoreError::TooLong(error) => error.into(),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<&Failure<'_>> for Refusal {
    fn from(failure: &Failure<'_>) -> Self {
        match failure {
            Failure::Service { .. } => tvpass_result::Service.into(),
            Failure::Registration { .. } => tvpass_result::Registration.into(),
            Failure::Throttled => tvpass_result::Throttled.into(),
            Failure::NotApi { .. } => tvpass_result::NotApi.into(),
            Failure::Malformed { error, .. } => (*error).into(),
            _ => tvpass_result::Unknown.into(),
        }
    }
}

impl From<StopReason<'_>> for Refusal {
    fn from(reason: StopReason<'_>) -> Self {
        match reason {
            StopReason::Failure(failure) => (&failure).into(),
            StopReason::NoResponse => tvpass_result::NoResponse.into(),
            StopReason::ResponseTooLarge => tvpass_result::ResponseTooLarge.into(),
            StopReason::Encode(error) => error.into(),
            StopReason::Url(error) => error.into(),
            StopReason::TooLong(error) => error.into(),
            StopReason::Unexpected(_) => tvpass_result::Unexpected.into(),
            StopReason::NoDecision => tvpass_result::NoDecision.into(),
            StopReason::NotSignedIn => tvpass_result::NotSignedIn.into(),
            StopReason::Cancelled => tvpass_result::Cancelled.into(),
            StopReason::NotRunning => tvpass_result::NotRunning.into(),
            _ => tvpass_result::Unknown.into(),
        }
    }
}
