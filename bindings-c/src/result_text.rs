//! The texts of results, for logs.

use crate::{tvpass_result, tvpass_string};

impl tvpass_result {
    /// All numbers with their texts.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Ok, "success"),
        (Self::End, "nothing left"),
        (Self::More, "more bytes are needed"),
        (Self::NullPointer, "an argument is missing"),
        (Self::NotUtf8, "a text is not valid UTF-8"),
        (Self::UnknownNumber, "a number stands for nothing"),
        (Self::NotInitialised, "the object was not initialised"),
        (Self::InvalidLength, "a length is negative or too large"),
        (Self::TooMany, "too many items"),
        (Self::NoPlatformId, "the platform's id names no device"),
        (Self::Unknown, "unknown failure"),
        (Self::TooSmall, "a buffer is too small"),
        (Self::MissingHeader, "a required header is missing"),
        (Self::InvalidParameter, "a parameter has a value that cannot be sent"),
        (Self::MissingParameter, "a parameter is missing"),
        (Self::InvalidHeader, "a header holds a byte that no header may hold"),
        (Self::InvalidUrl, "not a URL"),
        (Self::UnprotectedUrl, "a URL would leave the protected channel"),
        (Self::Service, "the service refuses"),
        (Self::Registration, "the registration is refused"),
        (Self::Throttled, "rate limited by the service"),
        (Self::NotApi, "the response is not from the API"),
        (Self::JsonEnd, "JSON: unexpected end"),
        (Self::JsonSyntax, "JSON: not allowed by the grammar"),
        (Self::JsonUtf8, "JSON: not valid UTF-8"),
        (Self::JsonControl, "JSON: unescaped control character"),
        (Self::JsonEscape, "JSON: invalid escape"),
        (Self::JsonDepth, "JSON: nested too deeply"),
        (Self::JsonType, "JSON: unexpected type"),
        (Self::JsonRange, "JSON: out of range"),
        (Self::JsonMissing, "JSON: required field missing"),
        (Self::NotBase64, "not base64"),
        (Self::NoResponse, "no response from the service"),
        (Self::Capacity, "a value is too long to be kept"),
        (Self::Unexpected, "the service asks for something else"),
        (Self::NotSignedIn, "the sign-in was not completed"),
        (Self::NotRunning, "the flow is over, or has not begun"),
        (Self::Cancelled, "cancelled"),
        (Self::NoDecision, "no decision on this resource"),
        (Self::ResponseTooLarge, "the response is too large"),
        (Self::SavedDamaged, "the saved state is damaged"),
        (Self::SavedFormat, "the saved state has another format version"),
        (Self::SavedForeign, "the saved state belongs to something else"),
        (Self::HttpClosed, "HTTP: the connection was closed"),
        (Self::HttpTruncated, "HTTP: the connection was closed within the response"),
        (Self::HttpMalformed, "HTTP: malformed response"),
        (Self::HttpUnsupported, "HTTP: unsupported coding or protocol"),
        (Self::HttpTooLarge, "HTTP: the response is larger than its buffer"),
    ];
}

/// A short text in English for a result, for logs; absent for a number that is none. Firmware that does not call it does
/// not carry the texts.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_result_text(result: u32) -> tvpass_string {
    let found = tvpass_result::ALL.iter().find(|(number, _)| *number as u32 == result);
    found.map(|(_, text)| *text).into()
}
