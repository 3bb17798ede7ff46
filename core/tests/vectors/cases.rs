//! Cases of a vector file.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value, json};
use tvpass::json::{Error, ErrorKind};
use tvpass::message::{HeaderError, HeaderName, Headers, Sender};

use super::support::vectors;

/// One case; its parts live as long as the program, so that what borrows from them can go anywhere.
#[derive(Clone, Copy)]
pub(crate) struct Case(&'static Map<String, Value>);

impl Case {
    pub(crate) fn get(self, name: &str) -> Option<&'static Value> {
        self.0.get(name)
    }

    pub(crate) fn text(self, name: &str) -> &'static str {
        self.optional_text(name).unwrap_or_else(|| panic!("{}: {name} is no text", self.name()))
    }

    pub(crate) fn optional_text(self, name: &str) -> Option<&'static str> {
        self.get(name)?.as_str()
    }

    /// The member `name`, an object, as a case of its own.
    pub(crate) fn part(self, name: &str) -> Self {
        Self(self.get(name).and_then(Value::as_object).unwrap_or_else(|| panic!("{}: no {name}", self.name())))
    }

    pub(crate) fn name(self) -> &'static str {
        self.0.get("name").and_then(Value::as_str).unwrap_or("?")
    }

    /// The headers that the sender has ready, or the first that no header can hold.
    pub(crate) fn headers(self) -> Result<Headers<'static>, (HeaderName, HeaderError)> {
        let mut headers = Headers::new(match self.text("sender") {
            "streaming_device" => Sender::StreamingDevice,
            "browser" => Sender::Browser,
            "secondary_application" => Sender::SecondaryApplication,
            other => panic!("unknown sender {other}"),
        });
        for (name, value) in self.part("headers").0 {
            let name = HeaderName::from_wire(name).unwrap();
            headers.set(name, value.as_str().unwrap()).map_err(|error| (name, error))?;
        }
        Ok(headers)
    }
}

/// The cases of a file, whose names are its own.
pub(crate) fn cases(file: &str) -> Vec<Case> {
    let text = fs::read(vectors(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let whole: &'static Value = Box::leak(Box::new(serde_json::from_slice(&text).unwrap()));
    let cases: Vec<_> = whole["cases"].as_array().unwrap().iter().map(|case| Case(case.as_object().unwrap())).collect();
    let names: BTreeSet<_> = cases.iter().map(|case| case.name()).collect();
    assert_eq!(names.len(), cases.len(), "{file}: a name is there twice");
    cases
}

/// The cases of all files of a folder.
pub(crate) fn cases_of_folder(folder: &str) -> Vec<Case> {
    let mut files: Vec<_> =
        fs::read_dir(vectors(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    files.iter().flat_map(|file| cases(&format!("{folder}/{file}"))).collect()
}

/// An error of JSON as the vectors write it.
pub(crate) fn json_error(error: &Error) -> Value {
    let kind = match error.kind() {
        ErrorKind::End => "end",
        ErrorKind::Syntax => "syntax",
        ErrorKind::Utf8 => "utf8",
        ErrorKind::Control => "control",
        ErrorKind::Escape => "escape",
        ErrorKind::Depth => "depth",
        ErrorKind::Type => "type",
        ErrorKind::Range => "range",
        ErrorKind::Missing => "missing",
        other => panic!("{other:?} has no name in the vectors"),
    };
    json!({"kind": kind, "field": error.field(), "offset": error.offset()})
}
