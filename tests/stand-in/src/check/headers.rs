//! The headers of an endpoint: the matrix, and the ruling on the device headers.

use std::sync::LazyLock;

use super::Findings;
use crate::Endpoint;
use crate::http::Request;

/// The documentation's table. It is this crate's own copy on purpose: the core's may not judge itself.
const TABLE: &str = include_str!("headers.tsv");

/// Headers that HTTP itself needs, on every call.
const TRANSPORT: [&str; 4] = ["Host", "Connection", "Content-Length", "Accept-Encoding"];

const DEVICE_HEADERS: [&str; 2] = ["AP-Device-Identifier", "X-Device-Info"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
    Undefined,
}

struct Matrix {
    columns: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<Need>)>,
}

static MATRIX: LazyLock<Matrix> = LazyLock::new(|| {
    let mut lines = TABLE.lines().map(|line| line.split('\t'));
    let columns = lines.next().into_iter().flatten().skip(1).collect();
    let rows = lines.filter_map(|mut cells| Some((cells.next()?, cells.map(need).collect()))).collect();
    Matrix { columns, rows }
});

fn need(cell: &str) -> Need {
    match cell {
        "R" => Need::Required,
        "o" => Need::Optional,
        _ => Need::Undefined,
    }
}

/// Compares the headers of a request with the endpoint's row.
pub(crate) fn headers(request: &Request, endpoint: Endpoint, secondary_application: bool, findings: &mut Findings) {
    for (column, need) in row(endpoint) {
        if endpoint == Endpoint::Authenticate && matches!(column, "Accept" | "Content-Type") {
            // A browser opens this page (R41), and a browser sends what browsers send.
            continue;
        }
        let need = ruled(request, endpoint, column, need, secondary_application);
        let present = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(column));
        let id = endpoint.id();
        match need {
            Need::Required if !present => {
                findings.note(format!("the header {column} is missing, {id} requires it"));
            }
            Need::Undefined if present => {
                findings.note(format!("the header {column} is not defined for {id} (R19)"));
            }
            _ => (),
        }
    }
    if request.header("Host").is_none() {
        findings.note("the header Host is missing, HTTP requires it");
    }
    if endpoint != Endpoint::Authenticate {
        names_and_bytes(request, findings);
    }
}

fn row(endpoint: Endpoint) -> impl Iterator<Item = (&'static str, Need)> {
    let needs = MATRIX.rows.iter().find(|(id, _)| *id == endpoint.id()).map(|(_, needs)| needs);
    let needs = needs.into_iter().flatten().copied();
    MATRIX.columns.iter().copied().zip(needs)
}

/// H2, which does not reach the Single Sign-On Service: the streaming device sends its headers on every call under `/api/v2` but authenticate, even where the table does
/// not list them; a secondary application leaves them out on the three calls that a code binds to the device (R22).
fn ruled(request: &Request, endpoint: Endpoint, column: &str, need: Need, secondary_application: bool) -> Need {
    let bound_by_code = matches!(endpoint, Endpoint::ResumeSession | Endpoint::SessionInfo | Endpoint::ProfileCode);
    let has_ruling = !endpoint.is_registration() && !endpoint.is_of_sso_service() && endpoint != Endpoint::Authenticate;
    if !DEVICE_HEADERS.contains(&column) || !has_ruling {
        need
    } else if bound_by_code && secondary_application && DEVICE_HEADERS.iter().all(|name| request.header(name).is_none())
    {
        Need::Undefined
    } else {
        Need::Required
    }
}

fn names_and_bytes(request: &Request, findings: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in &request.headers {
        let lower = name.to_ascii_lowercase();
        if seen.contains(&lower) {
            findings.note(format!("the header {name} comes twice"));
        }
        seen.push(lower);
        let known = TRANSPORT.iter().chain(&MATRIX.columns);
        if !known.into_iter().any(|known| name.eq_ignore_ascii_case(known)) {
            findings.note(format!("the header {name} belongs to no endpoint (R19)"));
        }
        if !value.iter().all(|byte| matches!(byte, b'\t' | b' '..=b'~')) {
            findings.note(format!("the header {name} holds more than visible ASCII, space and tab"));
        }
    }
}
