//! What everybody knows of the simulator's world, so that no option is needed for it.

use tvpass_simulator::world::World;

use crate::viewer::Account;

/// The first of everything in that world.
pub(crate) struct Demo {
    pub(crate) service_provider: String,
    pub(crate) software_statement: String,
    pub(crate) mvpd: String,
    pub(crate) account: Account,
}

impl Demo {
    /// The world as it is when nobody changes it.
    pub(crate) fn new() -> Self {
        let World { service_providers, software_statements, mvpds, viewers, .. } = World::default();
        Self {
            service_provider: first(service_providers).id,
            software_statement: first(software_statements).statement,
            mvpd: first(mvpds).id,
            account: {
                let viewer = first(viewers);
                Account { name: viewer.name, password: viewer.password }
            },
        }
    }
}

fn first<T>(all: Vec<T>) -> T {
    all.into_iter().next().expect("the world has one of everything")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_the_documented_one() {
        let demo = Demo::new();
        assert_eq!([&demo.service_provider, &demo.mvpd], ["REF30", "Cablevision"]);
        assert_eq!(demo.software_statement, "demo.software.statement");
        assert_eq!([&demo.account.name, &demo.account.password], ["viewer", "password"]);
    }
}
