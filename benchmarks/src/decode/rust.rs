//! The Rust peers.

use super::fold::Fold;
use super::message::{Message, SCRATCH};
use super::shape::Shape;
use crate::checksum::Checksum;
use crate::peer::{Decoder, DecoderIn, Operation, Peer};
use serde::Deserialize;

pub fn peers<M: Message>() -> Vec<Peer> {
    vec![
        Peer { name: "sonic-rs visitor", prepare: sonic_visitor::<M> },
        Peer { name: "sonic-rs borrowed", prepare: sonic_borrowed::<M> },
        Peer { name: "simd-json visitor", prepare: simd_visitor::<M> },
        Peer { name: "serde_json visitor", prepare: serde_visitor::<M> },
        Peer { name: "serde_json borrowed", prepare: serde_borrowed::<M> },
        Peer { name: "serde_json owned", prepare: serde_owned::<M> },
        Peer { name: "serde-json-core visitor", prepare: core_visitor::<M> },
    ]
}

fn folded<V: Fold>(value: &V) -> u64 {
    let mut checksum = Checksum::default();
    value.fold(0, &mut checksum);
    checksum.sum()
}

fn sonic_visitor<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Decoder(move || {
        let mut checksum = Checksum::default();
        let mut deserializer = sonic_rs::Deserializer::from_slice(document);
        M::Visitor::read(&mut deserializer, 0, &mut checksum).ok()?;
        deserializer.end().ok()?;
        Some(checksum.sum())
    }))
}

fn sonic_borrowed<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Decoder(move || sonic_rs::from_slice::<M::Borrowed>(document).ok().map(|message| folded(&message))))
}

fn serde_visitor<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Decoder(move || {
        let mut checksum = Checksum::default();
        let mut deserializer = serde_json::Deserializer::from_slice(document);
        M::Visitor::read(&mut deserializer, 0, &mut checksum).ok()?;
        deserializer.end().ok()?;
        Some(checksum.sum())
    }))
}

fn serde_borrowed<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Decoder(move || serde_json::from_slice::<M::Borrowed>(document).ok().map(|message| folded(&message))))
}

fn serde_owned<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Decoder(move || serde_json::from_slice::<M::Owned>(document).ok().map(|message| folded(&message))))
}

/// simd-json rewrites its input: each run begins with a copy into the same buffer.
struct Rewritten {
    copy: Vec<u8>,
    buffers: simd_json::Buffers,
}

fn simd_visitor<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(DecoderIn {
        memory: Rewritten { copy: document.to_vec(), buffers: simd_json::Buffers::new(document.len()) },
        size: |memory| memory.copy.len(),
        decode: move |memory: &mut Rewritten| {
            memory.copy.copy_from_slice(document);
            let mut checksum = Checksum::default();
            let mut deserializer =
                simd_json::Deserializer::from_slice_with_buffers(&mut memory.copy, &mut memory.buffers).ok()?;
            M::Visitor::read(&mut deserializer, 0, &mut checksum).ok()?;
            Some(checksum.sum())
        },
    })
}

fn core_visitor<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(DecoderIn {
        memory: [0; SCRATCH],
        size: |memory| memory.len(),
        decode: move |memory: &mut [u8; SCRATCH]| {
            let mut checksum = Checksum::default();
            let mut deserializer = serde_json_core::de::Deserializer::new(document, Some(memory));
            M::NamedVisitor::read(&mut deserializer, 0, &mut checksum).ok()?;
            deserializer.end().ok()?;
            Some(checksum.sum())
        },
    })
}

/// serde-json-core into texts and lists of fixed capacity.
pub fn fixed<V: Deserialize<'static> + Fold>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(DecoderIn {
        memory: [0; SCRATCH],
        size: |memory| memory.len() + size_of::<V>(),
        decode: move |memory: &mut [u8; SCRATCH]| {
            let (message, _) = serde_json_core::from_slice_escaped::<V>(document, memory).ok()?;
            Some(folded(&message))
        },
    })
}
