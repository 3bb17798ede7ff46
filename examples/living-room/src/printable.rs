//! Texts of others, before they come to a screen or into a line of output.

/// `text` without what moves a terminal's cursor: it comes from a server.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_text_of_a_server_stays_on_its_line_and_moves_no_cursor() {
        assert_eq!(printable("two\nlines\u{1b}[2J, caf\u{e9}"), "two lines [2J, caf\u{e9}");
    }
}
