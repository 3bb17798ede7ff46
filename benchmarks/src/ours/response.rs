//! W6: an HTTP/1.1 response with a chunked body, read as it arrives.

use crate::document::{ARRIVING, comparable_response};
use crate::peer::{OURS, Operation, Peer};
use tvpass::message::http1::{Response, ResponseReader};

pub fn peers() -> [Peer; 1] {
    [Peer { name: OURS, prepare: |document| Box::new(Reading { document, buffer: [0; 4096], response: None }) }]
}

struct Reading {
    document: &'static [u8],
    buffer: [u8; 4096],
    response: Option<Response>,
}

impl Operation for Reading {
    fn run(&mut self) -> Option<u64> {
        let mut reader = ResponseReader::new();
        for arrived in self.document.chunks(ARRIVING) {
            reader.space(&mut self.buffer).get_mut(..arrived.len())?.copy_from_slice(arrived);
            self.response = reader.received(&mut self.buffer, arrived.len()).ok()?;
        }
        self.response.map(|response| response.body_length as u64)
    }

    fn output(&self) -> Vec<String> {
        self.response
            .map(|response| comparable_response(response.status, &self.buffer[..response.body_length]))
            .into_iter()
            .flatten()
            .collect()
    }

    fn memory(&self) -> usize {
        size_of_val(&self.buffer)
    }
}
