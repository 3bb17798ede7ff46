//! W4: the three device headers.

use crate::encode::comparable_headers;
use crate::encode::input::{DEVICE, DEVICE_ID, Device, FRAMEWORK_STATUS, FrameworkStatus};
use crate::peer::{OURS, Operation, Peer};
use std::hint::black_box;
use tvpass::json::Timestamp;
use tvpass::message::{DeviceIdentifier, DeviceInfo, PartnerFrameworkStatus};

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |_| Box::new(Headers::new()) }]
}

struct Headers {
    device: DeviceInfo<'static>,
    status: PartnerFrameworkStatus<'static>,
    buffers: [[u8; 768]; 3],
    lengths: [usize; 3],
}

impl Headers {
    fn new() -> Self {
        Self {
            device: device_info(&DEVICE),
            status: framework_status(&FRAMEWORK_STATUS),
            buffers: [[0; 768]; 3],
            lengths: [0; 3],
        }
    }
}

impl Operation for Headers {
    fn run(&mut self) -> Option<u64> {
        let [device, identifier, status] = &mut self.buffers;
        self.lengths = [
            black_box(&self.device).encode_header(device).ok()?.as_str().len(),
            DeviceIdentifier::new(black_box(DEVICE_ID)).encode(identifier).ok()?.as_str().len(),
            black_box(&self.status).encode_header(status).ok()?.as_str().len(),
        ];
        Some(self.lengths.iter().map(|&length| length as u64).sum())
    }

    fn output(&self) -> Vec<String> {
        let [device, identifier, status] = &self.buffers;
        comparable_headers([&device[..self.lengths[0]], &identifier[..self.lengths[1]], &status[..self.lengths[2]]])
    }

    fn memory(&self) -> usize {
        size_of_val(&self.buffers)
    }
}

fn device_info(device: &Device) -> DeviceInfo<'static> {
    let mut info = DeviceInfo::new(
        device.model.into(),
        device.version.into(),
        device.os_name.into(),
        device.os_version.into(),
        device.connection_type.into(),
    );
    info.primary_hardware_type = Some(device.primary_hardware_type.into());
    info.manufacturer = Some(device.manufacturer.into());
    info.display_width = Some(device.display_width);
    info.display_height = Some(device.display_height);
    info.connection_ip = Some(device.connection_ip.into());
    info.connection_port = Some(device.connection_port.into());
    info.connection_secure = Some(device.connection_secure);
    info.application_id = Some(device.application_id.into());
    info
}

fn framework_status(status: &FrameworkStatus) -> PartnerFrameworkStatus<'static> {
    let provider = &status.framework_provider_info;
    PartnerFrameworkStatus::granted(provider.id, Timestamp::from_millis(provider.expiration_date))
}
