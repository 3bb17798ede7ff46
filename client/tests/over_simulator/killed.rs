//! A process that is killed never loses a registration that the service has given.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tvpass_client::blocking::Client;
use tvpass_client::transport::{Transport, UreqTransport};
use tvpass_client::{
    AuthorizeOutcome, Error, HttpRequest, HttpResponse, MemoryStore, Reply, SignInQuestion, TransportError,
    TransportErrorKind,
};

use crate::person;
use crate::service::{Log, REGISTER, options, settings, start};

/// A connection that is dead from the request of this number on: as far as the service knows, the process was killed.
struct Killed {
    transport: UreqTransport,
    left: Arc<AtomicUsize>,
}

impl Transport for Killed {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let alive = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        match alive {
            Ok(_) => self.transport.send(request),
            Err(_) => Err(TransportError::new(TransportErrorKind::Connection, "killed")),
        }
    }
}

/// Signs in until the connection dies, with a viewer who gives up then.
fn run(client: &Client, left: &AtomicUsize) -> Result<(), Error> {
    client.sign_in(options(), |question| match question {
        SignInQuestion::ShowCode(shown) if left.load(Ordering::Relaxed) > 0 => {
            person::sign_in(&shown.authenticate_url.expect("nothing is left to choose"));
            Reply::Yes
        }
        _ => Reply::Cancel,
    })?;
    Ok(())
}

#[test]
fn whichever_request_is_the_last_one_there_is_one_registration() {
    for requests in 1..=5 {
        let running = start();
        let (store, log) = (Arc::new(MemoryStore::default()), Log::default());
        let left = Arc::new(AtomicUsize::new(requests));
        let transport = Killed { transport: UreqTransport::new(), left: Arc::clone(&left) };
        let client = Client::with_observer(settings(&running), transport, Arc::clone(&store), log.observer()).unwrap();
        // Whatever it ended with, the process is gone.
        let _ = run(&client, &left);
        drop(client);
        let again = Client::with_observer(settings(&running), UreqTransport::new(), store, log.observer()).unwrap();
        run(&again, &AtomicUsize::new(1)).unwrap();
        assert!(matches!(again.authorize("REF30", None).unwrap(), AuthorizeOutcome::Permitted(_)));
        assert_eq!(log.count(REGISTER), 1, "killed after {requests}: {:?}", log.lines());
    }
}
