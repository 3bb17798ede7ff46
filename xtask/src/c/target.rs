//! Targets of the static library, and the machines on which its programs run.

use anyhow::Result;

use crate::need::{Missing, Need};

pub(crate) struct Target {
    /// Rust's name.
    pub(crate) name: &'static str,
    /// The prefix of its compiler and its binary utilities.
    pub(crate) prefix: &'static str,
    /// Flags for its compiler about the processor.
    pub(crate) processor: &'static str,
    /// The linker's name for such objects, where it writes several kinds.
    pub(crate) emulation: &'static str,
    /// `core` comes with the compiler; elsewhere it is built from source.
    pub(crate) core_is_shipped: bool,
    /// Flags for Rust's compiler.
    pub(crate) rustflags: &'static [&'static str],
    pub(crate) runs: Runs,
    pub(crate) needs: &'static [Need],
}

/// The emulator of its programs on the build machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runs {
    /// By themselves.
    Here,
    /// In an emulator of the processor that hands system calls on.
    Emulated(&'static str),
    /// In an emulator of a board, without an operating system.
    OnBoard,
    /// Not at all: it is built, and its object judged.
    Not,
}

/// The one that sizes are measured on.
pub(crate) const MICROCONTROLLER: Target = Target {
    name: "thumbv7em-none-eabihf",
    prefix: "arm-none-eabi-",
    processor: "-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16",
    emulation: "",
    core_is_shipped: true,
    rustflags: &[],
    runs: Runs::OnBoard,
    needs: &[Need::Target("thumbv7em-none-eabihf"), ARM_BARE_METAL, BOARD],
};

/// The first is the build machine, the second a microcontroller.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "x86_64-unknown-linux-gnu",
        prefix: "",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Here,
        needs: &[Need::Program { name: "gcc", package: "gcc libc6-dev" }],
    },
    MICROCONTROLLER,
    Target {
        name: "armv7-unknown-linux-gnueabihf",
        prefix: "arm-linux-gnueabihf-",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Emulated("qemu-arm -L /usr/arm-linux-gnueabihf"),
        needs: &[
            Need::Target("armv7-unknown-linux-gnueabihf"),
            Need::Program { name: "arm-linux-gnueabihf-gcc", package: "gcc-arm-linux-gnueabihf" },
            Need::File { path: "/usr/arm-linux-gnueabihf/lib/libc.so", package: "libc6-dev-armhf-cross" },
            EMULATORS,
        ],
    },
    Target {
        name: "aarch64-unknown-linux-gnu",
        prefix: "aarch64-linux-gnu-",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Emulated("qemu-aarch64 -L /usr/aarch64-linux-gnu"),
        needs: &[
            Need::Target("aarch64-unknown-linux-gnu"),
            Need::Program { name: "aarch64-linux-gnu-gcc", package: "gcc-aarch64-linux-gnu" },
            Need::File { path: "/usr/aarch64-linux-gnu/lib/libc.so", package: "libc6-dev-arm64-cross" },
            EMULATORS,
        ],
    },
    Target {
        name: "mipsel-unknown-linux-gnu",
        prefix: "mipsel-linux-gnu-",
        processor: "",
        emulation: "",
        core_is_shipped: false,
        rustflags: NO_JUMP_TABLES,
        runs: Runs::Emulated("qemu-mipsel -L /usr/mipsel-linux-gnu"),
        needs: &[
            Need::Source,
            Need::Program { name: "mipsel-linux-gnu-gcc", package: "gcc-mipsel-linux-gnu" },
            Need::File { path: "/usr/mipsel-linux-gnu/lib/libc.so", package: "libc6-dev-mipsel-cross" },
            EMULATORS,
        ],
    },
    // The big-endian one.
    Target {
        name: "powerpc64-unknown-linux-gnu",
        prefix: "powerpc64-linux-gnu-",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Emulated("qemu-ppc64 -L /usr/powerpc64-linux-gnu"),
        needs: &[
            Need::Target("powerpc64-unknown-linux-gnu"),
            Need::Program { name: "powerpc64-linux-gnu-gcc", package: "gcc-powerpc64-linux-gnu" },
            Need::File { path: "/usr/powerpc64-linux-gnu/lib/libc.so", package: "libc6-dev-ppc64-cross" },
            EMULATORS,
        ],
    },
    Target {
        name: "thumbv6m-none-eabi",
        prefix: "arm-none-eabi-",
        processor: "-mcpu=cortex-m0 -mthumb",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Not,
        needs: &[Need::Target("thumbv6m-none-eabi"), ARM_BARE_METAL],
    },
    Target {
        name: "riscv32imac-unknown-none-elf",
        prefix: "riscv64-unknown-elf-",
        processor: "-march=rv32imac -mabi=ilp32",
        emulation: "elf32lriscv",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Not,
        needs: &[
            Need::Target("riscv32imac-unknown-none-elf"),
            Need::Program { name: "riscv64-unknown-elf-ld", package: "binutils-riscv64-unknown-elf" },
        ],
    },
];

/// GNU's linker loses the base of MIPS jump tables where it makes one object of several: the table leads anywhere.
const NO_JUMP_TABLES: &[&str] = &["-Cjump-tables=no"];

const ARM_BARE_METAL: Need = Need::Program { name: "arm-none-eabi-gcc", package: "gcc-arm-none-eabi" };
const BOARD: Need = crate::firmware::EMULATOR;
const EMULATORS: Need = Need::Program { name: "qemu-ppc64", package: "qemu-user" };

impl Target {
    /// The compiler, or a binary utility.
    pub(crate) fn tool(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    pub(crate) fn has_operating_system(&self) -> bool {
        matches!(self.runs, Runs::Here | Runs::Emulated(_))
    }
}

/// The targets for which this machine has, or can fetch, what they need; and why it lacks the others.
pub(crate) fn ready() -> Result<(Vec<&'static Target>, Vec<String>)> {
    let (mut ready, mut missing) = (Vec::new(), Vec::new());
    for target in TARGETS {
        match target.needs.iter().try_for_each(|need| need.provide()) {
            Ok(()) => ready.push(target),
            Err(error) => missing.push(format!("{}: {}", target.name, error.downcast::<Missing>()?)),
        }
    }
    Ok((ready, missing))
}
