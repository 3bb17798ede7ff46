//! The answers of all endpoints, as one trait: a client reads them, a server writes them.

use crate::json;
use crate::message::{Failure, decode_failure, is_success};
use crate::output::TooSmall;

/// The service's answer to a [`Call`](super::Call): a client reads it, a server writes it.
///
/// ```
/// use tvpass::endpoint::{Answer, Profiles};
///
/// fn again<'r, A: Answer<'r>>(body: &'r [u8], buffer: &mut [u8]) -> usize {
///     A::decode(body).unwrap().encode(buffer).unwrap().len()
/// }
/// assert_eq!(again::<Profiles<'_>>(br#"{ "profiles": {} }"#, &mut [0; 64]), r#"{"profiles":{}}"#.len());
/// ```
pub trait Answer<'r>: Sized {
    /// Reads a whole body.
    ///
    /// # Errors
    /// The body is not such an answer.
    fn decode(body: &'r [u8]) -> Result<Self, json::Error>;

    /// Writes the whole body, in the form that the rulings give a server.
    ///
    /// # Errors
    /// `buffer` is too small.
    fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall>;

    /// Reads a whole response: the answer, or who must act instead.
    ///
    /// # Errors
    /// See [`Failure`].
    fn from_response(http_status: u16, body: &'r [u8]) -> Result<Self, Failure<'r>> {
        if !is_success(http_status, body) {
            return Err(Self::failure(http_status, body));
        }
        Self::decode(body).map_err(|error| Failure::Malformed { http_status, error })
    }

    #[doc(hidden)]
    #[must_use]
    fn failure(http_status: u16, body: &'r [u8]) -> Failure<'r> {
        decode_failure(http_status, body)
    }
}

/// Makes a record an answer, of the API or of the registration: their errors differ (N9).
macro_rules! record_answer {
    ($name:ident $(, $failure:path)?) => {
        impl<'r> $crate::endpoint::Answer<'r> for $name<'r> {
            fn decode(body: &'r [u8]) -> Result<Self, $crate::json::Error> {
                Self::decode(body)
            }

            fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], $crate::TooSmall> {
                Self::encode(self, buffer)
            }

            $(fn failure(http_status: u16, body: &'r [u8]) -> $crate::message::Failure<'r> {
                $failure(http_status, body)
            })?
        }
    };
}

pub(crate) use record_answer;
