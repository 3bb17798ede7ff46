SUMMARY = "The client side of Adobe Pass Authentication REST API V2, without an allocator"
SECTION = "libs"
LICENSE = "Apache-2.0"
LIC_FILES_CHKSUM = "file://LICENSE;md5=3b83ef96387f14655fc854ddc3c6bd57"

# The package for C; put it into a folder "files" beside this recipe, or into one of FILESEXTRAPATHS.
SRC_URI = "file://tvpass-c-${PV}.tar.gz"
S = "${WORKDIR}/tvpass-c-${PV}"

# Which library fits is told by instruction set, order of bytes and float ABI, not by the name of the machine.
def tvpass_target(d):
    arch = d.getVar("TARGET_ARCH")
    if arch == "arm":
        hard = "callconvention-hard" in (d.getVar("TUNE_FEATURES") or "").split()
        return "armv7-unknown-linux-gnueabihf" if hard else "armv7-unknown-linux-gnueabi"
    known = {
        "aarch64": "aarch64-unknown-linux-gnu",
        "i586": "i686-unknown-linux-gnu",
        "i686": "i686-unknown-linux-gnu",
        "mipsel": "mipsel-unknown-linux-gnu",
        "powerpc64": "powerpc64-unknown-linux-gnu",
        "riscv64": "riscv64gc-unknown-linux-gnu",
        "x86_64": "x86_64-unknown-linux-gnu",
    }
    return known.get(arch, "")

TVPASS_TARGET ?= "${@tvpass_target(d)}"

INHIBIT_DEFAULT_DEPS = "1"
do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    DESTDIR=${D} sh ${S}/install.sh "${TVPASS_TARGET}" "${prefix}" "${libdir}"
}

# There is nothing to run: header and static library go into the SDK.
ALLOW_EMPTY:${PN} = "1"
FILES:${PN}-dev += "${libdir}/cmake"
