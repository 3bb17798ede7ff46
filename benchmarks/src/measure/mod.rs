//! Measuring one operation: instructions, time, heap.

pub mod heap;
pub mod instructions;
pub mod time;
