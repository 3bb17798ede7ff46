//! The answers of the endpoints, and what stands in their place.

use serde_json::{Map, Value, json};
use tvpass::endpoint::{
    AccessToken, Attribute, AuthenticationRequest, ClientCredentials, Configuration, ConfigurationPiece, Decision,
    Decisions, IssuedLinkCode, IssuedToken, LinkedDevices, LogoutAction, Logouts, MediaToken, Mvpd, Profile, Profiles,
    Session, SessionDetails, UnlinkedDevices,
};
use tvpass::message::{EnhancedError, Failure};

use super::{Neutral, object, optional, wire_text};
use crate::cases::json_error;

impl Neutral for ClientCredentials<'_> {
    fn neutral(&self) -> Value {
        object([
            ("client_id", Some(self.client_id.neutral())),
            ("client_secret", Some(self.client_secret.neutral())),
            ("client_id_issued_at", optional(self.client_id_issued_at)),
            ("redirect_uris", Some(self.redirect_uris.neutral())),
            ("grant_types", Some(self.grant_types.neutral())),
            ("scopes", Some(self.scopes.neutral())),
        ])
    }
}

impl Neutral for AccessToken<'_> {
    fn neutral(&self) -> Value {
        object([
            ("id", optional(self.id)),
            ("access_token", Some(self.access_token.neutral())),
            ("created_at", optional(self.created_at)),
            ("expires_in", Some(self.expires_in.neutral())),
            ("token_type", optional(self.token_type)),
            ("refresh_token", optional(self.refresh_token)),
        ])
    }
}

impl Neutral for AuthenticationRequest<'_> {
    fn neutral(&self) -> Value {
        object([
            ("type", optional(self.request_type)),
            ("request", optional(self.request)),
            ("attributesNames", Some(self.attributes_names.neutral())),
        ])
    }
}

impl Neutral for Session<'_> {
    fn neutral(&self) -> Value {
        object([
            ("actionName", wire_text!(self.action_name)),
            ("actionType", wire_text!(self.action_type)),
            ("reasonType", wire_text!(self.reason_type)),
            ("missingParameters", Some(self.missing_parameters.neutral())),
            ("url", optional(self.url)),
            ("code", optional(self.code)),
            ("sessionId", Some(self.session_id.neutral())),
            ("mvpd", optional(self.mvpd)),
            ("serviceProvider", Some(self.service_provider.neutral())),
            ("notBefore", optional(self.not_before)),
            ("notAfter", optional(self.not_after)),
            ("authenticationRequest", optional(self.authentication_request)),
        ])
    }
}

impl Neutral for SessionDetails<'_> {
    fn neutral(&self) -> Value {
        object([
            ("existingParameters", Some(self.existing_parameters.neutral())),
            ("missingParameters", Some(self.missing_parameters.neutral())),
            ("device", self.device.map(|device| device.get().neutral())),
            ("notBefore", Some(self.not_before.neutral())),
            ("notAfter", Some(self.not_after.neutral())),
        ])
    }
}

impl Neutral for Attribute<'_> {
    fn neutral(&self) -> Value {
        object([
            ("name", Some(self.name.neutral())),
            ("value", Some(self.value.reveal().neutral())),
            ("state", wire_text!(self.state)),
            ("error", optional(self.error.map(|error| error.reveal()))),
        ])
    }
}

impl Neutral for Profile<'_> {
    fn neutral(&self) -> Value {
        object([
            ("mvpd", Some(self.mvpd.neutral())),
            ("notBefore", Some(self.not_before.neutral())),
            ("notAfter", Some(self.not_after.neutral())),
            ("issuer", Some(self.issuer.neutral())),
            ("type", wire_text!(self.profile_type)),
            ("sessionId", optional(self.session_id)),
            ("attributes", Some(self.attributes.iter().map(|attribute| attribute.neutral()).collect())),
        ])
    }
}

impl Neutral for Profiles<'_> {
    fn neutral(&self) -> Value {
        json!({"profiles": self.iter().map(|profile| profile.neutral()).collect::<Value>()})
    }
}

impl Neutral for MediaToken<'_> {
    fn neutral(&self) -> Value {
        object([
            ("notBefore", optional(self.not_before)),
            ("notAfter", optional(self.not_after)),
            ("serializedToken", Some(self.serialized_token.neutral())),
            ("issuedAt", optional(self.issued_at)),
        ])
    }
}

impl Neutral for Decision<'_> {
    fn neutral(&self) -> Value {
        object([
            ("resource", Some(self.resource.neutral())),
            ("serviceProvider", Some(self.service_provider.neutral())),
            ("mvpd", Some(self.mvpd.neutral())),
            ("authorized", Some(self.authorized.neutral())),
            ("source", wire_text!(self.source)),
            ("notBefore", optional(self.not_before)),
            ("notAfter", optional(self.not_after)),
            ("token", optional(self.token)),
            ("error", optional(self.error)),
        ])
    }
}

impl Neutral for Decisions<'_> {
    fn neutral(&self) -> Value {
        json!({"decisions": self.iter().map(|decision| decision.neutral()).collect::<Value>()})
    }
}

impl Neutral for LogoutAction<'_> {
    fn neutral(&self) -> Value {
        object([
            ("actionName", wire_text!(self.action_name)),
            ("actionType", wire_text!(self.action_type)),
            ("mvpd", Some(self.mvpd.neutral())),
            ("url", optional(self.url)),
        ])
    }
}

impl Neutral for Logouts<'_> {
    fn neutral(&self) -> Value {
        json!({"logouts": self.iter().map(|action| action.neutral()).collect::<Value>()})
    }
}

impl Neutral for Mvpd<'_> {
    fn neutral(&self) -> Value {
        object([
            ("id", Some(self.id.neutral())),
            ("displayName", optional(self.display_name)),
            ("logoUrl", optional(self.logo_url)),
            ("isTempPass", Some(self.is_temp_pass.neutral())),
            ("isProxy", Some(self.is_proxy.neutral())),
            ("authPerAggregator", Some(self.auth_per_aggregator.neutral())),
            ("authPerBrowserSession", Some(self.auth_per_browser_session.neutral())),
            ("passiveAuthnEnabled", Some(self.passive_authn_enabled.neutral())),
            ("enablePlatformServices", Some(self.enable_platform_services.neutral())),
            ("displayInPlatformPicker", Some(self.display_in_platform_picker.neutral())),
            ("enforcePlatformPermissions", Some(self.enforce_platform_permissions.neutral())),
            ("boardingStatus", self.boarding_status.map(|status| status.as_text().neutral())),
            ("platformMappingId", optional(self.platform_mapping_id)),
        ])
    }
}

impl Neutral for Configuration<'_> {
    fn neutral(&self) -> Value {
        let (mut settings, mut requestor) = (Map::new(), Map::new());
        let (mut domains, mut mvpds) = (Vec::new(), Vec::new());
        for piece in self.pieces() {
            match piece {
                ConfigurationPiece::Setting(name, value) => {
                    settings.insert(name.chars().collect(), value.neutral());
                }
                ConfigurationPiece::RequestorId(id) => drop(requestor.insert("id".to_owned(), id.neutral())),
                ConfigurationPiece::RequestorName(name) => drop(requestor.insert("name".to_owned(), name.neutral())),
                ConfigurationPiece::Domain(domain) => domains.push(object([
                    ("name", Some(domain.name.neutral())),
                    ("mvpdInitiated", optional(domain.mvpd_initiated)),
                ])),
                ConfigurationPiece::Mvpd(mvpd) => mvpds.push(mvpd.neutral()),
            }
        }
        json!({"settings": settings, "requestor": requestor, "domains": domains, "mvpds": mvpds})
    }
}

impl Neutral for EnhancedError<'_> {
    fn neutral(&self) -> Value {
        object([
            ("action", self.action.map(|action| action.as_text().neutral())),
            ("status", optional(self.status)),
            ("code", optional(self.code)),
            ("message", optional(self.message.map(|message| message.0))),
            ("details", optional(self.details)),
            ("helpUrl", optional(self.help_url)),
            ("trace", optional(self.trace)),
        ])
    }
}

impl Neutral for Failure<'_> {
    fn neutral(&self) -> Value {
        match self {
            Self::Service { http_status, error } => {
                json!({"kind": "service", "httpStatus": http_status, "error": error.neutral()})
            }
            Self::Registration { http_status, error } => {
                json!({"kind": "registration", "httpStatus": http_status, "error": error.as_text().neutral()})
            }
            Self::Throttled => json!({"kind": "throttled"}),
            Self::NotApi { http_status } => json!({"kind": "not_api", "httpStatus": http_status}),
            Self::Malformed { http_status, error } => {
                json!({"kind": "malformed", "httpStatus": http_status, "error": json_error(error)})
            }
            other => panic!("{other:?} has no name in the vectors"),
        }
    }
}

impl Neutral for IssuedToken<'_> {
    fn neutral(&self) -> Value {
        object([
            ("serviceToken", Some(self.token.neutral())),
            ("notBefore", optional(self.not_before)),
            ("notAfter", Some(self.not_after.neutral())),
            ("status", optional(self.status)),
        ])
    }
}

impl Neutral for IssuedLinkCode<'_> {
    fn neutral(&self) -> Value {
        object([
            ("code", Some(self.code.neutral())),
            ("notBefore", optional(self.not_before)),
            ("notAfter", Some(self.not_after.neutral())),
            ("status", optional(self.status)),
        ])
    }
}

impl Neutral for UnlinkedDevices<'_> {
    fn neutral(&self) -> Value {
        json!({"unlinkedDevices": self.iter().map(|device| device.id.neutral()).collect::<Value>()})
    }
}

impl Neutral for LinkedDevices<'_> {
    fn neutral(&self) -> Value {
        let devices = self.iter().map(|device| {
            let attributes = device.iter().map(|(name, value)| (name.chars().collect::<String>(), value.neutral()));
            json!({"id": device.id.neutral(), "attributes": attributes.collect::<Map<_, _>>()})
        });
        json!({"devices": devices.collect::<Value>()})
    }
}
