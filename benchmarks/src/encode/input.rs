//! Input of the encoders: a television, its identity, the platform's permission, and a request with the headers ready made.

use serde::{Serialize, Serializer};

/// X-Device-Info, in the order of the documentation's table.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    pub model: &'static str,
    pub version: &'static str,
    pub os_name: &'static str,
    pub os_version: &'static str,
    pub connection_type: &'static str,
    pub primary_hardware_type: &'static str,
    pub manufacturer: &'static str,
    pub display_width: u32,
    pub display_height: u32,
    pub connection_ip: &'static str,
    pub connection_port: u16,
    pub connection_secure: bool,
    pub application_id: &'static str,
}

pub static DEVICE: Device = Device {
    model: "Aurora 55\" OLED",
    version: "2026.1",
    os_name: "Linux",
    os_version: "6.12.4",
    connection_type: "LAN",
    primary_hardware_type: "TV",
    manufacturer: "Example",
    display_width: 3840,
    display_height: 2160,
    connection_ip: "203.0.113.24",
    connection_port: 53124,
    connection_secure: true,
    application_id: "com.example.livingroom",
};

/// AP-Device-Identifier before its encoding.
pub static DEVICE_ID: &str = "ba23d141-d715-561c-94f4-e9e4c966b1eb";

/// AP-Partner-Framework-Status.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FrameworkStatus {
    pub framework_permission_info: PermissionInfo,
    pub framework_provider_info: ProviderInfo,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionInfo {
    pub access_status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderInfo {
    pub id: &'static str,
    /// Milliseconds since the epoch; a text on the wire.
    #[serde(serialize_with = "as_text")]
    pub expiration_date: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn as_text<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

pub static FRAMEWORK_STATUS: FrameworkStatus = FrameworkStatus {
    framework_permission_info: PermissionInfo { access_status: "granted" },
    framework_provider_info: ProviderInfo { id: "Cablevision", expiration_date: 2_025_430_636_000 },
};

/// A create-session request whose device headers are encoded already.
pub struct CreateSession {
    pub host: &'static str,
    pub service_provider: &'static str,
    pub access_token: &'static str,
    pub device_identifier: &'static str,
    pub device_info: &'static str,
    pub user_agent: &'static str,
    pub mvpd: &'static str,
    pub domain_name: &'static str,
    pub redirect_url: &'static str,
}

pub static CREATE_SESSION: CreateSession = CreateSession {
    host: "sp.auth.adobe.com",
    service_provider: "REF30",
    access_token: "eyJhbGciOiJSUzI1NiJ9.grcO7n8aUDm-8H7CNH8GbtCPXcdRJEfjQEMAAmtuVFWUoGVoXWTEmAu41FRKhyGpmgGtIZ61nPahXvbxWh2DC7fOCda7wATnF1xkPH3ssLWA7De8lxLdLmquuUuujS-fopxaKEye91IYKc8QebCA6ddKHBD8q2pCQ9M2Vt6-TB7XlkjoVuj5ovWMlfDOSznBW_-tXC37i7ggthGcuo_4h5auWwXygKaM7ZO2soyw0bNY5rqrSFVlufSQKNVX15qKDmRR4VxwXBXxc1QbRDiiXPdjEtTus8IkaHm_ALPPjtE6vxKaMJetlrRC1tG970hQw_RlRC6zAMM3pkimwNvdc_yV9cLEUYWa_oDUCqOd-5JJ9Aw-432WFEXIBvWMfPISffqJT5KW_PM8CECZkKyXDe2zuEMSAYHpN2EH29r2xfPIZJ",
    device_identifier: "fingerprint YmEyM2QxNDEtZDcxNS01NjFjLTk0ZjQtZTllNGM5NjZiMWVi",
    device_info: "eyJtb2RlbCI6IkF1cm9yYSA1NVwiIE9MRUQiLCJ2ZXJzaW9uIjoiMjAyNi4xIiwib3NOYW1lIjoiTGludXgiLCJvc1ZlcnNpb24iOiI2LjEyLjQiLCJjb25uZWN0aW9uVHlwZSI6IkxBTiIsInByaW1hcnlIYXJkd2FyZVR5cGUiOiJUViIsIm1hbnVmYWN0dXJlciI6IkV4YW1wbGUiLCJkaXNwbGF5V2lkdGgiOjM4NDAsImRpc3BsYXlIZWlnaHQiOjIxNjAsImNvbm5lY3Rpb25JcCI6IjIwMy4wLjExMy4yNCIsImNvbm5lY3Rpb25Qb3J0Ijo1MzEyNCwiY29ubmVjdGlvblNlY3VyZSI6dHJ1ZSwiYXBwbGljYXRpb25JZCI6ImNvbS5leGFtcGxlLmxpdmluZ3Jvb20ifQ==",
    user_agent: "living-room/0.1 (Linux; Aurora 55)",
    mvpd: "Cablevision",
    domain_name: "example.com",
    redirect_url: "https://www.example.com/signed-in?device=living-room&step=2",
};
