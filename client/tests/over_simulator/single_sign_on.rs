//! A phone and a television in one sign-in, over real connections.

use tvpass::message::HeaderName;
use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;
use tvpass_client::{
    MemoryStore, OwnedLinkedDevices, Reply, ServicePerson, SignInCheck, SignInOutcome, SignInQuestion, SsoOutcome,
};
use tvpass_simulator::Running;

use crate::asynchronous::on_tokio;
use crate::person;
use crate::service::{Log, options, settings, start};

fn device(running: &Running, id: &str, log: &Log) -> Client {
    let settings = settings(running).device_id(id);
    Client::with_observer(settings, UreqTransport::new(), MemoryStore::default(), log.observer()).unwrap()
}

fn sign_in(client: &Client) -> SignInOutcome {
    let outcome = client.sign_in(options(), |question| match question {
        SignInQuestion::ShowCode(shown) => {
            person::sign_in(&shown.authenticate_url.expect("nothing is left to choose"));
            Reply::Yes
        }
        _ => Reply::Cancel,
    });
    outcome.unwrap()
}

/// A phone that is signed in with a service token.
fn phone(running: &Running) -> Client {
    let phone = device(running, "phone", &Log::default());
    let got = phone.service_token(ServicePerson::Identifier("household-19"), |_| Reply::Cancel).unwrap();
    assert_eq!(got, SsoOutcome::Done(()));
    assert!(matches!(sign_in(&phone), SignInOutcome::SignedIn { .. }));
    phone
}

/// The code that the phone shows.
fn code(phone: &Client) -> String {
    let mut code = None;
    let linked = phone.link_device(|shown| {
        code = shown.code;
        Reply::Yes
    });
    assert_eq!(linked.unwrap(), SsoOutcome::Done(()));
    code.unwrap()
}

fn ids(devices: SsoOutcome<OwnedLinkedDevices>) -> Vec<String> {
    let SsoOutcome::Done(devices) = devices else { panic!("{devices:?}") };
    devices.get().iter().map(|device| device.id.to_string()).collect()
}

#[test]
fn a_television_joins_by_the_phones_code_and_is_signed_in_without_a_session() {
    let running = start();
    let phone = phone(&running);
    let log = Log::default();
    let television = device(&running, "television", &log);
    let (wrong, right) = ("000000", code(&phone));
    let joined = television.service_token(ServicePerson::LinkCode(wrong), |refused| {
        assert!(refused.error.is_some());
        Reply::LinkCode(right.clone())
    });
    assert_eq!(joined.unwrap(), SsoOutcome::Done(()));
    assert!(matches!(television.check_sign_in().unwrap(), SignInCheck::SignedIn { .. }));
    assert!(matches!(television.check_sign_in().unwrap(), SignInCheck::Remembered { .. }));
    assert_eq!(log.count("POST /api/v2/REF30/sessions"), 0);
    assert_eq!(ids(television.list_devices().unwrap()).len(), 2);
}

#[test]
fn a_token_that_holds_is_kept_over_a_restart_and_asks_for_nothing() {
    let running = start();
    let phone = phone(&running);
    let saved = phone.saved_service_token().unwrap();
    let log = Log::default();
    let again = device(&running, "phone", &log);
    again.restore_service_token(&saved).unwrap();
    let kept = again.service_token(ServicePerson::Known, |_| Reply::Cancel).unwrap();
    assert_eq!((kept, log.lines()), (SsoOutcome::Done(()), Vec::new()));
    assert!(matches!(again.check_sign_in().unwrap(), SignInCheck::SignedIn { .. }), "the header carries it");
    again.forget_service_token();
    assert!(again.saved_service_token().is_none());
    assert!(again.restore_service_token(&saved[1..]).is_err());
}

#[test]
fn another_person_does_not_go_on_with_the_token_of_the_one_before() {
    let running = start();
    let log = Log::default();
    let device = device(&running, "television", &log);
    let get = |person| device.service_token(person, |_| Reply::Cancel).unwrap();
    assert_eq!(get(ServicePerson::Identifier("household-19")), SsoOutcome::Done(()));
    let first = device.saved_service_token().unwrap();
    assert_eq!(get(ServicePerson::Identifier("household-20")), SsoOutcome::Done(()));
    assert_eq!(log.count("POST /api/REF30/serviceToken"), 2);
    assert_ne!(device.saved_service_token().unwrap(), first);
    assert_eq!(get(ServicePerson::Identifier("household-20")), SsoOutcome::Done(()));
    assert_eq!(log.count("POST /api/REF30/serviceToken"), 2, "the same person's token holds");
    let elsewhere = tvpass_simulator::Scenario::ready("single-sign-on-not-licensed").unwrap();
    running.with_service(|service| service.apply(&elsewhere));
    assert!(matches!(get(ServicePerson::Identifier("household-21")), SsoOutcome::WithoutSingleSignOn(_)));
    assert!(device.saved_service_token().is_none(), "nothing carries the token of household-20");
}

#[test]
fn a_person_who_joins_by_a_code_is_not_the_one_whose_name_is_known() {
    let running = start();
    let phone = phone(&running);
    let television = device(&running, "television", &Log::default());
    let named = television.service_token(ServicePerson::Identifier("household-20"), |_| Reply::Cancel);
    assert_eq!(named.unwrap(), SsoOutcome::Done(()));
    let with_name = television.saved_service_token().unwrap().len();
    let joined = television.service_token(ServicePerson::LinkCode(&code(&phone)), |_| Reply::Cancel);
    assert_eq!(joined.unwrap(), SsoOutcome::Done(()));
    // The tokens are of one length: the name alone is missing.
    assert!(television.saved_service_token().unwrap().len() < with_name);
}

#[test]
fn a_device_that_unlinks_itself_forgets_its_token() {
    let running = start();
    let phone = phone(&running);
    let television = device(&running, "television", &Log::default());
    let joined = television.service_token(ServicePerson::LinkCode(&code(&phone)), |_| Reply::Cancel).unwrap();
    assert_eq!(joined, SsoOutcome::Done(()));
    let own = ids(television.list_devices().unwrap());
    let own: Vec<_> = own.iter().map(String::as_str).collect();
    let SsoOutcome::Done(unlinked) = television.unlink_devices(&own).unwrap() else { panic!("not served") };
    assert!(unlinked.is_own && unlinked.devices.len() == 2);
    assert!(television.saved_service_token().is_none());
    assert!(matches!(television.list_devices().unwrap(), SsoOutcome::WithoutSingleSignOn(_)));
}

#[test]
fn a_service_that_is_not_there_leaves_the_application_at_work() {
    let running = start();
    let scenario = tvpass_simulator::Scenario::ready("single-sign-on-not-licensed").unwrap();
    running.with_service(|service| service.apply(&scenario));
    let television = device(&running, "television", &Log::default());
    let got = television.service_token(ServicePerson::Identifier("household-19"), |_| Reply::Cancel).unwrap();
    assert!(matches!(got, SsoOutcome::WithoutSingleSignOn(_)));
    television.set_header(HeaderName::AdServiceToken, None).unwrap();
    assert!(matches!(sign_in(&television), SignInOutcome::SignedIn { .. }));
}

#[test]
fn tasks_link_as_threads_do() {
    let running = start();
    on_tokio(tasks_link(&running));
}

async fn tasks_link(running: &Running) {
    let open = |id: &str| {
        let transport = tvpass_client::transport::ReqwestTransport::new().unwrap();
        tvpass_client::asynchronous::Client::new(settings(running).device_id(id), transport, MemoryStore::default())
            .unwrap()
    };
    let (phone, television) = (open("phone"), open("television"));
    let never = |_| std::future::ready(Reply::Cancel);
    let got = phone.service_token(ServicePerson::Identifier("household-19"), never).await.unwrap();
    assert_eq!(got, SsoOutcome::Done(()));
    let mut code = None;
    let linked = phone.link_device(|shown| {
        code = shown.code;
        std::future::ready(Reply::Yes)
    });
    assert_eq!(linked.await.unwrap(), SsoOutcome::Done(()));
    let code = code.unwrap();
    let joined = television.service_token(ServicePerson::LinkCode(&code), |_| std::future::ready(Reply::Cancel)).await;
    assert_eq!(joined.unwrap(), SsoOutcome::Done(()));
    assert_eq!(television.check_sign_in().await.unwrap(), SignInCheck::SignedOut);
    assert!(matches!(television.list_devices().await.unwrap(), SsoOutcome::Done(_)));
    assert!(matches!(television.unlink_devices(&["nobody"]).await.unwrap(), SsoOutcome::Done(_)));
}
