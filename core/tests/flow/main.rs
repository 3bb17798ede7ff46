//! Each flow alone, against answers that are given: the steps that it takes, and those that it refuses to take.

mod answers;
mod attempts;
mod authorization;
#[path = "../support/case.rs"]
mod case;
mod cases;
mod check_sign_in;
mod describe;
mod devices;
mod headers;
mod link_device;
mod logout;
mod messages;
mod partner_sign_in;
mod places;
mod polling;
mod preauthorization;
mod registration;
mod replaced;
mod restart;
mod saved;
mod second_screen;
mod secrets;
mod service_token;
mod service_token_failures;
mod sign_in;
mod single_sign_on;
mod special_access;
mod sso_messages;
mod stage;
mod stops;
mod together;
mod twice;
mod unexpected;
mod unexpected_sso;
mod walk;
