//! The service, as its clients meet it.

mod decisions;
mod order_of_checks;
mod profiles;
mod registration;
mod sessions;
mod stage;
