"""The wheel is of one platform, for its library, and of any Python."""

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class PlatformWheel(bdist_wheel):
    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self):
        platform = super().get_tag()[2]
        return "py3", "none", platform


setup(cmdclass={"bdist_wheel": PlatformWheel})
