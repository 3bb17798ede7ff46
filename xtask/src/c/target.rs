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
        core_is_shipped: false,
        rustflags: THUMB,
        runs: Runs::Emulated("qemu-arm -L /usr/arm-linux-gnueabihf"),
        needs: &[
            Need::Source,
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

/// Those that a vendor may meet as well; the long suite `c-targets` judges them.
pub(crate) const MORE_TARGETS: &[Target] = &[
    // Floats in registers of the processor, but not in those of a call.
    Target {
        name: "armv7-unknown-linux-gnueabi",
        prefix: "arm-linux-gnueabi-",
        processor: "-march=armv7-a",
        emulation: "",
        core_is_shipped: false,
        rustflags: THUMB,
        runs: Runs::Emulated("qemu-arm -L /usr/arm-linux-gnueabi"),
        needs: &[
            Need::Source,
            Need::Program { name: "arm-linux-gnueabi-gcc", package: "gcc-arm-linux-gnueabi" },
            Need::File { path: "/usr/arm-linux-gnueabi/lib/libc.so", package: "libc6-dev-armel-cross" },
            EMULATORS,
        ],
    },
    Target {
        name: "i686-unknown-linux-gnu",
        prefix: "i686-linux-gnu-",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Emulated("qemu-i386 -L /usr/i686-linux-gnu"),
        needs: &[
            Need::Target("i686-unknown-linux-gnu"),
            Need::Program { name: "i686-linux-gnu-gcc", package: "gcc-i686-linux-gnu" },
            Need::File { path: "/usr/i686-linux-gnu/lib/libc.so", package: "libc6-dev-i386-cross" },
            EMULATORS,
        ],
    },
    Target {
        name: "riscv64gc-unknown-linux-gnu",
        prefix: "riscv64-linux-gnu-",
        processor: "",
        emulation: "",
        core_is_shipped: true,
        rustflags: &[],
        runs: Runs::Emulated("qemu-riscv64 -L /usr/riscv64-linux-gnu"),
        needs: &[
            Need::Target("riscv64gc-unknown-linux-gnu"),
            Need::Program { name: "riscv64-linux-gnu-gcc", package: "gcc-riscv64-linux-gnu" },
            Need::File { path: "/usr/riscv64-linux-gnu/lib/libc.so", package: "libc6-dev-riscv64-cross" },
            EMULATORS,
        ],
    },
    android(
        "aarch64-linux-android",
        "aarch64-linux-gnu-",
        &[
            Need::Target("aarch64-linux-android"),
            Need::Program { name: "aarch64-linux-gnu-ld", package: "binutils-aarch64-linux-gnu" },
        ],
    ),
    android(
        "armv7-linux-androideabi",
        "arm-linux-gnueabi-",
        &[
            Need::Target("armv7-linux-androideabi"),
            Need::Program { name: "arm-linux-gnueabi-ld", package: "binutils-arm-linux-gnueabi" },
        ],
    ),
    android(
        "x86_64-linux-android",
        "",
        &[Need::Target("x86_64-linux-android"), Need::Program { name: "ld", package: "binutils" }],
    ),
    android(
        "i686-linux-android",
        "i686-linux-gnu-",
        &[
            Need::Target("i686-linux-android"),
            Need::Program { name: "i686-linux-gnu-ld", package: "binutils-i686-linux-gnu" },
        ],
    ),
];

/// An ABI of Android's NDK, whose linker takes objects of any binary utilities.
const fn android(name: &'static str, prefix: &'static str, needs: &'static [Need]) -> Target {
    Target { name, prefix, processor: "", emulation: "", core_is_shipped: true, rustflags: &[], runs: Runs::Not, needs }
}

/// ARMv7 always has Thumb-2, whose code is a third smaller.
const THUMB: &[&str] = &["-Ctarget-feature=+thumb-mode"];

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

/// All targets that a package can have.
pub(crate) fn all() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().chain(MORE_TARGETS)
}

/// Those of the targets for which this machine has what they need, or can fetch it if that is asked for; and why it lacks the
/// others.
pub(crate) fn ready(
    targets: impl IntoIterator<Item = &'static Target>,
    fetches: bool,
) -> Result<(Vec<&'static Target>, Vec<String>)> {
    let (mut ready, mut missing) = (Vec::new(), Vec::new());
    for target in targets {
        let mut needs = target.needs.iter();
        match needs.try_for_each(|need| if fetches { need.provide() } else { need.look() }) {
            Ok(()) => ready.push(target),
            Err(error) => missing.push(format!("{}: {}", target.name, error.downcast::<Missing>()?)),
        }
    }
    Ok((ready, missing))
}
