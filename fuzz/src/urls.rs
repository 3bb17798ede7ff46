//! Addresses that the service gives: what is opened has no weaker scheme and, for a path, no other host, as browsers see it.
//!
//! The input is a base URL in its first line, and in the rest what the service says.

use tvpass::json::Text;
use tvpass::message::{BaseUrl, UrlError};
use url::Url;

pub fn check(bytes: &[u8]) {
    let Some((base, said)) = std::str::from_utf8(bytes).ok().and_then(|text| text.split_once('\n')) else { return };
    for base in [base, "https://sp.auth.adobe.com", "http://127.0.0.1:8787/pass"] {
        if let Ok(base) = BaseUrl::new(base) {
            resolves_safely(base, said);
        }
    }
}

fn resolves_safely(base: BaseUrl<'_>, said: &str) {
    let mut buffer = vec![0; base.as_str().len() + said.len()];
    let resolved = match base.resolve(&Text::from(said), &mut buffer) {
        Ok(resolved) => resolved,
        Err(error) => return assert!(!matches!(error, UrlError::TooSmall { .. }), "it holds both"),
    };
    assert!(resolved.bytes().all(|byte| byte.is_ascii_graphic()), "{resolved}");
    let here = Url::parse(base.as_str());
    // What a browser does not take for a URL leads nowhere.
    let (Ok(here), Ok(there)) = (here, Url::parse(resolved)) else { return };
    assert!(there.scheme() == "https" || there.scheme() == here.scheme(), "{base:?} {said:?} {there}");
    if said.starts_with('/') {
        assert_eq!(there.origin(), here.origin(), "{base:?} {said:?} {there}");
    }
}
