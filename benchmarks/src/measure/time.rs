//! Time: rounds in which every peer has its turn, so that a machine that slows down slows all of them; the median.

use crate::peer::Operation;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// One turn of one peer lasts about this long, far above the clock's resolution.
const TURN: Duration = Duration::from_micros(300);

/// Median nanoseconds of one run, in the order of the operations.
pub fn measure(operations: &mut [Box<dyn Operation>], rounds: usize) -> Vec<f64> {
    let runs: Vec<u32> = operations.iter_mut().map(|operation| runs_in_a_turn(&mut **operation)).collect();
    let mut times = vec![Vec::with_capacity(rounds); operations.len()];
    for _ in 0..rounds {
        for ((operation, &runs), times) in operations.iter_mut().zip(&runs).zip(&mut times) {
            times.push(turn(&mut **operation, runs).as_secs_f64() * 1e9 / f64::from(runs));
        }
    }
    times.into_iter().map(median).collect()
}

fn runs_in_a_turn(operation: &mut dyn Operation) -> u32 {
    let mut runs = 1;
    while turn(operation, runs) < TURN && runs < 1 << 20 {
        runs *= 2;
    }
    runs
}

fn turn(operation: &mut dyn Operation, runs: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..runs {
        black_box(operation.run());
    }
    start.elapsed()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
