//! The matrix of headers and endpoints as a picture.

use std::fmt::Write as _;

const CELL: usize = 26;
const LEFT: usize = 280;
const TOP: usize = 140;

/// Draws the rows of the table `headers`: the first names the endpoints, the second is Markdown's rule.
pub(super) fn svg(table: &[&str]) -> String {
    let rows: Vec<Vec<&str>> = table.iter().map(|line| cells(line)).collect();
    let (names, rows) = rows.split_first().map_or((&[][..], &[][..]), |(names, rows)| (&names[1..], &rows[1..]));
    let (width, height) = (LEFT + CELL * names.len() + 110, TOP + CELL * rows.len() + 10);
    // One colour that reads on a light page and on a dark one.
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"13\" fill=\"#3b7dd8\" stroke-width=\"2\">\n<title>Headers of each endpoint</title>\n"
    );
    for (column, name) in names.iter().enumerate() {
        let (x, y) = (LEFT + CELL * column + CELL / 2, TOP - 8);
        let _ = writeln!(svg, "<text transform=\"translate({x} {y}) rotate(-50)\">{name}</text>");
    }
    for (row, cells) in rows.iter().enumerate() {
        let y = TOP + CELL * row + CELL / 2;
        let name = cells.first().map_or("", |name| name.trim_matches('`'));
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{name}</text>", LEFT - 10, y + 4);
        for (column, cell) in cells.iter().skip(1).enumerate() {
            let x = LEFT + CELL * column + CELL / 2;
            let _ = match *cell {
                "R" => writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"8\"/>"),
                "o" => writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"7\" fill=\"none\" stroke=\"#3b7dd8\"/>"),
                _ => writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"1.5\"/>"),
            };
        }
    }
    svg + "</svg>\n"
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_required_header_is_filled_an_optional_one_is_outlined() {
        let drawn =
            svg(&["| header | token | logout |", "| --- | --- | --- |", "| `Accept` | R | o |", "| `Host` | - | - |"]);
        assert_eq!(drawn.matches("r=\"8\"").count(), 1);
        assert_eq!(drawn.matches("fill=\"none\"").count(), 1);
        assert_eq!(drawn.matches("r=\"1.5\"").count(), 2);
        assert!(drawn.contains(">Accept</text>") && drawn.contains(">logout</text>"));
    }
}
