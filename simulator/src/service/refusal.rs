//! Why a request gets no answer, and how the service says so.

use tvpass::message::{DcrError, DcrErrorCode, DecodeError, EnhancedError, ErrorCode, TextOrHost};

use super::answer::encoded;
use crate::message::Response;
use crate::pages;

/// The documentation's page about the codes; it goes out with every error (R70).
const HELP_URL: &str =
    "https://experienceleague.adobe.com/docs/pass/authentication/auth-features/error-reportn/enhanced-error-codes.html";

/// A request that is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// With an enhanced error.
    Enhanced { code: ErrorCode, message: String },
    /// By the registration endpoints, with a code of their own.
    Registration(DcrErrorCode<'static>),
    /// With a page, since a person is looking.
    Page { title: &'static str, message: String },
}

/// What a handler gives.
pub(crate) type Outcome = Result<Response, Refusal>;

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Enhanced { code, message: message.into() }
    }

    /// The answer; `trace` marks it for whoever looks for it in a log.
    pub(crate) fn into_response(self, trace: &str) -> Response {
        match self {
            Self::Enhanced { code, message } => {
                // Codes of the contract alone have no status; the service never answers with them.
                enhanced(code.statuses().first().copied().unwrap_or(500), code, &message, trace)
            }
            Self::Registration(error) => Response::json(400, encoded(|buffer| DcrError { error }.encode(buffer))),
            Self::Page { title, message } => pages::refusal(title, &message),
        }
    }
}

/// A flat enhanced error as a whole answer.
pub(crate) fn enhanced(status: u16, code: ErrorCode, message: &str, trace: &str) -> Response {
    let error = EnhancedError {
        action: code.action(),
        status: Some(status.into()),
        code: Some(code.as_str().into()),
        message: Some(TextOrHost(message.into())),
        details: None,
        help_url: Some(HELP_URL.into()),
        trace: Some(trace.into()),
    };
    Response::json(status, encoded(|buffer| error.encode(buffer)))
}

/// A request whose parts could not be read.
impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        let message = match error {
            DecodeError::Parameter(name) => format!("The parameter {name} is missing or wrongly encoded."),
            DecodeError::ContentType => "The content type is not the one that this endpoint takes.".into(),
            DecodeError::Body(error) => format!("The JSON body is not as expected: {error}."),
            other => format!("The request cannot be read: {other:?}."),
        };
        let code = match error {
            DecodeError::Parameter("serviceProvider") => ErrorCode::InvalidParameterServiceProvider,
            DecodeError::Parameter("code") => ErrorCode::InvalidParameterCode,
            DecodeError::Parameter("partner") => ErrorCode::InvalidParameterPartner,
            DecodeError::Parameter("domainName" | "redirectUrl") => ErrorCode::InvalidParameterRedirectUrl,
            DecodeError::Parameter("SAMLResponse") => ErrorCode::InvalidParameterSamlResponse,
            DecodeError::Body(_) => ErrorCode::InvalidParameterResources,
            // No code is documented for a form of the wrong type: its first parameter is as good as malformed.
            DecodeError::Parameter("mvpd") | DecodeError::ContentType => ErrorCode::InvalidParameterMvpd,
            _ => ErrorCode::InternalServerError,
        };
        Self::new(code, message)
    }
}
