//! Each flow alone, against answers that are given: what it says to do, and what it refuses to do.

mod answers;
mod decisions;
mod describe;
mod polling;
mod registration;
mod second_screen;
mod sign_in;
mod stage;
