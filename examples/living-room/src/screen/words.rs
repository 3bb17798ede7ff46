//! Sentences that are the same on every screen for people.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use url::Url;

use crate::decision::{Catalogue, Decision};
use crate::event::Code;
use crate::printable::printable;
use crate::profile::Profile;

/// The address for a camera: the login itself, or the page with the code filled in, if that page can do so.
pub(super) fn address_for_cameras(code: &Code) -> Option<String> {
    code.authenticate_url.clone().or_else(|| {
        let mut url = Url::parse(code.activation_url.as_deref()?).ok()?;
        url.query_pairs_mut().append_pair("code", &code.code);
        Some(url.into())
    })
}

/// `seconds` as minutes and seconds.
pub(super) fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The viewer, without the attributes.
pub(super) fn facts(profile: &Profile) -> Vec<(&'static str, String)> {
    let zone = TimeZone::system();
    let mut facts = vec![("Provider", printable(&profile.mvpd)), ("Profile", printable(&profile.profile_type))];
    if profile.issuer != profile.mvpd {
        facts.push(("Issued by", printable(&profile.issuer)));
    }
    facts.push(("Valid until", date(profile.not_after, zone)));
    facts
}

/// The provider's attributes of the viewer.
pub(super) fn attributes(profile: &Profile) -> Vec<(String, String)> {
    profile.attributes.iter().map(|(name, attribute)| (printable(name), said(attribute))).collect()
}

/// R76.
pub(super) const PARTNER_SETTINGS: &str = "Sign out in the settings of the device as well.";

/// The act of a stand-in of a partner's framework, which no viewer is to mistake for the real one.
pub(super) fn framework(does: &str) -> String {
    format!("A stand-in of Apple's framework {}.", printable(does))
}

/// A catalogue without what the viewer probably may not watch.
pub(super) fn catalogue(catalogue: &Catalogue) -> String {
    let titles = match &catalogue.permitted[..] {
        [] => "nothing".to_owned(),
        permitted => printable(&permitted.join(", ")),
    };
    left_out(catalogue).into_iter().fold(format!("Catalogue: {titles}"), |text, more| text + "; " + &more)
}

/// The number of a catalogue's titles that are not shown.
pub(super) fn left_out(catalogue: &Catalogue) -> Option<String> {
    match catalogue.denied.len() + catalogue.undecided.len() {
        0 => None,
        1 => Some("1 title is not included".to_owned()),
        count => Some(format!("{count} titles are not included")),
    }
}

/// The decision on a title; then its source, and the life of its media token or the reason of a denial.
pub(super) fn decision(decision: &Decision) -> (String, String) {
    let Decision { resource, source, authorized, media_token_seconds, code, message, .. } = decision;
    let (headline, details) = match (authorized, media_token_seconds) {
        (true, Some(seconds)) => (
            format!("Playing {resource}"),
            format!("permitted (source {source}), media token valid for {seconds} seconds"),
        ),
        (true, None) => (format!("Playing {resource}"), format!("permitted (source {source})")),
        (false, _) => {
            let why = message.as_ref().or(code.as_ref()).map_or("no reason given", String::as_str);
            (format!("Not playing {resource}"), format!("denied (source {source}), {why}"))
        }
    };
    (printable(&headline), printable(&details))
}

/// The code that brings a television into the phone's sign-in.
pub(super) fn link_code(code: &str) -> String {
    format!("The phone shows the link code {}.", printable(code))
}

/// That the television came in.
pub(super) fn joined(mvpd: &str) -> String {
    format!("The television joined with it, and is signed in at {}.", printable(mvpd))
}

/// That nobody is signed in any more.
pub(super) fn logged_out(mvpd: &str, was_signed_in: bool) -> String {
    let mvpd = printable(mvpd);
    if was_signed_in { format!("Signed out of {mvpd}.") } else { format!("Nobody was signed in at {mvpd}.") }
}

fn said(attribute: &Value) -> String {
    match attribute["state"].as_str() {
        // R52: only the programmer's private key opens it.
        Some("enc") => "(encrypted)".to_owned(),
        _ => printable(&readable(&attribute["value"])),
    }
}

fn readable(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(readable).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            map.iter().map(|(name, value)| format!("{name} {}", readable(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

fn date(millis: u64, zone: TimeZone) -> String {
    let timestamp = i64::try_from(millis).ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
    match timestamp {
        Some(timestamp) => timestamp.to_zoned(zone).strftime("%-d %B %Y, %H:%M").to_string(),
        None => "further notice".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn code(authenticate_url: Option<&str>, activation_url: Option<&str>) -> Code {
        Code {
            code: "8ADF2".into(),
            activation_url: activation_url.map(Into::into),
            authenticate_url: authenticate_url.map(Into::into),
            expires_in_seconds: 1800,
        }
    }

    #[test]
    fn a_camera_leads_to_the_login_where_nothing_is_left_to_choose() {
        let both = code(Some("https://host/login"), Some("https://tv.example/activate"));
        assert_eq!(address_for_cameras(&both).as_deref(), Some("https://host/login"));
    }

    #[test]
    fn a_camera_leads_to_the_activation_page_with_the_code() {
        let url = |page| address_for_cameras(&code(None, page));
        assert_eq!(url(Some("https://tv.example/activate")).unwrap(), "https://tv.example/activate?code=8ADF2");
        assert_eq!(url(Some("https://tv.example/a?b=c")).unwrap(), "https://tv.example/a?b=c&code=8ADF2");
        assert_eq!(url(None), None);
    }

    #[test]
    fn values_of_every_type_are_readable() {
        let say = |value: Value| said(&json!({"value": value, "state": "plain"}));
        assert_eq!(say(json!(["84001", "84002"])), "84001, 84002");
        assert_eq!(say(json!({"MPAA": "PG-13", "VCHIP": "TV-14"})), "MPAA PG-13, VCHIP TV-14");
        assert_eq!(say(json!(true)), "yes");
        assert_eq!(say(json!(7)), "7");
        assert_eq!(say(json!("a\u{1b}[2Jb")), "a [2Jb");
        assert_eq!(said(&json!({"value": "aG91c2U=", "state": "enc"})), "(encrypted)");
    }

    #[test]
    fn titles_that_are_not_permitted_are_counted_and_not_shown() {
        let titles = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>();
        let mut all =
            Catalogue { permitted: titles(&["news", "sports"]), denied: titles(&["premium"]), undecided: titles(&[]) };
        assert_eq!(catalogue(&all), "Catalogue: news, sports; 1 title is not included");
        all.undecided = titles(&["late"]);
        assert_eq!(catalogue(&all), "Catalogue: news, sports; 2 titles are not included");
        assert_eq!(catalogue(&Catalogue::default()), "Catalogue: nothing");
    }

    #[test]
    fn r60_a_denial_is_told_in_the_words_meant_for_the_viewer() {
        let denied = Decision {
            resource: "premium".into(),
            mvpd: "Dish".into(),
            authorized: false,
            source: "mvpd".into(),
            media_token_seconds: None,
            code: Some("authorization_denied_by_mvpd".into()),
            message: Some("Order it today.".into()),
        };
        let words = ("Not playing premium".to_owned(), "denied (source mvpd), Order it today.".to_owned());
        assert_eq!(decision(&denied), words);
        let wordless = Decision { message: None, ..denied };
        assert!(decision(&wordless).1.ends_with("authorization_denied_by_mvpd"));
    }

    #[test]
    fn dates_are_in_the_viewers_time_zone() {
        assert_eq!(date(1_733_735_289_035, TimeZone::UTC), "9 December 2024, 09:08");
        assert_eq!(date(u64::MAX, TimeZone::UTC), "further notice");
    }
}
