//! The processor time of a running program, as Linux counts it: what a busy machine takes away does not count.

use std::fs;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// Ticks of a second, for all programs outside of the kernel.
const TICKS: u64 = 100;
/// Pause between two looks at a program.
const PAUSE: Duration = Duration::from_millis(50);

/// True where the system tells it.
pub(super) fn is_known() -> bool {
    ticks(std::process::id()).is_some()
}

/// Waits for the program; once it has used `seconds` of a processor, writes `stop`, on which it has to end by itself. Gives the
/// seconds that it had used when it was last seen.
pub(super) fn wait(child: &mut Child, seconds: u64, stop: &Path) -> Result<(ExitStatus, u64)> {
    let mut used = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, used / TICKS));
        }
        // The last figure stays when the program ends between the two looks.
        used = ticks(child.id()).map_or(used, |now| now.max(used));
        if used >= seconds * TICKS && !stop.exists() {
            fs::write(stop, "stop\n")?;
        }
        thread::sleep(PAUSE);
    }
}

fn ticks(process: u32) -> Option<u64> {
    of_stat(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// The ticks in user and kernel mode, in `/proc/PID/stat`, where the name in brackets may have blanks and brackets of its own.
fn of_stat(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::{Command, Stdio};

    use super::{is_known, of_stat, wait};

    #[test]
    fn user_and_kernel_time_are_added_behind_any_name() {
        let stat = "7 (a) b (c) R 1 7 7 0 -1 4194304 99 0 0 0 250 31 5 6 20 0 1 0 777 0 0";
        assert_eq!(of_stat(stat), Some(281));
        assert_eq!(of_stat("7 (a) R 1"), None);
    }

    #[test]
    fn a_program_that_works_is_asked_to_stop_and_one_that_sleeps_is_not() {
        if !is_known() {
            return;
        }
        let stop = std::env::temp_dir().join(format!("tvpass-stop-{}", std::process::id()));
        let _ = fs::remove_file(&stop);
        let script = |text: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", text]).env("STOP", &stop).stdin(Stdio::null()).spawn().unwrap()
        };
        assert_eq!(wait(&mut script("sleep 0.2"), 1, &stop).unwrap().1, 0);
        assert!(!stop.exists());
        let (status, used) = wait(&mut script("while [ ! -e \"$STOP\" ]; do :; done"), 1, &stop).unwrap();
        fs::remove_file(&stop).unwrap();
        assert!(status.success() && used >= 1, "{status} after {used} s");
    }
}
