//! Many televisions at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::television::{Television, Trouble};

/// Bytes; a television needs little.
const STACK: usize = 256 * 1024;

/// The result of a run of the crowd.
#[derive(Debug, Default)]
struct State {
    signed_in: usize,
    rounds: u64,
    ended: usize,
    is_stopping: bool,
    troubles: Vec<String>,
}

/// The progress of a crowd, for the program that directs it.
#[derive(Debug, Default)]
pub struct Progress {
    state: Mutex<State>,
    changed: Condvar,
}

/// Televisions that have lost their service.
#[derive(Debug)]
pub struct Crowd {
    /// All of them.
    pub televisions: Vec<Television>,
    /// Failures: wrong answers at any time, and connections that broke before anybody stopped the service.
    pub troubles: Vec<String>,
}

impl Crowd {
    /// Lets `count` televisions sign in at the service of this address and go on until it is gone. Meanwhile `direct`
    /// runs, which has to stop the service.
    ///
    /// # Panics
    /// The machine has no thread left.
    pub fn run(base_url: &str, count: usize, direct: impl FnOnce(&Progress)) -> Self {
        let progress = Progress::default();
        let live = &|number| {
            let mut television = Television::new(base_url, number);
            progress.lives(&mut television);
            television
        };
        let televisions = thread::scope(|scope| {
            let start = |number| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || live(number));
            let threads: Vec<_> = (0..count).map(|number| start(number).expect("a thread")).collect();
            direct(&progress);
            threads.into_iter().map(|thread| thread.join().expect("a television")).collect()
        });
        let troubles = progress.state.into_inner().unwrap_or_else(PoisonError::into_inner).troubles;
        Self { televisions, troubles }
    }

    /// Asks the service that has started again at `base_url` for all that was told. Gives the number of things found, and those
    /// that were not.
    pub fn find_again(&mut self, base_url: &str) -> (usize, Vec<String>) {
        let results: Vec<_> = self.televisions.iter_mut().map(|television| television.find_again(base_url)).collect();
        let lost = results.iter().filter_map(|result| result.as_ref().err()).map(|trouble| format!("{trouble:?}"));
        (results.iter().filter_map(|result| result.as_ref().ok()).sum(), lost.collect())
    }
}

impl Progress {
    /// Waits until `count` televisions have signed in and made these rounds together, or one has ended.
    pub fn wait_for(&self, signed_in: usize, rounds: u64) {
        let is_waiting = |state: &mut State| state.ended == 0 && (state.signed_in < signed_in || state.rounds < rounds);
        drop(self.changed.wait_while(self.state(), is_waiting).unwrap_or_else(PoisonError::into_inner));
    }

    /// From here on the service may go at any moment.
    pub fn service_stops(&self) {
        self.state().is_stopping = true;
    }

    /// A television has ended, which none does while the service is there.
    #[must_use]
    pub fn has_lost(&self) -> bool {
        self.state().ended > 0
    }

    fn lives(&self, television: &mut Television) {
        let mut result = television.begin();
        self.change(|state| state.signed_in += 1);
        while result.is_ok() {
            result = television.round();
            self.change(|state| state.rounds += 1);
        }
        self.change(|state| {
            state.ended += 1;
            match result {
                Ok(()) => {}
                Err(Trouble::Broken(_)) if state.is_stopping => {}
                Err(trouble) => state.troubles.push(format!("{trouble:?}")),
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
