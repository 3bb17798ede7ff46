//! Functions of the public API, as the places in which a fault may be planted.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItem, Item, Signature, TraitItem, Type, Visibility};

use crate::mutate::is_for_tests;
use crate::site::{Change, Site};

/// The public API as the listing has it that reviewers read.
pub(crate) struct Listing<'t>(pub(crate) &'t str);

impl Listing<'_> {
    /// `function` may begin with its type.
    fn has(&self, function: &str) -> bool {
        ["(", "<"].iter().any(|end| self.0.contains(&format!("::{function}{end}")))
    }

    fn implements(&self, owner: &str, of: &str) -> bool {
        let mut lines = self.0.lines().filter_map(|line| line.strip_prefix("traits of ")?.split_once(": "));
        lines.any(|(path, traits)| {
            path.ends_with(&format!("::{owner}")) && traits.split(", ").any(|name| name.split('<').next() == Some(of))
        })
    }
}

/// Finds the bodies of public functions, each of which begins with its fault; numbers go on behind those that are there.
pub(crate) fn functions(
    file: &str,
    source: &str,
    listing: &Listing<'_>,
    places: &mut Vec<Change>,
) -> Result<Vec<Site>> {
    let syntax = syn::parse_file(source).with_context(|| format!("cannot read {file}"))?;
    let mut finder = Finder { file, listing, places, sites: Vec::new() };
    finder.visit_file(&syntax);
    Ok(finder.sites)
}

struct Finder<'s> {
    file: &'s str,
    listing: &'s Listing<'s>,
    places: &'s mut Vec<Change>,
    sites: Vec<Site>,
}

impl Finder<'_> {
    fn plant(&mut self, name: &impl Spanned, what: String, body_start: usize) {
        let number = u32::try_from(self.places.len() + 1).unwrap_or(u32::MAX);
        let line = name.span().start().line;
        self.places.push(Change { number, file: self.file.to_owned(), line, what, rules: Vec::new() });
        self.sites.push(Site::first(body_start, number, format!(" ::tvpass_switch::fault_{number}();")));
    }

    fn function(&mut self, owner: &str, attributes: &[Attribute], signature: &Signature, block: &Block) {
        if !is_for_tests(attributes) {
            let start = block.span().byte_range().start + 1;
            self.plant(&signature.ident, format!("{owner}{}", signature.ident), start);
        }
    }

    /// Functions that a macro writes: one place stands for all that it makes.
    fn macro_functions(&mut self, name: &str, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.macro_functions(name, group.stream()),
                TokenTree::Ident(word) if word == "fn" && !is_hidden(&tokens[..index]) => {
                    let Some((function, start)) = body(&tokens[index + 1..]) else { continue };
                    self.plant(word, format!("macro {name}: {function}"), start);
                }
                _ => {}
            }
        }
    }
}

/// True if `pub(crate)` or the like stands before the function.
fn is_hidden(before: &[TokenTree]) -> bool {
    let is_const = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "const");
    let last = before.iter().rev().find(|token| !is_const(token));
    matches!(last, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

/// The name of a function, and where its body begins; one without a body has none.
fn body(tokens: &[TokenTree]) -> Option<(String, usize)> {
    let is_end = |token: &&TokenTree| matches!(token, TokenTree::Punct(end) if end.as_char() == ';');
    let name = tokens.iter().take(2).map(ToString::to_string).collect::<String>();
    let name = name.split(['<', '(']).next().unwrap_or_default().to_owned();
    tokens.iter().take_while(|token| !is_end(token)).find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            Some((name.clone(), group.span_open().byte_range().end))
        }
        _ => None,
    })
}

/// The last name of a type's path.
pub(crate) fn type_name(kind: &Type) -> String {
    match kind {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        Type::Reference(reference) => type_name(&reference.elem),
        _ => String::new(),
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_item(&mut self, node: &'a Item) {
        match node {
            Item::Mod(module) if is_for_tests(&module.attrs) => {}
            Item::Fn(function) => {
                let is_public = matches!(function.vis, Visibility::Public(_));
                if is_public && self.listing.has(&function.sig.ident.to_string()) {
                    self.function("", &function.attrs, &function.sig, &function.block);
                }
            }
            Item::Macro(definition) if definition.mac.path.is_ident("macro_rules") => {
                let name = definition.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                self.macro_functions(&name, definition.mac.tokens.clone());
            }
            _ => visit::visit_item(self, node),
        }
    }

    fn visit_item_impl(&mut self, node: &'a syn::ItemImpl) {
        let owner = type_name(&node.self_ty);
        let of = node.trait_.as_ref().and_then(|(_, path, _)| path.segments.last()).map(|last| last.ident.to_string());
        if of.as_ref().is_some_and(|of| !self.listing.implements(&owner, of)) {
            return;
        }
        for item in &node.items {
            let ImplItem::Fn(function) = item else { continue };
            let name = format!("{owner}::{}", function.sig.ident);
            if of.is_some() || matches!(function.vis, Visibility::Public(_)) && self.listing.has(&name) {
                let owner = of.as_ref().map_or(format!("{owner}::"), |of| format!("<{owner} as {of}>::"));
                self.function(&owner, &function.attrs, &function.sig, &function.block);
            }
        }
    }

    fn visit_item_trait(&mut self, node: &'a syn::ItemTrait) {
        for item in &node.items {
            let TraitItem::Fn(function) = item else { continue };
            let name = format!("{}::{}", node.ident, function.sig.ident);
            if let Some(block) = function.default.as_ref().filter(|_| self.listing.has(&name)) {
                self.function(&format!("{}::", node.ident), &function.attrs, &function.sig, block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Listing, functions};

    const LISTING: &str = "fn tvpass::json::check(bytes: &[u8])\nfn tvpass::json::A::new<'a>() -> Self\n\
        traits of tvpass::json::A: Debug, From<&'a str>\n";

    #[test]
    fn public_functions_of_types_traits_modules_and_macros_are_places() {
        let source = "pub fn check() {}\nfn own() {}\nimpl A { pub fn new() {} pub fn gone() {} }\n\
            impl<'a> From<&'a str> for A<'a> { fn from() {} }\nimpl Clone for A { fn clone() {} }\n\
            macro_rules! m { () => { pub fn made<'b>() -> u8 { 1 } pub(crate) fn hidden() {} } }";
        let mut places = Vec::new();
        functions("a.rs", source, &Listing(LISTING), &mut places).unwrap();
        let names: Vec<_> = places.iter().map(|place| place.what.as_str()).collect();
        assert_eq!(names, ["check", "A::new", "<A as From>::from", "macro m: made"]);
    }
}
