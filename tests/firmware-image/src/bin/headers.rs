//! Encoding only: the three headers that describe a device, its identity and its platform's permission.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::json::Timestamp;
use tvpass::message::{DeviceIdentifier, DeviceInfo, HardwareType, OsName, PartnerFrameworkStatus};

const BUFFER: usize = 768;

tvpass_firmware_image::image!(|| {
    let mut buffer = [0; BUFFER];
    let id = DeviceIdentifier::new(black_box("ba23d141-d715-561c-94f4-e9e4c966b1eb"));
    let _ = black_box(id.encode(black_box(&mut buffer)));
    let _ = black_box(device().encode_header(black_box(&mut buffer)));
    let expiration = Timestamp::from_millis(black_box(2_025_430_636_000));
    let status = PartnerFrameworkStatus::granted(black_box("Cablevision"), expiration);
    let _ = black_box(status.encode_header(black_box(&mut buffer)));
});

fn device() -> DeviceInfo<'static> {
    let mut info =
        DeviceInfo::new("Aurora 55\" OLED".into(), "2026.1".into(), OsName::Linux, "6.12.4".into(), "LAN".into());
    info.primary_hardware_type = Some(HardwareType::Tv);
    info.manufacturer = Some("Example".into());
    info.display_width = Some(3840);
    info.display_height = Some(2160);
    info.connection_ip = Some("203.0.113.24".into());
    info.connection_port = Some(53124);
    info.connection_secure = Some(true);
    info.application_id = Some("com.example.livingroom".into());
    black_box(info)
}
