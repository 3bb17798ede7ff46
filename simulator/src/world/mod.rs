//! The world: service providers, their statements, MVPDs, viewers, resources.

mod default;
mod generated;

use serde::{Deserialize, Serialize};

/// The statement that the simulator's own activation page registers with: it serves all service providers.
pub(crate) const ACTIVATION_STATEMENT: &str = "activation.software.statement";

/// A programmer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceProvider {
    /// The id on the wire.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// The domains of its applications.
    pub domains: Vec<String>,
    /// MVPDs whose integration is switched off (R28).
    #[serde(default)]
    pub disabled_mvpds: Vec<String>,
    /// True if it has a licence of the Single Sign-On Service (R149).
    #[serde(default = "licensed")]
    pub sso_service: bool,
}

const fn licensed() -> bool {
    true
}

/// The API that a software statement is approved for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// For REST API V2.
    #[default]
    Approved,
    /// For nothing yet.
    Unapproved,
    /// For the API before V2 (R2).
    V1Only,
}

/// A software statement that Adobe issued for an application.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoftwareStatement {
    /// The statement itself; real ones are signed.
    pub statement: String,
    /// The service providers whose API the application may call.
    pub service_providers: Vec<String>,
    /// The API that it is approved for.
    #[serde(default)]
    pub approval: Approval,
}

/// A TV provider.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // The configuration has these flags.
pub struct Mvpd {
    /// The id on the wire.
    pub id: String,
    /// The name to show.
    pub display_name: String,
    /// True if it has a page where a user agent logs out.
    #[serde(default)]
    pub has_logout: bool,
    /// True if it stands first in a picker.
    #[serde(default)]
    pub featured: bool,
    /// Set for temporary access instead of a sign-in.
    #[serde(default)]
    pub temporary: Option<TemporaryAccess>,
    /// Proxied by another MVPD (R29).
    #[serde(default)]
    pub is_proxy: bool,
    /// Takes part in platform single sign-on (R30).
    #[serde(default)]
    pub enable_platform_services: bool,
    /// The level of its integration with the platform: `SUPPORTED` or `PICKER`.
    #[serde(default)]
    pub boarding_status: Option<String>,
    /// Its id on the platform (R97).
    #[serde(default)]
    pub platform_mapping_id: Option<String>,
}

/// Access without a sign-in, for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryAccess {
    /// The length of the access in minutes, counted from the first authorization (R88).
    pub minutes: u64,
    /// The number of resources that it is good for; all, if not set.
    #[serde(default)]
    pub resources: Option<usize>,
    /// True if the application must say who the viewer is (R86).
    #[serde(default)]
    pub promotional: bool,
}

/// A viewer, who can sign in at every MVPD.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Viewer {
    /// The name to log in with.
    pub name: String,
    /// The password.
    pub password: String,
}

/// Something to watch.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// The id on the wire.
    pub id: String,
    /// True if viewers may watch it.
    pub permitted: bool,
}

/// All there is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// The programmers.
    pub service_providers: Vec<ServiceProvider>,
    /// Their applications' statements.
    pub software_statements: Vec<SoftwareStatement>,
    /// The TV providers.
    pub mvpds: Vec<Mvpd>,
    /// The viewers who can sign in.
    pub viewers: Vec<Viewer>,
    /// The resources, permitted or not.
    pub resources: Vec<Resource>,
    /// Partners with single sign-on.
    pub partners: Vec<String>,
}

impl World {
    pub(crate) fn service_provider(&self, id: &str) -> Option<&ServiceProvider> {
        self.service_providers.iter().find(|service_provider| service_provider.id == id)
    }

    /// The approval of `statement`, if it is known.
    pub(crate) fn approval(&self, statement: &str) -> Option<Approval> {
        if statement == ACTIVATION_STATEMENT {
            return Some(Approval::Approved);
        }
        self.statement(statement).map(|known| known.approval)
    }

    /// True if an application that registered with `statement` may ask for `service_provider`.
    pub(crate) fn is_permitted(&self, statement: &str, service_provider: &str) -> bool {
        let is_listed = |known: &SoftwareStatement| known.service_providers.iter().any(|id| id == service_provider);
        statement == ACTIVATION_STATEMENT || self.statement(statement).is_some_and(is_listed)
    }

    fn statement(&self, statement: &str) -> Option<&SoftwareStatement> {
        self.software_statements.iter().find(|known| known.statement == statement)
    }

    pub(crate) fn mvpd(&self, id: &str) -> Option<&Mvpd> {
        self.mvpds.iter().find(|mvpd| mvpd.id == id)
    }

    pub(crate) fn has_viewer(&self, name: &str, password: &str) -> bool {
        self.viewers.iter().any(|viewer| viewer.name == name && viewer.password == password)
    }
}

impl ServiceProvider {
    /// The MVPDs that a viewer of this service provider can use.
    pub(crate) fn mvpds<'w>(&'w self, world: &'w World) -> impl Iterator<Item = &'w Mvpd> {
        world.mvpds.iter().filter(|mvpd| !self.disabled_mvpds.contains(&mvpd.id))
    }
}
