"""The first command that anybody types."""

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bootstrap.py"
AS_PYTHON_3_8 = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
sys.argv = ["bootstrap.py"]
runpy.run_path({script!r}, run_name="__main__")
"""


def bootstrap(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the checkout's bootstrap.py."""
    return subprocess.run(
        [sys.executable, checkout / "bootstrap.py", *arguments],
        capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **environment},
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with what bootstrap.py looks at, and a reader of two lines."""
    folder = tmp_path / "a check-out with spaces and ü"
    (folder / "immuno_reader").mkdir(parents=True)
    for name in ("bootstrap.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / "immuno_reader/__main__.py").write_text(
        "import sys\nprint('read', *sys.argv[1:])\nsys.exit(len(sys.argv))\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def ready(checkout: Path) -> Path:
    """Return the checkout with a .venv that holds what the lock says."""
    programs = checkout / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    programs.mkdir(parents=True)
