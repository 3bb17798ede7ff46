//! The world that a newcomer finds.

use tvpass::endpoint::APPLE;

use super::{Approval, Mvpd, Resource, ServiceProvider, SoftwareStatement, TemporaryAccess, Viewer, World, generated};

impl Default for World {
    fn default() -> Self {
        Self {
            service_providers: vec![
                service_provider("REF30", "Reference TV", "adobe.com", &["Switched_Off"]),
                service_provider("NEWS24", "News 24", "news24.example", &[]),
            ],
            software_statements: vec![
                statement("demo.software.statement", &["REF30"], Approval::Approved),
                statement("news24.software.statement", &["NEWS24"], Approval::Approved),
                statement("unapproved.software.statement", &["REF30"], Approval::Unapproved),
                statement("v1.software.statement", &["REF30"], Approval::V1Only),
            ],
            mvpds: named().into_iter().chain(generated::mvpds()).collect(),
            viewers: vec![Viewer { name: "viewer".into(), password: "password".into() }],
            resources: vec![
                resource("REF30", true),
                resource("news", true),
                resource("sports", true),
                resource("premium", false),
            ],
            partners: vec![APPLE.into()],
        }
    }
}

fn service_provider(id: &str, name: &str, domain: &str, disabled: &[&str]) -> ServiceProvider {
    ServiceProvider {
        id: id.into(),
        name: name.into(),
        domains: vec![domain.into()],
        disabled_mvpds: disabled.iter().map(|id| (*id).into()).collect(),
        sso_service: true,
    }
}

fn statement(statement: &str, service_providers: &[&str], approval: Approval) -> SoftwareStatement {
    SoftwareStatement {
        statement: statement.into(),
        service_providers: service_providers.iter().map(|id| (*id).into()).collect(),
        approval,
    }
}

fn resource(id: &str, permitted: bool) -> Resource {
    Resource { id: id.into(), permitted }
}

/// The MVPDs that the documentation's samples and this project's tests know by name.
fn named() -> Vec<Mvpd> {
    vec![
        Mvpd {
            enable_platform_services: true,
            boarding_status: Some("SUPPORTED".into()),
            platform_mapping_id: Some("Cablevision".into()),
            ..featured("Cablevision", "Optimum")
        },
        featured("Spectrum", "Spectrum"),
        Mvpd { has_logout: false, ..featured("Dish", "DISH") },
        Mvpd {
            enable_platform_services: true,
            boarding_status: Some("PICKER".into()),
            platform_mapping_id: Some("Comcast".into()),
            ..featured("Comcast_SSO", "Xfinity")
        },
        temporary(
            "TempPass_TEST40",
            "Try it for 40 minutes",
            TemporaryAccess { minutes: 40, resources: None, promotional: false },
        ),
        temporary(
            "flexibleTempPass",
            "Three titles for free",
            TemporaryAccess { minutes: 24 * 60, resources: Some(3), promotional: true },
        ),
        Mvpd { id: "Switched_Off".into(), display_name: "Switched Off Cable".into(), ..Mvpd::default() },
    ]
}

fn featured(id: &str, display_name: &str) -> Mvpd {
    Mvpd { id: id.into(), display_name: display_name.into(), has_logout: true, featured: true, ..Mvpd::default() }
}

fn temporary(id: &str, display_name: &str, access: TemporaryAccess) -> Mvpd {
    Mvpd { id: id.into(), display_name: display_name.into(), temporary: Some(access), ..Mvpd::default() }
}
