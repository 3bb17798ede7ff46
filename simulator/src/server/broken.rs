//! A body that ends before its end, as when a connection breaks.

use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};

/// Gives its bytes, if it has any, and then an error, at which the connection is closed.
pub(crate) struct Broken {
    bytes: Bytes,
    sent: bool,
}

impl Broken {
    /// Without bytes not even the head of the response leaves.
    pub(crate) fn after(bytes: Bytes) -> Self {
        Self { sent: bytes.is_empty(), bytes }
    }
}

impl Body for Broken {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if !self.bytes.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.bytes)))));
        }
        if !self.sent {
            // One pause lets the bytes so far leave before the connection closes.
            self.sent = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(Error::from(ErrorKind::ConnectionAborted))))
    }
}
