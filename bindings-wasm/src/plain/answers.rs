//! Answers of the endpoints.

use alloc::vec::Vec;

use tvpass::endpoint::{
    AccessToken, Attribute, Attributes, AuthenticationRequest, ClientCredentials, Configuration, ConfigurationPiece,
    Decision, Domain, LogoutAction, MediaToken, Mvpd, Profile, Session, SessionDetails,
};
use tvpass::message::EnhancedError;

use super::{Form, Plain, Sheet, key, record};

record! {
    /// The application's credentials, issued at its registration.
    ClientCredentials {
        required client_id = "client_id",
        /// A secret.
        required client_secret = "client_secret",
        /// Seconds since the Unix epoch.
        optional client_id_issued_at = "client_id_issued_at",
        required redirect_uris = "redirect_uris",
        required grant_types = "grant_types",
        required scopes = "scopes",
    }
    /// An access token: authorizes every call until it expires.
    AccessToken {
        optional id = "id",
        /// A secret.
        required access_token = "access_token",
        /// Milliseconds since the Unix epoch.
        optional created_at = "created_at",
        /// Its life in seconds.
        required expires_in = "expires_in",
        optional token_type = "token_type",
        /// A secret.
        optional refresh_token = "refresh_token",
    }
    /// A request to the partner's framework.
    AuthenticationRequest {
        /// `SAML`, in either case of letters.
        optional request_type = "type",
        /// Base64, a secret.
        optional request = "request",
        /// The names of the attributes that the framework should return.
        required attributes_names = "attributesNames",
    }
    /// An authentication session: what to do next, and the code that names it.
    Session {
        required action_name = "actionName",
        required action_type = "actionType",
        required reason_type = "reasonType",
        /// The parameters still to be supplied, by their names on the wire.
        required missing_parameters = "missingParameters",
        /// The URL to open or call next: relative to the host, or absolute; see `resolveUrl`.
        optional url = "url",
        /// The authentication code.
        optional code = "code",
        required session_id = "sessionId",
        optional mvpd = "mvpd",
        required service_provider = "serviceProvider",
        /// The code is valid from here, in milliseconds since the Unix epoch …
        optional not_before = "notBefore",
        /// … to here.
        optional not_after = "notAfter",
        optional authentication_request = "authenticationRequest",
    }
    /// The parameters that a session has and lacks, and the device that opened it.
    SessionDetails {
        required existing_parameters = "existingParameters",
        required missing_parameters = "missingParameters",
        optional device = "device",
        required not_before = "notBefore",
        required not_after = "notAfter",
    }
    /// One thing that the provider tells of the viewer.
    Attribute {
        required name = "name",
        required value = "value",
        required state = "state",
        optional error = "error",
    }
    /// The viewer's profile at one provider, with its attributes and its validity.
    Profile {
        required mvpd = "mvpd",
        /// Milliseconds since the Unix epoch.
        required not_before = "notBefore",
        /// Milliseconds since the Unix epoch.
        required not_after = "notAfter",
        required issuer = "issuer",
        required profile_type = "type",
        optional session_id = "sessionId",
        required attributes = "attributes",
    }
    /// A token that the player's backend verifies, once; good for one playback.
    MediaToken {
        optional not_before = "notBefore",
        optional not_after = "notAfter",
        /// Base64, a secret.
        required serialized_token = "serializedToken",
        optional issued_at = "issuedAt",
    }
    /// The decision on one resource: the viewer may watch it, or not.
    Decision {
        required resource = "resource",
        required service_provider = "serviceProvider",
        required mvpd = "mvpd",
        required authorized = "authorized",
        required source = "source",
        optional not_before = "notBefore",
        optional not_after = "notAfter",
        /// With permits of `authorize` only.
        optional token = "token",
        /// Why not.
        optional error = "error",
    }
    /// The next step of the logout from one provider.
    LogoutAction {
        required action_name = "actionName",
        required action_type = "actionType",
        required mvpd = "mvpd",
        optional url = "url",
    }
    /// A TV provider.
    Mvpd {
        /// The id to send.
        required id = "id",
        /// The name to show.
        optional display_name = "displayName",
        optional logo_url = "logoUrl",
        /// Temporary access, to be hidden from a picker.
        required is_temp_pass = "isTempPass",
        required is_proxy = "isProxy",
        required auth_per_aggregator = "authPerAggregator",
        required auth_per_browser_session = "authPerBrowserSession",
        required passive_authn_enabled = "passiveAuthnEnabled",
        required enable_platform_services = "enablePlatformServices",
        required display_in_platform_picker = "displayInPlatformPicker",
        required enforce_platform_permissions = "enforcePlatformPermissions",
        optional boarding_status = "boardingStatus",
        optional platform_mapping_id = "platformMappingId",
    }
    /// A domain of the service provider.
    Domain {
        required name = "name",
        optional mvpd_initiated = "mvpdInitiated",
    }
    /// An error of the service. Nothing is promised to be there.
    EnhancedError {
        /// The action that the error asks for.
        optional action = "action",
        /// The status the service means, which can differ from that of HTTP.
        optional status = "status",
        optional code = "code",
        /// For people.
        optional message = "message",
        /// The provider's message to the viewer.
        optional details = "details",
        optional help_url = "helpUrl",
        /// The service's own mark for this answer, for its support.
        optional trace = "trace",
    }
}

impl Plain for Attributes<'_> {
    fn type_name() -> &'static str {
        "Attribute[]"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.list(self.iter());
    }
}

/// A configuration of a flow, which was checked already.
impl Plain for Configuration<'_> {
    fn type_name() -> &'static str {
        "Configuration"
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>) {
        sheet.object(|sheet| {
            sheet.key(key!("mvpds"));
            let beside = write_mvpds(&mut self.pieces(), sheet, Form::Object);
            write_beside(&beside, sheet);
        });
    }
}

/// Writes the MVPDs while the configuration is being read, and gives what stands beside them: it is little, and may stand before
/// them or behind.
#[inline(never)]
pub(crate) fn write_mvpds<'a>(
    pieces: &mut dyn Iterator<Item = ConfigurationPiece<'a>>,
    sheet: &mut Sheet<'_, '_>,
    form: Form,
) -> Vec<ConfigurationPiece<'a>> {
    let mut beside = Vec::new();
    sheet.open(b'[');
    // The names stand before the first.
    sheet.set_form(if form == Form::Object { form } else { Form::Names });
    for piece in pieces {
        let ConfigurationPiece::Mvpd(mvpd) = piece else {
            beside.push(piece);
            continue;
        };
        if sheet.form() != form {
            mvpd.write(sheet);
            sheet.set_form(form);
        }
        mvpd.write(sheet);
    }
    sheet.set_form(Form::Object);
    sheet.close(b']');
    beside
}

/// Writes settings, requestor and domains, each in its own place wherever they stood.
#[inline(never)]
pub(crate) fn write_beside(beside: &[ConfigurationPiece<'_>], sheet: &mut Sheet<'_, '_>) {
    let (mut id, mut name) = (None, None);
    sheet.key(key!("settings"));
    sheet.object(|sheet| {
        for piece in beside {
            match piece {
                ConfigurationPiece::Setting(name, value) => {
                    sheet.name(name);
                    value.write(sheet);
                }
                ConfigurationPiece::RequestorId(text) => id = Some(*text),
                ConfigurationPiece::RequestorName(text) => name = Some(*text),
                _ => {}
            }
        }
    });
    sheet.key(key!("requestor"));
    sheet.object(|sheet| {
        sheet.member(key!("id"), &id);
        sheet.member(key!("name"), &name);
    });
    sheet.key(key!("domains"));
    sheet.open(b'[');
    for piece in beside {
        if let ConfigurationPiece::Domain(domain) = piece {
            domain.write(sheet);
        }
    }
    sheet.close(b']');
}
