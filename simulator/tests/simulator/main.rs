//! The service, as its clients meet it.

mod browsers;
mod control;
mod decisions;
mod degraded_access;
mod faults;
mod logout;
mod matrix;
mod memory;
mod order_of_checks;
mod pages;
mod partner;
mod profiles;
mod registration;
mod rulings;
mod samples;
mod scenarios;
mod sessions;
mod single_sign_on;
mod sso_checks;
mod sso_devices;
mod stage;
mod temporary_access;
