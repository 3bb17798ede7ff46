//! Our own core at each work, through its public interface.

pub mod configuration;
pub mod decisions;
pub mod flow;
mod fold;
pub mod headers;
pub mod logout;
pub mod profiles;
pub mod request;
pub mod response;
pub mod session;
pub mod session_details;
pub mod sign_in;
