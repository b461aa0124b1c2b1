"""Whatever may become of what a reader saved has a test that provokes it."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
FAULTS = {
    1: "killed while saving",
    2: "disk full while saving",
    3: "EIO, ENOSPC, EACCES, EROFS at any call of a save",
    4: "fsync is slow",
    5: "profile folder read-only from the start",
    6: "profile folder deleted while running",
    7: "file cut at any byte",
    8: "random bytes changed",
    9: "JSON of the wrong shape: other types, nested deep, 100 MB",
    10: "not UTF-8, byte order mark, CRLF, NUL, lone surrogates",
    11: "written by a newer version",
    12: "written by an older version",
    13: "two windows, same profile",
    14: "two computers, a share without locks",
    15: "clock jumps back or to 1970",
    16: "edited by hand while open",
    17: "duplicate ids",
    18: "the file is a folder, a symlink, a FIFO, a device",
    19: "backups folder full or unreadable",
    20: "settings file damaged",
    21: "section gone, renamed, split, rewritten",
    22: "pack removed, then added again",
    23: "100,000 bookmarks",
    24: "a note of 1 MB, with marks of direction, emoji, HTML",
    25: "closing, SIGTERM, SIGHUP with unsaved changes",
}


def test_every_fault_is_provoked_by_a_test() -> None:
    provoked = {row for file in TESTS.rglob("*.py") for row in rows(file)}
    assert [f"{row}: {what}" for row, what in FAULTS.items() if row not in provoked] == []
    assert provoked <= FAULTS.keys()


def rows(file: Path) -> Iterator[int]:
    """Yield the rows that the marks ``fault(1, 2)`` in a file of tests name."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
            yield from map(ast.literal_eval, node.args)
