//! Heap, counted by the allocator of this program.

use crate::peer::Operation;
use std::alloc::{GlobalAlloc, Layout, System, alloc, dealloc};
use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// The heap that one run takes.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Heap {
    pub allocations: usize,
    /// All bytes asked for.
    pub bytes: usize,
    /// The most alive at one time.
    pub peak: usize,
}

static COUNTING: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator; outside of `count` it costs one load and one branch more.
pub struct Counting;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if COUNTING.load(Relaxed) {
            grow(layout.size());
        }
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if COUNTING.load(Relaxed) {
            shrink(layout.size());
        }
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if COUNTING.load(Relaxed) {
            grow(size);
            shrink(layout.size());
        }
        // SAFETY: as the caller promised.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

fn grow(size: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    BYTES.fetch_add(size, Relaxed);
    // A run may release what an earlier one left: the sum may wrap below zero in between.
    let live = LIVE.load(Relaxed).wrapping_add(size);
    LIVE.store(live, Relaxed);
    if live.cast_signed() > PEAK.load(Relaxed).cast_signed() {
        PEAK.store(live, Relaxed);
    }
}

fn shrink(size: usize) {
    LIVE.store(LIVE.load(Relaxed).wrapping_sub(size), Relaxed);
}

/// Measures a run when all that stays between runs is already there.
pub fn count(operation: &mut dyn Operation) -> Heap {
    operation.count_heap();
    operation.run();
    for counter in [&ALLOCATIONS, &BYTES, &LIVE, &PEAK] {
        counter.store(0, Relaxed);
    }
    COUNTING.store(true, Relaxed);
    operation.run();
    COUNTING.store(false, Relaxed);
    Heap { allocations: ALLOCATIONS.load(Relaxed), bytes: BYTES.load(Relaxed), peak: PEAK.load(Relaxed) }
}

/// In front of each block for C, which does not say its size when it gives it back.
const HEADER: usize = 16;

/// The place of the size in a block's header.
fn size_of_block(block: *mut u8) -> *mut usize {
    block.cast()
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size + HEADER, HEADER).expect("a block that C can ask for")
}

pub unsafe extern "C" fn c_allocate(size: usize) -> *mut c_void {
    // SAFETY: the layout is never empty, for it begins with the header, which has room for the size.
    unsafe {
        let block = alloc(layout(size));
        if block.is_null() {
            return ptr::null_mut();
        }
        size_of_block(block).write(size);
        block.add(HEADER).cast()
    }
}

pub unsafe extern "C" fn c_release(pointer: *mut c_void) {
    if !pointer.is_null() {
        // SAFETY: the block came from `c_allocate`, which wrote its size in front of it.
        unsafe {
            let block = pointer.cast::<u8>().sub(HEADER);
            dealloc(block, layout(size_of_block(block).read()));
        }
    }
}
