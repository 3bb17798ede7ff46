//! The service's answers as shapes: nothing is built, every field is folded where it passes.

use super::attribute::{AnyValue, Attributes, NamedValue};
use super::shape::{Flag, List, Map, Nullable, Number, Text, Timestamp, object};

object!(Profiles<Inner> {
    Profiles: "profiles" => Map<Profile<Inner>>,
});

object!(Profile<Inner> {
    NotBefore: "notBefore" => Number,
    NotAfter: "notAfter" => Number,
    Issuer: "issuer" => Text,
    Type: "type" => Text,
    Attributes: "attributes" => Inner,
});

/// For formats that say of each value what it is.
pub type AnyProfiles = Profiles<Attributes<AnyValue>>;

/// For serde-json-core, which cannot: the attribute's name tells.
pub type NamedProfiles = Profiles<Attributes<NamedValue>>;

object!(Session {
    ActionName: "actionName" => Text,
    ActionType: "actionType" => Text,
    ReasonType: "reasonType" => Text,
    MissingParameters: "missingParameters" => List<Text>,
    Url: "url" => Text,
    Code: "code" => Text,
    SessionId: "sessionId" => Text,
    Mvpd: "mvpd" => Text,
    ServiceProvider: "serviceProvider" => Text,
    NotBefore: "notBefore" => Timestamp,
    NotAfter: "notAfter" => Timestamp,
});

object!(Decisions {
    Decisions: "decisions" => List<Decision>,
});

object!(Decision {
    Resource: "resource" => Text,
    ServiceProvider: "serviceProvider" => Text,
    Mvpd: "mvpd" => Text,
    Authorized: "authorized" => Flag,
    Source: "source" => Text,
    NotBefore: "notBefore" => Number,
    NotAfter: "notAfter" => Number,
    Token: "token" => Token,
    Error: "error" => ServiceError,
});

object!(Token {
    IssuedAt: "issuedAt" => Number,
    NotBefore: "notBefore" => Number,
    NotAfter: "notAfter" => Number,
    SerializedToken: "serializedToken" => Text,
});

object!(ServiceError {
    Status: "status" => Number,
    Code: "code" => Text,
    Message: "message" => Text,
    Details: "details" => Text,
    HelpUrl: "helpUrl" => Text,
    Trace: "trace" => Text,
    Action: "action" => Text,
});

object!(Logouts {
    Logouts: "logouts" => Map<Logout>,
});

object!(Logout {
    ActionName: "actionName" => Text,
    ActionType: "actionType" => Text,
    Mvpd: "mvpd" => Text,
    Url: "url" => Text,
});

object!(Configuration {
    Device: "device" => Text,
    ClientType: "clientType" => Text,
    Os: "os" => Text,
    Platform: "platform" => Text,
    PlatformCategory: "platformCategory" => Text,
    SdkType: "sdkType" => Text,
    Requestor: "requestor" => Requestor,
});

object!(Requestor {
    Id: "id" => Text,
    Name: "name" => Text,
    Domains: "domains" => List<Domain>,
    Mvpds: "mvpds" => List<Mvpd>,
});

object!(Domain {
    Name: "name" => Text,
    MvpdInitiated: "mvpdInitiated" => Flag,
});

object!(Mvpd {
    Id: "id" => Text,
    DisplayName: "displayName" => Text,
    LogoUrl: "logoUrl" => Text,
    IsTempPass: "isTempPass" => Flag,
    IsProxy: "isProxy" => Flag,
    AuthPerAggregator: "authPerAggregator" => Flag,
    AuthPerBrowserSession: "authPerBrowserSession" => Flag,
    PassiveAuthnEnabled: "passiveAuthnEnabled" => Flag,
    EnablePlatformServices: "enablePlatformServices" => Flag,
    DisplayInPlatformPicker: "displayInPlatformPicker" => Flag,
    EnforcePlatformPermissions: "enforcePlatformPermissions" => Flag,
    BoardingStatus: "boardingStatus" => Text,
    PlatformMappingId: "platformMappingId" => Text,
});

object!(SessionDetails {
    ExistingParameters: "existingParameters" => Map<Text>,
    MissingParameters: "missingParameters" => List<Text>,
    Device: "device" => Device,
    NotBefore: "notBefore" => Timestamp,
    NotAfter: "notAfter" => Timestamp,
});

object!(Device {
    Type: "type" => Nullable<Text>,
    Model: "model" => Nullable<Text>,
    Version: "version" => Nullable<Version>,
    Hardware: "hardware" => Nullable<Hardware>,
    OperatingSystem: "operatingSystem" => Nullable<OperatingSystem>,
    Browser: "browser" => Nullable<Browser>,
    Display: "display" => Nullable<Display>,
    ApplicationId: "applicationId" => Nullable<Text>,
    Connection: "connection" => Nullable<Connection>,
});

object!(Version {
    Major: "major" => Nullable<Number>,
    Minor: "minor" => Nullable<Number>,
    Patch: "patch" => Nullable<Number>,
    Profile: "profile" => Nullable<Text>,
});

object!(Hardware {
    Name: "name" => Nullable<Text>,
    Vendor: "vendor" => Nullable<Text>,
    Version: "version" => Nullable<Version>,
    Manufacturer: "manufacturer" => Nullable<Text>,
});

object!(OperatingSystem {
    Name: "name" => Nullable<Text>,
    Family: "family" => Nullable<Text>,
    Vendor: "vendor" => Nullable<Text>,
    Version: "version" => Nullable<Version>,
});

object!(Browser {
    Name: "name" => Nullable<Text>,
    Vendor: "vendor" => Nullable<Text>,
    Version: "version" => Nullable<Version>,
    UserAgent: "userAgent" => Nullable<Text>,
    OriginalUserAgent: "originalUserAgent" => Nullable<Text>,
});

object!(Display {
    Width: "width" => Nullable<Number>,
    Height: "height" => Nullable<Number>,
    Ppi: "ppi" => Nullable<Number>,
    Name: "name" => Nullable<Text>,
    Vendor: "vendor" => Nullable<Text>,
    Version: "version" => Nullable<Version>,
    DiagonalSize: "diagonalSize" => Nullable<Number>,
});

object!(Connection {
    IpAddress: "ipAddress" => Nullable<Text>,
    Port: "port" => Nullable<Number>,
    Secure: "secure" => Nullable<Flag>,
    Type: "type" => Nullable<Text>,
});
