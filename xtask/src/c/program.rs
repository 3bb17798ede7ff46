//! Programs in C with the library: built for a target, and run where it runs.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::library::Library;
use super::target::{Runs, Target};
use crate::process::{command, output};
use crate::repository::target_folder;

/// Flags with which every line of C has to compile.
pub(crate) const STRICT: &str = "-std=c99 -Wall -Wextra -Wpedantic -Werror";

const INCLUDE: &str = "-Iexamples/firmware -Iexamples/firmware/bare-metal -Iexamples/firmware/linux \
     -Ibindings-c/tests";

/// Far more than any program here needs.
pub(crate) const TIME_LIMIT: Duration = Duration::from_mins(3);

/// A program to build: its name, its own source, and further words for the compiler.
pub(crate) struct Program<'p> {
    pub(crate) name: &'p str,
    pub(crate) sources: &'p [&'p str],
    pub(crate) options: &'p str,
    /// Libraries behind this one.
    pub(crate) libraries: &'p str,
}

/// The board of `examples/firmware`, with what starts a program there.
const BOARD: &str = "examples/firmware/bare-metal/mps2-an386.c";
const MEMORY: &str = "bindings-c/tests/memory.c";
const HOSTED: &str = "bindings-c/tests/hosted.c";

impl Program<'_> {
    /// Builds the program for a target; one that has no `main` of its own gets the target's.
    pub(crate) fn build(&self, target: &Target, library: &Library, options: &str) -> Result<PathBuf> {
        let folder = target_folder("c")?.join(target.name);
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{}{}", self.name, options.replace([' ', '=', ',', '/'], "")));
        let mut compile = command(&format!("{} {STRICT} {INCLUDE} {options} -I", target.tool("gcc")));
        compile.arg(&library.include);
        compile.args(target.processor.split_whitespace()).args(self.options.split_whitespace());
        if target.has_operating_system() {
            compile.args(["-O1", "-g"]);
        } else {
            compile.args(["-Os", "-ffreestanding", "-ffunction-sections", "-fdata-sections", "-nostdlib"]);
            compile.args(["-Wl,--gc-sections,--no-warn-rwx-segments", "-T"]);
            compile.arg(BOARD.replace(".c", ".ld"));
        }
        compile.arg("-o").arg(&file).args(self.sources);
        if self.wants_main() {
            compile.args(if target.has_operating_system() { &[HOSTED][..] } else { &[BOARD, MEMORY] });
        }
        compile.arg(&library.file).args(self.libraries.split_whitespace());
        if !target.has_operating_system() {
            // The division of 64-bit numbers, for the programs' own code; what the library wants is judged by its symbols.
            compile.arg("-lgcc");
        }
        output(&mut compile).with_context(|| format!("{} for {}", self.name, target.name))?;
        Ok(file)
    }

    /// A program with a source of that name brings its own, and a shared library has none.
    fn wants_main(&self) -> bool {
        !self.options.contains("-shared") && !self.sources.iter().any(|source| source.ends_with("main.c"))
    }
}

const BOARD_EMULATOR: &str = "qemu-system-arm -M mps2-an386 -display none -serial none -monitor none \
     -chardev stdio,id=out -semihosting-config enable=on,target=native,chardev=out";

/// The command that runs a program of the target.
pub(crate) fn runner(target: &Target, program: &Path) -> Command {
    let mut run = match target.runs {
        Runs::Emulated(emulator) => command(emulator),
        Runs::OnBoard => command(&format!("{BOARD_EMULATOR} -kernel")),
        Runs::Here | Runs::Not => return Command::new(program),
    };
    run.arg(program);
    run
}

/// The command that runs a program of the board so that each instruction takes 2^6 ns of virtual time.
pub(crate) fn watched_runner(program: &Path) -> Command {
    let mut run = command(BOARD_EMULATOR);
    run.args(["-icount", "shift=6", "-kernel"]).arg(program);
    run
}

/// The output of a program, of any length; the program has to end by itself, and well.
pub(crate) fn printed_by(run: &mut Command) -> Result<String> {
    let (printed, status) = outcome_of(run)?;
    if !status {
        bail!("{run:?} failed: {}", last_lines(&printed));
    }
    Ok(printed)
}

/// The output of a program, and whether it ended well.
pub(crate) fn outcome_of(run: &mut Command) -> Result<(String, bool)> {
    let file = target_folder("c")?.join("printed");
    let out = File::create(&file)?;
    let mut child = run.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out).spawn().context("cannot start")?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > TIME_LIMIT {
            child.kill()?;
            child.wait()?;
            bail!("{run:?} did not end within {} s", TIME_LIMIT.as_secs());
        }
        thread::sleep(Duration::from_millis(5));
    };
    Ok((String::from_utf8_lossy(&fs::read(&file)?).into_owned(), status.success()))
}

fn last_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}
