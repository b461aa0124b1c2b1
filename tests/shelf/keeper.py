"""A program that keeps bookmarks, to be killed, and to be run beside another of its kind.

It prints the id of a bookmark once that is certain to be on the disk. It forks for each line of
its input, so that hundreds of it can be killed without as many starts.
"""

import argparse
import contextlib
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from immuno_reader.identity import PackId, SectionId, SectionRef
from immuno_reader.shelf.bookmark import Bookmark, new_bookmark
from immuno_reader.shelf.bookmark_file import BookmarkFile
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile

if TYPE_CHECKING:
    from tests.shelf.injecting import Calls
else:  # started by its path, it has its folder at hand
    from injecting import Calls

WAIT_S = 60


class Page(NamedTuple):
    """A section, as far as a bookmark remembers it."""

    ref: SectionRef
    title: str
    summary: str


def page_mark() -> Bookmark:
    ref = SectionRef(PackId("pack"), SectionId("section"))
    return new_bookmark(Page(ref, "x" * 300, ""))


def save_until_killed(folder: Path, nth: int) -> None:
    """Add one to the file, and end before a certain call of that."""
    file = BookmarkFile(folder / "bookmarks.json", folder / "backups")
    content = file.load().content
    mark = page_mark()
    content = replace(content, records={**content.records, mark.id: mark})

    def end(number: int, name: str) -> None:
        if number == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with Calls(end).heard():
        file.save(content, "2026-11-24")


def keep_on(folder: Path) -> None:
    """Add one after another, and print each that is on the disk."""
    shelf = Bookshelf(open_profile(folder))
    while True:
        mark = page_mark()
        shelf.add(mark)
        if shelf.flush(WAIT_S):
            os.write(1, f"{mark.id}\n".encode())


def keep_many(folder: Path, count: int) -> None:
    """Add so many beside another program that does the same; print what both have added."""
    shelf = Bookshelf(open_profile(folder))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        shelf.add(page_mark())
        if number % 7 == 0:
            shelf.flush(WAIT_S)
    shelf.flush(WAIT_S)
    end = time.monotonic() + WAIT_S
    while len(shelf.bookmarks) < 2 * count and time.monotonic() < end:
        time.sleep(0.01)
    shelf.close()
    print(*(mark.id for mark in shelf.bookmarks), sep="\n", flush=True)


def keep_on_a_full_disk(folder: Path) -> None:
    """Fill the disk with bookmarks, make room, and see what is there at each step."""
    profile, told, again = open_profile(folder), list[str](), list[str]()
    shelf = Bookshelf(
        profile,
        failed=lambda error: told.append(error.happened),
        saved_again=lambda: again.append("saved"),
    )
    ballast = folder / "ballast"
    ballast.write_bytes(os.urandom(300_000))
    certain = 0
    for _ in range(1000):
        shelf.add(page_mark())
        if not shelf.flush(WAIT_S):
            break
        certain += 1
    with contextlib.suppress(OSError), (folder / "rest").open("wb", buffering=0) as rest:
        while rest.write(bytes(1000)):
            pass
    shelf.add(page_mark())
    assert not shelf.flush(WAIT_S)
    assert told == ["Your bookmarks could not be saved: the disk is full."]
    reread = BookmarkFile(profile.bookmarks, profile.backups).load()
    assert reread.notice == ""
    assert len(reread.content.records) == certain > 50
    assert len(shelf.bookmarks) == certain + 2
    ballast.unlink()
    assert shelf.flush(WAIT_S)
    while not again:
        time.sleep(0.01)
    reread = BookmarkFile(profile.bookmarks, profile.backups).load()
    assert len(reread.content.records) == certain + 2
    for copy in profile.backups.iterdir():
        assert BookmarkFile(copy, folder / "none").load().notice == "", "half a copy"
    shelf.close()


def keep_on_a_read_only_disk(folder: Path) -> None:
    """Read what is there, and keep what is added until the end."""
    told = list[str]()
    profile = open_profile(folder)
    assert not profile.is_writable
    shelf = Bookshelf(profile, failed=lambda error: told.append(error.happened))
    assert shelf.notice == ""
    before = len(shelf.bookmarks)
    assert before == 2
    shelf.add(page_mark())
    assert not shelf.flush(WAIT_S)
    assert len(shelf.bookmarks) == before + 1
    shelf.close()
    assert told == []  # the window has said it when it opened the profile


def fork_on(folder: Path) -> None:
    """For each line of the input start another of this program, and print its number first.

    A line that is a number says before which call of a save that program is to end.
    """
    for line in sys.stdin:
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            os.write(1, b"ended\n")
            continue
        os.write(1, f"{os.getpid()}\n".encode())
        if line.strip():
            save_until_killed(folder, int(line))
        else:
            keep_on(folder)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--many", type=int)
    parser.add_argument("--full-disk", action="store_true")
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--without-locks", action="store_true")
    options = parser.parse_args()
    if options.without_locks:
        import fcntl

        def refuse(*_: object) -> None:
            raise OSError("no locks on this share")

        fcntl.flock = refuse
    if options.full_disk:
        keep_on_a_full_disk(options.folder)
    elif options.read_only:
        keep_on_a_read_only_disk(options.folder)
    elif options.many is not None:
        keep_many(options.folder, options.many)
    else:
        fork_on(options.folder)


if __name__ == "__main__":
    main()
