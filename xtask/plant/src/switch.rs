//! Crate `tvpass_switch` of a throw-away copy: which change is on, and which test comes by which.
#![feature(core_intrinsics, const_eval_select)]
#![allow(internal_features)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::{LazyLock, Once};

/// The change that is on; without one, each test's way is recorded.
static ON: LazyLock<u32> = LazyLock::new(|| read("TVPASS_SWITCH_ON").and_then(|text| text.parse().ok()).unwrap_or(0));
static RECORD: LazyLock<Option<String>> = LazyLock::new(|| read("TVPASS_SWITCH_RECORD"));

fn read(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// True if the change is on; false wherever the compiler evaluates.
#[inline(always)]
pub const fn on(number: u32) -> bool {
    std::intrinsics::const_eval_select((number,), never, at_run_time)
}

/// A field while it is printed: the secret in it is shown if the field's change is on.
pub struct Field<T>(pub u32, pub T);

impl<T: fmt::Debug> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outer = OPEN.replace(self.0);
        let result = self.1.fmt(f);
        OPEN.set(outer);
        result
    }
}

/// True where a secret is to be printed: at every place, or in the field that is being printed.
pub fn reveals(number: u32) -> bool {
    let field = OPEN.get();
    on(number) || field != 0 && on(field)
}

/// The number of a field, from its name.
pub const fn number(name: &str) -> u32 {
    let (mut hash, mut index) = (0x811c_9dc5_u32, 0);
    while index < name.len() {
        hash = (hash ^ name.as_bytes()[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    // The low numbers are those of places without a field.
    hash | 1 << 31
}

/// The iterator, or none of its items.
pub fn emptied<I: Iterator>(is_empty: bool, items: I) -> std::iter::Take<I> {
    items.take(if is_empty { 0 } else { usize::MAX })
}

const fn never(_: u32) -> bool {
    false
}

fn at_run_time(number: u32) -> bool {
    if *ON == 0 {
        record(number);
        return false;
    }
    if *ON == number {
        end_at_the_first_panic();
    }
    *ON == number
}

/// One failing test is enough, and a failing property test would look for the smallest input first.
fn end_at_the_first_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|_| {
            eprintln!("noticed by {}", name());
            std::process::exit(101);
        }));
    });
}

fn name() -> String {
    std::thread::current().name().unwrap_or("?").to_owned()
}

/// The changes that a thread has come by, which is a test; written when it ends.
struct Way {
    name: String,
    numbers: BTreeSet<u32>,
}

thread_local! {
    static WAY: RefCell<Option<Way>> = const { RefCell::new(None) };
    static OPEN: Cell<u32> = const { Cell::new(0) };
    static SEEN: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
    static HAS_PANICKED: Cell<bool> = const { Cell::new(false) };
}

fn record(number: u32) {
    if RECORD.is_none() {
        return;
    }
    note_panics();
    // Those of fields are hashes, and rare.
    let is_field = number >> 31 == 1;
    if !is_field && SEEN.try_with(|seen| is_known(&mut seen.borrow_mut(), number as usize)).unwrap_or(true) {
        return;
    }
    let _ = WAY.try_with(|way| {
        let mut way = way.borrow_mut();
        let way = way.get_or_insert_with(|| Way { name: name(), numbers: BTreeSet::new() });
        way.numbers.insert(number);
    });
}

/// Notes the number, and says whether it was noted before.
fn is_known(seen: &mut Vec<bool>, number: usize) -> bool {
    if seen.len() <= number {
        seen.resize(number + 1, false);
    }
    std::mem::replace(&mut seen[number], true)
}

/// A test that catches a panic would be taken for one that fails.
fn note_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| std::panic::set_hook(Box::new(|_| HAS_PANICKED.set(true))));
}

impl Drop for Way {
    fn drop(&mut self) {
        let Some(file) = RECORD.as_ref() else { return };
        let panicked = if HAS_PANICKED.get() { "panicked" } else { "" };
        let numbers = self.numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let line = format!("{}\t{}\t{panicked}\t{numbers}\n", self.name, processor_micros());
        if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(file) {
            let _ = file.write_all(line.as_bytes());
        }
    }
}

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanos: i64,
}

unsafe extern "C" {
    safe fn clock_gettime(clock: i32, time: &mut Timespec) -> i32;
}

/// The processor time of this thread.
fn processor_micros() -> i64 {
    const CLOCK_THREAD_CPUTIME_ID: i32 = 3;
    let mut time = Timespec { seconds: 0, nanos: 0 };
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &mut time);
    time.seconds * 1_000_000 + time.nanos / 1000
}
