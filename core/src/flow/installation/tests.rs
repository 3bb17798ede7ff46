//! The memory behind an installation, which nothing outside can look at.

extern crate std;

use core::cell::Cell;
use std::format;
use std::string::ToString;

use super::{Installation, Lengths, Pace, Renewal, SmallInstallation};
use crate::endpoint::{AccessToken, ClientCredentials};
use crate::flow::{App, Now};
use crate::json::Timestamp;
use crate::message::{BaseUrl, Headers, Sender};

const NOW: Now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(1_733_735_289_035), random: 0 };

/// Memory that tells, when it goes, whether anything is left in it.
struct Memory<'a> {
    bytes: [u8; 64],
    is_wiped: &'a Cell<Option<bool>>,
}

impl AsRef<[u8]> for Memory<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsMut<[u8]> for Memory<'_> {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }
}

impl Drop for Memory<'_> {
    fn drop(&mut self) {
        self.is_wiped.set(Some(self.bytes == [0; 64]));
    }
}

fn fill(installation: &mut Installation) {
    let credentials = ClientCredentials::decode(br#"{"client_id": "id", "client_secret": "secret"}"#).unwrap();
    installation.set_credentials(&credentials).unwrap();
    let token = AccessToken::decode(br#"{"access_token": "token", "expires_in": 60}"#).unwrap();
    installation.set_token(&token, &NOW).unwrap();
    installation.remember_mvpd("Dish").unwrap();
}

#[test]
fn what_is_dropped_is_overwritten() {
    let is_wiped = Cell::new(None);
    let mut installation = Installation {
        pace: Pace::new(),
        refresh_at: Timestamp::default(),
        token_created_at: Timestamp::default(),
        profile_until: Timestamp::default(),
        code_until: Timestamp::default(),
        code_arguments: 0,
        code_is_complete: false,
        revision: 0,
        saved: 0,
        generation: 0,
        last_ticket: 0,
        renewal: Renewal::default(),
        lengths: Lengths::new(),
        storage: Memory { bytes: [0; 64], is_wiped: &is_wiped },
    };
    let mut filled = SmallInstallation::new();
    fill(&mut filled);
    installation.storage.bytes.copy_from_slice(&filled.storage[..64]);
    assert!(installation.storage.bytes.starts_with(b"idsecret"));
    drop(installation);
    assert_eq!(is_wiped.get(), Some(true));
}

#[test]
fn a_reset_overwrites_everything() {
    let mut installation = SmallInstallation::new();
    fill(&mut installation);
    assert!(installation.storage.windows(5).any(|bytes| bytes == b"token"));
    installation.reset();
    assert!(installation.storage.iter().all(|byte| *byte == 0));
}

#[test]
fn a_token_that_is_replaced_or_dropped_leaves_no_byte() {
    let mut installation = SmallInstallation::new();
    fill(&mut installation);
    let short = AccessToken::decode(br#"{"access_token": "a", "expires_in": 60}"#).unwrap();
    installation.set_token(&short, &NOW).unwrap();
    let holds = |installation: &SmallInstallation, text: &[u8]| {
        installation.storage.windows(text.len()).any(|bytes| bytes == text)
    };
    assert!(holds(&installation, b"Bearer a") && !holds(&installation, b"oken"));
    installation.drop_token();
    assert!(!holds(&installation, b"Bearer") && holds(&installation, b"secret"));
}

#[test]
fn a_token_that_is_restored_is_not_the_one_that_was_sent_before() {
    let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
    let app = App::new(base, "REF30", "statement".into(), Headers::new(Sender::StreamingDevice));
    let mut installation = SmallInstallation::new();
    fill(&mut installation);
    let sent_with = installation.generation;
    let mut buffer = [0; 1024];
    let saved = installation.save(&app, &mut buffer).unwrap().to_vec();
    installation.restore_in_place(&app, &saved).unwrap();
    assert_ne!(installation.generation, sent_with);
    assert_eq!(installation.authorization(), "Bearer token");
}

#[test]
fn a_provider_that_is_forgotten_is_a_change_even_without_a_profile() {
    let mut installation = SmallInstallation::new();
    installation.remember_mvpd("Dish").unwrap();
    installation.mark_saved(installation.revision);
    installation.forget_mvpd();
    assert!(installation.is_unsaved() && installation.mvpd().is_none());
    installation.mark_saved(installation.revision);
    installation.forget_mvpd();
    assert!(!installation.is_unsaved(), "there was nothing to forget");
}

#[test]
fn r6_a_token_is_refreshed_in_the_last_sixteenth_of_its_life() {
    let token = AccessToken::decode(br#"{"access_token": "token", "expires_in": 320}"#).unwrap();
    let mut installation = SmallInstallation::new();
    installation.set_token(&token, &NOW).unwrap();
    assert_eq!(installation.refresh_at, NOW.unix.plus_millis(300_000));
    let token = AccessToken::decode(br#"{"access_token": "token", "expires_in": 21600}"#).unwrap();
    installation.set_token(&token, &NOW).unwrap();
    assert_eq!(installation.refresh_at, NOW.unix.plus_millis(21_540_000), "a minute at most");
}

#[test]
fn a_token_is_renewed_after_seven_weeks_however_long_it_lives() {
    for seconds in ["4294968", "18446744073709551615"] {
        let body = format!(r#"{{"access_token": "token", "expires_in": {seconds}}}"#);
        let mut installation = SmallInstallation::new();
        installation.set_token(&AccessToken::decode(body.as_bytes()).unwrap(), &NOW).unwrap();
        assert_eq!(installation.refresh_at, NOW.unix.plus_millis(4_294_967_000 - 60_000));
    }
}

#[test]
fn the_age_that_the_service_tells_counts_unless_a_clock_is_off() {
    let created = |seconds_ago: u64| {
        let at = (NOW.unix.millis() - seconds_ago * 1000).to_string();
        let body = format!(r#"{{"access_token": "token", "expires_in": 21600, "created_at": {at}}}"#);
        let mut installation = SmallInstallation::new();
        installation.set_token(&AccessToken::decode(body.as_bytes()).unwrap(), &NOW).unwrap();
        installation.refresh_at.millis_since(NOW.unix)
    };
    assert_eq!([0, 60, 61].map(created), [21_540_000, 21_480_000, 21_540_000]);
}

#[test]
fn what_is_not_there_takes_no_room_in_the_saved_form() {
    let base = BaseUrl::new("http://127.0.0.1:8787").unwrap();
    let app = App::new(base, "REF30", "statement".into(), Headers::new(Sender::StreamingDevice));
    let mut installation = SmallInstallation::new();
    fill(&mut installation);
    let mut buffer = [0; 1024];
    let saved = core::str::from_utf8(installation.save(&app, &mut buffer).unwrap()).unwrap();
    for name in ["code", "mvpd_logo", "profile_until", "code_until"] {
        assert!(!saved.contains(&[",\"", name, "\":"].concat()), "{name} in {saved}");
    }
}
