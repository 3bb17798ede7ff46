//! The saved form of an installation: everything that must survive, and nothing that is not whole.

use tvpass::flow::{
    App, Event, Flow, Installation, LargeInstallation, Registration, RegistrationState, RestoreError, SignIn,
    SmallInstallation, Step, saved_size,
};
use tvpass::message::BaseUrl;

use super::answers::{CREDENTIALS, NO_PROFILES, profile, session, token};
use super::case::case;
use super::stage::{DOMAIN, RETURN, START, Stage, app, at, authorized, ok, restored, saved, television};

/// An installation with something in each of its fields.
fn full() -> SmallInstallation {
    let mut stage = television();
    stage.begin();
    stage.answer(200, profile("Dish"));
    stage.installation.remember_provider("Dish", "DISH \"TV\"", "https://dish.example/logo.png").unwrap();
    let mut stage = stage.with_flow(SignIn::on_other_device(None, DOMAIN, RETURN).without_lookup());
    stage.begin();
    assert_eq!(stage.answer(200, session("8ADF2K7", &["mvpd"])), "show 8ADF2K7");
    stage.installation
}

fn restore(saved: &[u8]) -> (SmallInstallation, Result<(), RestoreError>) {
    // One that was in use, so that nothing of it remains.
    let mut installation = full();
    let result = installation.restore_in_place(&app(), saved);
    (installation, result)
}

/// Nothing is there, and flows work with it.
fn assert_fresh(mut installation: SmallInstallation) {
    assert_eq!(installation.registration(), RegistrationState::Unregistered);
    assert_eq!((installation.mvpd(), installation.mvpd_name(), installation.mvpd_logo()), (None, None, None));
    assert_eq!(installation.profile_until(), None);
    assert!(!installation.is_unsaved());
    assert_eq!(saved(&installation), saved(&SmallInstallation::new()));
    let (app, mut flow) = (app(), Registration::new());
    let turn = flow.handle(&app, &mut installation, at(0), Event::Start);
    let mut buffer = [0; 256];
    let Ok(Step::Send(request)) = turn.step(&app, &installation, &mut buffer) else { panic!() };
    assert_eq!(request.target, "/o/client/register");
}

/// CRC-32 as the standard has it, to make a saved form that is whole and yet wrong.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// The saved form with `from` replaced, and a checksum that fits.
fn forged(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(saved(&full())).unwrap();
    let (front, _) = text.split_once(r#","check":""#).unwrap();
    assert!(front.contains(from), "{front}");
    let front = front.replacen(from, to, 1);
    format!(r#"{front},"check":"{:08x}"}}"#, crc32(front.as_bytes())).into_bytes()
}

#[test]
fn everything_that_is_saved_is_restored() {
    let (before, after) = (full(), restored(&full()));
    assert_eq!(saved(&after), saved(&before));
    assert!(!after.is_unsaved());
    assert_eq!(after.registration(), RegistrationState::Authorized);
    assert_eq!((after.mvpd(), after.mvpd_name()), (Some("Dish"), Some("DISH \"TV\"")));
    assert_eq!(after.mvpd_logo(), Some("https://dish.example/logo.png"));
    assert_eq!(after.profile_until(), before.profile_until());
    // The forgery below is the saved form itself, if nothing is replaced.
    assert_eq!(forged("{", "{"), saved(&before));
}

#[test]
fn an_installation_that_has_nothing_is_saved_and_restored_as_such() {
    let empty = saved(&SmallInstallation::new());
    let (installation, result) = restore(&empty);
    assert_eq!(result, Ok(()));
    assert_fresh(installation);
}

#[test]
fn a_saved_form_with_any_one_bit_turned_over_is_refused() {
    let whole = saved(&full());
    for place in 0..whole.len() * 8 {
        let mut turned = whole.clone();
        turned[place / 8] ^= 1 << (place % 8);
        let mut installation = SmallInstallation::new();
        let result = installation.restore_in_place(&app(), &turned);
        assert_eq!(result, Err(RestoreError::Damaged), "bit {place}");
        assert_eq!(installation.registration(), RegistrationState::Unregistered, "bit {place}");
    }
}

#[test]
fn a_saved_form_that_is_cut_or_continued_is_refused() {
    let whole = saved(&full());
    for length in 0..whole.len() {
        let mut installation = SmallInstallation::new();
        let result = installation.restore_in_place(&app(), &whole[..length]);
        assert_eq!(result, Err(RestoreError::Damaged), "{length} bytes");
        assert_eq!(saved(&installation), saved(&SmallInstallation::new()));
    }
    for end in ["\n", " ", "}", "\0"] {
        assert_eq!(restore(&[&whole, end.as_bytes()].concat()).1, Err(RestoreError::Damaged), "{end:?}");
    }
}

#[test]
fn a_refused_form_leaves_an_installation_that_begins_anew() {
    let mut turned = saved(&full());
    turned[10] ^= 1;
    let wrong = [turned, forged(r#""format":1"#, r#""format":2"#), forged(r#""owner":"#, r#""owner":1"#)];
    for bytes in wrong {
        let (installation, result) = restore(&bytes);
        assert!(result.is_err());
        assert_fresh(installation);
    }
}

#[test]
fn another_version_of_the_saved_form_is_refused_as_such() {
    assert_eq!(restore(&forged(r#""format":1"#, r#""format":2"#)).1, Err(RestoreError::Format));
    assert_eq!(restore(&forged(r#""format":1,"#, "")).1, Err(RestoreError::Damaged));
    // A field that a later version adds is no other version.
    assert_eq!(restore(&forged(r#""format":1"#, r#""format":1,"new":{"a":[1]}"#)).1, Ok(()));
}

#[test]
fn the_state_of_another_service_provider_or_statement_is_foreign() {
    let whole = saved(&full());
    let own = app();
    let headers = own.headers;
    let foreign = [
        App::new(BaseUrl::RELEASE_PRODUCTION, "REF30", "demo.software.statement".into(), headers),
        App::new(own.base, "REF31", "demo.software.statement".into(), headers),
        App::new(own.base, "REF30", "demo.software.statement2".into(), headers),
        // No character may change sides.
        App::new(own.base, "REF30d", "emo.software.statement".into(), headers),
    ];
    for app in foreign {
        let mut installation = full();
        let restored = installation.restore_in_place(&app, &whole);
        assert_eq!(restored, Err(RestoreError::Foreign), "{} {}", app.base.as_str(), app.service_provider);
        assert_fresh(installation);
    }
    // Neither the return address nor the pace makes it another application.
    let mut app = own;
    app.redirect_uri = Some("app://tv");
    app.poll_interval_millis = 5000;
    assert_eq!(SmallInstallation::new().restore_in_place(&app, &whole), Ok(()));
}

#[test]
fn a_token_that_would_become_two_lines_of_a_head_is_refused() {
    let of_case = case!("saved-client-with-crlf.json").split('"').find(|text| text.starts_with("Bearer ")).unwrap();
    for token in [of_case, r"Bearer a\n", r"Bearer a\u0000"] {
        let (installation, result) = restore(&forged("Bearer eyJhbGciOi", token));
        assert_eq!(result, Err(RestoreError::Damaged), "{token}");
        assert_fresh(installation);
    }
}

#[test]
fn a_state_that_does_not_fit_names_the_field_and_the_bytes() {
    let whole = saved(&full());
    let mut installation = Installation::<[u8; 24]>::new();
    let Err(RestoreError::TooLong(error)) = installation.restore_in_place(&app(), &whole) else { panic!() };
    // Id and secret have 20 bytes.
    assert_eq!((error.field, error.needed), ("mvpd_name", 20 + 4 + 9));
    assert_eq!(installation.registration(), RegistrationState::Unregistered);
    assert_eq!(
        RestoreError::TooLong(error).to_string(),
        "the saved state does not fit: no room for mvpd_name: the installation needs 33 bytes of storage"
    );
}

#[test]
fn a_buffer_that_is_too_small_is_told_the_size_that_suffices() {
    let installation = full();
    let whole = saved(&installation);
    for length in 0..whole.len() {
        let error = installation.save(&app(), &mut vec![0; length]).unwrap_err();
        assert_eq!(error.needed, whole.len(), "{length} bytes");
    }
    assert_eq!(installation.save(&app(), &mut vec![0; whole.len()]).unwrap(), whole);
}

#[test]
fn the_stated_size_suffices_for_a_storage_full_of_what_has_to_be_escaped() {
    let mut installation = Installation::<[u8; 256]>::new();
    installation.remember_mvpd(&"\u{1}".repeat(256)).unwrap();
    let mut buffer = vec![0; saved_size(256)];
    let bytes = installation.save(&app(), &mut buffer).unwrap();
    let mut restored = Installation::<[u8; 256]>::new();
    restored.restore_in_place(&app(), bytes).unwrap();
    assert_eq!(restored.mvpd(), installation.mvpd());
}

#[test]
fn what_changes_while_the_disk_is_slow_stays_unsaved() {
    let mut stage = Stage::unregistered(Registration::new());
    stage.begin();
    assert!(!stage.installation.is_unsaved(), "nothing to save yet");
    stage.answer(201, CREDENTIALS);
    let first = stage.installation.revision();
    assert!(stage.installation.is_unsaved());
    stage.answer(201, token(START.millis(), 21_600));
    let second = stage.installation.revision();
    stage.installation.mark_saved(first);
    assert!(stage.installation.is_unsaved());
    stage.installation.mark_saved(second);
    assert!(!stage.installation.is_unsaved());
    stage.installation.remember_mvpd("Dish").unwrap();
    assert!(stage.installation.is_unsaved());
    // To remember the same is no change.
    let revision = stage.installation.revision();
    stage.installation.remember_mvpd("Dish").unwrap();
    assert_eq!(stage.installation.revision(), revision);
}

#[test]
fn a_reset_leaves_nothing_and_is_a_change() {
    let mut installation = restored(&full());
    installation.reset();
    assert!(installation.is_unsaved());
    let revision = installation.revision();
    installation.mark_saved(revision);
    assert_fresh(installation);
}

#[test]
fn a_token_of_sixteen_kilobytes_fits_where_memory_is_plenty_and_names_its_bytes_where_it_is_not() {
    use tvpass::flow::{StopReason, TooLong};

    fn with_long_token(installation: &mut Installation) -> Result<(), TooLong> {
        let (app, mut flow) = (app(), Registration::new());
        let body = token(START.millis(), 21_600).replace("eyJhbGciOi", &"a".repeat(16 * 1024));
        let _ = flow.handle(&app, installation, at(0), Event::Start);
        let _ = flow.handle(&app, installation, at(0), ok(CREDENTIALS));
        let turn = flow.handle(&app, installation, at(0), ok(&body));
        match turn.step(&app, installation, &mut []).unwrap() {
            Step::Done(()) => Ok(()),
            Step::Stop(StopReason::TooLong(error)) => Err(error),
            step => panic!("{step:?}"),
        }
    }
    assert_eq!(with_long_token(&mut LargeInstallation::new()), Ok(()));
    let mut small = SmallInstallation::new();
    let error = with_long_token(&mut small).unwrap_err();
    assert_eq!((error.field, error.needed), ("access_token", 20 + 7 + 16 * 1024));
    assert_eq!(small.registration(), RegistrationState::Registered, "the registration is kept");
}

#[test]
fn the_owner_chooses_the_memory_and_flows_take_any() {
    let mut installation = Installation::<[u8; 64]>::new();
    installation.restore_in_place(&app(), &saved(&authorized())).unwrap();
    let (app, mut flow) = (app(), SignIn::on_other_device(None, DOMAIN, RETURN));
    let turn = flow.handle(&app, &mut installation, at(0), Event::Start);
    assert!(matches!(turn.step(&app, &installation, &mut [0; 256]), Ok(Step::Send(_))));
    let turn = flow.handle(&app, &mut installation, at(0), ok(NO_PROFILES));
    assert!(matches!(turn.step(&app, &installation, &mut [0; 256]), Ok(Step::Send(_))));
}
