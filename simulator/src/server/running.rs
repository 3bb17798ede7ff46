//! The simulator in a thread of its own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tvpass::message::BaseUrl;

use super::folder;
use super::http::Shared;
use super::network;
use super::options::Options;
use super::serve::Limits;
use super::store::{Store, StoreError};
use crate::service::Service;

/// The time that a stop waits for work that blocks.
const PATIENCE: Duration = Duration::from_secs(5);

/// The simulator over HTTP.
#[derive(Debug)]
pub struct Simulator;

/// Why it did not start.
#[derive(Debug)]
pub enum StartError {
    /// No threads, or no sockets.
    Runtime(std::io::Error),
    /// The address cannot be listened on.
    Listen(SocketAddr, std::io::Error),
    /// The state file cannot be used.
    State(std::path::PathBuf, StoreError),
    /// The folder of pages cannot be read.
    Pages(std::path::PathBuf, std::io::Error),
    /// The public URL is none.
    PublicUrl(String),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Runtime(error) => write!(f, "cannot start: {error}"),
            Self::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            Self::State(path, error) => write!(f, "cannot use the state file {}: {error}", path.display()),
            Self::Pages(path, error) => write!(f, "cannot serve the pages of {}: {error}", path.display()),
            Self::PublicUrl(url) => write!(f, "not an absolute URL of http or https: {url}"),
        }
    }
}

impl std::error::Error for StartError {}

impl Simulator {
    /// Starts, and returns when requests are taken.
    ///
    /// # Errors
    /// See [`StartError`].
    ///
    /// ```
    /// use tvpass_simulator::{Options, Simulator};
    ///
    /// let running = Simulator::start(Options::default()).unwrap();
    /// assert!(running.base_url().starts_with("http://127.0.0.1:"));
    /// ```
    pub fn start(options: Options) -> Result<Running, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(StartError::Runtime)?;
        let address = SocketAddr::new(options.host, options.port);
        let listener =
            runtime.block_on(TcpListener::bind(address)).map_err(|error| StartError::Listen(address, error))?;
        let address = listener.local_addr().map_err(StartError::Runtime)?;
        let reachable = network::reachable(address.ip());
        let network_urls = reachable.iter().map(|ip| url_of(SocketAddr::new(*ip, address.port()))).collect();
        let (shared, base_url) = shared(options, SocketAddr::new(named(address.ip(), &reachable), address.port()))?;
        let (stop, stopped) = watch::channel(false);
        let serving = Arc::clone(&shared);
        let thread = std::thread::spawn(move || serve(runtime, listener, serving, stopped));
        Ok(Running { base_url, network_urls, shared, stop: Some(stop), thread: Some(thread) })
    }
}

fn url_of(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// The address that answers name the simulator by: that of all interfaces leads nowhere from another device.
fn named(host: IpAddr, reachable: &[IpAddr]) -> IpAddr {
    let local = || match host {
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    if host.is_unspecified() { reachable.first().copied().unwrap_or_else(local) } else { host }
}

fn shared(options: Options, address: SocketAddr) -> Result<(Arc<Shared>, String), StartError> {
    let public_url = options.public_url.unwrap_or_else(|| url_of(address));
    let base_url =
        BaseUrl::new(&public_url).map_err(|_| StartError::PublicUrl(public_url.clone()))?.as_str().to_owned();
    let mut settings = options.settings;
    settings.base_url.clone_from(&base_url);
    let mut service = Service::new(settings);
    if let Some(folder) = options.pages {
        let files = folder::read(&folder).map_err(|error| StartError::Pages(folder.clone(), error))?;
        let none = |why| StartError::Pages(folder, std::io::Error::new(std::io::ErrorKind::NotFound, why));
        service.serve_site(files).map_err(none)?;
    }
    if let Some(scenario) = &options.scenario {
        service.apply(scenario);
    }
    let store = match options.state {
        Some(path) => Some(Store::open(&path, &mut service).map_err(|error| StartError::State(path, error))?),
        None => None,
    };
    Ok((Shared::new(service, store), base_url))
}

fn serve(runtime: Runtime, listener: TcpListener, shared: Arc<Shared>, stopped: watch::Receiver<bool>) {
    runtime.block_on(super::serve::serve(listener, shared, Limits::USUAL, stopped));
    runtime.shutdown_timeout(PATIENCE);
}

/// A simulator at work; it stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    base_url: String,
    network_urls: Vec<String>,
    shared: Arc<Shared>,
    stop: Option<watch::Sender<bool>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// The URL by which it is reached, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The URLs by which other devices of the network reach it, without a slash at the end: empty unless it listens to them.
    #[must_use]
    pub fn network_urls(&self) -> &[String] {
        &self.network_urls
    }

    /// Runs `work` on the service, between two requests: to make requests fail, for example.
    pub fn with_service<T>(&self, work: impl FnOnce(&mut Service) -> T) -> T {
        self.shared.with_service(work)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // If the thread has ended already there is nobody to tell.
            let _ = stop.send(true);
        }
        if let Some(thread) = self.thread.take() {
            // What it panicked with has been printed.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IpAddr, named};

    #[test]
    fn a_simulator_on_all_interfaces_is_named_by_an_address_that_leads_to_it() {
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let reachable = [address("192.0.2.7"), address("192.0.2.8")];
        assert_eq!(named(address("0.0.0.0"), &reachable), reachable[0]);
        assert_eq!(named(address("0.0.0.0"), &[]), address("127.0.0.1"));
        assert_eq!(named(address("::"), &[]), address("::1"));
        assert_eq!(named(address("127.0.0.1"), &reachable), address("127.0.0.1"));
    }
}
