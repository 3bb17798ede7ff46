"""The example signs in, and needs nobody the second time."""

import os
import subprocess
import sys
from pathlib import Path

from service import sign_in_as_person, simulator

_PYTHON = Path(__file__).parents[1]
_EXAMPLE = _PYTHON.parents[1] / "examples/python/sign_in.py"


def start(base_url, file):
    environment = {**os.environ, "PYTHONPATH": str(_PYTHON)}
    command = [sys.executable, str(_EXAMPLE), base_url, str(file)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_the_example_signs_in_with_a_code_and_then_without(tmp_path):
    file = tmp_path / "client"
    with simulator() as base_url:
        with start(base_url, file) as first:
            assert first.stdout.readline().startswith("code ")
            sign_in_as_person(first.stdout.readline().removeprefix("open ").strip())
            assert first.stdout.read().startswith("signed in at Cablevision")
        assert first.returncode == 0
        assert file.stat().st_mode & 0o077 == 0
        with start(base_url, file) as second:
            assert second.stdout.read().startswith("signed in at Cablevision")
        assert second.returncode == 0
