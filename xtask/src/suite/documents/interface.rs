//! The names that each language's package has, as far as its sources tell without a compiler.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};

/// Names of types with the names that occur directly in them, and the names outside of any type.
#[derive(Default)]
pub(super) struct Interface {
    types: BTreeMap<String, BTreeSet<String>>,
    /// The types that a type inherits, or is made of.
    parents: BTreeMap<String, BTreeSet<String>>,
    others: BTreeSet<String>,
}

/// Words after which a type is declared, or more is said of one.
const TYPES: &[&str] =
    &["class", "struct", "enum", "protocol", "extension", "actor", "interface", "object", "type", "typealias"];

/// Words after which something is declared that has no members.
const ITEMS: &[&str] = &["func", "fun", "function", "const", "let", "var", "val"];

/// Words whose brackets belong to the type around them: `companion object {`, `constructor(`.
const INNER: &[&str] = &["object", "constructor"];

/// The text between two brackets.
struct Scope {
    /// The type whose members they are.
    owner: Option<String>,
    /// The type whose body comes after them.
    awaited: Option<String>,
}

impl Interface {
    /// The interface of the sources that are chosen.
    pub(super) fn of_sources(files: &[String], is_chosen: impl Fn(&str) -> bool) -> Result<Self> {
        let mut interface = Self::default();
        for file in files.iter().filter(|file| is_chosen(file)) {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
            interface.add(&text);
        }
        Ok(interface)
    }

    /// The interface of the core by its listing; its fields are also known as `spell` spells them.
    pub(super) fn of_core(listing: &str, spell: fn(&str) -> String) -> Self {
        let mut interface = Self::default();
        listing.lines().for_each(|line| interface.add_path(line, spell));
        interface
    }

    /// The interface of a header: all its words.
    pub(super) fn of_words(file: &str) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        Ok(Self { others: tokens(&text).into_iter().map(str::to_owned).collect(), ..Self::default() })
    }

    pub(super) fn with(mut self, other: Self) -> Self {
        for (name, members) in other.types {
            self.types.entry(name).or_default().extend(members);
        }
        self.others.extend(other.others);
        self
    }

    /// The path of a name, its parts separated by `.` or `::`, leads to something.
    pub(super) fn has(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split(['.', ':']).filter(|part| !part.is_empty()).collect();
        match *parts {
            [name] => self.knows(name),
            [.., owner, member] => self.has_member(owner, member, &mut BTreeSet::new()),
            [] => false,
        }
    }

    fn knows(&self, name: &str) -> bool {
        let is_member = || self.types.values().any(|members| members.contains(name));
        self.types.contains_key(name) || self.others.contains(name) || is_member()
    }

    fn has_member<'a>(&'a self, owner: &'a str, member: &str, seen: &mut BTreeSet<&'a str>) -> bool {
        if !seen.insert(owner) {
            return false;
        }
        let is_own = self.types.get(owner).is_some_and(|members| members.contains(member));
        is_own || self.parents.get(owner).is_some_and(|all| all.iter().any(|it| self.has_member(it, member, seen)))
    }

    /// A line of the listing: its path begins with the crate's name.
    fn add_path(&mut self, line: &str, spell: fn(&str) -> String) {
        let Some(path) = line.split(' ').find(|word| word.starts_with("tvpass::")) else { return };
        let end = path.find(|letter: char| !letter.is_alphanumeric() && !":_".contains(letter)).unwrap_or(path.len());
        let mut parts = path[..end].trim_end_matches(':').rsplit("::");
        let (Some(name), Some(owner)) = (parts.next(), parts.next()) else { return };
        self.types.entry(owner.to_owned()).or_default().extend([name.to_owned(), spell(name)]);
    }

    fn add(&mut self, text: &str) {
        let mut scopes: Vec<Scope> = Vec::new();
        // The type whose body is still to come, and the word that was read last.
        let (mut pending, mut last) = (None::<String>, "");
        for token in tokens(text) {
            match token {
                "{" | "(" => {
                    let enclosing = || scopes.last().and_then(|scope| scope.owner.clone());
                    let owner = if INNER.contains(&last) { enclosing() } else { pending.take() };
                    scopes.push(Scope { awaited: owner.clone().filter(|_| token == "("), owner });
                }
                "}" | ")" => pending = scopes.pop().and_then(|scope| scope.awaited),
                word => {
                    if TYPES.contains(&last) {
                        self.types.entry(word.to_owned()).or_default();
                        pending = Some(word.to_owned());
                    } else if ITEMS.contains(&last) || TYPES.contains(&word) {
                        pending = None;
                    } else if let Some(name) = &pending {
                        self.parents.entry(name.clone()).or_default().insert(word.to_owned());
                    }
                    self.put(word, &scopes);
                }
            }
            last = token;
        }
    }

    /// Notes a word that stands directly in a type, or in nothing.
    fn put(&mut self, word: &str, scopes: &[Scope]) {
        let names = match scopes.last() {
            Some(Scope { owner: Some(owner), .. }) => self.types.entry(owner.clone()).or_default(),
            Some(_) => return,
            None => &mut self.others,
        };
        names.insert(word.to_owned());
    }
}

/// The words and brackets of a source, comments and texts left out.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' if rest.starts_with("\"\"\"") => rest[3..].find("\"\"\"").map_or(rest.len(), |end| end + 6),
            '"' => text_length(rest),
            letter if is_letter(letter) => rest.find(|letter: char| !is_letter(letter)).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        if is_letter(first) || "{}()".contains(first) {
            tokens.push(token);
        }
        rest = after;
    }
    tokens
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Bytes of a text in quotes, which ends at its line's end at the latest.
fn text_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return at + 1,
            '\n' => return at,
            _ => is_escaped = false,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::Interface;

    fn interface(text: &str) -> Interface {
        let mut interface = Interface::default();
        interface.add(text);
        interface
    }

    #[test]
    fn members_of_a_swift_enumeration_are_found_and_its_functions_variables_are_not() {
        let swift = interface(
            "public enum Outcome: Equatable {\n /// Was `gone`.\n case signedIn(profile: Profile)\n func wire() -> String { let inner = \"text\" }\n}\nextension Outcome { var more: Int { 1 } }",
        );
        for name in ["Outcome", "Outcome.signedIn", "Outcome.wire", "Outcome.more", "signedIn"] {
            assert!(swift.has(name), "{name}");
        }
        for name in ["Outcome.gone", "Outcome.inner", "Outcome.text", "Other.signedIn"] {
            assert!(!swift.has(name), "{name}");
        }
    }

    #[test]
    fn fields_of_kotlin_stand_in_parentheses_and_variants_in_their_class() {
        let kotlin = interface(
            "sealed class Outcome(val more: Int) {\n companion object { fun of() = 1 }\n data class SignedIn(val profile: Profile) : Outcome() { companion object }\n object Registered : Outcome()\n}\nenum class Place { HERE,\n THERE; }\nfun Device.headers(sender: Sender) = Headers()",
        );
        for name in [
            "Outcome.SignedIn",
            "Outcome.of",
            "Outcome.more",
            "SignedIn.profile",
            "Outcome.Registered",
            "Place.THERE",
            "headers",
        ] {
            assert!(kotlin.has(name), "{name}");
        }
        assert!(!kotlin.has("Place.GONE"));
    }

    #[test]
    fn members_that_an_interface_of_typescript_inherits_are_its_own() {
        let script = interface(
            "interface World { readonly signal?: AbortSignal; }\nexport interface App extends World, Pick<Settings, \"x\"> { readonly device: Device; }\ninterface Settings { readonly baseUrl: string }\nclass Stopped { constructor(readonly actor: Actor) {} }",
        );
        for name in ["App.device", "App.signal", "App.baseUrl", "Stopped.actor"] {
            assert!(script.has(name), "{name}");
        }
        assert!(!script.has("World.device"));
    }

    #[test]
    fn paths_of_the_core_are_known_by_their_last_two_names() {
        let line = "field tvpass::endpoint::Mvpd::logo_url: Option<Text<'a>>";
        let core = Interface::of_core(line, |_| "logoUrl".to_owned());
        for name in ["Mvpd::logo_url", "Mvpd.logoUrl", "logo_url"] {
            assert!(core.has(name), "{name}");
        }
        assert!(!core.has("Mvpd::gone"));
    }
}
