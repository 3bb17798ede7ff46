//! Televisions against the simulated service, on one virtual clock.

mod clocks;
mod decisions;
mod faults;
mod logout;
mod partner;
mod restarts;
mod scale;
mod scenarios;
mod second_screen;
mod sign_in;
mod single_sign_on;
