//! The service behind HTTP: reads a request whole, hands it over, stores what changed, sends the answer.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{self, StatusCode};
use tvpass::json::Timestamp;

use crate::broken::Broken;
use crate::message::{Delivery, Request, Response};
use crate::service::Service;
use crate::store::Store;

/// The longest body that is read; SAML answers are the longest of the protocol.
const LONGEST_BODY: usize = 1 << 20;

/// The service and its store, shared by all connections.
#[derive(Debug)]
pub(crate) struct Shared {
    service: Mutex<Service>,
    store: Option<Store>,
}

impl Shared {
    pub(crate) fn new(service: Service, store: Option<Store>) -> Arc<Self> {
        Arc::new(Self { service: Mutex::new(service), store })
    }

    /// Runs `work` on the service, between two requests.
    pub(crate) fn with_service<T>(&self, work: impl FnOnce(&mut Service) -> T) -> T {
        // A request that panicked leaves whole rows behind, so that the others go on.
        work(&mut self.service.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers `request`; what the answer rests on is stored before this returns.
    async fn answer(&self, peer: IpAddr, request: &Request) -> Response {
        let (response, ticket) = self.with_service(|service| {
            let response = service.handle(now(), peer, request);
            let changes = service.take_changes();
            // Queued while the service is held, so that the store gets changes in their order.
            (response, self.store.as_ref().map(|store| store.put(changes)))
        });
        if let Some(ticket) = ticket
            && !ticket.wait().await
        {
            return Response::new(500, "text/plain", "The state is not stored.\n");
        }
        response
    }
}

/// The clock of the machine.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// All paths lead to the service, which has a router of its own: the core's.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(answer).with_state(shared)
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: http::Request<Body>,
) -> http::Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    outgoing(shared.answer(peer.ip(), &incoming(&head, &body)).await)
}

fn incoming(head: &http::request::Parts, body: &Bytes) -> Request {
    let target = head.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let request = Request::new(head.method.as_str(), target).with_body(body.as_ref());
    head.headers.iter().fold(request, |request, (name, value)| {
        // Bytes beyond ASCII become characters that no header of the protocol may hold, and are refused as such.
        request.with_header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
    })
}

fn outgoing(response: Response) -> http::Response<Body> {
    let mut builder = http::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        builder = builder.header(*name, value);
    }
    let body = match response.delivery {
        Delivery::Whole => Body::from(response.body),
        Delivery::Truncated | Delivery::Lost => {
            // Of a body without bytes the head alone would be a whole answer.
            builder = builder.header("content-length", response.body.len().max(1));
            let (_, arriving) = response.received().unwrap_or_default();
            Body::new(Broken::after(Bytes::copy_from_slice(arriving)))
        }
    };
    builder.body(body).unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

fn plain(status: StatusCode) -> http::Response<Body> {
    let mut response = http::Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
