//! The fields of the documentation's records, from `records.tsv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A text, or an object with a `hostAddress` (T7).
    Host,
    Boolean,
    Integer,
    /// Of 32 bits.
    Short,
    Lifetime,
    Time,
    Number,
    Texts,
    Any,
    Map,
    Attributes,
    Record(&'static str),
}

/// The class of a field (T10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Decides,
    Informs,
    Identifies,
}

/// The presence of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Must,
    May,
    /// It may be missing, and is written all the same.
    Always,
}

#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub weight: Weight,
    pub presence: Presence,
    /// A number that is written as a string (T1, T9).
    pub is_string: bool,
}

/// The fields of a record, in order.
pub fn fields(record: &str) -> &'static [Field] {
    static RECORDS: OnceLock<BTreeMap<&str, Vec<Field>>> = OnceLock::new();
    RECORDS.get_or_init(read).get(record).map(Vec::as_slice).unwrap_or_default()
}

fn read() -> BTreeMap<&'static str, Vec<Field>> {
    let mut records: BTreeMap<_, Vec<Field>> = BTreeMap::new();
    for line in include_str!("records.tsv").lines().skip(1) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let &[record, name, kind, weight, presence] = cells.as_slice() else { panic!("five cells: {line}") };
        let (is_string, kind) = kind.strip_prefix("written ").map_or((false, kind), |kind| (true, kind));
        let field =
            Field { name, kind: kind_of(kind), weight: weight_of(weight), presence: presence_of(presence), is_string };
        records.entry(record).or_default().push(field);
    }
    records
}

fn kind_of(cell: &'static str) -> Kind {
    match cell {
        "text" => Kind::Text,
        "host" => Kind::Host,
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "short" => Kind::Short,
        "lifetime" => Kind::Lifetime,
        "time" => Kind::Time,
        "number" => Kind::Number,
        "texts" => Kind::Texts,
        "any" => Kind::Any,
        "map" => Kind::Map,
        "attributes" => Kind::Attributes,
        record => Kind::Record(record),
    }
}

fn weight_of(cell: &str) -> Weight {
    match cell {
        "decides" => Weight::Decides,
        "informs" => Weight::Informs,
        "identifies" => Weight::Identifies,
        other => panic!("no weight {other}"),
    }
}

fn presence_of(cell: &str) -> Presence {
    match cell {
        "must" => Presence::Must,
        "may" => Presence::May,
        "always" => Presence::Always,
        other => panic!("no presence {other}"),
    }
}
