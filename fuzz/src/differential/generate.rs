//! Answers as the documentation has them, with types, nulls, repeats, order and spelling mutated.

use std::fmt::Write as _;

use crate::reference::{Field, Kind, fields};

/// Values that some field has, and that most others do not expect.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.5",
    "403",
    "4294967296",
    "18446744073709551615",
    "1e300",
    "1.7E12",
    "21600.0",
    "\"\"",
    "\"true\"",
    "\"1733735289035\"",
    "\"0000021600\"",
    "\"1.7653668E12\"",
    "\"5.5\"",
    "\"-7\"",
    "\" 7\"",
    "\"x\\u0041\\n\\ud83d\\udcfa\"",
    "\"authenticate\"",
    "[]",
    "[\"mvpd\"]",
    "[\"a\",null]",
    "[[{\"a\":null}]]",
    "{}",
    "{\"hostAddress\":\"::1\"}",
    "{\"hostAddress\":null,\"a\":[1]}",
    "{\"code\":\"c\",\"action\":\"retry\"}",
    "{\"serializedToken\":\"dA==\"}",
];

const TEXTS: &[&str] = &["\"authenticate\"", "\"caf\\u00e9 \\\"x\\\"\"", "\"Dish\"", "\"\""];

/// Chances of a thousand.
const MUTATED: u32 = 40;
const LEFT_OUT: u32 = 25;
const REPEATED: u32 = 25;
const REORDERED: u32 = 300;

pub struct Generator {
    state: u64,
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// An answer of this name, see `ANSWERS`.
    pub fn answer(&mut self, name: &str) -> String {
        match name {
            "profiles" => self.held("profiles", "Profile", true),
            "decisions" => self.held("decisions", "Decision", false),
            "logouts" => self.held("logouts", "LogoutAction", true),
            "requestor" => self.configuration(),
            "devices" => self.held("devices", "DeviceAttributes", true),
            "unlinkedDevices" => self.unlinked(),
            record => self.record(record),
        }
    }

    fn held(&mut self, container: &str, record: &str, in_map: bool) -> String {
        let items = self.items(record, in_map);
        let members = vec![(container.to_owned(), items), ("other".to_owned(), "[{}]".to_owned())];
        self.object(members)
    }

    fn unlinked(&mut self) -> String {
        let count = self.below(4);
        let ids: Vec<_> = (0..count).map(|_| self.mutated(|this| this.pick(TEXTS).to_owned())).collect();
        self.object(vec![("unlinkedDevices".to_owned(), format!("[{}]", ids.join(",")))])
    }

    fn items(&mut self, record: &str, in_map: bool) -> String {
        let count = self.below(4);
        let items: Vec<_> = (0..count).map(|_| self.mutated(|this| this.record(record))).collect();
        if in_map {
            let named =
                items.into_iter().map(|item| (self.pick(&["Dish", "Cablevision", "caf\\u00e9"]).to_owned(), item));
            let named: Vec<_> = named.collect();
            self.object(named)
        } else {
            format!("[{}]", items.join(","))
        }
    }

    fn configuration(&mut self) -> String {
        let (domains, mvpds, beside) =
            (self.items("Domain", false), self.items("Mvpd", false), self.items("Mvpd", false));
        let members = [
            ("id", "\"REF30\"".to_owned()),
            ("name", "\"Reference\"".to_owned()),
            ("domains", domains),
            ("mvpds", mvpds),
        ];
        let requestor = self.object(members.map(|(name, value)| (name.to_owned(), value)).to_vec());
        let mut members = vec![("requestor".to_owned(), requestor), ("time".to_owned(), "1".to_owned())];
        if self.happens(300) {
            members.push(("mvpds".to_owned(), beside));
        }
        self.object(members)
    }

    fn record(&mut self, name: &str) -> String {
        let mut members = Vec::new();
        for field in fields(name) {
            members.push((field.name.to_owned(), self.right(field)));
        }
        members.push(("unknown".to_owned(), "{\"actionName\":[7]}".to_owned()));
        self.object(members)
    }

    /// A value that the field takes.
    fn right(&mut self, field: &Field) -> String {
        match field.kind {
            Kind::Text => self.pick(TEXTS).to_owned(),
            Kind::Host => self.pick(&["\"::1\"", "{\"hostAddress\":\"10.0.0.1\"}"]).to_owned(),
            Kind::Boolean => self.pick(&["true", "false", "\"true\"", "\"false\""]).to_owned(),
            Kind::Integer | Kind::Short => self.pick(&["403", "\"403\"", "4.03e2", "0"]).to_owned(),
            Kind::Lifetime => self.pick(&["21600", "21600.9", "\"21600.0\"", "2.16E4"]).to_owned(),
            Kind::Time => self.pick(&["1733735289035", "\"1733735289035\"", "1623943955", "1.7653668E12"]).to_owned(),
            Kind::Number => self.pick(&["5.5", "\"5.5\"", "55"]).to_owned(),
            Kind::Texts => self.pick(&["[]", "[\"mvpd\",\"dom\\u0061in\"]"]).to_owned(),
            Kind::Any => self.pick(VALUES).to_owned(),
            Kind::Map => self.pick(&["{}", "{\"mvpd\":\"Dish\",\"domain\":\"adobe.com\"}"]).to_owned(),
            Kind::Attributes => {
                let names = ["userID", "zip", "userID"];
                let bodies = names.map(|name| (name.to_owned(), self.mutated(|this| this.record("Attribute"))));
                self.object(bodies.to_vec())
            }
            Kind::Record(name) => self.record(name),
        }
    }

    fn mutated(&mut self, right: impl FnOnce(&mut Self) -> String) -> String {
        if self.happens(MUTATED) { self.pick(VALUES).to_owned() } else { right(self) }
    }

    /// An object of these members, some of them left out, repeated, of another value or in another place.
    fn object(&mut self, members: Vec<(String, String)>) -> String {
        let mut written: Vec<(String, String)> = Vec::new();
        for (name, value) in members {
            if self.happens(REPEATED) {
                written.push((name.clone(), self.pick(VALUES).to_owned()));
            }
            if !self.happens(LEFT_OUT) {
                let value = self.mutated(|_| value.clone());
                written.push((name.clone(), value));
            }
            if self.happens(REPEATED) {
                written.push((name, self.pick(VALUES).to_owned()));
            }
        }
        if self.happens(REORDERED) && !written.is_empty() {
            let (one, other) = (self.below(written.len()), self.below(written.len()));
            written.swap(one, other);
        }
        let blank = self.pick(&["", "", " ", "\n\t"]);
        let mut text = String::from("{");
        for (index, (name, value)) in written.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let _ = write!(text, "{comma}{blank}\"{name}\"{blank}:{blank}{value}");
        }
        text + blank + "}"
    }

    fn happens(&mut self, of_thousand: u32) -> bool {
        self.below(1000) < of_thousand as usize
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// SplitMix: what it gives is to be repeatable, not good.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ mixed >> 31) >> 33).unwrap_or_default() % limit
    }
}
