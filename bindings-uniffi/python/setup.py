"""The wheel is of one platform, for its library, and of any Python from 3.9.

A source distribution holds no library but its sources, in the folder `rust`, from which Cargo makes it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
GENERATED = Path("tvpass/generated")
LIBRARY = {"darwin": "libtvpass_uniffi.dylib", "win32": "tvpass_uniffi.dll"}.get(sys.platform, "libtvpass_uniffi.so")


def library():
    """The library, made first where there is none."""
    packed = HERE / GENERATED / LIBRARY
    if packed.exists():
        return packed
    manifest = HERE / "rust/Cargo.toml"
    # Said anew, since an environment may have Cargo build elsewhere.
    target = HERE / "rust/target"
    build = ["cargo", "build", "--manifest-path", manifest, "--target-dir", target, "--package", "tvpass-uniffi", "--lib"]
    subprocess.run([*build, "--profile", "mobile"], check=True)
    return target / "mobile" / LIBRARY


class BuildWithLibrary(build_py):
    def run(self):
        super().run()
        target = Path(self.build_lib) / GENERATED
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(library(), target / LIBRARY)


class WithLibrary(Distribution):
    """Its files belong where those of one platform are installed."""

    def has_ext_modules(self):
        return True


class PlatformWheel(bdist_wheel):
    def get_tag(self):
        platform = super().get_tag()[2]
        return "py3", "none", manylinux(platform)


def manylinux(platform):
    """The tag of the oldest glibc that has all that the library asks of it."""
    if not platform.startswith("linux_"):
        return platform
    # A lookahead, since two names share the zero between them.
    asked = re.findall(rb"\x00GLIBC_2\.(\d+)(?:\.\d+)?(?=\x00)", library().read_bytes())
    oldest = max([17, *map(int, asked)])
    return platform.replace("linux_", f"manylinux_2_{oldest}_", 1)


setup(distclass=WithLibrary, cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": PlatformWheel})
