//! Headers whose values are made of something: one file each, both directions.

mod bearer;
mod device_identifier;
mod device_info;
mod partner_framework_status;
mod received_device_info;
mod temp_pass_identity;

pub use bearer::*;
pub use device_identifier::*;
pub use device_info::*;
pub use partner_framework_status::*;
pub use received_device_info::*;
pub use temp_pass_identity::*;
