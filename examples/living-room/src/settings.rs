//! The settings that follow from the options together.

use std::fs;
use std::path::Path;

use tvpass::message::BaseUrl;
use url::Url;

use crate::demo::Demo;
use crate::options::{FlowName, Options};
use crate::storage::Owner;
use crate::trouble::{Trouble, Who};

/// Far more than any software statement has.
const STATEMENT_LIMIT: u64 = 64 * 1024;

/// The television's task and its place. It has no `Debug`: the statement is a secret.
pub(crate) struct Settings {
    pub(crate) server: String,
    pub(crate) service_provider: String,
    pub(crate) software_statement: String,
    /// The MVPD, where it is known before the flow begins.
    pub(crate) mvpd: Option<String>,
    /// The MVPD whose customer the scripted person is.
    pub(crate) provider: String,
    /// The catalogue.
    pub(crate) catalogue: Vec<String>,
    /// The title to play.
    pub(crate) resource: String,
    pub(crate) domain: Option<String>,
    pub(crate) redirect_url: Option<String>,
    pub(crate) activation_url: Option<String>,
    /// The provider is chosen here.
    pub(crate) pick: bool,
}

impl Settings {
    /// Fills in for `server` what `options` leave open, from the world of `demo` where that is possible.
    ///
    /// # Errors
    /// The software statement cannot be read, or is not given for a service provider that needs one.
    pub(crate) fn new(options: &Options, server: &str, demo: &Demo) -> Result<Self, Trouble> {
        let service_provider = options.service_provider.as_deref().unwrap_or(&demo.service_provider);
        let is_demo = service_provider == demo.service_provider;
        let software_statement = match &options.software_statement {
            Some(path) => read_statement(path)?,
            None if is_demo => demo.software_statement.clone(),
            None => {
                let reason = format!("service provider {service_provider} needs its own software statement");
                return Err(Trouble::new(Who::User, reason, "name its file with --software-statement FILE"));
            }
        };
        let mvpd = options.mvpd.clone().or_else(|| mvpd_of(options, demo));
        // R100: a partner's framework needs both, and there is no second screen to supply them.
        let domain = (is_demo && options.flow == FlowName::Partner).then_some(demo.domain.as_str());
        Ok(Self {
            server: server.to_owned(),
            service_provider: service_provider.to_owned(),
            software_statement,
            provider: mvpd.clone().unwrap_or_else(|| demo.mvpd.clone()),
            mvpd,
            catalogue: catalogue(if is_demo { &demo.resources } else { &[] }, &options.resource),
            resource: options.resource.clone(),
            domain: options.domain.clone().or(domain.map(str::to_owned)),
            redirect_url: options.redirect_url.clone().or(domain.map(|domain| format!("https://{domain}"))),
            activation_url: options.activation_url.clone().or_else(|| activation_page(server)),
            pick: options.pick,
        })
    }

    /// The page to which a provider's logout returns (P9); without one of the application's own, the activation page.
    pub(crate) fn logout_url(&self) -> String {
        let urls = [&self.redirect_url, &self.activation_url];
        urls.into_iter().flatten().next().unwrap_or(&self.server).clone()
    }

    /// The settings of the client, without the device's own.
    pub(crate) fn client(&self, poll_interval: u32) -> tvpass_client::Settings {
        tvpass_client::Settings::new(&self.server, &self.service_provider, &self.software_statement)
            .expect("the option was checked")
            .poll_interval_millis(poll_interval * 1000)
    }

    /// Whose credentials the television keeps.
    pub(crate) fn owner(&self) -> Owner {
        let url = Url::parse(&self.server).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or(&self.server);
        Owner { host: host.to_owned(), service_provider: self.service_provider.clone() }
    }
}

/// The MVPD of a flow that needs to know one before anybody signs in.
fn mvpd_of(options: &Options, demo: &Demo) -> Option<String> {
    match options.flow {
        FlowName::TempPass => Some(demo.temporary_mvpd.clone()),
        FlowName::Degraded if !options.pick => Some(demo.mvpd.clone()),
        _ => None,
    }
}

/// The known catalogue, and the title to play in any case.
fn catalogue(known: &[String], resource: &str) -> Vec<String> {
    let mut catalogue = known.to_vec();
    if !catalogue.iter().any(|known| known == resource) {
        catalogue.push(resource.to_owned());
    }
    catalogue
}

/// The activation page of a simulator; on Adobe's own hosts it is the programmer's to have one.
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

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn settings(server: &str, arguments: &[&str]) -> Result<Settings, Trouble> {
        let options = Options::try_parse_from([&["living-room"], arguments].concat()).unwrap();
        Settings::new(&options, server, &Demo::new())
    }

    fn reason(arguments: &[&str]) -> String {
        settings("http://127.0.0.1:1", arguments).err().unwrap().reason
    }

    #[test]
    fn a_simulator_needs_no_option() {
        let settings = settings("http://127.0.0.1:8787", &[]).unwrap();
        assert_eq!(settings.service_provider, "REF30");
        assert_eq!(settings.activation_url.as_deref(), Some("http://127.0.0.1:8787/activate"));
    }

    #[test]
    fn the_title_to_play_is_in_the_catalogue_whatever_it_is() {
        let catalogue = |arguments: &[&str]| settings("http://127.0.0.1:1", arguments).unwrap().catalogue;
        assert_eq!(catalogue(&["--resource", "news"]), ["REF30", "news", "sports", "premium"]);
        assert_eq!(catalogue(&["--resource", "opera"]), ["REF30", "news", "sports", "premium", "opera"]);
    }

    #[test]
    fn a_flow_without_a_sign_in_knows_its_provider_beforehand() {
        let mvpd = |arguments: &[&str]| settings("http://127.0.0.1:1", arguments).unwrap().mvpd;
        assert_eq!(mvpd(&[]), None);
        assert_eq!(mvpd(&["--flow", "temp-pass"]).as_deref(), Some("TempPass_TEST40"));
        assert_eq!(mvpd(&["--flow", "degraded"]).as_deref(), Some("Cablevision"));
        assert_eq!(mvpd(&["--flow", "degraded", "--mvpd", "Dish"]).as_deref(), Some("Dish"));
    }

    #[test]
    fn r100_a_partner_flow_says_where_the_login_returns_to() {
        let settings = settings("http://127.0.0.1:1", &["--flow", "partner"]).unwrap();
        assert_eq!(settings.domain.as_deref(), Some("adobe.com"));
        assert_eq!(settings.redirect_url.as_deref(), Some("https://adobe.com"));
    }

    #[test]
    fn adobes_hosts_have_no_activation_page() {
        let settings = settings("https://sp.auth.adobe.com", &[]).unwrap();
        assert_eq!(settings.activation_url, None);
    }

    #[test]
    fn credentials_belong_to_the_host_whatever_its_port() {
        let owner = |server| settings(server, &[]).unwrap().owner();
        assert_eq!(owner("http://127.0.0.1:8787"), owner("http://127.0.0.1:9999"));
        assert_ne!(owner("http://127.0.0.1:8787"), owner("https://sp.auth.adobe.com"));
    }

    #[test]
    fn a_statement_is_read_without_the_line_break_at_its_end() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "eyJhbGciOi.e30.c2ln\n").unwrap();
        let path = file.path().to_str().unwrap();
        let settings = settings("http://127.0.0.1:1", &["--software-statement", path]).unwrap();
        assert_eq!(settings.software_statement, "eyJhbGciOi.e30.c2ln");
    }

    #[test]
    fn a_file_that_is_no_statement_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_str().unwrap();
        assert!(reason(&["--software-statement", path]).ends_with("is empty"));
        fs::write(file.path(), vec![b'x'; 65 * 1024]).unwrap();
        assert!(reason(&["--software-statement", path]).ends_with("is too long to be one"));
    }

    #[test]
    fn another_service_provider_needs_its_own_statement() {
        assert_eq!(reason(&["--service-provider", "NBC"]), "service provider NBC needs its own software statement");
    }
}
