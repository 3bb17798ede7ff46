//! Answers and findings of the stand-in, seen by a hand-written client on bare sockets.

mod bodies;
mod correct_sequence;
mod headers;
mod order;
mod pace;
mod program;
mod single_sign_on;
mod targets;
mod variants;
mod world;
