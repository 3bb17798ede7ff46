//! Each flow alone, against answers that are given: what it says to do, and what it refuses to do.

mod answers;
mod attempts;
mod buffers;
mod decisions;
mod describe;
mod headers;
mod logout;
mod messages;
mod partner_sign_in;
mod polling;
mod registration;
mod second_screen;
mod secrets;
mod sign_in;
mod special_access;
mod stage;
mod stops;
mod unexpected;
