//! The configuration: the MVPDs to choose from.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Call, MVPDS, Service};

/// The shortest time that the documentation names for keeping a configuration (R24, N1).
const KEPT: Duration = Duration::from_mins(2);

impl Service {
    pub(super) fn configuration(&mut self, call: &mut Call) -> Answer {
        if self.options.mvpd_is_given {
            call.findings.note("it fetches the configuration though it was given the MVPD (R23)");
        }
        if !self.profiles_asked {
            call.findings.note("it fetches the configuration before it has asked for profiles (R23, R32)");
        }
        if self.configuration_served.is_some_and(|at| call.now < at + KEPT) {
            call.findings.note("it fetches the configuration again within two minutes (R24)");
        }
        self.configuration_served = Some(call.now);
        self.report.configurations += 1;
        let extra = MVPDS.iter().all(|(id, _)| *id != self.options.mvpd);
        let extra = extra.then_some((self.options.mvpd.as_str(), self.options.mvpd.as_str()));
        let mvpds: Vec<Value> = MVPDS.into_iter().chain(extra).map(mvpd).collect();
        Answer::json(
            200,
            json!({
                "clientType": "stand-in",
                "device": null,
                "time": self.time(call.now),
                "requestor": {
                    "id": self.options.service_provider,
                    "name": "Stand-in",
                    "channels": [],
                    "domains": [{ "name": self.options.domain_name, "mvpdInitiated": false }],
                    "mvpds": mvpds,
                },
            }),
        )
    }
}

fn mvpd((id, name): (&str, &str)) -> Value {
    json!({
        "id": id,
        "displayName": name,
        "logoUrl": "https://example.com/logo.png",
        "isTempPass": false,
        "isProxy": false,
        "boardingStatus": null,
        "platformMappingId": null,
    })
}
