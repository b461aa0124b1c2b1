"""Ten thousand files that something has happened to: a shelf opens, and nothing is overwritten."""

import json
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from immuno_reader import durable
from immuno_reader.shelf.bookmark_file import BookmarkFile, Content
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from tests.shelf.mutations import mutated, prefixes
from tests.shelf.on_disk import ids
from tests.shelf.samples import named, passage

DAY = "2026-11-24"
AT = "2026-11-24T09:15:02.120Z"
WAIT_S = 10
LONGEST_S = 8.0
"""How long the longest file may take to be opened, on a slow and busy machine."""


class Home:
    """A folder with a file of bookmarks, its copy, and whatever becomes of them."""

    def __init__(self, folder: Path, *, has_copy: bool) -> None:
        self._folder = folder
        self._path = folder / "bookmarks.json"
        self._backups = folder / "backups"
        note = "\u201cIs this me?\u201d \U0001f321 \u202eabc\u202c"
        kept = [
            named("a"),
            replace(passage(), id=named("b").id, note=note),
            named("c"),
        ]
        kept = [replace(mark, created=AT, modified=AT) for mark in kept]
        BookmarkFile(self._path, self._backups).save(Content({k.id: k for k in kept}), DAY)
        self.whole = self._path.read_bytes()
        self.ids = ids(self._path)
        (self._copy,) = self._backups.iterdir()
        if not has_copy:
            self._copy.unlink()
        self._has_copy = has_copy

    def endures(self, data: bytes) -> None:
        """Open a file of these bytes, add a bookmark, and look at what there is then."""
        self._path.write_bytes(data)
        file = BookmarkFile(self._path, self._backups)
        try:
            read = file.load()
            added = replace(named("added"), modified=AT)
            after = file.save(
                replace(read.content, records={**read.content.records, added.id: added}), DAY
            )
        except OSError as error:
            # Nobody but a later version may have what cannot be read left in its place.
            assert durable.reason(error).startswith("a later version")  # noqa: PT017
            assert self._path.read_bytes() == data
            return
        assert after.notice == ""
        assert data in self._all() or said(data) <= said(self._path.read_bytes())
        again = BookmarkFile(self._path, self._backups).load()
        assert (again.notice, again.is_saved) == ("", True)
        now = again.content.records.keys()
        assert "added" in now
        assert self._whole_records(data) <= now
        if "was damaged" in read.notice and self._has_copy:
            assert set(self.ids) <= now
        self._clear()

    def _whole_records(self, data: bytes) -> set[str]:
        """Return the ids of the records that still stand in a file as they were written."""
        if data.count(b'"id"') != len(self.ids):
            return set()  # it holds parts twice, and which of them is meant nobody can say
        _, *rest = self.whole.split(b'"id": ')
        parts = [part[: part.index(b"\n    }") + 6] for part in rest]
        texts = {f'"{id}"'.encode(): id for id in self.ids}
        return {
            id
            for start, id in texts.items()
            for part in parts
            if part.startswith(start) and b'{\n      "id": ' + part in data
        }

    def _all(self) -> list[bytes]:
        return [file.read_bytes() for file in self._folder.rglob("*") if file.is_file()]

    def _clear(self) -> None:
        for file in [*self._folder.glob("bookmarks*"), *self._backups.iterdir()]:
            if file != self._copy:
                file.unlink()


def said(data: bytes) -> set[str]:
    """Return all that a file says, however it is laid out, but for its checksum."""
    whole = json.loads(data.decode(json.detect_encoding(data)))
    whole.pop("checksum", None)
    return set(leaves(whole))


def leaves(value: object, key: str = "") -> Iterator[str]:
    """Yield what JSON says at its ends, with the name that each has; nothing is not said."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from leaves(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member, key)
    elif value not in (None, ""):
        yield f"{key}: {value!r}"


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand times; nobody draws the plug here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


by_copy = pytest.mark.parametrize("has_copy", [True, False], ids=["copy", "no copy"])


@pytest.mark.fault(7)
@by_copy
def test_cut_at_every_byte(tmp_path: Path, has_copy: bool) -> None:  # noqa: FBT001
    home = Home(tmp_path, has_copy=has_copy)
    endure(home, prefixes(home.whole))


@pytest.mark.fault(8, 9, 10, 17)
@pytest.mark.parametrize("seed", range(4))
@by_copy
def test_changed_at_random(tmp_path: Path, has_copy: bool, seed: int) -> None:  # noqa: FBT001
    home = Home(tmp_path, has_copy=has_copy)
    endure(home, mutated(home.whole, 700, seed))


def endure(home: Home, files: Iterable[bytes]) -> None:
    for number, data in enumerate(files):
        began = time.monotonic()
        try:
            home.endures(data)
        except Exception as error:
            error.add_note(f"number {number}: {data!r}")
            raise
        assert time.monotonic() - began < LONGEST_S, number


MB = 1_000_000
HEAD = b'{"format": "immuno-reader/bookmarks", "version": 1, "bookmarks": ['
RECORD = b'{"id": "%d", "title": "T", "target": {"source": "pack/section"}},'


def many(count: int) -> bytes:
    return b"".join(RECORD % number for number in range(count))


HUGE: dict[str, Callable[[], bytes]] = {
    "a string": lambda: b'"' + b"x" * 100 * MB + b'"',
    "a string that never ends": lambda: b'"' + b"x" * 100 * MB,
    "zeros": lambda: bytes(100 * MB),
    "noise": lambda: random.Random(1).randbytes(100 * MB),
    "brackets": lambda: b"[" * 100 * MB,
    "braces": lambda: b'{"id":' * (100 * MB // 6),
    "a number": lambda: b"9" * 100 * MB,
    "a note": lambda: HEAD + RECORD[:-2] % 1 + b', "note": "' + b"x" * 100 * MB + b'"}',
    "nested deep": lambda: HEAD + b"[" * 10_000 + b"]" * 10_000 + b"]}",
    "nested deep in a record": lambda: (
        HEAD + RECORD[:-2] % 1 + b', "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}]}"
    ),
    "records and no end": lambda: HEAD + many(30_000),
    "records and junk": lambda: HEAD + (many(10) + b'{"id": ,' * 1000) * 100,
}


@pytest.mark.fault(9)
@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE.keys())
def test_what_is_huge_or_deep_is_opened_in_time_and_set_aside(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    profile, data = open_profile(tmp_path), make()
    profile.bookmarks.write_bytes(data)
    began = time.monotonic()
    shelf = Bookshelf(profile)
    assert time.monotonic() - began < LONGEST_S
    assert "was damaged" in shelf.notice
    (aside,) = tmp_path.glob("bookmarks-damaged-*")
    assert aside.read_bytes() == data
    shelf.add(named("added"))
    assert shelf.flush(WAIT_S)
    assert "added" in ids(profile.bookmarks)
    shelf.close()


@pytest.mark.fault(9)
def test_what_is_larger_than_any_file_of_ours_is_said_and_left_alone(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    with profile.bookmarks.open("wb") as file:
        file.truncate(durable.LARGEST + 1)
    shelf = Bookshelf(profile)
    assert "too large" in shelf.notice
    shelf.add(named("added"))
    assert not shelf.flush(WAIT_S)
    assert [mark.id for mark in shelf.bookmarks] == ["added"]
    assert profile.bookmarks.stat().st_size == durable.LARGEST + 1
    shelf.close()
