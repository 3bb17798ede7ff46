//! A hook that sees every exchange and every pause, without any secret.

use std::fmt;
use std::time::Duration;

use crate::transport::TransportErrorKind;

/// A thing that a client does, as a log or a screen may show it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Observation {
    /// An exchange is over.
    Exchange(Exchange),
    /// The job waits, for the viewer or for a service that is busy or out of reach.
    Pause(Duration),
}

/// One exchange, as a log or a metric may show it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Exchange {
    /// Method and path, without query and codes.
    pub line: String,
    /// The result.
    pub result: ExchangeResult,
    /// The time from the first byte out to the last byte in.
    pub elapsed: Duration,
    /// The number of this exchange within its job, from 1.
    pub number: u32,
}

/// The result of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeResult {
    /// The status of the response.
    Status(u16),
    /// Why there was none.
    Failed(TransportErrorKind),
}

/// A function that is told of everything that a client does.
pub(crate) type Observer = Box<dyn Fn(&Observation) + Send + Sync>;

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.result {
            ExchangeResult::Status(status) => write!(f, "{} -> {status}", self.line)?,
            ExchangeResult::Failed(kind) => write!(f, "{} -> {kind:?}", self.line)?,
        }
        write!(f, " in {} ms", self.elapsed.as_millis())
    }
}
