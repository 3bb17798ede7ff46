//! Paths and their templates: `{x}` stands for one segment.

use super::definition::Definition;
use crate::message::{split, split_once};

/// The segment of `path` where `template` has `{name}`; `None` unless the whole path follows the template.
///
/// ```
/// use tvpass::endpoint::{segment, Endpoint};
///
/// let template = Endpoint::ProfileCode.definition().path;
/// assert_eq!(segment(template, "/api/v2/REF30/profiles/code/8ADF2", "code"), Some("8ADF2"));
/// ```
#[must_use]
pub fn segment<'p>(template: &str, path: &'p str, name: &str) -> Option<&'p str> {
    let mut found = None;
    let mut segments = split(without_slash(path), b'/');
    for expected in split(template, b'/') {
        let actual = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(_) if actual.is_empty() => return None,
            Some(parameter) if parameter == name => found = Some(actual),
            Some(_) => {}
            None if expected == actual => {}
            None => return None,
        }
    }
    match segments.next() {
        None => found,
        Some(_) => None,
    }
}

/// True if `path` is a definition's, as far as that is known before its parameters are read.
pub(super) fn is_path_of(definition: &Definition, path: &str) -> bool {
    if definition.path.contains('{') {
        return is_of_a_version(definition.path) == is_of_a_version(path);
    }
    definition.path == without_slash(path)
}

pub(super) fn matches_template(template: &str, path: &str) -> bool {
    let parameters = split(template, b'{').skip(1).filter_map(|rest| split_once(rest, b'}'));
    match parameters.map(|(name, _)| name).last() {
        Some(name) => segment(template, path, name).is_some(),
        None => template == without_slash(path),
    }
}

/// The literals of a version go before any service provider's name (`sso-service.md` 1).
pub(super) fn is_of_a_version(path: &str) -> bool {
    path.starts_with("/api/v1/") || path.starts_with("/api/v2/")
}

fn without_slash(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}
