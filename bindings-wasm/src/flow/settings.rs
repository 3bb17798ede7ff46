//! Settings of a flow, as they were given.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::flow::App;
use tvpass::message::{BaseUrl, HeaderName};

use crate::fields::Fields;
use crate::plain::{Json, refused};
use crate::requests::ready;

/// The settings of a flow, or the owner of an installation.
pub(super) struct Settings {
    given: Vec<u8>,
    /// The sender and the headers, where they are others than those given at first.
    headers: Option<Vec<u8>>,
    framework_status: FrameworkStatus,
}

/// The status of a partner's framework, as the value of its header.
enum FrameworkStatus {
    AsGiven,
    Unknown,
    Known(String),
}

impl Settings {
    /// Fields, with those of headers among them.
    pub(super) const fn new(given: Vec<u8>) -> Self {
        Self { given, headers: None, framework_status: FrameworkStatus::AsGiven }
    }

    pub(super) fn fields(&self) -> Fields<'_> {
        Fields::new(&self.given)
    }

    pub(super) fn set_headers(&mut self, headers: Vec<u8>) {
        self.headers = Some(headers);
    }

    /// Takes the status that the framework has now; without a value it cannot be asked, and the header goes.
    pub(super) fn set_framework_status(&mut self, value: Option<String>) {
        self.framework_status = value.map_or(FrameworkStatus::Unknown, FrameworkStatus::Known);
    }

    /// The application for the core, or why there can be none.
    // On its own it makes less code than within what takes a turn.
    #[inline(never)]
    pub(super) fn app(&self) -> Result<App<'_>, Json> {
        let given = self.fields();
        let text = |name| given.text(name);
        let base = BaseUrl::new(text("baseUrl")).map_err(|error| refused(&error))?;
        let mut headers = ready(self.headers.as_deref().map_or(given, Fields::new)).map_err(|error| refused(&error))?;
        match &self.framework_status {
            FrameworkStatus::AsGiven => {}
            FrameworkStatus::Unknown => headers.remove(HeaderName::ApPartnerFrameworkStatus),
            FrameworkStatus::Known(value) => {
                // Base64, which every header can hold.
                headers.set(HeaderName::ApPartnerFrameworkStatus, value).unwrap_or_default();
            }
        }
        let mut app = App::new(base, text("serviceProvider"), text("softwareStatement").into(), headers);
        app.redirect_uri = given.get("redirectUri");
        if let Some(millis) = given.number("pollInterval") {
            app.poll_interval_millis = millis.try_into().unwrap_or(u32::MAX);
        }
        Ok(app)
    }
}
