"""The floors of the house, as pyproject.toml draws them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_module_keeps_to_its_floor() -> None:
    check = "import importlinter.cli; importlinter.cli.lint_imports_command()"
    options = ["--no-cache", str(ROOT / "pyproject.toml")]
    command = [sys.executable, "-c", check, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
