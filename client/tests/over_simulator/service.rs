//! The simulator in this process, and a count of what it is asked.

use std::sync::{Arc, Mutex};

use tvpass::message::DeviceInfo;
use tvpass_client::{Observation, Settings, SignInOptions};
use tvpass_simulator::{Options, Running, Simulator};

/// A simulator that grants any number of requests.
pub(crate) fn start() -> Running {
    let settings = tvpass_simulator::Settings { throttle: false, ..tvpass_simulator::Settings::default() };
    Simulator::start(Options { settings, ..Options::default() }).expect("a free port")
}

pub(crate) fn settings(running: &Running) -> Settings {
    let info = DeviceInfo::new("TV9000".into(), "1.0".into(), "Linux".into(), "6.1".into(), "LAN".into());
    let settings = Settings::new(running.base_url(), "REF30", "demo.software.statement").unwrap();
    settings.device_id("ba23d141").device_info(&info).unwrap().poll_interval_millis(3000)
}

pub(crate) fn options() -> SignInOptions {
    SignInOptions::on_other_device()
        .mvpd("Cablevision")
        .return_to("adobe.com".to_owned(), "https://adobe.com".to_owned())
}

/// The lines of all exchanges.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn observer(&self) -> impl Fn(&Observation) + Send + Sync + 'static {
        let log = self.clone();
        move |observation| {
            if let Observation::Exchange(exchange) = observation {
                log.0.lock().unwrap().push(exchange.line.clone());
            }
        }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn count(&self, line: &str) -> usize {
        self.lines().iter().filter(|other| *other == line).count()
    }
}

pub(crate) const REGISTER: &str = "POST /o/client/register";
pub(crate) const TOKEN: &str = "POST /o/client/token";
