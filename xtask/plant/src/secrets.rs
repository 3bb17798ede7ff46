//! Secrets that are printed: at every place that hides one, and in every field that holds one.

use std::ops::Range;

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ImplItem, Item};

use crate::mutate::is_for_tests;
use crate::places::type_name;
use crate::site::Change;

/// Types that print themselves without a secret, each with an expression of it.
const HIDING: &str = include_str!("secrets.tsv");
/// Types of fields that hold a secret.
const SECRET: &[&str] = &["Secret", "Private", "HeaderValue", "Headers", "DeviceIdentifier", "CommonIdentifier"];
/// Macros that make a struct whose `Debug` goes field by field.
const RECORDS: &[&str] = &["record", "call"];
/// The macro of a struct whose first field, which has no type there, is a secret.
const ISSUED: &str = "issued";

/// The part of `debug_fields!` that prints a field, and the same with the field's switch.
const FIELD: [&str; 2] = [
    "&Shown(&self.$field).value()",
    "&::tvpass_switch::Field(const { ::tvpass_switch::number(concat!(stringify!($name), \".\", stringify!($field))) }, \
     Shown(&self.$field).value())",
];

/// The head of the struct that [`ISSUED`] makes, whose `Debug` is derived, and the same with the one that goes field by field.
const ISSUED_HEAD: [&str; 2] = [
    "$(#[$meta])*\n        #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n        pub struct $name<'a>",
    "$crate::debug::debug_fields!($name<'_> { $field, not_before, not_after, status });\n        \
     $(#[$meta])*\n        #[derive(Clone, Copy, PartialEq, Eq)]\n        pub struct $name<'a>",
];

/// The text of a file whose secrets can be printed; its places are added to `places`.
pub(crate) fn reveal(file: &str, source: &str, places: &mut Vec<Change>) -> Result<String> {
    let syntax = syn::parse_file(source).with_context(|| format!("cannot read {file}"))?;
    let mut finder = Finder { file, source, places, edits: Vec::new() };
    finder.visit_file(&syntax);
    let mut edits = finder.edits;
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = source.to_owned();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(range, &new);
    }
    Ok(text.replace(FIELD[0], FIELD[1]).replace(ISSUED_HEAD[0], ISSUED_HEAD[1]))
}

struct Finder<'s> {
    file: &'s str,
    source: &'s str,
    places: &'s mut Vec<Change>,
    edits: Vec<(Range<usize>, String)>,
}

impl Finder<'_> {
    fn note(&mut self, number: u32, line: usize, what: String) {
        self.places.push(Change { number, file: self.file.to_owned(), line, what, rules: Vec::new() });
    }

    /// Has a type that hides a secret print it first.
    fn hiding(&mut self, node: &syn::ItemImpl, of: &str, secret: &str) {
        for item in &node.items {
            let ImplItem::Fn(function) = item else { continue };
            let number = u32::try_from(self.places.len() + 1).unwrap_or(u32::MAX);
            let name = type_name(&node.self_ty);
            self.note(number, function.span().start().line, format!("<{name} as {of}>::fmt prints a secret"));
            let start = function.block.span().byte_range().start + 1;
            let print = format!("return ::core::fmt::Debug::fmt(&({secret}), f);");
            self.edits.push((start..start, format!(" if ::tvpass_switch::reveals({number}) {{ {print} }}")));
        }
        // A hidden value can be printed only by its own means.
        let bound = match self.source.get(node.generics.span().byte_range()) {
            Some("<S>") => "<S: AsRef<str>>",
            Some("<T>") => "<T: ::core::fmt::Debug>",
            _ => return,
        };
        self.edits.push((node.generics.span().byte_range(), bound.to_owned()));
    }

    /// Notes the fields that hold a secret; true if there is one.
    fn fields(&mut self, owner: &str, fields: &[Field]) -> bool {
        let words =
            |kind: &str| kind.split(|letter: char| !letter.is_alphanumeric()).any(|word| SECRET.contains(&word));
        let secret: Vec<_> = fields.iter().filter(|field| words(&field.kind)).collect();
        for Field { name, line, .. } in &secret {
            self.note(number(&format!("{owner}.{name}")), *line, format!("{owner}.{name} is printed"));
        }
        !secret.is_empty()
    }

    /// Notes the fields of a struct that a macro writes.
    fn macro_struct(&mut self, used: &syn::Macro) {
        let Some(name) = used.path.segments.last().map(|last| last.ident.to_string()) else { return };
        let is_record = RECORDS.contains(&name.as_str());
        if (is_record || name == ISSUED)
            && let Some((owner, parts)) = parts(used.tokens.clone())
        {
            self.fields(&owner, &if is_record { record(&parts) } else { issued(&parts) });
        }
    }

    /// A struct whose `Debug` the compiler derives gets the one that goes field by field.
    fn derived(&mut self, node: &syn::ItemStruct) {
        let text = |range: Range<usize>| self.source.get(range).unwrap_or_default();
        let derive = node.attrs.iter().map(|attribute| attribute.span().byte_range());
        let Some(derive) = derive.into_iter().find(|range| text(range.clone()).contains("Debug")) else { return };
        let fields: Vec<_> = node
            .fields
            .iter()
            .filter_map(|field| {
                let name = field.ident.as_ref()?;
                let (line, kind) = (name.span().start().line, text(field.ty.span().byte_range()).to_owned());
                Some(Field { name: name.to_string(), line, kind })
            })
            .collect();
        let without = text(derive.clone()).replace("Debug, ", "").replace(", Debug", "");
        let owner = node.ident.to_string();
        if self.fields(&owner, &fields) {
            let lifetimes = vec!["'_"; node.generics.lifetimes().count()].join(", ");
            let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
            let end = node.span().byte_range().end;
            let print = format!("\ncrate::debug::debug_fields!({owner}<{lifetimes}> {{ {} }});", names.join(", "));
            self.edits.extend([(derive, without), (end..end, print)]);
        }
    }
}

/// A field, as a struct or the macro of one has it.
struct Field {
    name: String,
    line: usize,
    kind: String,
}

/// The name of a struct that a macro writes, and the tokens between its braces.
fn parts(tokens: TokenStream) -> Option<(String, Vec<TokenTree>)> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let at = tokens.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "struct"))?;
    let body = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    Some((tokens.get(at + 1)?.to_string(), body?.into_iter().collect()))
}

/// The fields of `struct Name { field, }`: the macro gives them the type of a secret.
fn issued(parts: &[TokenTree]) -> Vec<Field> {
    let field = |token: &TokenTree| match token {
        TokenTree::Ident(name) => {
            Some(Field { name: name.to_string(), line: name.span().start().line, kind: "Secret".to_owned() })
        }
        _ => None,
    };
    parts.iter().filter_map(field).collect()
}

/// The fields of `struct Name<'a> { word field: Type = "wire", … }`.
fn record(parts: &[TokenTree]) -> Vec<Field> {
    let is_end = |token: &&TokenTree| matches!(token, TokenTree::Punct(end) if matches!(end.as_char(), ',' | '='));
    let mut fields = Vec::new();
    for (index, pair) in parts.windows(2).enumerate() {
        if let [TokenTree::Ident(name), TokenTree::Punct(colon)] = pair
            && colon.as_char() == ':'
        {
            let kind: Vec<_> =
                parts[index + 2..].iter().take_while(|token| !is_end(token)).map(ToString::to_string).collect();
            fields.push(Field { name: name.to_string(), line: name.span().start().line, kind: kind.join(" ") });
        }
    }
    fields
}

/// The number of a field's change, as the switch counts it as well.
const fn number(name: &str) -> u32 {
    let (mut hash, mut index) = (0x811c_9dc5_u32, 0);
    while index < name.len() {
        hash = (hash ^ name.as_bytes()[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash | 1 << 31
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_item(&mut self, node: &'a Item) {
        match node {
            Item::Mod(module) if is_for_tests(&module.attrs) => {}
            Item::Struct(definition) => self.derived(definition),
            Item::Macro(used) => self.macro_struct(&used.mac),
            _ => visit::visit_item(self, node),
        }
    }

    fn visit_item_impl(&mut self, node: &'a syn::ItemImpl) {
        let of = node.trait_.as_ref().and_then(|(_, path, _)| path.segments.last()).map(|last| last.ident.to_string());
        let Some(of) = of.filter(|of| of == "Debug" || of == "Display") else { return };
        let owner = type_name(&node.self_ty);
        let mut rows = HIDING.lines().skip(1).filter_map(|line| line.split_once('\t'));
        if let Some((_, secret)) = rows.find(|(name, _)| *name == owner) {
            self.hiding(node, &of, secret);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::reveal;

    #[test]
    fn hiding_types_and_fields_of_secrets_are_places() {
        let source = "record! { pub struct A<'a> { required token: Secret<'a> = \"t\", optional id: Text<'a> = \"i\", } }\n\
            issued! { pub struct I { /// A token\n token, } }\n\
            #[derive(Clone, Debug, Eq)]\nstruct B<'a> { one: u8, two: Option<Private<Value<'a>>> }\n\
            impl fmt::Debug for Secret<'_> { fn fmt(&self) -> R { hidden() } }";
        let mut places = Vec::new();
        let text = reveal("a.rs", source, &mut places).unwrap();
        let names: Vec<_> = places.iter().map(|place| place.what.as_str()).collect();
        let fields =
            ["A.token is printed", "I.token is printed", "B.two is printed", "<Secret as Debug>::fmt prints a secret"];
        assert_eq!(names, fields);
        assert!(text.contains("#[derive(Clone, Eq)]") && text.contains("debug_fields!(B<'_> { one, two })"));
        assert!(text.contains("fmt(&self) -> R { if ::tvpass_switch::reveals("));
    }
}
