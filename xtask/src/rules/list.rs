//! The list itself, a table separated by tabs.

use anyhow::{Context, Result, bail, ensure};

/// All rules that the protocol's documentation has for a client; their numbers are stable.
const COUNT: usize = 150;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeper {
    Library,
    Host,
    Nobody,
}

impl Keeper {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Host => "host",
            Self::Nobody => "not about a client",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Library, Self::Host, Self::Nobody].into_iter().find(|keeper| keeper.name() == name)
    }
}

pub(super) struct Rule {
    pub(super) number: usize,
    pub(super) topic: String,
    pub(super) keeper: Keeper,
    pub(super) text: String,
    /// The host's part of the rule, where it has one.
    pub(super) host: String,
}

pub(super) fn parse(list: &str) -> Result<Vec<Rule>> {
    let rules: Vec<_> = list.lines().skip(1).map(rule).collect::<Result<_>>()?;
    for (index, rule) in rules.iter().enumerate() {
        ensure!(rule.number == index + 1, "R{} stands in the place of R{}", rule.number, index + 1);
    }
    ensure!(rules.len() == COUNT, "there are {} rules instead of {COUNT}", rules.len());
    Ok(rules)
}

fn rule(line: &str) -> Result<Rule> {
    let [number, topic, keeper, text, host] = *line.split('\t').collect::<Vec<_>>() else {
        bail!("\"{line}\" has not five columns");
    };
    let parsed = number.strip_prefix('R').and_then(|number| number.parse().ok());
    let keeper = Keeper::named(keeper).with_context(|| format!("{number}: nobody is called \"{keeper}\""))?;
    ensure!(!text.is_empty(), "{number} says nothing");
    ensure!(keeper != Keeper::Host || !host.is_empty(), "{number} is the host's and does not say what to do");
    Ok(Rule {
        number: parsed.with_context(|| format!("\"{number}\" is no rule"))?,
        topic: topic.to_owned(),
        keeper,
        text: text.to_owned(),
        host: host.to_owned(),
    })
}
