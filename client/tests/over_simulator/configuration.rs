//! The list of providers is fetched once for several pickers.

use std::time::Duration;

use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;
use tvpass_client::{
    MemoryStore, PartnerOutcome, PartnerQuestion, Reply, Settings, SignInOptions, SignInPlace, SignInQuestion,
};
use tvpass_simulator::Running;

use crate::service::{Log, settings, start};

const CONFIGURATION: &str = "GET /api/v2/REF30/configuration";
const PROFILES: &str = "GET /api/v2/REF30/profiles";

fn picker() -> SignInOptions {
    SignInOptions::new(SignInPlace::OtherDeviceWithPicker)
        .return_to("adobe.com".to_owned(), "https://adobe.com".to_owned())
}

fn client(running: &Running, change: impl FnOnce(Settings) -> Settings) -> (Client, Log) {
    let log = Log::default();
    let settings = change(settings(running));
    let client = Client::with_observer(settings, UreqTransport::new(), MemoryStore::default(), log.observer());
    (client.unwrap(), log)
}

/// Asks for the list as often as `times` says, then gives up.
fn look_at_list(client: &Client, options: SignInOptions, mut times: u32) {
    let outcome = client.sign_in(options, |question| {
        let SignInQuestion::ChooseMvpd(list) = question else { panic!("another question: {question:?}") };
        assert!(list.get().mvpds().count() > 300);
        times -= 1;
        if times == 0 { Reply::Cancel } else { Reply::List }
    });
    assert!(outcome.is_err(), "nobody signed in");
}

#[test]
fn r23_a_second_picker_needs_no_second_list_and_a_viewer_gets_a_fresh_one() {
    let running = start();
    let (client, log) = client(&running, |settings| settings);
    look_at_list(&client, picker(), 1);
    look_at_list(&client, picker(), 1);
    assert_eq!(log.count(CONFIGURATION), 1, "{:?}", log.lines());
    look_at_list(&client, picker(), 2);
    assert_eq!(log.count(CONFIGURATION), 2, "{:?}", log.lines());
}

#[test]
fn a_life_of_nothing_keeps_no_list() {
    let running = start();
    let (client, log) = client(&running, |settings| settings.configuration_life(Duration::ZERO));
    look_at_list(&client, picker(), 1);
    look_at_list(&client, picker(), 1);
    assert_eq!(log.count(CONFIGURATION), 2);
}

#[test]
fn r100_the_fallback_from_a_partner_asks_neither_for_profiles_nor_for_the_list_again() {
    let running = start();
    let (client, log) = client(&running, |settings| settings);
    let outcome = client.partner_sign_in("Apple", "adobe.com", "https://adobe.com", |question| {
        let PartnerQuestion::Status { interruption_allowed, .. } = question else { panic!("another question") };
        if interruption_allowed { Reply::Refused } else { Reply::Status(None) }
    });
    assert!(matches!(outcome, Ok(PartnerOutcome::Basic { mvpd: None, refusal: None })));
    look_at_list(&client, picker().without_lookup(), 1);
    assert_eq!((log.count(PROFILES), log.count(CONFIGURATION)), (1, 1), "{:?}", log.lines());
}
