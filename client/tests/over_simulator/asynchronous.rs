//! The async client.

use std::future::ready;

use tvpass_client::asynchronous::Client;
use tvpass_client::transport::ReqwestTransport;
use tvpass_client::{AuthorizeOutcome, LogoutQuestion, MemoryStore, Reply, SignInOutcome, SignInQuestion};

use crate::person;
use crate::service::{Log, REGISTER, TOKEN, options, settings, start};

/// Runs a future on threads of tokio; the simulator has a runtime of its own, and starts outside.
pub(crate) fn on_tokio<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn signs_in_plays_and_logs_out() {
    let running = start();
    on_tokio(async {
        let transport = ReqwestTransport::new().unwrap();
        let client = Client::new(settings(&running), transport, MemoryStore::default()).unwrap();
        let outcome = client.sign_in(options(), async |question| match question {
            SignInQuestion::ShowCode(shown) => {
                let url = shown.authenticate_url.expect("nothing is left to choose");
                tokio::task::spawn_blocking(move || person::sign_in(&url)).await.unwrap();
                Reply::Yes
            }
            _ => Reply::Cancel,
        });
        assert!(matches!(outcome.await.unwrap(), SignInOutcome::SignedIn { mvpd, .. } if mvpd == "Cablevision"));
        let played = client.authorize("REF30", None).await.unwrap();
        assert!(matches!(played, AuthorizeOutcome::Permitted(_)));
        let signed_out = client.logout(None, "https://adobe.com/out", |question| {
            ready(if matches!(question, LogoutQuestion::OpenPages { .. }) { Reply::Yes } else { Reply::Cancel })
        });
        assert!(signed_out.await.unwrap().was_signed_in);
    });
}

#[test]
fn eight_tasks_register_once_and_get_one_token() {
    let running = start();
    on_tokio(async {
        let log = Log::default();
        let transport = ReqwestTransport::new().unwrap();
        let client = Client::with_observer(settings(&running), transport, MemoryStore::default(), log.observer());
        let client = client.unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.authorize("REF30", Some("Cablevision")).await })
            })
            .collect();
        for task in tasks {
            assert!(matches!(task.await.unwrap().unwrap(), AuthorizeOutcome::SignInNeeded(Some(_))));
        }
        assert_eq!((log.count(REGISTER), log.count(TOKEN)), (1, 1), "{:?}", log.lines());
    });
}

#[test]
fn a_job_that_is_dropped_while_it_registers_leaves_the_way_free_for_the_next() {
    let running = start();
    // On one thread nothing else runs within a poll, so that the answer cannot arrive in it.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let transport = ReqwestTransport::new().unwrap();
        let client = Client::new(settings(&running), transport, MemoryStore::default()).unwrap();
        {
            let mut registering = std::pin::pin!(client.register());
            // One poll brings the request out; then the job is dropped.
            let pending = std::future::poll_fn(|context| std::task::Poll::Ready(registering.as_mut().poll(context)));
            assert!(pending.await.is_pending());
        }
        client.register().await.unwrap();
    });
}
