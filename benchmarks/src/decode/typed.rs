//! The service's answers as structs over one kind of text: `String` owns it, `Borrowed` borrows it.

use super::fold::{Fold, Timestamp, message};
use super::value::{Text, Value};
use crate::checksum::{Checksum, tag};
use serde::Deserialize;
use std::collections::BTreeMap;

macro_rules! over_text {
    ($name:ident { $($fields:tt)+ }) => {
        message!($name<T: "T: Text<'de>"> { $($fields)+ });
    };
}

over_text!(Profiles {
    profiles: "profiles" => BTreeMap<T, Profile<T>>,
});

over_text!(Profile {
    not_before: "notBefore" => u64,
    not_after: "notAfter" => u64,
    issuer: "issuer" => T,
    kind: "type" => T,
    attributes: "attributes" => BTreeMap<T, Attribute<T>>,
});

over_text!(Attribute {
    value: "value" => Value<T>,
    state: "state" => Option<T>,
});

over_text!(Session {
    action_name: "actionName" => T,
    action_type: "actionType" => T,
    reason_type: "reasonType" => T,
    missing_parameters: "missingParameters" => Option<Vec<T>>,
    url: "url" => Option<T>,
    code: "code" => Option<T>,
    session_id: "sessionId" => T,
    mvpd: "mvpd" => Option<T>,
    service_provider: "serviceProvider" => T,
    not_before: "notBefore" => Option<Timestamp<T>>,
    not_after: "notAfter" => Option<Timestamp<T>>,
});

over_text!(Decisions {
    decisions: "decisions" => Vec<Decision<T>>,
});

over_text!(Decision {
    resource: "resource" => T,
    service_provider: "serviceProvider" => T,
    mvpd: "mvpd" => T,
    authorized: "authorized" => bool,
    source: "source" => T,
    not_before: "notBefore" => Option<u64>,
    not_after: "notAfter" => Option<u64>,
    token: "token" => Option<Token<T>>,
    error: "error" => Option<ServiceError<T>>,
});

over_text!(Token {
    issued_at: "issuedAt" => Option<u64>,
    not_before: "notBefore" => u64,
    not_after: "notAfter" => u64,
    serialized_token: "serializedToken" => T,
});

over_text!(ServiceError {
    status: "status" => Option<u64>,
    code: "code" => T,
    message: "message" => Option<T>,
    details: "details" => Option<T>,
    help_url: "helpUrl" => Option<T>,
    trace: "trace" => Option<T>,
    action: "action" => Option<T>,
});

over_text!(Logouts {
    logouts: "logouts" => BTreeMap<T, Logout<T>>,
});

over_text!(Logout {
    action_name: "actionName" => T,
    action_type: "actionType" => T,
    mvpd: "mvpd" => T,
    url: "url" => Option<T>,
});

over_text!(Configuration {
    device: "device" => Option<T>,
    client_type: "clientType" => Option<T>,
    os: "os" => Option<T>,
    platform: "platform" => Option<T>,
    platform_category: "platformCategory" => Option<T>,
    sdk_type: "sdkType" => Option<T>,
    requestor: "requestor" => Requestor<T>,
});

over_text!(Requestor {
    id: "id" => T,
    name: "name" => Option<T>,
    domains: "domains" => Vec<Domain<T>>,
    mvpds: "mvpds" => Vec<Mvpd<T>>,
});

over_text!(Domain {
    name: "name" => T,
    mvpd_initiated: "mvpdInitiated" => Option<bool>,
});

over_text!(Mvpd {
    id: "id" => T,
    display_name: "displayName" => Option<T>,
    logo_url: "logoUrl" => Option<T>,
    is_temp_pass: "isTempPass" => Option<bool>,
    is_proxy: "isProxy" => Option<bool>,
    auth_per_aggregator: "authPerAggregator" => Option<bool>,
    auth_per_browser_session: "authPerBrowserSession" => Option<bool>,
    passive_authn_enabled: "passiveAuthnEnabled" => Option<bool>,
    enable_platform_services: "enablePlatformServices" => Option<bool>,
    display_in_platform_picker: "displayInPlatformPicker" => Option<bool>,
    enforce_platform_permissions: "enforcePlatformPermissions" => Option<bool>,
    boarding_status: "boardingStatus" => Option<T>,
    platform_mapping_id: "platformMappingId" => Option<T>,
});

over_text!(SessionDetails {
    existing_parameters: "existingParameters" => BTreeMap<T, T>,
    missing_parameters: "missingParameters" => Option<Vec<T>>,
    device: "device" => Option<Device<T>>,
    not_before: "notBefore" => Timestamp<T>,
    not_after: "notAfter" => Timestamp<T>,
});

over_text!(Device {
    kind: "type" => Option<T>,
    model: "model" => Option<T>,
    version: "version" => Option<Version<T>>,
    hardware: "hardware" => Option<Hardware<T>>,
    operating_system: "operatingSystem" => Option<OperatingSystem<T>>,
    browser: "browser" => Option<Browser<T>>,
    display: "display" => Option<Display<T>>,
    application_id: "applicationId" => Option<T>,
    connection: "connection" => Option<Connection<T>>,
});

over_text!(Version {
    major: "major" => Option<u64>,
    minor: "minor" => Option<u64>,
    patch: "patch" => Option<u64>,
    profile: "profile" => Option<T>,
});

over_text!(Hardware {
    name: "name" => Option<T>,
    vendor: "vendor" => Option<T>,
    version: "version" => Option<Version<T>>,
    manufacturer: "manufacturer" => Option<T>,
});

over_text!(OperatingSystem {
    name: "name" => Option<T>,
    family: "family" => Option<T>,
    vendor: "vendor" => Option<T>,
    version: "version" => Option<Version<T>>,
});

over_text!(Browser {
    name: "name" => Option<T>,
    vendor: "vendor" => Option<T>,
    version: "version" => Option<Version<T>>,
    user_agent: "userAgent" => Option<T>,
    original_user_agent: "originalUserAgent" => Option<T>,
});

over_text!(Display {
    width: "width" => Option<u64>,
    height: "height" => Option<u64>,
    ppi: "ppi" => Option<u64>,
    name: "name" => Option<T>,
    vendor: "vendor" => Option<T>,
    version: "version" => Option<Version<T>>,
    diagonal_size: "diagonalSize" => Option<u64>,
});

over_text!(Connection {
    ip_address: "ipAddress" => Option<T>,
    port: "port" => Option<u64>,
    secure: "secure" => Option<bool>,
    kind: "type" => Option<T>,
});
