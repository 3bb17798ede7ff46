use super::interface::Interface;
use super::names::Names;
use super::{BTreeMap, Document, House, changelog, commands, names, references};
use crate::package::{Package, Target};

fn house() -> House {
    let guide = Document::read("# Guide\n## Use\n## Use\n## It's `--state`, kept\n");
    let program = Package {
        name: "living-room".to_owned(),
        is_default: true,
        targets: vec![
            Target { kind: "bin".to_owned(), name: "living-room".to_owned() },
            Target { kind: "example".to_owned(), name: "json_check".to_owned() },
        ],
        ..Package::default()
    };
    let library = Package { name: "tvpass".to_owned(), ..Package::default() };
    House {
        files: ["README.md", "docs/guide.md", "docs/tv.png", "core/src/lib.rs"].map(String::from).to_vec(),
        packages: vec![program, library],
        documents: BTreeMap::from([("docs/guide.md".to_owned(), guide)]),
        names: Names::default(),
    }
}

/// The complaints about a document at that place.
fn complaints_at(file: &str, text: &str) -> Vec<(usize, String)> {
    let house = house();
    let document = Document::read(text);
    let mut complaints = references::check(file, &document, &house);
    complaints.extend(commands::check(&document, &house.packages));
    complaints
}

#[track_caller]
fn assert_good(text: &str) {
    assert_eq!(complaints_at("README.md", text), []);
}

#[track_caller]
fn assert_bad(text: &str, what: &str) {
    let complaints = complaints_at("README.md", text);
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert!(complaints[0].1.contains(what), "{complaints:?}");
}

#[test]
fn links_and_pictures_lead_somewhere() {
    assert_good("[guide](docs/guide.md), ![tv](./docs/tv.png), [all](docs/), [web](https://example.com/x)");
    assert_good("<img src=\"docs/tv.png\" alt=\"television\">");
    assert_bad("[guide](docs/gone.md)", "leads nowhere");
    assert_bad("![tv](tv.png)", "leads nowhere");
    assert_bad("<img src=\"tv.png\">", "leads nowhere");
    assert_bad("[guide][1]\n\n[1]: docs/gone.md\n", "leads nowhere");
}

#[test]
fn links_are_seen_from_the_document_that_holds_them() {
    assert_eq!(complaints_at("docs/more.md", "[home](../README.md) [tv](tv.png)"), []);
    assert_eq!(complaints_at("docs/more.md", "[guide](docs/guide.md)").len(), 1);
    assert_bad("[out](../else.md)", "leaves the repository");
}

#[test]
fn anchors_are_those_that_headings_give() {
    assert_good("[use](docs/guide.md#use) [again](docs/guide.md#use-1) [state](docs/guide.md#its---state-kept)");
    assert_bad("[use](docs/guide.md#using)", "anchor");
}

#[test]
fn paths_in_code_spans_exist() {
    assert_good("`core/src`, `core/src/lib.rs`, `core/NAME/x.rs`, `application/json`, `docs/*.md`");
    assert_bad("text\n\n`core/src/gone.rs`", "does not exist");
}

#[test]
fn complaints_carry_the_line() {
    assert_eq!(complaints_at("README.md", "one\n\ntwo `core/gone`\n")[0].0, 3);
    assert_eq!(complaints_at("README.md", "```sh\ntrue\ncargo run -p gone\n```\n")[0].0, 3);
}

#[test]
fn packages_and_targets_of_commands_exist() {
    assert_good("`cargo run`, `cargo run -p living-room -- -p any`, `cargo test --package=tvpass`");
    assert_good("`cargo run -p living-room --example json_check < FILE`, `cargo run -p NAME`");
    assert_good("```sh\n$ RUST_LOG=debug cargo run --bin living-room | cat\n```");
    assert_good("```rust\ncargo run -p gone\n```");
    assert_bad("`cargo run -p gone`", "no package gone");
    assert_bad("`cargo test -p tvpass --example json_check`", "no example json_check");
    assert_bad("`cargo run -p tvpass`", "not clear");
    assert_bad("```\ntrue && cargo build --bin gone\n```", "no bin gone");
}

#[test]
fn commands_of_this_program_are_judged_by_its_own_command_line() {
    assert_good(
        "`cargo xtask test`, `cargo xtask test lint rust`, `cargo xtask test [SUITE...]`, `cargo xtask --help`",
    );
    assert_bad("`cargo xtask gone`", "gone");
    assert_bad("`cargo xtask test gone`", "gone");
    assert_bad("`cargo xtask test --gone`", "--gone");
}

#[track_caller]
fn changelog_complaints(text: &str) -> usize {
    changelog::check(&Document::read(text)).len()
}

#[test]
fn a_changelog_in_the_usual_form_is_accepted() {
    let text = "# Changelog\n## [Unreleased]\n### Added\n- All.\n## [0.1.0] - 2026-11-21\n### Fixed\n- One.\n";
    assert_eq!(changelog_complaints(text), 0);
}

#[test]
fn a_changelog_in_another_form_is_refused() {
    assert_eq!(changelog_complaints("# Changelog\n"), 1);
    assert_eq!(changelog_complaints("# News\n## Unreleased\n"), 1);
    assert_eq!(changelog_complaints("# Changelog\n## Unreleased\n### New\n"), 1);
    assert_eq!(changelog_complaints("# Changelog\n## 0.1.0 - today\n"), 1);
    assert_eq!(changelog_complaints("# Changelog\n## 0.1.0 - 2026-11-21\n## Unreleased\n"), 1);
}

#[test]
fn names_of_the_guide_for_migration_are_those_of_the_core() {
    let text =
        "| V1 | tvpass |\n| --- | --- |\n| `checkauthn` | `SignIn`, `App::gone` |\n\nSee `checkauthn` and `Gone`.\n";
    let document = Document::read(text);
    let mut house = house();
    house.names.0.push(("tvpass", Interface::of_core("struct tvpass::flow::SignIn", str::to_owned)));
    house.documents.insert("docs/migration/v1.md".to_owned(), Document::read(text));
    let found = names::check("docs/migration/v1.md", &document, &house);
    assert_eq!(
        found,
        [(3, "`App::gone` is no name of tvpass".to_owned()), (5, "`Gone` is a name of nothing".to_owned())]
    );
    assert_eq!(names::check("docs/guide.md", &document, &house), []);
}
