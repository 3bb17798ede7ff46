//! Lines side by side, and the television's frame around them.

use unicode_width::UnicodeWidthStr as _;

/// Columns between frame and content, on each side.
const PADDING: usize = 2;
/// Columns between two blocks side by side.
const GAP: usize = 3;
/// A television is no postage stamp.
const LEAST_WIDTH: usize = 52;

/// A line with its colours, which take no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    painted: String,
    width: usize,
}

impl Line {
    /// `text` in `style`, an escape sequence without its introducer, as in `1;36`.
    pub(super) fn new(style: &str, text: &str) -> Self {
        let painted = if style.is_empty() { text.to_owned() } else { format!("\u{1b}[{style}m{text}\u{1b}[0m") };
        Self { painted, width: text.width() }
    }

    /// This line, and `other` behind it.
    pub(super) fn then(mut self, other: &Self) -> Self {
        self.painted += &other.painted;
        self.width += other.width;
        self
    }

    fn padded(&self, width: usize) -> String {
        format!("{}{}", self.painted, " ".repeat(width.saturating_sub(self.width)))
    }
}

fn width(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.width).max().unwrap_or_default()
}

/// True if `left` and `right` fit side by side on `columns`.
pub(super) fn fits(left: &[Line], right: &[Line], columns: usize) -> bool {
    width(left) + GAP + width(right) <= room(columns)
}

fn room(columns: usize) -> usize {
    columns.saturating_sub(2 * (PADDING + 1))
}

/// `left` and `right` side by side where `columns` hold them, else one above the other; what is too wide is left out.
pub(super) fn arrange(mut left: Vec<Line>, right: &[Line], columns: usize) -> Vec<Line> {
    if right.is_empty() || width(right) > room(columns) {
        return left;
    }
    if !fits(&left, right, columns) {
        left.push(Line::default());
        left.extend_from_slice(right);
        return left;
    }
    let (left_width, height) = (width(&left), left.len().max(right.len()));
    let blank = Line::default();
    let row = |index: usize| {
        let left = left.get(index).unwrap_or(&blank);
        let gap = Line::new("", &" ".repeat(left_width + GAP - left.width));
        left.clone().then(&gap).then(right.get(index).unwrap_or(&blank))
    };
    (0..height).map(row).collect()
}

/// `lines` on the screen of a television.
pub(super) fn television(title: &str, lines: &[Line]) -> Vec<String> {
    let inner = width(lines).max(LEAST_WIDTH) + 2 * PADDING;
    let padding = " ".repeat(PADDING);
    let rule = "─".repeat(inner.saturating_sub(title.width() + 3));
    let mut framed = vec![format!("╭─ {title} {rule}╮")];
    let blank = Line::default();
    for line in [&blank].into_iter().chain(lines).chain([&blank]) {
        framed.push(format!("│{padding}{}{padding}│", line.padded(inner - 2 * PADDING)));
    }
    framed.push(format!("╰{}╯", "─".repeat(inner)));
    let foot = inner / 6;
    framed.push(format!("{}╱{}╲", " ".repeat(foot), " ".repeat(inner - 2 * foot)));
    framed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line::new("", text)).collect()
    }

    #[test]
    fn two_blocks_stand_side_by_side_where_there_is_room() {
        let arranged = arrange(lines(&["one", "two!"]), &lines(&["A", "B", "C"]), 80);
        assert_eq!(arranged, lines(&["one    A", "two!   B", "       C"]));
    }

    #[test]
    fn on_a_narrow_terminal_they_stand_one_above_the_other() {
        let arranged = arrange(lines(&["a line of text"]), &lines(&["picture"]), 24);
        assert_eq!(arranged, lines(&["a line of text", "", "picture"]));
    }

    #[test]
    fn a_picture_that_is_wider_than_the_terminal_is_left_out() {
        assert_eq!(arrange(lines(&["text"]), &lines(&["picture"]), 10), lines(&["text"]));
    }

    #[test]
    fn the_frame_is_straight_whatever_is_in_it() {
        let content = [Line::new("1;36", "coloured"), Line::new("", "日本"), Line::new("", &"x".repeat(70))];
        let framed = television("title", &content);
        let plain = |line: &String| line.replace("\u{1b}[1;36m", "").replace("\u{1b}[0m", "").width();
        let widths: Vec<_> = framed[..framed.len() - 1].iter().map(plain).collect();
        assert!(widths.iter().all(|width| *width == 76), "{widths:?}");
    }
}
