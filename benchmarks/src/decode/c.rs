//! The C peers, each walked in C so that its inlined accessors stay inlined.

use super::message::{Cjson, InMemory, Message};
use crate::measure::heap;
use crate::peer::{Decoder, DecoderIn, Operation, Peer};
use std::ffi::c_void;

// Keeps the library that carries yyjson's code in the link.
use yyjson_sys as _;

/// A C library's decoders, one a message.
pub struct Library<F> {
    pub profiles: F,
    pub session: F,
    pub configuration: F,
    pub decisions: F,
    pub logouts: F,
    pub session_details: F,
}

macro_rules! library {
    ($library:ident: $type:ty, $arguments:tt, $($message:ident = $symbol:ident),+) => {
        unsafe extern "C" {
            $(fn $symbol $arguments -> bool;)+
        }

        pub const $library: Library<$type> = Library { $($message: $symbol),+ };
    };
}

library!(
    YYJSON: InMemory,
    (json: *const u8, length: usize, memory: *mut c_void, size: usize, sum: *mut u64),
    profiles = tvpass_yyjson_profiles,
    session = tvpass_yyjson_session,
    configuration = tvpass_yyjson_configuration,
    decisions = tvpass_yyjson_decisions,
    logouts = tvpass_yyjson_logouts,
    session_details = tvpass_yyjson_session_details
);
library!(
    JSMN: InMemory,
    (json: *const u8, length: usize, memory: *mut c_void, size: usize, sum: *mut u64),
    profiles = tvpass_jsmn_profiles,
    session = tvpass_jsmn_session,
    configuration = tvpass_jsmn_configuration,
    decisions = tvpass_jsmn_decisions,
    logouts = tvpass_jsmn_logouts,
    session_details = tvpass_jsmn_session_details
);
library!(
    JSMN_LINKS: InMemory,
    (json: *const u8, length: usize, memory: *mut c_void, size: usize, sum: *mut u64),
    profiles = tvpass_jsmn_links_profiles,
    session = tvpass_jsmn_links_session,
    configuration = tvpass_jsmn_links_configuration,
    decisions = tvpass_jsmn_links_decisions,
    logouts = tvpass_jsmn_links_logouts,
    session_details = tvpass_jsmn_links_session_details
);
library!(
    CJSON: Cjson,
    (json: *const u8, length: usize, sum: *mut u64),
    profiles = tvpass_cjson_profiles,
    session = tvpass_cjson_session,
    configuration = tvpass_cjson_configuration,
    decisions = tvpass_cjson_decisions,
    logouts = tvpass_cjson_logouts,
    session_details = tvpass_cjson_session_details
);

unsafe extern "C" {
    fn tvpass_yyjson_memory(length: usize) -> usize;
    fn tvpass_jsmn_memory(json: *const u8, length: usize) -> usize;
    fn tvpass_jsmn_links_memory(json: *const u8, length: usize) -> usize;
    fn tvpass_cjson_count_heap(
        allocate: unsafe extern "C" fn(usize) -> *mut c_void,
        release: unsafe extern "C" fn(*mut c_void),
    );
}

pub fn peers<M: Message>() -> Vec<Peer> {
    vec![
        Peer { name: "yyjson", prepare: yyjson::<M> },
        Peer { name: "jsmn", prepare: jsmn::<M> },
        Peer { name: "jsmn parent links", prepare: jsmn_links::<M> },
        Peer { name: "cJSON", prepare: cjson::<M> },
    ]
}

fn yyjson<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    // SAFETY: takes a number, gives a number.
    let size = unsafe { tvpass_yyjson_memory(document.len()) };
    in_memory(document, M::YYJSON, size)
}

fn jsmn<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    // SAFETY: the document is readable for its length; without tokens jsmn only counts.
    let size = unsafe { tvpass_jsmn_memory(document.as_ptr(), document.len()) };
    in_memory(document, M::JSMN, size)
}

fn jsmn_links<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    // SAFETY: as for jsmn.
    let size = unsafe { tvpass_jsmn_links_memory(document.as_ptr(), document.len()) };
    in_memory(document, M::JSMN_LINKS, size)
}

fn in_memory(document: &'static [u8], decode: InMemory, size: usize) -> Box<dyn Operation> {
    let memory = vec![0_u64; size.div_ceil(size_of::<u64>())];
    Box::new(DecoderIn {
        memory,
        size: |memory| size_of_val(memory.as_slice()),
        decode: move |memory: &mut Vec<u64>| {
            let mut sum = 0;
            let size = size_of_val(memory.as_slice());
            let at = memory.as_mut_ptr().cast();
            // SAFETY: document and memory are valid for their lengths, and the memory is aligned for both libraries'
            // structs; neither pointer is kept after the call.
            unsafe { decode(document.as_ptr(), document.len(), at, size, &raw mut sum) }.then_some(sum)
        },
    })
}

/// cJSON, which counts its heap through hooks, and only when asked to.
struct Hooked<O>(O);

impl<O: Operation> Operation for Hooked<O> {
    fn run(&mut self) -> Option<u64> {
        self.0.run()
    }

    fn count_heap(&mut self) {
        // SAFETY: the pair allocates and releases as C's own would, and no document of before is still alive.
        unsafe { tvpass_cjson_count_heap(heap::c_allocate, heap::c_release) };
    }
}

fn cjson<M: Message>(document: &'static [u8]) -> Box<dyn Operation> {
    Box::new(Hooked(Decoder(move || {
        let mut sum = 0;
        // SAFETY: the document is readable for its length.
        unsafe { (M::CJSON)(document.as_ptr(), document.len(), &raw mut sum) }.then_some(sum)
    })))
}
