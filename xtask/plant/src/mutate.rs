//! The changes of a file that a test should notice: an operator, a match arm, a condition, the value of a function.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Block, Expr, Pat, ReturnType, Signature, Type, UnOp};

use crate::site::{Change, Site};
use crate::values;

/// Finds the changes of a file, none in one of tests; numbers go on behind those that are there.
pub(crate) fn changes(file: &str, source: &str, changes: &mut Vec<Change>) -> Result<Vec<Site>> {
    if file.ends_with("/tests.rs") {
        return Ok(Vec::new());
    }
    let syntax = syn::parse_file(source).with_context(|| format!("cannot read {file}"))?;
    let seen = BTreeMap::new();
    let mut mutator = Mutator { file, source, changes, seen, sites: Vec::new(), owner: String::new(), function: None };
    mutator.visit_file(&syntax);
    Ok(mutator.sites)
}

struct Mutator<'s> {
    file: &'s str,
    source: &'s str,
    changes: &'s mut Vec<Change>,
    /// Counts of the same change in the same function.
    seen: BTreeMap<String, usize>,
    sites: Vec<Site>,
    /// The type of the methods, as the file spells it, with its colons.
    owner: String,
    /// The function that is read; outside of one the compiler evaluates, and no switch reaches.
    function: Option<Function>,
}

struct Function {
    name: String,
    rules: Vec<u32>,
}

impl Mutator<'_> {
    fn text(&self, node: &impl Spanned) -> &str {
        self.source.get(node.span().byte_range()).unwrap_or_default()
    }

    /// Notes a change and gives its number.
    fn note(&mut self, node: &impl Spanned, what: String) -> u32 {
        let count = self.seen.entry(what.clone()).or_default();
        *count += 1;
        let what = if *count == 1 { what } else { format!("{what} #{count}") };
        let number = u32::try_from(self.changes.len() + 1).unwrap_or(u32::MAX);
        let rules = self.function.as_ref().map(|function| function.rules.clone()).unwrap_or_default();
        let line = node.span().start().line;
        self.changes.push(Change { number, file: self.file.to_owned(), line, what, rules });
        number
    }

    fn name(&self) -> String {
        self.function.as_ref().map(|function| function.name.clone()).unwrap_or_default()
    }

    fn function(&mut self, attributes: &[Attribute], signature: &Signature, block: &Block, whole: Range<usize>) {
        if is_for_tests(attributes) {
            return;
        }
        let name = format!("{}{}", self.owner, signature.ident);
        let rules = rules(self.source.get(whole).unwrap_or_default());
        let outer = self.function.replace(Function { name: name.clone(), rules });
        let output = match self.text(&signature.output) {
            "" => String::new(),
            output => format!(" {}", one_line(output)),
        };
        let body = one_line(self.text(block));
        let values: Vec<_> = values::of(&signature.output)
            .into_iter()
            .filter(|value| !block.stmts.is_empty() && body != format!("{{ {value} }}"))
            // The compiler would refuse a call of a trait there, and only one of them in each run.
            .filter(|value| signature.constness.is_none() || !value.contains("default()"))
            .map(|value| (self.note(&signature.ident, format!("replace {name}{output} with {value}")), value))
            .collect();
        if matches!(&signature.output, ReturnType::Type(_, kind) if matches!(**kind, Type::ImplTrait(_))) {
            let number = self.note(&signature.ident, format!("replace {name}{output} with an empty one"));
            self.sites.push(Site::emptied(block.span().byte_range(), number));
        }
        self.sites.push(Site::early(block.span().byte_range().start + 1, &values));
        self.visit_block(block);
        self.function = outer;
    }

    fn owned(&mut self, owner: String, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.owner, owner);
        visit(self);
        self.owner = outer;
    }

    fn binary(&mut self, node: &syn::ExprBinary) {
        let old = self.text(&node.op).to_owned();
        let (left, right) = (self.text(&node.left).to_owned(), self.text(&node.right).to_owned());
        // A comparison is the only other operator that ends like an assignment.
        let left = if old.ends_with('=') && !is_comparison(&node.op) { left } else { format!("({left})") };
        let name = self.name();
        let alternatives: Vec<_> = replacements(&node.op)
            .iter()
            .map(|new| {
                (self.note(&node.op, format!("replace {old} with {new} in {name}")), format!("{left} {new} ({right})"))
            })
            .collect();
        self.sites.push(Site::either(node.span().byte_range(), &alternatives));
    }

    fn guard(&mut self, guard: &Expr) {
        let (text, name) = (one_line(self.text(guard)), self.name());
        let alternatives = ["true", "false"].map(|value| {
            (self.note(guard, format!("replace match guard {text} with {value} in {name}")), value.to_owned())
        });
        self.sites.push(Site::either(guard.span().byte_range(), &alternatives));
    }
}

impl<'a> Visit<'a> for Mutator<'_> {
    fn visit_item(&mut self, node: &'a syn::Item) {
        match node {
            syn::Item::Mod(module) if is_for_tests(&module.attrs) => {}
            // The compiler evaluates these.
            syn::Item::Const(_) | syn::Item::Static(_) | syn::Item::Enum(_) | syn::Item::Struct(_) => {}
            _ => visit::visit_item(self, node),
        }
    }

    fn visit_item_fn(&mut self, node: &'a syn::ItemFn) {
        self.function(&node.attrs, &node.sig, &node.block, node.span().byte_range());
    }

    fn visit_impl_item_fn(&mut self, node: &'a syn::ImplItemFn) {
        self.function(&node.attrs, &node.sig, &node.block, node.span().byte_range());
    }

    fn visit_trait_item_fn(&mut self, node: &'a syn::TraitItemFn) {
        if let Some(block) = &node.default {
            self.function(&node.attrs, &node.sig, block, node.span().byte_range());
        }
    }

    fn visit_item_impl(&mut self, node: &'a syn::ItemImpl) {
        if is_for_tests(&node.attrs) {
            return;
        }
        let own = one_line(self.text(&node.self_ty));
        let owner = match &node.trait_ {
            Some((_, of, _)) => format!("<impl {} for {own}>::", one_line(self.text(of))),
            None => format!("{own}::"),
        };
        self.owned(owner, |own| node.items.iter().for_each(|item| own.visit_impl_item(item)));
    }

    fn visit_item_trait(&mut self, node: &'a syn::ItemTrait) {
        self.owned(format!("{}::", node.ident), |own| node.items.iter().for_each(|item| own.visit_trait_item(item)));
    }

    // Evaluated by the compiler, as constants are.
    fn visit_impl_item_const(&mut self, _: &'a syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'a syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'a syn::ExprConst) {}
    fn visit_expr_repeat(&mut self, node: &'a syn::ExprRepeat) {
        self.visit_expr(&node.expr);
    }
    fn visit_type(&mut self, _: &'a Type) {}
    fn visit_pat(&mut self, _: &'a Pat) {}
    fn visit_generic_argument(&mut self, _: &'a syn::GenericArgument) {}

    fn visit_expr_binary(&mut self, node: &'a syn::ExprBinary) {
        if !binds(&Expr::Binary(node.clone())) {
            self.binary(node);
        }
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'a syn::ExprUnary) {
        if let UnOp::Not(_) | UnOp::Neg(_) = node.op {
            let (sign, name) = (self.text(&node.op).to_owned(), self.name());
            let number = self.note(node, format!("delete {sign} in {name}"));
            let operand = self.text(&node.expr).to_owned();
            self.sites.push(Site::either(node.span().byte_range(), &[(number, operand)]));
        }
        visit::visit_expr_unary(self, node);
    }

    fn visit_expr_match(&mut self, node: &'a syn::ExprMatch) {
        let is_wild = |arm: &syn::Arm| matches!(arm.pat, Pat::Wild(_)) && arm.guard.is_none();
        let has_wild = node.arms.iter().any(is_wild);
        for arm in &node.arms {
            let guard = arm.guard.as_ref().map(|(_, guard)| &**guard).filter(|guard| !binds(guard));
            if has_wild && !is_wild(arm) && guard.is_some() == arm.guard.is_some() {
                let (pattern, name) = (one_line(self.text(&arm.pat)), self.name());
                let number = self.note(&arm.pat, format!("delete match arm {pattern} in {name}"));
                let end = arm.pat.span().byte_range().end;
                self.sites.push(Site::unless(guard.map_or(end..end, |guard| guard.span().byte_range()), number));
            }
            if let Some(guard) = guard {
                self.guard(guard);
            }
        }
        visit::visit_expr_match(self, node);
    }
}

/// True if a part of the condition binds names: no alternative could bind them as well.
fn binds(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}

/// True for tests and their modules.
pub(crate) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Path>()
                    .is_ok_and(|path| path.is_ident("test") || path.is_ident("doctest"))
    })
}

/// Rules that a text names as its documentation does: `R42`.
fn rules(text: &str) -> Vec<u32> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter_map(|word| word.strip_prefix('R')?.parse().ok()).collect()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_comparison(operator: &BinOp) -> bool {
    use BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(operator, Eq(_) | Ge(_) | Gt(_) | Le(_) | Lt(_) | Ne(_))
}

fn replacements(operator: &BinOp) -> &'static [&'static str] {
    match operator {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Lt(_) => &["==", ">", "<="],
        BinOp::Gt(_) => &["==", "<", ">="],
        BinOp::Le(_) => &[">"],
        BinOp::Ge(_) => &["<"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) | BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["%", "*"],
        BinOp::Rem(_) => &["/", "+"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::BitAnd(_) => &["|", "^"],
        BinOp::BitOr(_) => &["&", "^"],
        BinOp::BitXor(_) => &["|", "&"],
        BinOp::AddAssign(_) => &["-=", "*="],
        BinOp::SubAssign(_) | BinOp::MulAssign(_) => &["+=", "/="],
        BinOp::DivAssign(_) => &["%=", "*="],
        BinOp::RemAssign(_) => &["/=", "+="],
        BinOp::ShlAssign(_) => &[">>="],
        BinOp::ShrAssign(_) => &["<<="],
        BinOp::BitAndAssign(_) => &["|=", "^="],
        BinOp::BitOrAssign(_) => &["&=", "^="],
        BinOp::BitXorAssign(_) => &["|=", "&="],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::changes;

    fn found(source: &str) -> Vec<String> {
        let mut list = Vec::new();
        changes("a.rs", source, &mut list).unwrap();
        list.into_iter().map(|change| change.what).collect()
    }

    #[test]
    fn operators_values_arms_and_guards_are_changed() {
        let source = "impl A<'_> {\n fn f(&self) -> bool { match x { 1 if y => a == b, _ => a == b } }\n}";
        let expected = [
            "replace A<'_>::f -> bool with true",
            "replace A<'_>::f -> bool with false",
            "delete match arm 1 in A<'_>::f",
            "replace match guard y with true in A<'_>::f",
            "replace match guard y with false in A<'_>::f",
            "replace == with != in A<'_>::f",
            "replace == with != in A<'_>::f #2",
        ];
        assert_eq!(found(source), expected);
    }

    #[test]
    fn tests_constants_and_bindings_are_left_alone() {
        assert!(found("#[cfg(test)]\nmod t { fn f() { a == b; } }\nconst A: u8 = 1 + 2;").is_empty());
        let chain = found("fn f() { if let A = b && c == d { g(); } }");
        assert_eq!(chain, ["replace f with ()", "replace == with != in f"]);
    }

    #[test]
    fn a_change_knows_the_rules_that_its_function_names() {
        let mut list = Vec::new();
        changes("a.rs", "/// A token about to expire is given up (R6, R42).\nfn f() -> u8 { 7 }", &mut list).unwrap();
        assert_eq!(list[0].rules, [6, 42]);
    }
}
