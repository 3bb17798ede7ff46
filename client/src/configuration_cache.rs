//! The list of providers, kept for a few minutes (N1): it changes seldom, is long, and is asked for by each picker (R23).

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tvpass::message::HeaderName;

use crate::transport::{HttpRequest, HttpResponse};

/// The last list, in memory.
pub(crate) struct ConfigurationCache {
    life: Duration,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    request: HttpRequest,
    response: HttpResponse,
    at: Instant,
}

impl ConfigurationCache {
    pub(crate) fn new(life: Duration) -> Self {
        Self { life, kept: Mutex::new(None) }
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to the same question, if it is young enough.
    pub(crate) fn find(&self, request: &HttpRequest, now: Instant) -> Option<HttpResponse> {
        let kept = self.kept();
        let kept = kept.as_ref().filter(|kept| now.saturating_duration_since(kept.at) < self.life)?;
        is_same(&kept.request, request).then(|| kept.response.clone())
    }

    /// Keeps the answer, if it is a list of providers.
    pub(crate) fn keep(&self, request: &HttpRequest, response: &HttpResponse, now: Instant) {
        if is_for_configuration(request) && response.status == 200 && !self.life.is_zero() {
            *self.kept() = Some(Kept { request: request.clone(), response: response.clone(), at: now });
        }
    }

    pub(crate) fn forget(&self) {
        *self.kept() = None;
    }
}

/// The address ends as the endpoint's: `/api/v2/{serviceProvider}/configuration`.
pub(crate) fn is_for_configuration(request: &HttpRequest) -> bool {
    let mut segments = request.url.rsplit('/');
    (request.method, segments.next(), segments.nth(1)) == ("GET", Some("configuration"), Some("v2"))
}

/// The list may depend on the device and its platform, but not on the access token.
fn is_same(one: &HttpRequest, other: &HttpRequest) -> bool {
    let headers = |request: &HttpRequest| -> Vec<_> {
        let is_token = |name: &str| name == HeaderName::Authorization.as_str();
        request.headers.iter().filter(|(name, _)| !is_token(name)).cloned().collect()
    };
    one.url == other.url && headers(one) == headers(other)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::ConfigurationCache;
    use crate::transport::{HttpRequest, HttpResponse};

    const LIFE: Duration = Duration::from_secs(180);

    fn request(path: &str, device: &str, token: &str) -> HttpRequest {
        let headers = vec![("X-Device-Info", device.to_owned()), ("Authorization", token.to_owned())];
        HttpRequest::to("GET", &format!("http://127.0.0.1:8787{path}"), headers, Vec::new())
    }

    fn list(device: &str, token: &str) -> HttpRequest {
        request("/api/v2/REF30/configuration", device, token)
    }

    fn response(status: u16) -> HttpResponse {
        HttpResponse { status, retry_after: None, body: b"{}".to_vec() }
    }

    #[test]
    fn a_list_is_kept_for_its_life_whatever_the_token() {
        let (cache, now) = (ConfigurationCache::new(LIFE), Instant::now());
        cache.keep(&list("a", "old"), &response(200), now);
        assert!(cache.find(&list("a", "new"), now + Duration::from_millis(179_999)).is_some());
        assert!(cache.find(&list("a", "new"), now + LIFE).is_none());
        assert!(cache.find(&list("another device", "old"), now).is_none());
        cache.forget();
        assert!(cache.find(&list("a", "old"), now).is_none());
    }

    #[test]
    fn nothing_else_is_kept() {
        let (cache, now) = (ConfigurationCache::new(LIFE), Instant::now());
        let of_an_mvpd = request("/api/v2/REF30/profiles/configuration", "a", "t");
        cache.keep(&of_an_mvpd, &response(200), now);
        assert!(cache.find(&of_an_mvpd, now).is_none());
        cache.keep(&list("a", "t"), &response(503), now);
        assert!(cache.find(&list("a", "t"), now).is_none());
        let never = ConfigurationCache::new(Duration::ZERO);
        never.keep(&list("a", "t"), &response(200), now);
        assert!(never.find(&list("a", "t"), now).is_none());
    }
}
