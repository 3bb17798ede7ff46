//! The core's tables as constants of the header.

use std::fmt::Write as _;

use tvpass::endpoint::{APPLE, APPLE_CHANNEL};
use tvpass::flow::{saved_size, saved_token_size};
use tvpass::message::{BaseUrl, ErrorCode, HeaderName};

pub(crate) fn constants() -> String {
    let mut text = String::new();
    text += &strings(&hosts());
    text += &memory();
    text += &numbers("tvpass_header", "Indices of the headers in tvpass_headers.", &headers());
    text +=
        &numbers("tvpass_error_code", "Codes of enhanced errors, as tvpass_error_code_number tells them.", &codes());
    text
}

/// Bytes of an installation, by the bytes for its texts.
fn memory() -> String {
    let (fixed, each) = (saved_size(0), saved_size(1) - saved_size(0));
    let of_no_token = saved_token_size(0, 0);
    let (token, identifier) = (saved_token_size(1, 0) - of_no_token, saved_token_size(0, 1) - of_no_token);
    format!(
        "\n/**\n * Bytes of memory for tvpass_installation_init, with this many for texts: TVPASS_SMALL_STORAGE,\n \
         * TVPASS_LARGE_STORAGE, or a number between or above, up to 65,535.\n */\n\
         #define TVPASS_INSTALLATION_BYTES(texts) (TVPASS_INSTALLATION_OVERHEAD + (texts))\n\
         /**\n * Bytes that always suffice for tvpass_installation_save of an installation with this many bytes for texts.\n */\n\
         #define TVPASS_SAVED_BYTES(texts) ({each} * (texts) + {fixed})\n\
         /**\n * Bytes that always suffice for tvpass_kept_token_save of a token and an identifier of these lengths.\n */\n\
         #define TVPASS_SAVED_TOKEN_BYTES(token, identifier) \\\n  \
         ({token} * (token) + {identifier} * (identifier) + {of_no_token})\n"
    )
}

fn hosts() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        ("TVPASS_RELEASE_PRODUCTION", BaseUrl::RELEASE_PRODUCTION.as_str(), "Base URL of Release-Production."),
        ("TVPASS_PREQUAL_PRODUCTION", BaseUrl::PREQUAL_PRODUCTION.as_str(), "Base URL of Prequal-Production."),
        ("TVPASS_RELEASE_STAGING", BaseUrl::RELEASE_STAGING.as_str(), "Base URL of Release-Staging."),
        ("TVPASS_PREQUAL_STAGING", BaseUrl::PREQUAL_STAGING.as_str(), "Base URL of Prequal-Staging."),
        ("TVPASS_APPLE", APPLE, "The partner of Apple's Video Subscriber Account framework."),
        ("TVPASS_APPLE_CHANNEL", APPLE_CHANNEL, "The channel identifier of that framework's requests."),
    ]
}

fn headers() -> Vec<(String, u32, String)> {
    HeaderName::ALL.iter().map(|name| (constant(name.as_str()), *name as u32, name.as_str().to_owned())).collect()
}

fn codes() -> Vec<(String, u32, String)> {
    ErrorCode::ALL.iter().map(|code| (constant(code.as_str()), *code as u32, code.as_str().to_owned())).collect()
}

/// `AP-Device-Identifier` as `AP_DEVICE_IDENTIFIER`.
fn constant(wire: &str) -> String {
    wire.replace('-', "_").to_uppercase()
}

fn strings(rows: &[(&str, &str, &str)]) -> String {
    rows.iter().fold(String::new(), |mut text, (name, value, about)| {
        let _ = write!(text, "\n/**\n * {about}\n */\n#define {name} \"{value}\"\n");
        text
    })
}

fn numbers(name: &str, about: &str, rows: &[(String, u32, String)]) -> String {
    let prefix = name.to_uppercase();
    let mut text = format!("\n/**\n * {about}\n */\nenum {name} {{\n");
    for (constant, number, wire) in rows {
        let _ = write!(text, "  /**\n   * {wire}\n   */\n  {prefix}_{constant} = {number},\n");
    }
    text + "};\n"
}
