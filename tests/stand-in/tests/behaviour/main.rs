//! Answers and findings of the stand-in, seen by a hand-written client on bare sockets.

mod bodies;
mod correct_sequence;
mod headers;
mod order;
mod pace;
mod program;
mod targets;
mod variants;
mod world;
