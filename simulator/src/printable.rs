//! Texts of requests, for a log or a page.

use tvpass::json::Text;

/// `text` with escapes for characters that control a terminal, turn the direction of a page or cannot be seen.
pub(crate) fn printable(text: &str) -> String {
    Text::from(text).printable().to_string()
}

/// [`printable`] for a text of several lines that this program laid out.
pub(crate) fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}
