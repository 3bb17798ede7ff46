use super::{Rules, numbers};
use crate::rust_test::RustTest;

/// 150 rules; R2 is the host's, R3 nobody's, R4 on the library's.
fn list() -> String {
    let rules = (1..=150).map(|number| {
        let (keeper, host) = match number {
            2 => ("host", "Do it."),
            3 => ("not about a client", ""),
            _ => ("library", ""),
        };
        format!("R{number}\ttopic{}\t{keeper}\tSay {number}.\t{host}\n", number / 100)
    });
    let head = String::from("rule\ttopic\tkept by\twhat it says\twhat the host does\n");
    [head].into_iter().chain(rules).collect()
}

fn test(file: &str, name: &str) -> RustTest {
    RustTest { file: file.to_owned(), line: 7, name: name.to_owned() }
}

/// One test in the core for each rule of the library but those left out.
fn tests(without: &[usize]) -> Vec<RustTest> {
    let kept = (1..=150).filter(|number| ![2, 3].contains(number) && !without.contains(number));
    kept.map(|number| test("core/tests/flows/a.rs", &format!("r{number}_it_works"))).collect()
}

fn complaints(tests: Vec<RustTest>) -> Vec<String> {
    let findings = Rules::new(&list(), tests).unwrap().findings();
    findings.into_iter().map(|finding| format!("{}:{}: {}", finding.file, finding.line, finding.what)).collect()
}

#[test]
fn a_test_names_one_rule_or_several() {
    assert_eq!(numbers("r42_polls_are_slow"), [42]);
    assert_eq!(numbers("r42_r43_polls_are_slow_r44"), [42, 43]);
    assert!(numbers("reading_42").is_empty() && numbers("r_42").is_empty() && numbers("p1_r42_x").is_empty());
}

#[test]
fn a_rule_that_is_shown_is_right_and_one_whose_test_vanished_is_named() {
    assert_eq!(complaints(tests(&[])), [] as [&str; 0]);
    let bare = "docs/rules.tsv:43: R42 is the library's to keep and no test shows it";
    assert_eq!(complaints(tests(&[42])), [bare]);
    // A test of the simulator shows the service, not the library.
    let mut elsewhere = tests(&[42]);
    elsewhere.push(test("simulator/tests/simulator/a.rs", "r42_it_works"));
    assert_eq!(complaints(elsewhere), [bare]);
    let mut with_another = tests(&[42]);
    with_another.push(test("tests/flows/tests/together/a.rs", "r41_r42_it_works"));
    assert_eq!(complaints(with_another), [] as [&str; 0]);
}

#[test]
fn a_test_that_names_no_rule_or_one_of_somebody_else_is_wrong() {
    let complaint = |file: &str, name: &str| {
        let mut tests = tests(&[]);
        tests.push(test(file, name));
        complaints(tests)
    };
    let file = "core/src/flow/a.rs";
    assert_eq!(complaint(file, "r151_a"), [format!("{file}:7: r151_a: there is no rule R151")]);
    assert_eq!(complaint(file, "r2_a"), [format!("{file}:7: r2_a: R2 is not the library's to keep (host)")]);
    assert_eq!(complaint(file, "r4_r3_a").len(), 1);
    assert!(complaint("simulator/tests/a.rs", "r2_a").is_empty());
    assert_eq!(complaint("simulator/tests/a.rs", "r0_a").len(), 1);
}

#[test]
fn a_list_with_a_hole_or_without_words_is_refused() {
    let complaint =
        |list: &str| Rules::new(list, Vec::new()).err().map(|error| format!("{error:#}")).unwrap_or_default();
    assert_eq!(complaint(&list()), "");
    assert!(complaint(&list().replace("R7\ttopic0\tlibrary\tSay 7.\t\n", "")).contains("R8 stands in the place of R7"));
    assert!(complaint(&list().replace("R150\ttopic1\tlibrary\tSay 150.\t\n", "")).contains("149 rules instead of 150"));
    assert!(complaint(&list().replace("Do it.", "")).contains("R2 is the host's"));
    assert!(complaint(&list().replace("not about a client", "me")).contains("nobody is called \"me\""));
    assert!(complaint(&list().replace("Say 7.\t", "Say 7.")).contains("five columns"));
    assert!(complaint(&list().replace("Say 7.", "")).contains("R7 says nothing"));
}

#[test]
fn counts_and_tables_tell_who_keeps_what() {
    let rules = Rules::new(&list(), tests(&[])).unwrap();
    assert!(rules.counts().starts_with("150 rules: 148 kept by the library and shown by 148 tests, 1 the host's"));
    assert!(rules.table().contains("R42   library                 1  Say 42.\n"));
    let markdown = rules.markdown();
    assert!(markdown.contains("| library | 148 | 148 |\n| host | 1 | 0 |\n"));
    assert!(markdown.contains("| R42 | Say 42. | library | | `r42_it_works` |\n"));
    assert!(markdown.contains("| R2 | Say 2. | host | Do it. | |\n"));
    assert!(markdown.contains("<!-- end -->\n<!-- table topic1 -->\n"));
}
