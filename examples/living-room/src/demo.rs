//! Names of the simulator's world that are known to all, so that no option is needed for them.

use tvpass_simulator::world::{Mvpd, World};

use crate::viewer::Account;

/// The first of everything in that world.
pub(crate) struct Demo {
    pub(crate) service_provider: String,
    pub(crate) software_statement: String,
    /// For applications of that service provider.
    pub(crate) domain: String,
    pub(crate) mvpd: String,
    /// The MVPD for temporary access of everybody.
    pub(crate) temporary_mvpd: String,
    pub(crate) resources: Vec<String>,
    pub(crate) account: Account,
}

impl Demo {
    /// The world as it is when nobody changes it.
    pub(crate) fn new() -> Self {
        let World { service_providers, software_statements, mvpds, viewers, resources, .. } = World::default();
        let service_provider = first(service_providers);
        let is_for_everybody =
            |mvpd: &&Mvpd| mvpd.temporary.is_some_and(|access| access.resources.is_none() && !access.promotional);
        Self {
            service_provider: service_provider.id,
            software_statement: first(software_statements).statement,
            domain: first(service_provider.domains),
            temporary_mvpd: first(mvpds.iter().filter(is_for_everybody)).id.clone(),
            mvpd: first(mvpds).id,
            resources: resources.into_iter().map(|resource| resource.id).collect(),
            account: {
                let viewer = first(viewers);
                Account { name: viewer.name, password: viewer.password }
            },
        }
    }
}

fn first<T>(all: impl IntoIterator<Item = T>) -> T {
    all.into_iter().next().expect("the world has one of everything")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_the_documented_one() {
        let demo = Demo::new();
        assert_eq!([&demo.service_provider, &demo.mvpd], ["REF30", "Cablevision"]);
        assert_eq!([&demo.domain, &demo.temporary_mvpd], ["adobe.com", "TempPass_TEST40"]);
        assert_eq!(demo.resources, ["REF30", "news", "sports", "premium"]);
        assert_eq!(demo.software_statement, "demo.software.statement");
        assert_eq!([&demo.account.name, &demo.account.password], ["viewer", "password"]);
    }
}
