//! Pictures of black and white points in the characters of a terminal.

/// By the upper, then the lower point.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// By the upper left, upper right, lower left, lower right point.
const QUADRANTS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// A picture of `width` times `height` points.
#[derive(Clone, Copy)]
pub(super) struct Picture<F> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// True if the point at this column and row is black; asked beyond the picture too.
    pub(super) is_black: F,
}

impl<F: Fn(usize, usize) -> bool> Picture<F> {
    /// Two points a character, one above the other: points are about square.
    pub(super) fn in_halves(&self) -> Vec<String> {
        self.lines(1, &HALVES)
    }

    /// Four points a character: points are about twice as high as wide.
    pub(super) fn in_quadrants(&self) -> Vec<String> {
        self.lines(2, &QUADRANTS)
    }

    fn lines(&self, across: usize, characters: &[char]) -> Vec<String> {
        let character = |column: usize, row: usize| {
            let points = (0..2).flat_map(|down| (0..across).map(move |right| (column + right, row + down)));
            let index =
                points.enumerate().map(|(bit, (x, y))| usize::from((self.is_black)(x, y)) << bit).sum::<usize>();
            characters[index]
        };
        let line = |row| (0..self.width).step_by(across).map(|column| character(column, row)).collect();
        (0..self.height).step_by(2).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_stands_in_its_own_part_of_a_character() {
        let points = [[true, false, true], [false, true, true], [true, false, false]];
        let is_black = |x: usize, y: usize| points.get(y).and_then(|row| row.get(x)).copied().unwrap_or_default();
        let picture = Picture { width: 3, height: 3, is_black };
        assert_eq!(picture.in_halves(), ["▀▄█", "▀  "]);
        assert_eq!(picture.in_quadrants(), ["▚▌", "▘ "]);
    }
}
