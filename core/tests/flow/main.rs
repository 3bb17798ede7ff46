//! Each flow alone, against answers that are given: the steps that it takes, and those that it refuses to take.

mod answers;
mod attempts;
mod authorization;
#[path = "../support/case.rs"]
mod case;
mod cases;
mod describe;
mod headers;
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
mod sign_in;
mod special_access;
mod stage;
mod stops;
mod together;
mod twice;
mod unexpected;
mod walk;
