//! The blocking client.

use std::sync::Arc;
use std::thread;

use tvpass_client::blocking::Client;
use tvpass_client::transport::UreqTransport;
use tvpass_client::{
    AuthorizeOutcome, CancelToken, Error, LogoutQuestion, MemoryStore, PreauthorizeOutcome, Reply, SignInOutcome,
    SignInQuestion,
};

use crate::person;
use crate::service::{Log, REGISTER, TOKEN, options, settings, start};

/// Signs in with a person who is quick.
fn sign_in(client: &Client) -> Result<SignInOutcome, Error> {
    client.sign_in(options(), |question| match question {
        SignInQuestion::ShowCode(shown) => {
            person::sign_in(&shown.authenticate_url.expect("nothing is left to choose"));
            Reply::Yes
        }
        _ => Reply::Cancel,
    })
}

#[test]
fn signs_in_plays_and_logs_out() {
    let running = start();
    let log = Log::default();
    let store = MemoryStore::default();
    let client = Client::with_observer(settings(&running), UreqTransport::new(), store, log.observer()).unwrap();
    let SignInOutcome::SignedIn { mvpd, profiles } = sign_in(&client).unwrap() else { panic!("no profile") };
    assert_eq!(mvpd, "Cablevision");
    assert!(profiles.of("Cablevision").unwrap().attributes.get("userID").is_some());
    assert!(client.profile_until_millis().is_some());

    let AuthorizeOutcome::Permitted(decision) = client.authorize("REF30", None).unwrap() else { panic!("denied") };
    assert_eq!(decision.get().resource, "REF30");
    assert!(decision.get().token.is_some(), "a permit has its token");
    assert!(format!("{decision:?}").contains("[redacted]"), "the token does not print");
    let AuthorizeOutcome::Denied(denial) = client.authorize("premium", None).unwrap() else { panic!("permitted") };
    assert!(denial.get().error.is_some(), "a denial says why");

    let resources = ["REF30", "news", "premium", "sports", "network_received_error", "unknown"];
    let PreauthorizeOutcome::Decided { permits, decisions } = client.preauthorize(&resources, None).unwrap() else {
        panic!("not signed in")
    };
    let permitted: Vec<bool> = (0..resources.len()).map(|place| permits.is_permitted(place)).collect();
    assert_eq!(permitted, [true, true, false, true, false, false]);
    let code = |place: usize| {
        let (_, decision) = decisions.iter().find(|(other, _)| *other == place).unwrap();
        decision.get().error.and_then(|error| error.code).map(|code| code.to_string())
    };
    assert_eq!(code(2).as_deref(), Some("preauthorization_denied_by_mvpd"));

    let signed_out = client.logout(None, "https://adobe.com/out", |question| match question {
        LogoutQuestion::OpenPages { urls, rejected } => {
            assert_eq!((urls.len(), rejected), (1, 0));
            Reply::Yes
        }
        _ => Reply::Cancel,
    });
    assert!(signed_out.unwrap().was_signed_in);
    assert_eq!((log.count(REGISTER), log.count(TOKEN)), (1, 1));
}

#[test]
fn nobody_signed_in_is_an_answer_and_costs_no_request() {
    let running = start();
    let log = Log::default();
    let client =
        Client::with_observer(settings(&running), UreqTransport::new(), MemoryStore::default(), log.observer());
    let client = client.unwrap();
    assert_eq!(client.authorize("REF30", None).unwrap(), AuthorizeOutcome::SignInNeeded(None));
    assert_eq!(client.preauthorize(&["REF30"], None).unwrap(), PreauthorizeOutcome::SignInNeeded(None));
    assert!(!client.logout(None, "https://adobe.com/out", |_| Reply::Cancel).unwrap().was_signed_in);
    assert_eq!(log.lines(), [""; 0]);
}

#[test]
fn a_start_with_saved_state_plays_after_one_request() {
    let running = start();
    let store = Arc::new(MemoryStore::default());
    let client = Client::new(settings(&running), UreqTransport::new(), Arc::clone(&store)).unwrap();
    sign_in(&client).unwrap();
    drop(client);
    let log = Log::default();
    let client = Client::with_observer(settings(&running), UreqTransport::new(), store, log.observer()).unwrap();
    assert!(matches!(client.authorize("REF30", None).unwrap(), AuthorizeOutcome::Permitted(_)));
    assert_eq!(log.lines(), ["POST /api/v2/REF30/decisions/authorize/Cablevision"]);
}

#[test]
fn eight_threads_register_once_and_get_one_token() {
    let running = start();
    let log = Log::default();
    let client =
        Client::with_observer(settings(&running), UreqTransport::new(), MemoryStore::default(), log.observer());
    let client = client.unwrap();
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || client.authorize("REF30", Some("Cablevision")))
        })
        .collect();
    for thread in threads {
        let outcome = thread.join().unwrap().unwrap();
        assert!(matches!(outcome, AuthorizeOutcome::SignInNeeded(Some(_))), "{outcome:?}");
    }
    assert_eq!((log.count(REGISTER), log.count(TOKEN)), (1, 1), "{:?}", log.lines());
    assert_eq!(log.lines().len(), 10);
}

#[test]
fn a_job_that_is_given_up_ends_in_its_pause_and_others_go_on() {
    let running = start();
    let client = Client::new(settings(&running), UreqTransport::new(), MemoryStore::default()).unwrap();
    let token = CancelToken::new();
    let end = client.cancelled_by(&token).sign_in(options(), |_| {
        // The code is shown, and nobody types it: the next pause is the one between two polls.
        token.cancel();
        Reply::Yes
    });
    assert!(matches!(end, Err(Error::Cancelled)), "{end:?}");
    assert!(client.authorize("REF30", Some("Cablevision")).is_ok());
}

#[test]
fn a_store_that_cannot_be_written_stops_before_the_next_request() {
    struct Full;
    impl tvpass_client::Store for Full {
        fn read(&self) -> std::io::Result<Option<Vec<u8>>> {
            Ok(None)
        }

        fn write(&self, _: &[u8]) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let running = start();
    let log = Log::default();
    let client = Client::with_observer(settings(&running), UreqTransport::new(), Full, log.observer()).unwrap();
    let error = client.register().unwrap_err();
    assert!(matches!(error, Error::Store(_)), "{error}");
    assert_eq!(log.lines(), [REGISTER], "the token is not asked for with credentials that would be lost");
}
