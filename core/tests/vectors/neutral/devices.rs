//! The device of a session.

use serde_json::Value;
use tvpass::endpoint::{Browser, Connection, Display, Hardware, OperatingSystem, SessionDevice, Version};
use tvpass::json;

use super::{Neutral, object, optional};

impl Neutral for Version<'_> {
    fn neutral(&self) -> Value {
        let part = |value: json::Value<'_>| (!value.is_null()).then(|| value.neutral());
        object([
            ("major", part(self.major)),
            ("minor", part(self.minor)),
            ("patch", part(self.patch)),
            ("profile", part(self.profile)),
        ])
    }
}

impl Neutral for Hardware<'_> {
    fn neutral(&self) -> Value {
        object([
            ("name", optional(self.name)),
            ("vendor", optional(self.vendor)),
            ("version", optional(self.version)),
            ("manufacturer", optional(self.manufacturer)),
        ])
    }
}

impl Neutral for OperatingSystem<'_> {
    fn neutral(&self) -> Value {
        object([
            ("name", optional(self.name)),
            ("family", optional(self.family)),
            ("vendor", optional(self.vendor)),
            ("version", optional(self.version)),
        ])
    }
}

impl Neutral for Browser<'_> {
    fn neutral(&self) -> Value {
        object([
            ("name", optional(self.name)),
            ("vendor", optional(self.vendor)),
            ("version", optional(self.version)),
            ("userAgent", optional(self.user_agent)),
            ("originalUserAgent", optional(self.original_user_agent)),
        ])
    }
}

impl Neutral for Display<'_> {
    fn neutral(&self) -> Value {
        object([
            ("width", optional(self.width)),
            ("height", optional(self.height)),
            ("ppi", optional(self.ppi)),
            ("name", optional(self.name)),
            ("vendor", optional(self.vendor)),
            ("version", optional(self.version)),
            ("diagonalSize", optional(self.diagonal_size)),
        ])
    }
}

impl Neutral for Connection<'_> {
    fn neutral(&self) -> Value {
        object([
            ("ipAddress", optional(self.ip_address.map(|address| address.0))),
            ("port", optional(self.port)),
            ("secure", optional(self.secure)),
            ("type", optional(self.connection_type)),
        ])
    }
}

impl Neutral for SessionDevice<'_> {
    fn neutral(&self) -> Value {
        object([
            ("type", optional(self.device_type)),
            ("model", optional(self.model)),
            ("version", optional(self.version)),
            ("hardware", optional(self.hardware)),
            ("operatingSystem", optional(self.operating_system)),
            ("browser", optional(self.browser)),
            ("display", optional(self.display)),
            ("applicationId", optional(self.application_id)),
            ("connection", optional(self.connection)),
        ])
    }
}
