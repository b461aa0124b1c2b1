"""How long keeping one more bookmark takes when there are many already, against the budgets.

Usage: bookmarks.py [COUNT]... (10,000 and 100,000 without)

Printed are, of so many bookmarks of passages: how long opening takes, the first change after it,
and then for changes one at a time the median and the longest of what adding costs the thread that
adds, and of the time until it is on the disk. Beside it: what writing and syncing a file of that
size takes by itself on this disk. The budgets are for 10,000: 5 ms and 200 ms.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from immuno_reader import durable
from immuno_reader.identity import BlockId, PackId, SectionId, SectionRef
from immuno_reader.shelf.bookmark import Anchor, Bookmark, new_bookmark
from immuno_reader.shelf.bookmark_file import BookmarkFile, Content
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile

ADD_BUDGET_MS, DURABLE_BUDGET_MS, BUDGET_COUNT = 5, 200, 10_000
CHANGES = 20
WAIT_S = 120


class Page(NamedTuple):
    """A section, as far as a bookmark remembers it."""

    ref: SectionRef
    title: str
    summary: str


def passage() -> Bookmark:
    """Return a bookmark of some words."""
    page = Page(SectionRef(PackId("pack"), SectionId("kinds")), "What types are there?", "")
    words = "take the brakes off T cells, so that they can attack the cancer"
    anchor = Anchor("en", BlockId("top.p1"), 22, 44, 44 + len(words), words, words[:32], words[:32])
    return new_bookmark(page, chapter="Treatment", anchor=anchor)


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def measure(count: int, folder: Path) -> bool:
    """Measure and print; return whether the budgets are kept."""
    profile, day = open_profile(folder), "2026-11-24"
    at = f"{day}T09:15:02.120Z"
    many = (replace(passage(), created=at, modified=at) for _ in range(count))
    file = BookmarkFile(profile.bookmarks, profile.backups)
    file.save(Content({mark.id: mark for mark in many}), day)
    shelves = list[Bookshelf]()
    opened = timed(lambda: shelves.append(Bookshelf(profile)))
    (shelf,) = shelves
    adding, durable_ = list[float](), list[float]()
    for _ in range(CHANGES + 1):
        mark, began = passage(), time.perf_counter()
        shelf.add(mark)
        adding.append((time.perf_counter() - began) * 1000)
        shelf.flush(WAIT_S)
        durable_.append((time.perf_counter() - began) * 1000)
    shelf.close()
    data = profile.bookmarks.read_bytes()
    syncing, writing = bare(folder / "bare", data)
    copying = timed(lambda: durable.back_up(folder / "copies", "bare", data, day))
    print(f"{count:,} bookmarks, {len(data) / 1e6:.1f} MB")
    print(f"  opening          {opened:8.1f} ms")
    print(f"  first change     {durable_[0]:8.1f} ms until on the disk")
    for name, figures in (("adding", adding[1:]), ("until on the disk", durable_[1:])):
        print(f"  {name:16} {statistics.median(figures):8.2f} ms (longest {max(figures):.2f})")
    print(f"  this disk: write {writing:.1f} ms, fsync {syncing:.1f} ms; a copy {copying:.1f} ms")
    return (
        statistics.median(adding[1:]) <= ADD_BUDGET_MS
        and statistics.median(durable_) <= DURABLE_BUDGET_MS
    )


def bare(file: Path, data: bytes) -> tuple[float, float]:
    """Return the median milliseconds that syncing and writing take by themselves."""
    syncing, writing = list[float](), list[float]()
    for _ in range(7):
        with file.open("wb", buffering=0) as raw:
            writing.append(timed(lambda raw=raw: raw.write(data)))  # type: ignore[misc]
            syncing.append(timed(lambda raw=raw: os.fsync(raw.fileno())))  # type: ignore[misc]
    return statistics.median(syncing), statistics.median(writing)


def main() -> int:
    """Measure and print; exit code 1 when a budget is missed."""
    is_kept = True
    for count in map(int, sys.argv[1:] or ("10000", "100000")):
        with tempfile.TemporaryDirectory() as folder:
            is_good = measure(count, Path(folder))
        is_kept = is_kept and (is_good or count != BUDGET_COUNT)
    print(f"budget for {BUDGET_COUNT:,}: {ADD_BUDGET_MS} ms, {DURABLE_BUDGET_MS} ms")
    return int(not is_kept)


if __name__ == "__main__":
    sys.exit(main())
