//! The functions of the public API that an image links, and those that nobody has thought of.

use std::collections::BTreeSet;

use serde_json::Value;

use super::EXCEPTIONS;
use super::documentation::{Documentation, list, text};
use super::exceptions::{Choice, Exception};
use super::spelling::{has_choice, spell, spell_path};
use crate::suite::Finding;

/// An entry point of the image.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    /// A function that is linked as it is, by the expression that names it.
    Function(String),
    /// Parameters and body of a function that calls what has to be chosen.
    Call(String),
}

struct Collector<'d> {
    documentation: &'d Documentation,
    exceptions: &'d [Exception],
    used: BTreeSet<usize>,
    roots: BTreeSet<Root>,
    findings: Vec<Finding>,
}

pub(super) fn of(documentation: &Documentation, exceptions: &[Exception]) -> (BTreeSet<Root>, Vec<Finding>) {
    let (used, roots, findings) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut collector = Collector { documentation, exceptions, used, roots, findings };
    collector.functions();
    collector.implementations();
    collector.provided_methods();
    collector.stale();
    (collector.roots, collector.findings)
}

impl<'d> Collector<'d> {
    /// Functions of modules.
    fn functions(&mut self) {
        for (id, function) in self.documentation.all("function") {
            if let Some(path) = self.documentation.public_path(id) {
                self.add(path, path, "", function);
            }
        }
    }

    fn implementations(&mut self) {
        for (_, item) in self.documentation.all("impl") {
            let part = &item["inner"]["impl"];
            // Of others' making: it holds no code of the core.
            if part["is_synthetic"] == true || !part["blanket_impl"].is_null() {
                continue;
            }
            self.implementation(part);
        }
    }

    fn implementation(&mut self, part: &'d Value) {
        let of_trait = &part["trait"];
        let is_inherent = of_trait.is_null();
        // A sealed trait has no name, so that nobody can call its methods.
        let Some(trait_path) =
            (if is_inherent { Some(String::new()) } else { spell_path(self.documentation, of_trait) })
        else {
            return;
        };
        let functions = self.functions_of(part);
        for (own, path) in self.types(&part["for"], has_choice(&part["generics"]), !functions.is_empty()) {
            for function in &functions {
                let name = text(&function["name"]);
                if is_inherent {
                    self.add(&format!("{path}::{name}"), &format!("<{own}>::{name}"), &own, function);
                } else {
                    let key = format!("{path} as {trait_path}::{name}");
                    self.add(&key, &format!("<{own} as {trait_path}>::{name}"), &own, function);
                }
            }
        }
    }

    /// The public functions of an implementation, and those that a trait of the core provides for it.
    fn functions_of(&self, part: &'d Value) -> Vec<&'d Value> {
        let documentation = self.documentation;
        let own = list(&part["items"]).filter_map(|id| documentation.item(id));
        let own = own.filter(|item| item["inner"]["function"].is_object());
        let mut functions: Vec<_> =
            own.filter(|item| !part["trait"].is_null() || item["visibility"] == "public").collect();
        if let Some(of_trait) = documentation.item(&part["trait"]["id"]) {
            let own: BTreeSet<_> = functions.iter().map(|item| text(&item["name"])).collect();
            let provided = list(&of_trait["inner"]["trait"]["items"]).filter_map(|id| documentation.item(id));
            let provided = provided.filter(|item| item["inner"]["function"]["has_body"] == true);
            functions.extend(provided.filter(|item| !own.contains(text(&item["name"]))).collect::<Vec<_>>());
        }
        functions
    }

    /// The types that an implementation is for, each with the path that stands for it in the list of exceptions.
    fn types(&mut self, of: &Value, has_choice: bool, has_functions: bool) -> Vec<(String, String)> {
        let path = self.documentation.path(&of["resolved_path"]["id"]);
        if !has_choice {
            let spelled = spell(self.documentation, of);
            return spelled.map(|own| (own.clone(), path.unwrap_or(own))).into_iter().collect();
        }
        let Some(path) = path else { return Vec::new() };
        let chosen: Vec<_> = self.choices(&path).collect();
        let types = chosen.iter().filter_map(|exception| match &exception.choice {
            Choice::Type(own) => Some((own.clone(), path.clone())),
            _ => None,
        });
        let types: Vec<_> = types.collect();
        self.used.extend(chosen.iter().map(|exception| exception.line));
        if chosen.is_empty() && has_functions {
            self.findings.push(unlisted(&path));
        }
        types
    }

    fn choices(&self, item: &str) -> impl Iterator<Item = &'d Exception> + use<'d> {
        let item = item.to_owned();
        self.exceptions.iter().filter(move |exception| exception.is_about(&item))
    }

    /// A trait that only users implement needs a user, so that what it provides is linked.
    fn provided_methods(&mut self) {
        for (id, item) in self.documentation.all("trait") {
            let Some(path) = self.documentation.public_path(id) else { continue };
            let part = &item["inner"]["trait"];
            let methods: Vec<_> = list(&part["items"]).filter_map(|id| self.documentation.item(id)).collect();
            let provides = methods.iter().any(|method| method["inner"]["function"]["has_body"] == true);
            if !provides || list(&part["implementations"]).next().is_some() {
                continue;
            }
            let users: Vec<_> = self.choices(path).collect();
            if users.is_empty() {
                self.findings.push(unlisted(path));
            }
            for user in users {
                self.used.insert(user.line);
                let Choice::Type(own) = &user.choice else { continue };
                for method in &methods {
                    let name = text(&method["name"]);
                    self.add(&format!("{path}::{name}"), &format!("<{own} as {path}>::{name}"), own, method);
                }
            }
        }
    }

    /// Adds a function by the expression that names it, or as the list of exceptions says.
    fn add(&mut self, key: &str, expression: &str, own: &str, function: &Value) {
        let choices: Vec<_> = self.choices(key).collect();
        for exception in &choices {
            self.used.insert(exception.line);
            if let Choice::Call(call) = &exception.choice {
                self.roots.insert(Root::Call(call.replace("{self}", own)));
            }
        }
        if !choices.is_empty() {
            return;
        }
        let part = &function["inner"]["function"];
        if has_choice(&part["generics"]) || is_opaque(&part["sig"]["output"]) {
            self.findings.push(unlisted(key));
        } else {
            self.roots.insert(Root::Function(expression.to_owned()));
        }
    }

    fn stale(&mut self) {
        let stale = self.exceptions.iter().filter(|exception| !self.used.contains(&exception.line));
        self.findings.extend(stale.map(|exception| Finding {
            file: EXCEPTIONS.to_owned(),
            line: exception.line,
            what: format!("the public API has no {} that needs a choice", exception.item()),
        }));
    }
}

/// True if a result hides its type, whose own methods no path names.
fn is_opaque(output: &Value) -> bool {
    match output {
        Value::Object(parts) => parts.iter().any(|(name, part)| name == "impl_trait" || is_opaque(part)),
        Value::Array(parts) => parts.iter().any(is_opaque),
        _ => false,
    }
}

fn unlisted(item: &str) -> Finding {
    Finding {
        file: EXCEPTIONS.to_owned(),
        line: 1,
        what: format!("the public item {item} is not linked: choose its types here, or give the reason"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Documentation, Root, of};
    use crate::api::exceptions;

    /// A crate with a function `plain`, a generic function `any`, and `Thing<'a>` with its `Debug`, which a private module
    /// holds and the root exports.
    const SAMPLE: &str = r#"{"format_version": 57, "root": 0, "index": {
        "0": {"name": "sample", "inner": {"module": {"items": [1, 2, 3, 9]}}},
        "1": {"name": "plain", "visibility": "public", "inner": {"function": {"sig": {}, "generics": {"params": []}}}},
        "2": {"name": "any", "visibility": "public",
            "inner": {"function": {"sig": {}, "generics": {"params": [{"kind": {"type": {}}}]}}}},
        "3": {"name": null, "visibility": "public", "inner": {"use": {"id": 4, "name": "Thing"}}},
        "4": {"name": "Thing", "visibility": "public", "inner": {"struct": {}}},
        "5": {"name": null, "visibility": "default", "inner": {"impl": {
            "is_synthetic": false, "blanket_impl": null, "items": [6], "generics": {"params": [{"kind": {"lifetime": {}}}]},
            "trait": {"path": "fmt::Debug", "id": 7, "args": null},
            "for": {"resolved_path": {"path": "Thing", "id": 4,
                "args": {"angle_bracketed": {"args": [{"lifetime": "'a"}]}}}}}}},
        "6": {"name": "fmt", "visibility": "default", "inner": {"function": {"sig": {}, "generics": {"params": []}}}},
        "9": {"name": "hidden", "visibility": "crate", "inner": {"function": {"sig": {}, "generics": {"params": []}}}}
    }, "paths": {"7": {"crate_id": 1, "path": ["core", "fmt", "Debug"]}}}"#;

    fn judge(rows: &str) -> (Vec<Root>, Vec<String>) {
        let exceptions = exceptions::parse(&format!("item\tchoice\tdetail\n{rows}")).unwrap();
        let (roots, findings) = of(&Documentation::parse(SAMPLE).unwrap(), &exceptions);
        (roots.into_iter().collect(), findings.into_iter().map(|finding| finding.what).collect())
    }

    #[test]
    fn what_is_public_is_linked_by_the_path_that_a_user_has_for_it() {
        let (roots, _) = judge("");
        let functions = ["<sample::Thing<'_> as core::fmt::Debug>::fmt", "sample::plain"];
        assert_eq!(roots, functions.map(|name| Root::Function(name.to_owned())));
    }

    #[test]
    fn a_generic_function_without_a_choice_is_found() {
        assert!(judge("").1.concat().contains("the public item sample::any is not linked"));
        assert!(judge("sample::any\tunproved\tfor a reason\n").1.is_empty());
        let (roots, findings) = judge("sample::any\tcall\t() { sample::any(1); }\n");
        assert!(findings.is_empty() && roots.contains(&Root::Call("() { sample::any(1); }".to_owned())));
    }

    #[test]
    fn an_exception_for_what_is_gone_is_found() {
        let (_, findings) = judge("sample::any\tunproved\tfor a reason\nsample::gone\tunproved\tfor a reason\n");
        assert!(findings.concat().contains("no sample::gone"));
    }

    #[test]
    fn an_exception_without_a_reason_is_refused() {
        assert!(exceptions::parse("item\tchoice\tdetail\nsample::any\tunproved\t\n").is_err());
    }
}
