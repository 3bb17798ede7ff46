//! The answer of `preauthorize` and `authorize`: one decision per resource.

use super::configuration::write_list;
use super::items::items;
use crate::json::{Secret, Text, Texts, Timestamp, Writer, open_enum, record};
use crate::message::EnhancedError;
use crate::output::{Output, TooSmall};

record! {
    /// The body of both calls.
    pub struct Resources<'a> {
        /// Ids of resources, or MRSS (R55).
        required resources: Texts<'a> = "resources",
    }
}

open_enum! {
    /// `source`: who decided (R63).
    pub enum DecisionSource<'a> {
        /// The MVPD.
        Mvpd = "mvpd",
        /// A degradation rule.
        Degradation = "degradation",
        /// Temporary access.
        TempPass = "temppass",
        /// A dummy.
        Dummy = "dummy",
    }
}

record! {
    /// Proof of a permit for the programmer's own backend: used once, never kept, never parsed (R58).
    pub struct MediaToken<'a> {
        /// Valid from here …
        informational not_before: Timestamp = "notBefore",
        /// … to here (N5).
        informational not_after: Timestamp = "notAfter",
        /// The token, base64.
        required serialized_token: Secret<'a> = "serializedToken",
        /// When it was issued.
        informational issued_at: Timestamp = "issuedAt",
    }
}

record! {
    /// The decision on one resource. A denial is an answer, not a failure: it says why in `error` (R60).
    pub struct Decision<'a> {
        /// The resource.
        key resource: Text<'a> = "resource",
        /// The service provider.
        stated service_provider: Text<'a> = "serviceProvider",
        /// The MVPD.
        stated mvpd: Text<'a> = "mvpd",
        /// True if the viewer may watch.
        required authorized: bool = "authorized",
        /// The source of the decision (R63).
        stated source: DecisionSource<'a> = "source",
        /// The decision holds from here …
        informational not_before: Timestamp = "notBefore",
        /// … to here.
        informational not_after: Timestamp = "notAfter",
        /// With permits of `authorize` only.
        optional token: MediaToken<'a> = "token",
        /// With denials.
        optional error: EnhancedError<'a> = "error",
    }
}

items! {
    /// The decisions, checked as a whole.
    ///
    /// ```
    /// use tvpass::endpoint::Decisions;
    ///
    /// let decisions = Decisions::decode(br#"{"decisions": [{"resource": "premium",
    ///     "serviceProvider": "REF30", "mvpd": "Dish", "authorized": false, "source": "mvpd",
    ///     "error": {"code": "authorization_denied_by_mvpd", "action": "none"}}]}"#).unwrap();
    /// assert!(decisions.iter().all(|decision| !decision.authorized));
    /// ```
    pub struct Decisions, DecisionStream: Decision, "decisions", in map false, written by encode_decisions
}

/// Writes the answer.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// let mut buffer = [0; 32];
/// assert_eq!(tvpass::endpoint::encode_decisions([], &mut buffer), Ok(&br#"{"decisions":[]}"#[..]));
/// ```
pub fn encode_decisions<'e, 'b>(
    decisions: impl IntoIterator<Item = Decision<'e>>,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    let mut writer = Writer::new(&mut output);
    writer.begin_object();
    write_list(&mut writer, "decisions", decisions);
    writer.end_object();
    output.finish()
}
