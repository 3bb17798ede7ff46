//! The numbers of results: one table.

use tvpass::json::ErrorKind;
use tvpass::message::http1::ResponseError;

/// The result of a call. Numbers are never reused, and a new one takes the next of its range.
///
/// 0 success, 1 to 99 nothing to write yet or any more, 100 to 199 arguments, 200 to 299 encoding, 300 to 399 answers other than
/// the one asked for, 400 to 499 malformed JSON, 500 to 599 flows, 600 to 699 HTTP/1.1.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_result {
    /// Success; all outputs are written.
    Ok = 0,
    /// A cursor has reached its end.
    End = 1,
    /// More bytes are needed.
    More = 2,

    /// A pointer is NULL that must not be, or a text is absent that must be there.
    NullPointer = 100,
    /// A text is not valid UTF-8.
    NotUtf8 = 101,
    /// A number stands for nothing.
    UnknownNumber = 102,
    /// The object was not initialised by this library.
    NotInitialised = 103,
    /// More items than such a call takes.
    TooMany = 104,
    /// A length is negative, as that of a failed recv(), or larger than the memory it is said of.
    InvalidLength = 105,
    /// The platform's id names no device: it is empty, or has no letter and no digit but 0.
    NoPlatformId = 106,
    /// A failure of the core for which this version has no number; never expected.
    Unknown = 199,

    /// A buffer is too small; the detail tells the bytes that suffice.
    TooSmall = 200,
    /// The endpoint requires a header that is absent.
    MissingHeader = 201,
    /// A parameter has a value that cannot be sent, such as a segment of dots, which would change the path.
    InvalidParameter = 202,
    /// A header's value holds a byte that no header may hold.
    InvalidHeader = 203,
    /// Not an absolute URL of http or https.
    InvalidUrl = 204,
    /// A URL would leave the protected channel.
    UnprotectedUrl = 205,
    /// A parameter is empty.
    MissingParameter = 206,

    /// The service refuses, and says what to do.
    Service = 300,
    /// The registration endpoints refuse.
    Registration = 301,
    /// Too many requests: wait at least one second.
    Throttled = 302,
    /// Something between here and the service answered: HTML of a proxy, or nothing at all.
    NotApi = 303,

    /// The text ended inside a value.
    JsonEnd = 401,
    /// A byte stands where the grammar does not allow it.
    JsonSyntax = 402,
    /// The bytes are not valid UTF-8.
    JsonUtf8 = 403,
    /// A control character stands unescaped in a string.
    JsonControl = 404,
    /// An escape is unknown, cut short, or half of a surrogate pair.
    JsonEscape = 405,
    /// Values are nested too deeply.
    JsonDepth = 406,
    /// The value is of another type than the protocol gives this field.
    JsonType = 407,
    /// The value is outside the field's range.
    JsonRange = 408,
    /// A required field is missing or null.
    JsonMissing = 409,
    /// A header's value is not base64, or its buffer holds fewer than three quarters of its length.
    NotBase64 = 450,

    /// No answer came, in all attempts.
    NoResponse = 500,
    /// A value is longer than a flow or an installation can keep.
    Capacity = 501,
    /// The service asks for something that this flow does not do.
    Unexpected = 502,
    /// The viewer did not sign in.
    NotSignedIn = 503,
    /// The flow is over, or has not begun.
    NotRunning = 504,
    /// The job was given up.
    Cancelled = 505,
    /// The service gave no decision on the resource that was asked about.
    NoDecision = 506,
    /// The response does not fit into the memory that is there for it.
    ResponseTooLarge = 507,
    /// The saved form is cut, changed, or of something else.
    SavedDamaged = 508,
    /// The saved form has another format version.
    SavedFormat = 509,
    /// The saved form belongs to another service, service provider or software statement.
    SavedForeign = 510,

    /// The connection was closed before a byte came.
    HttpClosed = 600,
    /// The connection was closed within the response.
    HttpTruncated = 601,
    /// The bytes are not a response of HTTP/1.1, or leave in doubt where it ends.
    HttpMalformed = 602,
    /// A coding that was not asked for, or another protocol.
    HttpUnsupported = 603,
    /// The response is larger than its buffer.
    HttpTooLarge = 604,
}

impl From<ErrorKind> for tvpass_result {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::End => Self::JsonEnd,
            ErrorKind::Syntax => Self::JsonSyntax,
            ErrorKind::Utf8 => Self::JsonUtf8,
            ErrorKind::Control => Self::JsonControl,
            ErrorKind::Escape => Self::JsonEscape,
            ErrorKind::Depth => Self::JsonDepth,
            ErrorKind::Type => Self::JsonType,
            ErrorKind::Range => Self::JsonRange,
            ErrorKind::Missing => Self::JsonMissing,
            _ => Self::Unknown,
        }
    }
}

impl From<ResponseError> for tvpass_result {
    fn from(error: ResponseError) -> Self {
        match error {
            ResponseError::Closed => Self::HttpClosed,
            ResponseError::Truncated => Self::HttpTruncated,
            ResponseError::Malformed => Self::HttpMalformed,
            ResponseError::Unsupported => Self::HttpUnsupported,
            ResponseError::TooLarge { .. } => Self::HttpTooLarge,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests;
