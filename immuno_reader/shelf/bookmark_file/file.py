"""The file of bookmarks: read, mended, brought together with a window, and saved."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from immuno_reader import durable
from immuno_reader.shelf.bookmark_file.content import VERSION, Content, merge
from immuno_reader.shelf.bookmark_file.form import DamagedError, Writer, parse, salvage
from immuno_reader.shelf.item import counted
from immuno_reader.shelf.moments import moment, stamp

if TYPE_CHECKING:
    from pathlib import Path

_TRIES = 20
"""How often another writer may come in between, where there are no locks."""


class Read(NamedTuple):
    """What a window and the file hold together, and what the reader should know about it."""

    content: Content
    notice: str = ""
    is_saved: bool = True
    """Whether the file says the same already."""


class BookmarkFile:
    """One file of bookmarks with its copies. Used by one thread at a time."""

    def __init__(self, file: "Path", backups: "Path") -> None:
        self._file = file
        self._backups = backups
        self._lock = file.with_suffix(".lock")
        self._writer = Writer()
        self._stamp: durable.Stamp | None = None
        """The version of the file that was last read or written."""
        self._saved: Content | None = None
        """What that version holds; None before it is known."""
        self._older: tuple[int, bytes] | None = None
        """The file as an earlier version wrote it, until there is a copy of it."""
        self._is_written = True
        """False once a write has failed: it may have reached the file and yet not the disk."""

    def load(self) -> Read:
        """Read the file. What is damaged is set aside, and mended from the latest copy.

        Raises:
            OSError: there is something that cannot be read.
        """
        with durable.Lock(self._lock):
            is_there = durable.stamp(self._file) is not None
            read = self._read(None)[0] if is_there else self._restored()
            self._saved = read.content if is_there and read.is_saved else None
            return read

    @property
    def is_changed(self) -> bool:
        """Whether another window, or a person, has written the file since.

        A file that is gone is not; it comes back when there is something to save.
        """
        try:
            now = durable.stamp(self._file)
        except OSError:
            return False
        return now is not None and now != self._stamp

    @staticmethod
    def bytes_of(content: Content) -> bytes:
        """Return a file that holds this, to be put elsewhere."""
        return Writer().data(content)

    def save(self, mine: Content, day: str) -> Read:
        """Bring the file and a window together, and return what both hold then.

        Args:
            mine: what the window holds.
            day: the date, for the name of the copy.

        Raises:
            OSError: it could not be done; nothing is lost.
        """
        with durable.Lock(self._lock):
            for _ in range(_TRIES - 1):
                with suppress(durable.OvertakenError):
                    return self._save(mine, day)
            return self._save(mine, day)

    def _save(self, mine: Content, day: str) -> Read:
        now, read, found = durable.stamp(self._file), Read(mine), b""
        if now is not None and now == self._stamp:
            if mine is self._saved:
                return read
        elif now is not None:
            read, found = self._read(mine)
        data = self._writer.data(read.content)
        if data != found or not self._is_written:
            self._write(data)
            with suppress(OSError):
                durable.back_up(self._backups, self._file.name, data, day)
        self._saved = read.content
        return read

    def _write(self, data: bytes) -> None:
        # Should it fail, the window has not seen what was read; the file must be read again.
        expected, self._stamp = self._stamp, None
        self._saved, self._is_written = None, False
        self._keep_older()
        self._stamp = durable.replace(
            self._file, data, is_current=lambda: durable.stamp(self._file) in (None, expected)
        )
        self._is_written = True

    def _keep_older(self) -> None:
        """Keep the file as an earlier version wrote it, for ever, before it is one of ours."""
        if self._older is None:
            return
        version, data = self._older
        name = f"{self._file.stem}-version-{version}{self._file.suffix}"
        try:
            _keep(self._backups / name, data)
        except OSError:
            _keep(self._file.with_name(name), data)
        self._older = None

    def _read(self, mine: Content | None) -> tuple[Read, bytes]:
        """Return what the file and a window hold together, and the bytes of the file."""
        data, stamp_read = durable.read(self._file)
        try:
            parsed = parse(data)
        except DamagedError:
            read = self._mended(data, mine)
            self._stamp = stamp_read  # it stands there until it is replaced
            return read, b""
        theirs, notice = parsed.content, ""
        if not parsed.is_ours:
            theirs = self._without_taken_out(theirs, mine)
            notice = self._set_edited_aside(theirs)
        self._stamp = stamp_read
        if parsed.written_by < VERSION:
            self._older = parsed.written_by, data
        is_saved = parsed.is_ours and not parsed.has_twins and parsed.written_by >= VERSION
        if is_saved and not theirs.foreign:
            self._writer.take_over(theirs, data)
        content = theirs if mine is None else _merged(mine, theirs)
        return Read(content, notice, is_saved), data

    def _without_taken_out(self, theirs: Content, mine: Content | None) -> Content:
        """Take what a person has deleted from the file by hand for a removal."""
        if mine is None or self._saved is None:
            return theirs
        taken_out = {
            id: stamp(moment(item.modified) + 0.001)
            for id, item in self._saved.records.items()
            if id not in theirs.records and mine.records.get(id) == item
        }
        return replace(theirs, removed={**theirs.removed, **taken_out})

    def _set_edited_aside(self, content: Content) -> str:
        aside, copy = durable.keep_aside(self._file, "edited"), self._latest_copy()
        before = f" The copy before that is {_place(copy[0])}." if copy else ""
        return (
            f"{self._file.name} was changed outside the reader. What it says now is shown: "
            f"{counted(content.records.values())}. "
            f"The file as it was found is kept as {aside.name}.{before}"
        )

    def _mended(self, data: bytes, mine: Content | None) -> Read:
        aside, copy = durable.keep_aside(self._file, "damaged"), self._latest_copy()
        content, sources = salvage(data), []
        if copy:
            sources.append(f"the copy {_place(copy[0])}")
            content = merge(content, copy[1])
        sources.append("what could still be read")
        if mine is not None:
            content = _merged(mine, merge(content, mine))
            sources.append("this window")
        notice = f"{self._file.name} was damaged. It is kept as {aside.name}. "
        if content.records:
            notice += (
                f"Restored: {counted(content.records.values())}, from {' and '.join(sources)}."
            )
        else:
            notice += "There was nothing in it that could be read, and no copy."
        return Read(content, notice, is_saved=False)

    def _restored(self) -> Read:
        copy = self._latest_copy()
        if copy is None or not copy[1].records:
            return Read(copy[1] if copy else Content())
        return Read(
            copy[1],
            f"{self._file.name} was missing. Restored: {counted(copy[1].records.values())}, "
            f"from the copy {_place(copy[0])}.",
            is_saved=False,
        )

    def _latest_copy(self) -> "tuple[Path, Content] | None":
        """Return the latest copy that is whole."""
        for copy in durable.backups(self._backups, self._file.name):
            with suppress(OSError, DamagedError):
                parsed = parse(durable.read(copy).data)
                if parsed.is_ours:
                    return copy, parsed.content
        return None


def _keep(copy: "Path", data: bytes) -> None:
    if durable.stamp(copy) is None:
        durable.replace(copy, data)


def _merged(mine: Content, theirs: Content) -> Content:
    """Return ``merge`` of both, as the very same object where it is what was there before."""
    content = merge(mine, theirs)
    is_same = content == mine and list(content.records) == list(mine.records)
    return mine if is_same else content


def _place(copy: "Path") -> str:
    return f"{copy.parent.name}/{copy.name}"
