"""The first command that anybody types."""

import ast
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AS_PYTHON_3_8 = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
runpy.run_path("bootstrap.py", run_name="__main__")
"""
WRITE_STAMP = """
import json, bootstrap as it
locks = (it.READER_LOCK, it.TESTS_LOCK)
it.STAMP.write_text(json.dumps({lock.name: it.fingerprint(lock) for lock in locks}))
"""
WITHOUT_A_LIBRARY = """
import sys, bootstrap
bootstrap.sys.platform = "linux"
bootstrap.QT_LIBRARIES["libnowhere.so.1"] = "libnowhere1"
sys.exit(bootstrap.main(["contents"]))
"""
READER = """
import sys
print("reading", *sys.argv[1:])
sys.exit(7)
"""


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder that is a checkout."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout that was set up earlier: its .venv is current and has no pip."""
    folder = tmp_path / "a check-out, with ü"
    (folder / "immuno_reader").mkdir(parents=True)
    (folder / "immuno_reader/__main__.py").write_text(READER, encoding="utf-8")
    for name in ("bootstrap.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    venv.create(folder / ".venv", with_pip=False)
    assert run(folder, "-c", WRITE_STAMP).returncode == 0
    return folder


def test_it_has_no_syntax_that_an_old_python_cannot_read() -> None:
    tree = ast.parse((ROOT / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 5))
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, new)] == []


def test_an_old_python_is_told_which_one_is_needed(checkout: Path) -> None:
    done = run(checkout, "-c", AS_PYTHON_3_8)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "This is Python 3.8" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_start_goes_straight_to_the_reader(checkout: Path) -> None:
    done = run(checkout, "bootstrap.py", "section", "side effects", "--text")
    assert done.stdout == "reading section side effects --text\n"
    assert done.returncode == 7


def test_setup_starts_nothing(checkout: Path) -> None:
    done = run(checkout, "bootstrap.py", "setup")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("command", ["test", "contents"])
def test_a_changed_lock_is_installed_first(checkout: Path, command: str) -> None:
    for lock in checkout.glob("*.lock"):
        lock.write_text(lock.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    done = run(checkout, "bootstrap.py", command)
    assert done.returncode == 1
    assert "could not be installed" in done.stderr  # as there is no pip
    assert "reading" not in done.stdout
    assert "Traceback" not in done.stderr


def test_a_checkout_that_was_moved_is_set_up_again(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("elsewhere"))
    done = run(moved, "bootstrap.py", "contents")
    assert "installing the packages" in done.stderr
    assert done.stdout == ""


def test_a_missing_library_of_the_system_is_named(checkout: Path) -> None:
    done = run(checkout, "-c", WITHOUT_A_LIBRARY, PATH="")  # without apt-get
    assert done.returncode == 1
    assert "sudo apt-get install" in done.stderr
    assert "libnowhere1" in done.stderr
    assert "reading" not in done.stdout
