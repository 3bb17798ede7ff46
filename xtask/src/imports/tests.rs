use super::{Crate, File, Source};

/// A crate whose modules are given as `name` and text; the root is "".
fn crate_of(files: &[(&str, &str)]) -> Crate {
    let modules = files.iter().map(|(name, text)| {
        let module = name.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        (module, File { path: (*name).to_owned(), source: Source::read(text) })
    });
    Crate { modules: modules.collect() }
}

fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let read = crate_of(files);
    read.circles().into_iter().map(|circle| circle.into_iter().map(str::to_owned).collect()).collect()
}

#[test]
fn two_files_that_import_each_other_are_a_circle() {
    let root = ("", "mod a; mod b; mod c;");
    let found = circles(&[root, ("a", "use crate::b::B;"), ("b", "use super::a::A;"), ("c", "use crate::a::A;")]);
    assert_eq!(found, [["a", "b"]]);
}

#[test]
fn a_circle_over_a_third_file_and_over_a_path_in_code_is_found() {
    let root = ("", "mod a; mod b; mod c;");
    let found = circles(&[root, ("a", "use crate::b::B;"), ("b", "use crate::c;"), ("c", "fn f() { crate::a::g() }")]);
    assert_eq!(found, [["a", "b", "c"]]);
}

#[test]
fn a_reexport_leads_to_the_file_that_defines_the_name() {
    let root = ("", "mod a; mod b; pub use a::{A, f as g};");
    let there = circles(&[root, ("a", "pub struct A; pub fn f() {}"), ("b", "use crate::A; use crate::g;")]);
    assert!(there.is_empty(), "{there:?}");
    let back = circles(&[root, ("a", "use crate::b::B; pub struct A;"), ("b", "use crate::A;")]);
    assert_eq!(back, [["a", "b"]]);
}

#[test]
fn a_module_may_use_its_own_parts_but_no_part_of_another_that_uses_it() {
    let parent = ("a", "mod b; pub struct A; fn f() { b::g() }");
    let part = ("a::b", "use super::A; pub fn g() {}");
    assert!(circles(&[("", "mod a;"), parent, part]).is_empty());
    let other = ("c", "use crate::a::b::g; pub struct C;");
    let found = circles(&[("", "mod a; mod c;"), parent, ("a::b", "use crate::c::C; pub fn g() {}"), other]);
    assert_eq!(found, [["a::b", "c"]]);
}

#[test]
fn other_crates_and_tests_within_the_file_are_no_circle() {
    let found = circles(&[("", "mod a;"), ("a", "use std::fmt; struct A; mod tests { use super::A; use std::a::b; }")]);
    assert!(found.is_empty(), "{found:?}");
}
