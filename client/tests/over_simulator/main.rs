//! The client against the simulator, over real connections: sign-in, playback, logout, threads and tasks.

mod asynchronous;
mod blocking;
mod configuration;
mod journeys;
mod killed;
mod person;
mod service;
mod single_sign_on;
