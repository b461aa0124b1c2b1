"""Bookmarks outlive the program: killed while saving, and two programs at once."""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN_S = 2.5

KEEP = """
import sys
from pathlib import Path
from immuno_reader.identity import ItemId, PackId, SectionId, SectionRef
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile

folder, name, count, has_locks = sys.argv[1:]
if has_locks == "no":
    import fcntl
    def refuse(*_):
        raise OSError("no locks on this share")
    fcntl.flock = refuse
shelf = Bookshelf(open_profile(Path(folder)))
section = SectionRef(PackId("pack"), SectionId("section"))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(count)):
    shelf.add(Bookmark(ItemId(f"{name}-{number}"), section, title="x" * 300))
    if number % 7 == 0 and shelf.flush(10):
        print(number, flush=True)
shelf.close()
"""


def start(folder: Path, name: str, count: int, *, locks: str = "yes") -> "subprocess.Popen[str]":
    """Start a program that keeps bookmarks, and says which are certain to be on the disk."""
    program = subprocess.Popen(
        [sys.executable, "-c", KEEP, str(folder), name, str(count), locks],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def go(program: "subprocess.Popen[str]") -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def on_disk(folder: Path) -> set[str]:
    """Return the ids in the file, which must be whole."""
    raw = json.loads((folder / "bookmarks.json").read_bytes())
    return {record["id"] for record in raw["annotations"]}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_at_any_moment_the_file_is_whole_and_has_all_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    draw, end, certain, runs = random.Random(7), time.monotonic() + RUN_S, set[str](), 0
    while time.monotonic() < end:
        runs += 1
        with start(tmp_path, f"run{runs}", 100_000) as program:
            go(program)
            threading.Event().wait(0.01 + draw.random() * 0.1)
            program.send_signal(signal.SIGKILL)
            printed, _ = program.communicate()
        lines = printed.splitlines(keepends=True)
        numbers = [int(line) for line in lines if line.endswith("\n")]
        certain |= {f"run{runs}-{number}" for last in numbers for number in range(last + 1)}
        if (tmp_path / "bookmarks.json").exists():
            assert certain <= on_disk(tmp_path)
    assert len(certain) > 20
    assert runs > 3
    assert list(tmp_path.glob("bookmarks-*")) == []


@pytest.mark.parametrize("locks", ["yes", "no"])
@pytest.mark.skipif(sys.platform == "win32", reason="replaces flock")
def test_two_programs_keep_what_both_were_given(tmp_path: Path, locks: str) -> None:
    programs = [start(tmp_path, name, 500, locks=locks) for name in ("one", "other")]
    for program in programs:
        go(program)
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    expected = {f"{name}-{number}" for name in ("one", "other") for number in range(500)}
    assert on_disk(tmp_path) == expected
