//! The service, as its clients meet it.

mod decisions;
mod degraded_access;
mod logout;
mod order_of_checks;
mod partner;
mod profiles;
mod registration;
mod sessions;
mod single_sign_on;
mod stage;
mod temporary_access;
