//! The names of one Rust file: modules it declares, items it defines, paths it uses.

use std::collections::BTreeSet;

/// A path that a file names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Usage {
    /// The modules within the file in which it stands.
    pub inside: Vec<String>,
    /// Ends in `*` where a whole module is imported.
    pub path: Vec<String>,
    /// The name in this file, where it is another one.
    alias: Option<String>,
    /// It is a re-export.
    pub is_public: bool,
}

impl Usage {
    pub(super) fn name(&self) -> &str {
        self.alias.as_deref().or(self.path.last().map(String::as_str)).unwrap_or_default()
    }
}

#[derive(Debug, Default)]
pub(super) struct Source {
    pub children: Vec<String>,
    pub definitions: BTreeSet<String>,
    pub usages: Vec<Usage>,
}

/// Words before the name of an item.
const ITEMS: &[&str] = &["fn", "struct", "enum", "trait", "type", "const", "static", "union", "macro_rules"];

impl Source {
    pub(super) fn read(text: &str) -> Self {
        let tokens = tokens(text);
        Reader { tokens: &tokens, at: 0, source: Self::default(), blocks: Vec::new() }.read()
    }
}

struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
    source: Source,
    /// The open braces; those of a module carry its name.
    blocks: Vec<Option<String>>,
}

impl Reader<'_> {
    fn read(mut self) -> Source {
        while let Some(token) = self.token(0) {
            match token {
                "{" => self.blocks.push(None),
                "}" => drop(self.blocks.pop()),
                "mod" => self.read_module(),
                "use" => self.read_use(),
                word if ITEMS.contains(&word) && !self.is_behind_a_star() => {
                    let name = if self.token(1) == Some("!") { self.token(2) } else { self.token(1) };
                    self.source.definitions.extend(name.map(str::to_owned));
                }
                word if is_name(word) && self.token(1) == Some("::") => self.read_path(),
                _ => {}
            }
            self.at += 1;
        }
        self.source
    }

    fn token(&self, ahead: usize) -> Option<&str> {
        self.tokens.get(self.at + ahead).map(String::as_str)
    }

    /// True within the type of a pointer: `*const T` defines nothing.
    fn is_behind_a_star(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(|token| token == "*")
    }

    fn read_module(&mut self) {
        let (Some(name), after) = (self.token(1).map(str::to_owned), self.token(2)) else { return };
        match after {
            Some(";") => self.source.children.push(name),
            Some("{") => {
                self.blocks.push(Some(name));
                self.at += 2;
            }
            _ => {}
        }
    }

    fn read_use(&mut self) {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_public = before.is_some_and(|token| token == "pub" || token == ")");
        self.at += 1;
        self.read_tree(&[], is_public);
    }

    /// Reads one tree of a `use`, up to the `,`, `}` or `;` behind it.
    fn read_tree(&mut self, prefix: &[String], is_public: bool) {
        let mut path = prefix.to_vec();
        let mut alias = None;
        while let Some(token) = self.token(0).map(str::to_owned) {
            match token.as_str() {
                "::" => {}
                "as" => {
                    alias = self.token(1).map(str::to_owned);
                    self.at += 1;
                }
                "{" => {
                    while !matches!(self.token(0), Some("}") | None) {
                        self.at += 1;
                        self.read_tree(&path, is_public);
                    }
                    self.at += 1;
                    return;
                }
                "," | "}" | ";" => break,
                "self" if !path.is_empty() => {}
                _ => path.push(token),
            }
            self.at += 1;
        }
        self.add(path, alias, is_public);
    }

    fn read_path(&mut self) {
        let mut path: Vec<String> = self.token(0).map(str::to_owned).into_iter().collect();
        while self.token(1) == Some("::") && self.token(2).is_some_and(is_name) {
            path.extend(self.token(2).map(str::to_owned));
            self.at += 2;
        }
        self.add(path, None, false);
    }

    fn add(&mut self, path: Vec<String>, alias: Option<String>, is_public: bool) {
        let inside = self.blocks.iter().flatten().cloned().collect();
        if path.len() > 1 || path.first().is_some_and(|name| name != "self") {
            self.source.usages.push(Usage { inside, path, alias, is_public });
        }
    }
}

fn is_name(token: &str) -> bool {
    token.chars().all(is_of_a_name)
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Names, `::` and single signs; comments, texts and characters are left out.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if first.is_whitespace() => first.len_utf8(),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => text_length(rest),
            'r' | 'b' if let Some(length) = raw_text_length(rest) => length,
            '\'' => character_length(rest),
            ':' if rest.starts_with("::") => {
                tokens.push("::".to_owned());
                2
            }
            _ => {
                let name = rest.find(|letter| !is_of_a_name(letter)).unwrap_or(rest.len());
                let length = if name == 0 { first.len_utf8() } else { name };
                tokens.push(rest[..length].to_owned());
                length
            }
        };
        rest = &rest[length..];
    }
    tokens
}

fn text_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = letter == '\\' && !is_escaped,
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, `br"…"`, `b"…"`
fn raw_text_length(rest: &str) -> Option<usize> {
    let marks = rest.trim_start_matches('b');
    let raw = marks.strip_prefix('r').unwrap_or(marks);
    let inside = raw.trim_start_matches('#');
    let start = rest.len() - inside.len();
    if !inside.starts_with('"') || rest.len() - marks.len() > 1 {
        return None;
    }
    if raw.len() == marks.len() {
        return Some(start + text_length(inside));
    }
    let end = format!("\"{}", "#".repeat(raw.len() - inside.len()));
    Some(inside[1..].find(&end).map_or(rest.len(), |at| start + 1 + at + end.len()))
}

/// A character, or a lifetime with its name: that of `'static` is no item.
fn character_length(rest: &str) -> usize {
    let inside = &rest[1..];
    if let Some(escaped) = inside.strip_prefix('\\') {
        let skipped = escaped.chars().next().map_or(0, char::len_utf8);
        return escaped[skipped..].find('\'').map_or(rest.len(), |end| 2 + skipped + end + 1);
    }
    let length = inside.chars().next().map_or(0, char::len_utf8);
    if inside[length..].starts_with('\'') {
        return length + 2;
    }
    1 + inside.find(|letter| !is_of_a_name(letter)).unwrap_or(inside.len())
}

#[cfg(test)]
mod tests {
    use super::Source;

    fn paths(text: &str) -> Vec<String> {
        Source::read(text).usages.iter().map(|usage| usage.path.join("::")).collect()
    }

    #[test]
    fn every_branch_of_an_import_is_a_path() {
        let text = "use crate::{a::B, c::{self, D as E}};\npub(crate) use self::f::*;";
        assert_eq!(paths(text), ["crate::a::B", "crate::c", "crate::c::D", "self::f::*"]);
        assert!(Source::read(text).usages[3].is_public);
        assert_eq!(Source::read(text).usages[2].name(), "E");
    }

    #[test]
    fn paths_in_code_count_and_those_in_comments_and_texts_do_not() {
        let text =
            "fn f<'a>() { crate::a::b('\"', '\\'', \"crate::c::d\", r#\"\"crate::e::f\"#) } // crate::g::h\n/* x::y */";
        assert_eq!(paths(text), ["crate::a::b"]);
    }

    #[test]
    fn the_types_of_pointers_and_lifetimes_are_no_definitions() {
        let text = "struct A(*const B); const fn f(c: &'static C) -> char { 'x' } static D: u8 = 1; const E: u8 = 2;";
        let defined: Vec<_> = Source::read(text).definitions.into_iter().collect();
        assert_eq!(defined, ["A", "D", "E", "f", "fn"]);
    }

    #[test]
    fn a_module_within_a_file_is_told_from_one_in_a_file() {
        let source = Source::read("mod a;\nmod tests { use super::B; }\nstruct B;\nmacro_rules! c { () => {} }");
        assert_eq!(source.children, ["a"]);
        assert_eq!(source.usages[0].inside, ["tests"]);
        assert!(["B", "c"].iter().all(|name| source.definitions.contains(*name)));
    }
}
