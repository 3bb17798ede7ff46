//! `urls.json`: what the service's `url` means for a base URL.

use tvpass::json::{Reader, Text};
use tvpass::message::{BaseUrl, UrlError};

use super::cases::{Case, cases};

fn outcome(case: Case, url: &Text<'_>) -> Result<String, &'static str> {
    let base = BaseUrl::new(case.text("base")).unwrap();
    let resolve = |buffer: &mut [u8]| base.resolve(url, buffer).map(str::to_owned);
    let needed = match resolve(&mut []) {
        Err(UrlError::TooSmall { needed }) => needed,
        other => panic!("{}: {other:?} without a buffer", case.name()),
    };
    match resolve(&mut vec![0; needed]) {
        Ok(resolved) => {
            assert_eq!(resolved.len(), needed, "{}: no buffer need be larger", case.name());
            assert_eq!(resolve(&mut vec![0; needed - 1]), Err(UrlError::TooSmall { needed }), "{}", case.name());
            Ok(resolved)
        }
        Err(UrlError::Invalid) => Err("invalid"),
        Err(UrlError::Downgrade) => Err("downgrade"),
        Err(error) => panic!("{}: {error:?}", case.name()),
    }
}

#[test]
fn every_url_of_the_service_is_resolved_or_refused_as_its_vector_says() {
    for case in cases("urls.json") {
        let expected = case.optional_text("resolved").map(str::to_owned).ok_or_else(|| case.text("error"));
        if case.text("url").is_empty() {
            let base = BaseUrl::new(case.text("base")).unwrap();
            assert_eq!(base.resolve(&Text::from(""), &mut []), Err(UrlError::Downgrade));
            continue;
        }
        assert_eq!(outcome(case, &Text::from(case.text("url"))), expected, "{}", case.name());
        let json = serde_json::to_string(case.text("url")).unwrap().replace('/', "\\/");
        assert_eq!(outcome(case, &Reader::new(json.as_bytes()).text().unwrap()), expected, "{} escaped", case.name());
    }
}
