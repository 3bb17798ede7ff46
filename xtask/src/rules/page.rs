//! The tables of `docs/rules.md`: one with the counts, and one for each topic.

use super::Rules;
use super::list::{Keeper, Rule};
use crate::reference::END;

pub(super) fn tables(rules: &Rules) -> String {
    let mut text = table("counts", &counts(rules));
    let mut topics: Vec<&str> = rules.rules.iter().map(|rule| rule.topic.as_str()).collect();
    topics.dedup();
    for topic in topics {
        let of_topic = rules.rules.iter().filter(|rule| rule.topic == topic);
        let rows: Vec<_> = of_topic.map(|rule| row(rules, rule)).collect();
        text += &table(topic, &rows_under("| rule | what it says | kept by | what the host does | tests |", &rows));
    }
    text
}

fn table(name: &str, lines: &[String]) -> String {
    format!("<!-- table {name} -->\n{}\n{END}\n", lines.join("\n"))
}

fn rows_under(head: &str, rows: &[String]) -> Vec<String> {
    let columns = head.matches('|').count() - 1;
    let rule = format!("|{}", " --- |".repeat(columns));
    [head.to_owned(), rule].into_iter().chain(rows.iter().cloned()).collect()
}

fn counts(rules: &Rules) -> Vec<String> {
    let count = |name: &str, is_wanted: &dyn Fn(&Rule) -> bool| {
        let wanted: Vec<_> = rules.rules.iter().filter(|rule| is_wanted(rule)).collect();
        let shown = wanted.iter().filter(|rule| !rules.shown_by(rule.number).is_empty()).count();
        format!("| {name} | {} | {shown} |", wanted.len())
    };
    let keepers = [Keeper::Library, Keeper::Host, Keeper::Nobody];
    let mut rows: Vec<_> = keepers.iter().map(|keeper| count(keeper.name(), &|rule| rule.keeper == *keeper)).collect();
    rows.push(count("together", &|_| true));
    rows_under("| kept by | rules | shown by tests |", &rows)
}

fn row(rules: &Rules, rule: &Rule) -> String {
    let tests: Vec<_> = rules.shown_by(rule.number).iter().map(|test| format!("`{test}`")).collect();
    let Rule { number, keeper, text, host, .. } = rule;
    let line = format!("| R{number} | {text} | {} | {host} | {} |", keeper.name(), tests.join(", "));
    line.replace("|  |", "| |")
}
