//! What the options mean together.

use std::fs;
use std::path::Path;

use tvpass::message::BaseUrl;
use url::Url;

use crate::options::Options;
use crate::storage::Owner;
use crate::trouble::{Trouble, Who};

/// The simulator's world, which is known to everybody: no option is needed for it.
const SERVICE_PROVIDER: &str = "REF30";
const SOFTWARE_STATEMENT: &str = "demo.software.statement";

/// Far more than any software statement has.
const STATEMENT_LIMIT: u64 = 64 * 1024;

/// What the television is to do, and where.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) server: String,
    pub(crate) service_provider: String,
    pub(crate) software_statement: String,
    pub(crate) domain: Option<String>,
    pub(crate) redirect_url: Option<String>,
    pub(crate) activation_url: Option<String>,
}

impl Settings {
    /// Fills in for `server` what `options` leave open.
    ///
    /// # Errors
    /// The software statement cannot be read, or is not given for a service provider that needs one.
    pub(crate) fn new(options: &Options, server: &str) -> Result<Self, Trouble> {
        let service_provider = options.service_provider.as_deref().unwrap_or(SERVICE_PROVIDER);
        let software_statement = match &options.software_statement {
            Some(path) => read_statement(path)?,
            None if service_provider == SERVICE_PROVIDER => SOFTWARE_STATEMENT.to_owned(),
            None => {
                let reason = format!("service provider {service_provider} needs its own software statement");
                return Err(Trouble::new(Who::User, reason, "name its file with --software-statement FILE"));
            }
        };
        Ok(Self {
            server: server.to_owned(),
            service_provider: service_provider.to_owned(),
            software_statement,
            domain: options.domain.clone(),
            redirect_url: options.redirect_url.clone(),
            activation_url: options.activation_url.clone().or_else(|| activation_page(server)),
        })
    }

    /// Whose credentials the television keeps.
    pub(crate) fn owner(&self) -> Owner {
        let url = Url::parse(&self.server).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or(&self.server);
        Owner { host: host.to_owned(), service_provider: self.service_provider.clone() }
    }
}

/// Where a simulator has its page; on Adobe's own hosts it is the programmer's to have one.
fn activation_page(server: &str) -> Option<String> {
    let adobe =
        [BaseUrl::RELEASE_PRODUCTION, BaseUrl::PREQUAL_PRODUCTION, BaseUrl::RELEASE_STAGING, BaseUrl::PREQUAL_STAGING];
    (!adobe.iter().any(|host| host.as_str() == server)).then(|| format!("{server}/activate"))
}

fn read_statement(path: &Path) -> Result<String, Trouble> {
    let trouble = |what: &str| {
        let reason = format!("the software statement {} {what}", path.display());
        Trouble::new(Who::User, reason, "name the file that Adobe's dashboard gave")
    };
    let metadata = fs::metadata(path).map_err(|error| trouble(&format!("cannot be read: {error}")))?;
    if metadata.len() > STATEMENT_LIMIT {
        return Err(trouble("is too long to be one"));
    }
    let text = fs::read_to_string(path).map_err(|error| trouble(&format!("cannot be read: {error}")))?;
    match text.trim() {
        "" => Err(trouble("is empty")),
        statement => Ok(statement.to_owned()),
    }
}
