//! The control page: what the service remembers and what it was asked; failures on demand.

use askama::Template;
use tvpass::endpoint::Endpoint;
use tvpass::json::Timestamp;
use tvpass::message::DeviceInfo;

use crate::message::{Delivery, Request, Response};
use crate::notice::{Notice, page};
use crate::printable::printable;
use crate::scenario::Scenario;
use crate::service::{Entry, Fault, FaultKind, Service};
use crate::state::Progress;

#[derive(Template)]
#[template(path = "control.html")]
struct ControlPage<'a> {
    sessions: Vec<SessionRow>,
    profiles: Vec<ProfileRow>,
    members: Vec<MemberRow>,
    link_codes: Vec<LinkCodeRow>,
    entries: Vec<EntryRow<'a>>,
    endpoints: Vec<&'static str>,
    faults: Vec<&'static str>,
    /// The ready ones, and whether it is the one at work.
    scenarios: Vec<(&'static str, bool)>,
    scenario: &'a str,
    /// The reason why the state is not stored.
    trouble: Option<&'a str>,
}

struct SessionRow {
    code: String,
    service_provider: String,
    device: String,
    mvpd: String,
    progress: &'static str,
    expires: String,
}

struct ProfileRow {
    mvpd: String,
    owner: String,
    kind: &'static str,
    expires: String,
}

struct MemberRow {
    identity: String,
    device: String,
    service_provider: String,
    seen: String,
}

struct LinkCodeRow {
    code: String,
    service_provider: String,
    expires: String,
}

struct EntryRow<'a> {
    entry: &'a Entry,
    time: String,
    outcome: String,
}

/// The failures that can be asked for, by the names the page gives them.
const FAULTS: [(&str, FaultKind); 7] = [
    ("401 unknown access token", FaultKind::Unauthorized),
    ("429 too many requests", FaultKind::Throttled),
    ("500 internal server error", FaultKind::InternalServerError),
    ("502 page of a proxy", FaultKind::Html(502)),
    ("request lost", FaultKind::RequestLost),
    ("answer lost", FaultKind::AnswerLost),
    ("answer cut short", FaultKind::AnswerTruncated),
];

pub(super) fn show(service: &Service, now: Timestamp) -> Response {
    page(
        200,
        &ControlPage {
            sessions: sessions(service, now),
            profiles: profiles(service, now),
            members: members(service),
            link_codes: link_codes(service, now),
            entries: service.log.entries().map(entry_row).collect(),
            endpoints: Endpoint::ALL.iter().map(|endpoint| endpoint.definition().id).collect(),
            faults: FAULTS.iter().map(|(name, _)| *name).collect(),
            scenarios: scenarios(service),
            scenario: &service.scenario,
            trouble: service.trouble.as_deref(),
        },
    )
}

fn scenarios(service: &Service) -> Vec<(&'static str, bool)> {
    let is_begun = |name| Scenario::ready(name).is_ok_and(|ready| ready.description == service.scenario);
    Scenario::READY.iter().map(|(name, _)| (*name, is_begun(name))).collect()
}

pub(super) fn submit(service: &mut Service, request: &Request) -> Response {
    if !is_own_page(request) {
        return Notice::bad("Not from here", "Only the simulator's own page may do that.").response(403);
    }
    let form = request.form();
    match form.get("action") {
        Some("scenario") => match form.get("scenario").map(Scenario::ready) {
            Some(Ok(scenario)) => service.apply(&scenario),
            Some(Err(error)) => return Notice::bad("No such scenario", &error.to_string()).response(400),
            // The empty choice is the normal course.
            None => service.apply(&Scenario::default()),
        },
        Some("clear-log") => service.log.clear(),
        Some("clear-faults") => service.clear_faults(),
        Some("fault") => {
            let kind = FAULTS.iter().find(|(name, _)| form.get("fault") == Some(name)).map(|(_, kind)| *kind);
            let chosen = |endpoint: &&Endpoint| form.get("endpoint") == Some(endpoint.definition().id);
            let endpoint = Endpoint::ALL.iter().find(chosen).copied();
            let times = form.get("times").and_then(|times| times.parse().ok()).unwrap_or(1);
            if let Some(kind) = kind {
                service.inject(Fault { endpoint, kind, times });
            }
        }
        _ => return Notice::bad("Nothing to do", "The form asks for nothing that is known here.").response(400),
    }
    Response::redirect(303, "/control")
}

/// Pages of other origins can send forms here; a browser says where a form comes from.
fn is_own_page(request: &Request) -> bool {
    let Some(origin) = request.header("origin") else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == request.header("host")
}

fn sessions(service: &Service, now: Timestamp) -> Vec<SessionRow> {
    let row = |session: &&crate::state::Session| SessionRow {
        code: session.code.clone(),
        service_provider: session.application.service_provider.clone(),
        device: device(session.device_info.as_deref(), session.application.device.short()),
        mvpd: session.parameters.mvpd.as_deref().map_or_else(|| "not chosen".into(), printable),
        progress: match session.progress {
            Progress::Done => "signed in",
            Progress::Pending if session.is_live(now) => "waiting",
            Progress::Pending => "expired",
        },
        expires: remaining(now, session.not_after),
    };
    service.state.sessions.newest().iter().take(50).map(row).collect()
}

fn profiles(service: &Service, now: Timestamp) -> Vec<ProfileRow> {
    let row = |profile: &crate::state::Profile| ProfileRow {
        mvpd: printable(&profile.mvpd),
        owner: profile.owner.label(),
        kind: profile.origin.name(),
        expires: remaining(now, profile.not_after),
    };
    service.state.profiles.values().take(50).map(row).collect()
}

/// The devices of the Single Sign-On Service, those of one person together.
fn members(service: &Service) -> Vec<MemberRow> {
    let row = |member: &crate::state::Member| MemberRow {
        identity: member.identity.short().to_owned(),
        device: device(member.device_info.as_deref(), member.device.short()),
        service_provider: member.service_provider.clone(),
        seen: time_of_day(member.last_seen),
    };
    service.state.members.values().take(50).map(row).collect()
}

fn link_codes(service: &Service, now: Timestamp) -> Vec<LinkCodeRow> {
    let row = |code: &crate::state::LinkCode| LinkCodeRow {
        code: code.code.clone(),
        service_provider: code.service_provider.clone(),
        expires: remaining(now, code.not_after),
    };
    service.state.link_codes.values().filter(|code| now < code.not_after).take(50).map(row).collect()
}

fn device(info: Option<&str>, fingerprint: &str) -> String {
    let info = info.and_then(|json| DeviceInfo::decode(json.as_bytes()).ok());
    match info.and_then(|info| info.model) {
        Some(model) => format!("{} ({fingerprint})", model.printable()),
        None => fingerprint.into(),
    }
}

fn entry_row(entry: &Entry) -> EntryRow<'_> {
    let delivery = match entry.delivery {
        Delivery::Whole => "",
        Delivery::Truncated => ", cut short",
        Delivery::Lost => ", lost",
    };
    let error = entry.error.as_deref().map(|error| format!(" {error}")).unwrap_or_default();
    EntryRow { entry, time: time_of_day(entry.at), outcome: format!("{}{error}{delivery}", entry.status) }
}

fn remaining(now: Timestamp, not_after: Timestamp) -> String {
    let minutes = not_after.millis_since(now).div_ceil(60_000);
    match minutes {
        0 => "over".into(),
        1..120 => format!("in {minutes} min"),
        120..2880 => format!("in {} h", minutes / 60),
        _ => format!("in {} days", minutes / 1440),
    }
}

fn time_of_day(at: Timestamp) -> String {
    let seconds = at.millis() / 1000 % 86_400;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
