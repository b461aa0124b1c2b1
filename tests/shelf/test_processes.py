"""Bookmarks outlive the program: killed while saving, and two programs at once."""

import random
import sys
import threading
from pathlib import Path

import pytest

from tests.shelf.keepers import Keepers, keeper
from tests.shelf.on_disk import ids

SAVES, KILLS = 500, 50
LONGEST_S = 0.03
EACH = 1000

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL, fork and flock")


@pytest.mark.fault(1)
@posix_only
def test_killed_at_random_moments_the_file_is_whole_and_has_all_that_was_acknowledged(
    tmp_path: Path,
) -> None:
    file, draw, certain, kills = tmp_path / "bookmarks.json", random.Random(7), set[str](), 0
    with Keepers(tmp_path) as keepers:
        while len(certain) < SAVES or kills < KILLS:
            keepers.start()
            certain |= keepers.hear(draw.randrange(12))
            threading.Event().wait(draw.random() * LONGEST_S)
            certain |= keepers.kill()
            kills += 1
            if file.exists():
                assert certain <= set(ids(file))
            assert list(tmp_path.glob("bookmarks-*")) == []


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], marks=pytest.mark.fault(13), id="with locks"),
        pytest.param(["--without-locks"], marks=pytest.mark.fault(14), id="without locks"),
    ],
)
@posix_only
def test_two_programs_keep_what_both_were_given(tmp_path: Path, options: list[str]) -> None:
    programs = [keeper(tmp_path, "--many", EACH, *options) for _ in range(2)]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    held = [set(program.communicate(timeout=300)[0].split()) for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert held[0] == held[1] == set(ids(tmp_path / "bookmarks.json"))
    assert len(held[0]) == 2 * EACH
