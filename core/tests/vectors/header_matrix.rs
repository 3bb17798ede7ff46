//! `headers.tsv`: endpoint by header, cell by cell, for every sender.

use tvpass::endpoint::{
    Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint, GetConfiguration,
    GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Person, Preauthorize, Register, RegisterBody,
    Requirement, Resources, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token,
};
use tvpass::json::Texts;
use tvpass::message::{CommonIdentifier, EncodeError, HeaderName, Headers, Sender};

use super::tables::rows;

const SENDERS: [Sender; 3] = [Sender::StreamingDevice, Sender::Browser, Sender::SecondaryApplication];

/// A cell: what the table says of one header of one endpoint.
struct Cell {
    endpoint: Endpoint,
    header: HeaderName,
    requirement: Requirement,
}

/// The table, with the names of its columns taken from the core and compared with its own.
fn cells() -> Vec<Cell> {
    let text = std::fs::read_to_string(super::support::vectors("headers.tsv")).unwrap();
    let columns: Vec<_> = text.lines().next().unwrap().split('\t').skip(1).collect();
    assert!(columns.iter().copied().eq(HeaderName::ALL.map(HeaderName::as_str)));
    let table = rows("headers.tsv");
    assert!(table.iter().map(|row| row[0].as_str()).eq(Endpoint::ALL.iter().map(|endpoint| endpoint.definition().id)));
    let mut cells = Vec::new();
    for (row, endpoint) in table.iter().zip(Endpoint::ALL) {
        for (letter, header) in row[1..].iter().zip(HeaderName::ALL) {
            let requirement = match letter.as_str() {
                "R" => Requirement::Required,
                "o" => Requirement::Optional,
                "-" => Requirement::Undefined,
                other => panic!("{other} is no cell"),
            };
            cells.push(Cell { endpoint: *endpoint, header, requirement });
        }
    }
    assert_eq!(cells.len(), 20 * 15);
    cells
}

/// The requirement of a cell for a sender, by the rulings.
fn ruled(cell: &Cell, sender: Sender) -> Requirement {
    let of_the_device = matches!(cell.header, HeaderName::ApDeviceIdentifier | HeaderName::XDeviceInfo);
    let by_code = matches!(cell.endpoint, Endpoint::ResumeSession | Endpoint::SessionInfo | Endpoint::ProfileCode);
    if of_the_device && by_code && sender != Sender::SecondaryApplication {
        // H2: the table leaves them out, flows and checklist want them from the streaming device.
        return Requirement::Optional;
    }
    if cell.header == HeaderName::XDeviceInfo && sender == Sender::Browser && cell.requirement == Requirement::Required
    {
        // H4: a browser's User-Agent says enough.
        return Requirement::Optional;
    }
    cell.requirement
}

fn sent<'a>(call: &impl Call<'a>, headers: &Headers<'static>) -> Result<Vec<(HeaderName, String)>, EncodeError> {
    let mut buffer = [0; 1024];
    // The headers live longer than the buffer, so that they fit its lifetime.
    let request = call.encode(headers, &mut buffer)?;
    Ok(request.headers.iter().map(|(name, value)| (name, value.to_owned())).collect())
}

/// Encodes some request of `endpoint` with the headers that are ready.
fn encode(endpoint: Endpoint, headers: &Headers<'static>) -> Result<Vec<(HeaderName, String)>, EncodeError> {
    let (service_provider, mvpd, code, partner) = ("REF30", "Dish", "8ADF2", "Apple");
    let (domain_name, redirect_url) = (Some("adobe.com"), Some("https://adobe.com"));
    let body = Resources::new(Texts::from(&["news"][..]));
    match endpoint {
        Endpoint::Register => {
            let body = RegisterBody::new("statement".into());
            sent(&Register::new(body), headers)
        }
        Endpoint::Token => {
            let grant_type = tvpass::endpoint::CLIENT_CREDENTIALS;
            sent(&Token::new("id".into(), "secret".into(), grant_type), headers)
        }
        Endpoint::Configuration => sent(&GetConfiguration::new(service_provider), headers),
        Endpoint::CreateSession => sent(
            &{
                let mut call = CreateSession::new(service_provider);
                call.domain_name = domain_name;
                call.redirect_url = redirect_url;
                call
            },
            headers,
        ),
        Endpoint::ResumeSession => sent(
            &{
                let mut call = ResumeSession::new(service_provider, code);
                call.mvpd = Some(mvpd);
                call.domain_name = domain_name;
                call.redirect_url = redirect_url;
                call
            },
            headers,
        ),
        Endpoint::SessionInfo => sent(&GetSession::new(service_provider, code), headers),
        Endpoint::Profiles => sent(&GetProfiles::new(service_provider), headers),
        Endpoint::ProfileMvpd => sent(&GetProfileMvpd::new(service_provider, mvpd), headers),
        Endpoint::ProfileCode => sent(&GetProfileCode::new(service_provider, code), headers),
        Endpoint::PartnerRequest => sent(
            &{
                let mut call = CreatePartnerSession::new(service_provider, partner);
                call.domain_name = domain_name;
                call.redirect_url = redirect_url;
                call
            },
            headers,
        ),
        Endpoint::PartnerProfile => {
            sent(&CreatePartnerProfile::new(service_provider, partner, "c2FtbA==".into()), headers)
        }
        Endpoint::Preauthorize => sent(&Preauthorize::new(service_provider, mvpd, body), headers),
        Endpoint::Authorize => sent(&Authorize::new(service_provider, mvpd, body), headers),
        Endpoint::Logout => sent(&Logout::new(service_provider, mvpd, redirect_url.unwrap_or_default()), headers),
        Endpoint::SsoToken => {
            let person = Person::Id(CommonIdentifier::new("value").unwrap());
            sent(&SsoToken::new(service_provider, person), headers)
        }
        Endpoint::SsoRefresh => sent(&SsoRefresh::new(service_provider), headers),
        Endpoint::SsoLink => sent(&SsoLink::new(service_provider), headers),
        Endpoint::SsoUnlink => sent(&SsoUnlink::new(service_provider, (&["den"][..]).into()), headers),
        Endpoint::SsoList => sent(&SsoList::new(service_provider), headers),
        // It is a URL for a user agent, and nothing that this library sends.
        Endpoint::Authenticate => Ok(Vec::new()),
    }
}

/// Every header of the protocol, but for `absent`.
fn all_but(absent: Option<HeaderName>, sender: Sender) -> Headers<'static> {
    let mut headers = Headers::new(sender);
    for name in HeaderName::ALL.into_iter().filter(|name| Some(*name) != absent) {
        headers.set(name, "value").unwrap();
    }
    headers
}

#[test]
fn the_core_says_of_every_cell_what_the_table_says() {
    for cell in cells() {
        let definition = cell.endpoint.definition();
        assert_eq!(definition.requirement(cell.header), cell.requirement, "{} {:?}", definition.id, cell.header);
        for sender in SENDERS {
            let requirement = definition.requirement_for(cell.header, sender);
            assert_eq!(requirement, ruled(&cell, sender), "{} {:?} {sender:?}", definition.id, cell.header);
        }
    }
}

#[test]
fn a_header_is_sent_exactly_where_its_cell_allows_it() {
    for cell in cells() {
        for sender in SENDERS {
            let headers = encode(cell.endpoint, &all_but(None, sender)).unwrap();
            let value = headers.iter().find(|(name, _)| *name == cell.header).map(|(_, value)| value.as_str());
            let allowed = ruled(&cell, sender) != Requirement::Undefined && cell.endpoint != Endpoint::Authenticate;
            let expected = match cell.header {
                HeaderName::ContentType => cell.endpoint.definition().body.content_type(),
                // The call names the person by the other one.
                HeaderName::XSsoLink => None,
                _ => Some("value"),
            };
            assert_eq!(value, expected.filter(|_| allowed), "{:?} {:?} {sender:?}", cell.endpoint, cell.header);
        }
    }
}

#[test]
fn a_required_header_that_is_missing_is_refused_before_anything_is_sent() {
    for cell in cells().into_iter().filter(|cell| cell.endpoint != Endpoint::Authenticate) {
        for sender in SENDERS {
            let outcome = encode(cell.endpoint, &all_but(Some(cell.header), sender));
            let place = format!("{:?} {:?} {sender:?}", cell.endpoint, cell.header);
            // The encoder knows its body's type itself.
            if ruled(&cell, sender) == Requirement::Required && cell.header != HeaderName::ContentType {
                assert_eq!(outcome, Err(EncodeError::MissingHeader(cell.header)), "{place}");
                continue;
            }
            let sent = outcome.unwrap_or_else(|error| panic!("{place}: {error}"));
            let value = sent.iter().find(|(name, _)| *name == cell.header).map(|(_, value)| value.as_str());
            let of_its_own = match cell.header {
                HeaderName::ContentType => cell.endpoint.definition().body.content_type(),
                HeaderName::Accept if cell.endpoint.definition().id.starts_with("sso_") => Some("application/json"),
                HeaderName::Accept => Some("application/json;charset=utf-8"),
                HeaderName::XSsoId if cell.endpoint == Endpoint::SsoToken => Some("value"),
                _ => None,
            };
            assert_eq!(value, of_its_own, "{place}");
        }
    }
}

#[test]
fn each_required_header_is_named_when_none_is_there() {
    for endpoint in Endpoint::ALL.iter().filter(|endpoint| **endpoint != Endpoint::Authenticate) {
        let first = cells().into_iter().find(|cell| {
            cell.endpoint == *endpoint
                && cell.requirement == Requirement::Required
                && cell.header != HeaderName::ContentType
        });
        let outcome = encode(*endpoint, &Headers::new(Sender::StreamingDevice));
        assert_eq!(outcome, Err(EncodeError::MissingHeader(first.unwrap().header)), "{endpoint:?}");
    }
}

#[test]
fn a_content_type_is_required_exactly_where_there_is_a_body() {
    for cell in cells().into_iter().filter(|cell| cell.header == HeaderName::ContentType) {
        let has_body = cell.endpoint.definition().body.content_type().is_some();
        assert_eq!(cell.requirement == Requirement::Required, has_body, "{:?}", cell.endpoint);
    }
}

#[test]
fn names_are_found_whatever_the_case_of_their_letters() {
    for name in HeaderName::ALL {
        assert_eq!(HeaderName::from_wire(name.as_str()), Some(name));
        assert_eq!(HeaderName::from_wire(&name.as_str().to_uppercase()), Some(name));
        assert_eq!(HeaderName::from_wire(&name.as_str().to_lowercase()), Some(name));
    }
    for other in ["", "Cookie", "Authorization ", "X-Device-Inf", "Host"] {
        assert_eq!(HeaderName::from_wire(other), None);
    }
}
