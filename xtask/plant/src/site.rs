//! Changes of a file, written into its text side by side, each behind its switch.

use std::collections::BTreeSet;
use std::ops::Range;

/// A change of the core that a test has to notice.
#[derive(Clone, Debug)]
pub struct Change {
    /// The number that switches it on; from 1 on, in the order of the files.
    pub number: u32,
    /// The file from the repository's root.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// The change and its function, without the line, which moves with every other change of the file.
    pub what: String,
    /// Rules that the function names: `R42` is 42.
    pub rules: Vec<u32>,
}

impl Change {
    /// The same text for the same change, wherever its line has moved.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{}: {}", self.file, self.what)
    }
}

/// One text that stands in the file only to be switched on.
pub(crate) struct Piece {
    pub(crate) number: u32,
    pub(crate) text: String,
}

/// A place of a file with its changes: `lead`, the pieces and `tail` go before `range`, `close` behind it.
pub(crate) struct Site {
    pub(crate) range: Range<usize>,
    lead: &'static str,
    pieces: Vec<Piece>,
    tail: &'static str,
    close: &'static str,
}

/// The condition that a change is on.
pub(crate) fn is_on(number: u32) -> String {
    format!("::tvpass_switch::on({number})")
}

impl Site {
    /// An expression that each alternative may stand for.
    pub(crate) fn either(range: Range<usize>, alternatives: &[(u32, String)]) -> Self {
        let piece = |(number, text): &(u32, String)| Piece {
            number: *number,
            text: format!("if {} {{ {text} }} else ", is_on(*number)),
        };
        let pieces = alternatives.iter().map(piece).collect();
        Self { range, lead: "(", pieces, tail: "{ ", close: " })" }
    }

    /// A function whose body begins at `start` and that may return each of the values at once.
    pub(crate) fn early(start: usize, values: &[(u32, String)]) -> Self {
        let piece = |(number, value): &(u32, String)| Piece {
            number: *number,
            text: format!(" if {} {{ return {value}; }}", is_on(*number)),
        };
        // Around all that begins at the same place.
        Self::around(start..usize::MAX, values.iter().map(piece).collect(), "")
    }

    /// A body whose iterator may have no items.
    pub(crate) fn emptied(body: Range<usize>, number: u32) -> Self {
        let pieces = vec![Piece { number, text: format!("{}, ", is_on(number)) }];
        Self { range: body, lead: "{ ::tvpass_switch::emptied(", pieces, tail: "", close: ") }" }
    }

    /// A statement or item that goes before all else that begins at `start`.
    pub(crate) fn first(start: usize, number: u32, text: String) -> Self {
        Self::around(start..usize::MAX, vec![Piece { number, text }], "")
    }

    /// An arm of a match that may not match; `guard` is its condition, or the empty place behind its pattern.
    pub(crate) fn unless(guard: Range<usize>, number: u32) -> Self {
        let condition = is_on(number);
        let (text, close) =
            if guard.is_empty() { (format!(" if !{condition}"), "") } else { (format!("!{condition} && ("), ")") };
        Self::around(guard, vec![Piece { number, text }], close)
    }

    fn around(range: Range<usize>, pieces: Vec<Piece>, close: &'static str) -> Self {
        Self { range, lead: "", pieces, tail: "", close }
    }
}

/// The text with its changes, and where each stands in it.
pub(crate) struct Rendered {
    pub(crate) text: String,
    places: Vec<(Range<usize>, u32)>,
}

impl Rendered {
    /// Writes all changes of `source` but the `dead`.
    pub(crate) fn new(source: &str, sites: &[Site], dead: &BTreeSet<u32>) -> Self {
        let mut rendered = Self { text: String::new(), places: Vec::new() };
        let live = |site: &&Site| site.pieces.iter().any(|piece| !dead.contains(&piece.number));
        let live: Vec<_> = sites.iter().filter(live).collect();
        let mut openings = live.clone();
        openings.sort_by_key(|site| (site.range.start, usize::MAX - site.range.end));
        let mut closings = live;
        closings.retain(|site| !site.close.is_empty());
        closings.sort_by_key(|site| (site.range.end, usize::MAX - site.range.start));
        let (mut openings, mut closings) = (openings.into_iter().peekable(), closings.into_iter().peekable());
        for (at, character) in source.char_indices() {
            while let Some(site) = closings.next_if(|site| site.range.end == at) {
                rendered.text.push_str(site.close);
            }
            while let Some(site) = openings.next_if(|site| site.range.start == at) {
                rendered.open(site, dead);
            }
            rendered.text.push(character);
        }
        rendered
    }

    fn open(&mut self, site: &Site, dead: &BTreeSet<u32>) {
        self.text.push_str(site.lead);
        for piece in site.pieces.iter().filter(|piece| !dead.contains(&piece.number)) {
            let start = self.text.len();
            self.text.push_str(&piece.text);
            self.places.push((start..self.text.len(), piece.number));
        }
        self.text.push_str(site.tail);
    }

    /// The change whose text has the byte `at`.
    pub(crate) fn change_at(&self, at: usize) -> Option<u32> {
        self.places.iter().find(|(range, _)| range.contains(&at)).map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, Rendered, Site};

    #[test]
    fn changes_stand_one_inside_the_other_and_each_is_found_by_its_place() {
        let sites = [
            Site::either(1..6, &[(1, "x".to_owned())]),
            Site::either(1..2, &[(2, "y".to_owned())]),
            Site::early(1, &[(3, "z".to_owned())]),
        ];
        let rendered = Rendered::new("{a + b}", &sites, &BTreeSet::new());
        let on = |number| super::is_on(number);
        let inner = format!("(if {} {{ y }} else {{ a }})", on(2));
        let whole = format!("{{ if {} {{ return z; }}(if {} {{ x }} else {{ {inner} + b }})}}", on(3), on(1));
        assert_eq!(rendered.text, whole);
        assert_eq!(rendered.change_at(whole.find("{ y").unwrap()), Some(2));
        assert_eq!(rendered.change_at(0), None);
    }

    #[test]
    fn a_change_that_is_dead_leaves_the_text_as_it_was() {
        let sites = [Site::either(0..1, &[(1, "x".to_owned())]), Site::unless(2..2, 2)];
        assert_eq!(Rendered::new("a =>", &sites, &BTreeSet::from([1, 2])).text, "a =>");
        assert!(Rendered::new("a =>", &sites, &BTreeSet::from([1])).text.starts_with("a  if !"));
    }
}
