//! W6 by `httparse`, which finds the head and the sizes of chunks: the body is put together as an application would.

use crate::document::{ARRIVING, comparable_response};
use crate::peer::{Operation, Peer};
use httparse::{EMPTY_HEADER, Status, parse_chunk_size};

pub fn peers() -> [Peer; 1] {
    [Peer {
        name: "httparse",
        prepare: |document| Box::new(Reading { document, buffer: [0; 4096], body: [0; 4096], status: 0, length: 0 }),
    }]
}

struct Reading {
    document: &'static [u8],
    buffer: [u8; 4096],
    body: [u8; 4096],
    status: u16,
    length: usize,
}

impl Operation for Reading {
    fn run(&mut self) -> Option<u64> {
        let (mut end, mut next) = (0, None);
        self.length = 0;
        for arrived in self.document.chunks(ARRIVING) {
            self.buffer.get_mut(end..end + arrived.len())?.copy_from_slice(arrived);
            end += arrived.len();
            if next.is_none() {
                next = self.head(end)?;
            }
            while let Some(start) = next
                && let Some(behind) = self.chunk(start, end)?
            {
                if behind == start {
                    return Some(self.length as u64);
                }
                next = Some(behind);
            }
        }
        None
    }

    fn output(&self) -> Vec<String> {
        comparable_response(self.status, &self.body[..self.length])
    }

    fn memory(&self) -> usize {
        size_of_val(&self.buffer) + size_of_val(&self.body)
    }
}

impl Reading {
    /// The place behind the head, if all of it is there; `None` for a response that has no chunks.
    #[expect(clippy::option_option, reason = "refused, not all there yet, and there are three things")]
    fn head(&mut self, end: usize) -> Option<Option<usize>> {
        let mut headers = [EMPTY_HEADER; 16];
        let mut response = httparse::Response::new(&mut headers);
        let Status::Complete(start) = response.parse(&self.buffer[..end]).ok()? else { return Some(None) };
        self.status = response.code?;
        let coding = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("transfer-encoding"))?;
        coding.value.eq_ignore_ascii_case(b"chunked").then_some(Some(start))
    }

    /// Takes the chunk at `start`, and gives the place behind it, which is `start` again after the last; the inner `None` while it
    /// is not all there.
    #[expect(clippy::option_option, reason = "refused, not all there yet, and there are three things")]
    fn chunk(&mut self, start: usize, end: usize) -> Option<Option<usize>> {
        let there = &self.buffer[start..end];
        let Status::Complete((line, size)) = parse_chunk_size(there).ok()? else { return Some(None) };
        let size = usize::try_from(size).ok()?;
        let Some(chunk) = there.get(line..line + size + 2) else { return Some(None) };
        let (data, after) = chunk.split_at(size);
        if after != b"\r\n" {
            return None;
        }
        self.body.get_mut(self.length..self.length + size)?.copy_from_slice(data);
        self.length += size;
        Some(Some(if size == 0 { start } else { start + line + size + 2 }))
    }
}
