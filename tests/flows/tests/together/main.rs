//! Televisions against the simulated service, on one virtual clock.

mod sign_in;
