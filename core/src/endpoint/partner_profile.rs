//! `partner_profile`: POST /api/v2/{serviceProvider}/profiles/sso/{partner}.

use super::call::call;
use super::definition::definition;
use super::profiles::Profiles;
use crate::json::Secret;
use crate::message::base64;
use crate::output::{Output, TooSmall};

definition! {
    id: "partner_profile",
    request: Post "/api/v2/{serviceProvider}/profiles/sso/{partner}",
    body: Form,
    success: [201, 200],
    required: [Authorization, ContentType, ApDeviceIdentifier, XDeviceInfo],
    optional: [XForwardedFor, AdobeSubjectToken, ApPartnerFrameworkStatus, ApVisitorIdentifier, Accept, UserAgent],
}

call! {
    /// Turns the partner's SAML answer into a profile: once, right after the framework gave it (R99).
    ///
    /// ```
    /// use tvpass::endpoint::{APPLE, Call, CreatePartnerProfile, encode_saml_response};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let mut saml = [0; 64];
    /// let saml_response = encode_saml_response("<a>\n<b/>\t </a>\n", &mut saml).unwrap();
    /// let call = CreatePartnerProfile::new("REF30", APPLE, saml_response);
    /// let mut buffer = [0; 128];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/profiles/sso/Apple");
    /// assert_eq!(request.body, b"SAMLResponse=PGE%2BPGIvPiA8L2E%2B");
    /// ```
    pub struct CreatePartnerProfile<'a>: PartnerProfile => Profiles {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The partner.
        path partner: &'a str = "partner",
        /// The SAML answer, base64; see [`encode_saml_response`].
        form saml_response: Secret<'a> = "SAMLResponse",
    }
}

/// Prepares the framework's SAML answer as the service wants it (R102), byte for byte as the partner's cookbook does (A1): each run
/// of spaces and tabs becomes one space, line ends of any kind go, blanks at both ends go; then base64. The form encodes it
/// once more, and only once.
///
/// Runs are made one before line ends go, so that blanks on both sides of a line end stay two.
///
/// # Errors
/// `buffer` is too small.
pub fn encode_saml_response<'b>(saml: &str, buffer: &'b mut [u8]) -> Result<Secret<'b>, TooSmall> {
    let mut output = Output::new(buffer);
    let mut is_blank = false;
    // All that goes at the ends is white space, so that it can go first.
    for letter in saml.trim().chars() {
        let was_blank = core::mem::replace(&mut is_blank, matches!(letter, ' ' | '\t'));
        match letter {
            ' ' | '\t' if was_blank => {}
            ' ' | '\t' => output.push_byte(b' '),
            // The platform's set of line ends.
            '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
            _ => output.push(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    base64::encode_from(&mut output, 0);
    output.finish_text().map(Secret::from)
}
