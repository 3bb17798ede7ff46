//! The service behind HTTP: reads a request whole, hands it over, stores what changed, sends the answer.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, Limited};
use hyper::StatusCode;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_LENGTH, HOST, HeaderValue};
use hyper::http;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tvpass::json::Timestamp;

use super::broken::Broken;
use super::host;
use super::store::Store;
use crate::message::{Delivery, Request, Response};
use crate::service::Service;

/// The longest body that is read; SAML answers are the longest of the protocol.
const LONGEST_BODY: usize = 1 << 20;

/// KiB of all bodies that are being read; whoever has a body beyond them waits for room.
const BODIES_KIB: usize = 16 * 1024;

/// The body of an answer.
pub(crate) type Body = BoxBody<Bytes, std::io::Error>;

/// The service and its store, shared by all connections.
#[derive(Debug)]
pub(crate) struct Shared {
    service: Mutex<Service>,
    store: Option<Store>,
    /// Host and port of the public URL.
    host: String,
    bodies: Arc<Semaphore>,
}

impl Shared {
    pub(crate) fn new(service: Service, store: Option<Store>) -> Arc<Self> {
        let host = host::of_url(&service.settings.base_url).to_owned();
        Arc::new(Self { service: Mutex::new(service), store, host, bodies: Arc::new(Semaphore::new(BODIES_KIB)) })
    }

    /// Runs `work` on the service, between two requests.
    pub(crate) fn with_service<T>(&self, work: impl FnOnce(&mut Service) -> T) -> T {
        // A request that panicked leaves whole rows behind, so that the others go on.
        work(&mut self.service.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads a body, once there is room for all of it; the room is taken until what is returned is dropped.
    async fn read(
        &self,
        head: &http::request::Parts,
        body: Incoming,
    ) -> Result<(Bytes, OwnedSemaphorePermit), StatusCode> {
        let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        // Of chunks nobody says how long they will be.
        let length: usize = length.unwrap_or(if hyper::body::Body::is_end_stream(&body) { 0 } else { LONGEST_BODY });
        if length > LONGEST_BODY {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let room = u32::try_from(length.div_ceil(1024)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.bodies).acquire_many_owned(room).await;
        let room = room.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        let body = Limited::new(body, LONGEST_BODY).collect().await;
        Ok((body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?.to_bytes(), room))
    }

    /// Answers `request`; what the answer rests on is stored before this returns. Only the pages that tell of the trouble
    /// rest on nothing that is stored.
    async fn answer(&self, peer: IpAddr, request: &Request) -> Response {
        let (response, ticket) = self.with_service(|service| {
            service.trouble = self.store.as_ref().and_then(Store::trouble);
            let response = service.handle(now(), peer, request);
            let changes = service.take_changes();
            // Queued while the service is held, so that the store gets changes in their order.
            (response, self.store.as_ref().map(|store| store.put(changes)))
        });
        if let Some(ticket) = ticket
            && !ticket.wait().await
            && !is_for_control(request.path())
        {
            return Response::new(500, "text/plain", "The state is not stored; /control says why.\n");
        }
        response
    }
}

/// True if `path` is the control page or part of its looks: they are shown even while nothing can be stored.
fn is_for_control(path: &str) -> bool {
    path == "/control" || path.starts_with("/assets/")
}

/// The clock of the machine.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Answers a request whose body has to be there within `limit`. All paths lead to the service, which has a router of its
/// own: the core's.
pub(crate) async fn answer(
    shared: &Shared,
    peer: IpAddr,
    limit: Duration,
    request: hyper::Request<Incoming>,
) -> hyper::Response<Body> {
    let (head, body) = request.into_parts();
    if !is_own_host(&head, &shared.host) {
        return misdirected();
    }
    let (body, _room) = match timeout(limit, shared.read(&head, body)).await {
        Ok(Ok(read)) => read,
        Ok(Err(status)) => return closing(status),
        Err(_) => return closing(StatusCode::REQUEST_TIMEOUT),
    };
    outgoing(shared.answer(peer, &incoming(&head, &body)).await)
}

/// True if everything that names a host names this one.
fn is_own_host(head: &http::request::Parts, public: &str) -> bool {
    let mut hosts = head.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let is_own = hosts.next().is_some_and(|host| host::is_own(host, public)) && hosts.next().is_none();
    is_own && head.uri.authority().is_none_or(|authority| host::is_own(authority.as_str(), public))
}

fn misdirected() -> hyper::Response<Body> {
    const WHY: &str =
        "The simulator is called by an address, as localhost, or by the name that --public-url gives it.\n";
    let mut response = hyper::Response::new(whole(Bytes::from_static(WHY.as_bytes())));
    *response.status_mut() = StatusCode::MISDIRECTED_REQUEST;
    response
}

fn incoming(head: &http::request::Parts, body: &Bytes) -> Request {
    let target = head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let request = Request::new(head.method.as_str(), target).with_body(body.as_ref());
    head.headers.iter().fold(request, |request, (name, value)| {
        // Bytes beyond ASCII become characters that no header of the protocol may hold, and are refused as such.
        request.with_header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
    })
}

fn outgoing(response: Response) -> hyper::Response<Body> {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        builder = builder.header(*name, value);
    }
    let body = match response.delivery {
        Delivery::Whole => whole(response.body.into()),
        Delivery::Truncated | Delivery::Lost => {
            // Of a body without bytes the head alone would be a whole answer.
            builder = builder.header(CONTENT_LENGTH, response.body.len().max(1));
            let (_, arriving) = response.received().unwrap_or_default();
            Broken::after(Bytes::copy_from_slice(arriving)).boxed()
        }
    };
    builder.body(body).unwrap_or_else(|_| closing(StatusCode::INTERNAL_SERVER_ERROR))
}

fn whole(bytes: Bytes) -> Body {
    Full::new(bytes).map_err(|never| match never {}).boxed()
}

/// An answer without a body, after which the rest of the request is not waited for.
fn closing(status: StatusCode) -> hyper::Response<Body> {
    let mut response = hyper::Response::new(whole(Bytes::new()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
