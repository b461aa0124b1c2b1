"""The files of the project hold nothing of the machine that they were made on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MACHINE_PATH = re.compile(
    r"(?<![\w.])(?:/(?:root|home/\w+|Users/\w+|work|opt)/[\w.]|[A-Z]:\\Users\\\w)"
)
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--find-links=|"
    r"https?://(?:[\w.-]*\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.org)"
)
LOCKED = re.compile(r"^(\S+)==(\S+)", re.MULTILINE)


def texts() -> dict[str, str]:
    """Return the tracked text files by name, and those about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    found = {}
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.is_file() and file != Path(__file__):
            found[name] = file.read_bytes().decode("utf-8", errors="replace")
    return found


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    places = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in texts().items()
        for match in pattern.finditer(text)
    ]
    assert places == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_a_hash_for_every_package(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    pinned = [entry for entry in entries if LOCKED.match(entry)]
    assert pinned
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []


def test_the_two_locks_agree() -> None:
    reader, tests = (
        dict(LOCKED.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert reader.items() <= tests.items()
