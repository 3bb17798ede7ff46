//! Why a request gets no answer, and how the service says so.

use tvpass::endpoint::Endpoint;
use tvpass::message::{DcrError, DcrErrorCode, DecodeError, EnhancedError, ErrorCode, TextOrHost};

use super::answer::{encoded, status_word};
use crate::message::Response;
use crate::notice::Notice;
use crate::settings::SsoErrors;

/// The documentation's page about the codes; it goes out with every error (R70).
pub(super) const HELP_URL: &str =
    "https://experienceleague.adobe.com/docs/pass/authentication/auth-features/error-reportn/enhanced-error-codes.html";

/// A request that is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// With an enhanced error.
    Enhanced { code: ErrorCode, message: String },
    /// By the registration endpoints, with a code of their own and the reason for it.
    Registration { error: DcrErrorCode<'static>, message: String },
    /// By the Single Sign-On Service, with one of its own codes.
    Sso { status: u16, code: ErrorCode, message: String },
    /// By the Single Sign-On Service, which the service provider has no licence for.
    Unlicensed,
    /// With a page, since a person is looking.
    Page { title: &'static str, message: String },
}

/// The result of a handler.
pub(crate) type Outcome = Result<Response, Refusal>;

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Enhanced { code, message: message.into() }
    }

    /// A refusal of the registration endpoints.
    pub(crate) fn registration(error: DcrErrorCode<'static>, message: impl Into<String>) -> Self {
        Self::Registration { error, message: message.into() }
    }

    /// A request of `endpoint` whose parts could not be read.
    pub(crate) fn unreadable(endpoint: Endpoint, error: DecodeError) -> Self {
        let message = reason(error);
        let code = match error {
            DecodeError::Parameter(name) => parameter_code(name),
            // No code is documented for a body of the wrong type: what it should have brought is as good as malformed.
            DecodeError::ContentType | DecodeError::Body(_) => match endpoint {
                Endpoint::Preauthorize | Endpoint::Authorize => ErrorCode::InvalidParameterResources,
                Endpoint::PartnerProfile => ErrorCode::InvalidParameterSamlResponse,
                Endpoint::PartnerRequest => ErrorCode::InvalidParameterRedirectUrl,
                _ => ErrorCode::InvalidParameterMvpd,
            },
            _ => ErrorCode::InternalServerError,
        };
        Self::new(code, message)
    }

    /// The answer; `trace` marks it for whoever looks for it in a log.
    pub(crate) fn into_response(self, trace: &str, form: SsoErrors) -> Response {
        match self {
            Self::Enhanced { code, message } => {
                // Codes of the contract alone have no status; the service never answers with them.
                enhanced(code.statuses().first().copied().unwrap_or(500), code, &message, trace)
            }
            Self::Registration { error, message } => {
                let description = Some(message.as_str().into());
                Response::json(
                    400,
                    encoded(|buffer| {
                        {
                            let mut error = DcrError::new(error);
                            error.description = description;
                            error
                        }
                        .encode(buffer)
                    }),
                )
            }
            Self::Sso { status, code, message } => {
                let flat = enhanced(status, code, &message, trace);
                if form == SsoErrors::Flat { flat } else { wrapped(status, &flat.body) }
            }
            Self::Unlicensed => Response::json(403, Vec::new()),
            Self::Page { title, message } => {
                Notice::bad(title, &message).linked("/activate", "Type a code").response(400)
            }
        }
    }
}

/// A flat enhanced error as a whole answer.
pub(crate) fn enhanced(status: u16, code: ErrorCode, message: &str, trace: &str) -> Response {
    let mut error = EnhancedError::default();
    error.action = code.action();
    error.status = Some(status.into());
    error.code = Some(code.as_str().into());
    error.message = Some(TextOrHost(message.into()));
    error.help_url = Some(HELP_URL.into());
    error.trace = Some(trace.into());
    Response::json(status, encoded(|buffer| error.encode(buffer)))
}

/// The same as a part of an answer of the Single Sign-On Service.
fn wrapped(status: u16, error: &[u8]) -> Response {
    let head = format!("{{\"status\":\"{}\",\"error\":", status_word(status));
    Response::json(status, [head.as_bytes(), error, b"}"].concat())
}

/// Why a request could not be read.
pub(super) fn reason(error: DecodeError) -> String {
    match error {
        DecodeError::Parameter(name) => format!("The parameter {name} is missing or wrongly encoded."),
        DecodeError::ContentType => "The content type is not the one that this endpoint takes.".into(),
        DecodeError::Body(error) => format!("The JSON body is not as expected: {error}."),
        other => format!("The request cannot be read: {other:?}."),
    }
}

fn parameter_code(name: &str) -> ErrorCode {
    match name {
        "serviceProvider" => ErrorCode::InvalidParameterServiceProvider,
        "mvpd" => ErrorCode::InvalidParameterMvpd,
        "partner" => ErrorCode::InvalidParameterPartner,
        "code" => ErrorCode::InvalidParameterCode,
        "SAMLResponse" => ErrorCode::InvalidParameterSamlResponse,
        // The catalogue has no code for domainName, which only ever comes along with redirectUrl.
        _ => ErrorCode::InvalidParameterRedirectUrl,
    }
}
