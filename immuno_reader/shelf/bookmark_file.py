"""The file of bookmarks: read, mended, merged with what another window wrote, and saved."""

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from immuno_reader import durable
from immuno_reader.identity import BookmarkId
from immuno_reader.shelf.bookmark import (
    Bookmark,
    from_record,
    is_shallow,
    moment,
    stamp,
    to_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMAT = "immuno-reader/bookmarks"
VERSION = 1

_REMOVALS_KEPT = 10_000
"""Removals that are remembered, so that no other window brings their bookmarks back."""
_SALVAGE_S = 3.0
"""The longest that a damaged file is searched for records; a real one takes milliseconds."""
_TRIES = 20
_RECORD = re.compile(r'\{\s*"id"\s*:')
_CHECKSUM = re.compile(rb'"checksum": "crc32:([0-9a-f]{8})"')
_HEAD = 4096
"""The checksum stands within so many bytes."""


class DamagedError(ValueError):
    """The bytes are no file of bookmarks, or no longer a whole one."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that the file holds."""

    records: Mapping[BookmarkId, Bookmark] = field(default_factory=dict)
    """In the reader's order."""
    removed: Mapping[BookmarkId, str] = field(default_factory=dict)
    """When each bookmark that is no more was removed."""
    ordered: str = ""
    """When the reader last put the bookmarks in another order."""
    foreign: tuple[Any, ...] = ()
    """Records that only a later version understands."""
    other: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION


# Bytes to content


class Parsed(NamedTuple):
    """What a file says, and whether it is just as this program wrote it."""

    content: Content
    is_ours: bool
    has_twins: bool
    """Whether two bookmarks had one id; the second has a new one."""


def parse(data: bytes) -> Parsed:
    """Read the bytes of a file of bookmarks.

    Raises:
        DamagedError: they are not one, or a part of it cannot be read.
        durable.UnusableError: a later version wrote it, in a form that this one cannot read.
    """
    try:
        whole = json.loads(_decoded(data))
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise DamagedError("another kind of file")
    version, listed = whole.get("version"), whole.get("bookmarks")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedError("no version")
    if not isinstance(listed, list):
        if version > VERSION:
            raise durable.UnusableError("a later version of the reader wrote the file")
        raise DamagedError("no list of bookmarks")
    is_ours = _is_sound(data)
    read = [(record, from_record(record)) for record in listed]
    foreign = tuple(record for record, bookmark in read if bookmark is None)
    other = {key: value for key, value in whole.items() if key not in _KEYS}
    if (foreign and not is_ours) or not is_shallow([*foreign, other]):
        raise DamagedError("a bookmark that cannot be read")
    records, has_twins = _by_id(bookmark for _, bookmark in read if bookmark)
    ordered = whole.get("ordered")
    content = Content(
        records,
        _removals(whole.get("removed")),
        ordered if isinstance(ordered, str) else "",
        foreign,
        other,
        version,
    )
    return Parsed(content, is_ours, has_twins)


def salvage(data: bytes) -> Content:
    """Return the whole records that a damaged file still holds."""
    text = data.decode("utf-8", errors="surrogateescape")
    records, _ = _by_id(_whole_records(text))
    return Content(records)


def _whole_records(text: str) -> "Iterator[Bookmark]":
    decoder, end = json.JSONDecoder(), time.monotonic() + _SALVAGE_S
    match = _RECORD.search(text)
    while match and time.monotonic() < end:
        following = match.end()
        try:
            record, stop = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            pass
        else:
            bookmark = from_record(record)
            # Bytes that were no text have become half surrogates, which ``other`` would hold.
            if bookmark is not None and not bookmark.other:
                yield bookmark
                following = stop
        match = _RECORD.search(text, following)


def _by_id(bookmarks: "Iterable[Bookmark]") -> tuple[dict[BookmarkId, Bookmark], bool]:
    records: dict[BookmarkId, Bookmark] = {}
    has_twins = False
    for bookmark in bookmarks:
        id, number = bookmark.id, 2
        while id in records:
            id, number = BookmarkId(f"{bookmark.id}-{number}"), number + 1
        has_twins = has_twins or id != bookmark.id
        records[id] = bookmark if id == bookmark.id else replace(bookmark, id=id)
    return records, has_twins


def _removals(value: object) -> dict[BookmarkId, str]:
    if not isinstance(value, dict):
        return {}
    return {BookmarkId(id): when for id, when in value.items() if isinstance(when, str)}


def _decoded(data: bytes) -> str:
    return data.decode(json.detect_encoding(data))


def _is_sound(data: bytes) -> bool:
    """Return whether a file is as it was written, but for line ends and byte order mark."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    written = _CHECKSUM.search(data, 0, _HEAD)
    return written is not None and int(written[1], 16) == _checksum(data, *written.span(1))


def _checksum(data: bytes, start: int, end: int) -> int:
    """Return the checksum of all but the place in which it is written."""
    view = memoryview(data)
    return crc32(view[end:], crc32(view[:start]))


# Content to bytes

_KEYS = {"format", "version", "checksum", "bookmarks", "ordered", "removed"}


class _Writer:
    """Writes content as JSON that a person can read, and each bookmark only when it is new."""

    def __init__(self) -> None:
        self._written: dict[BookmarkId, tuple[Bookmark, str]] = {}

    def data(self, content: Content) -> bytes:
        written = {
            id: known
            if (known := self._written.get(id)) and known[0] is bookmark
            else (bookmark, _object(to_record(bookmark), "    "))
            for id, bookmark in content.records.items()
        }
        self._written = written
        records = [text for _, text in written.values()]
        records += [f"    {_json(record)}" for record in content.foreign]
        removed = dict(sorted(content.removed.items()))
        parts = {
            "format": _json(FORMAT),
            "version": _json(content.version),
            "checksum": '"crc32:"',
            **{key: _json(value) for key, value in content.other.items()},
            "bookmarks": "[\n" + ",\n".join(records) + "\n  ]" if records else "[]",
            "ordered": _json(content.ordered),
            "removed": _object(removed, "  ").lstrip() if removed else "{}",
        }
        lines = ",\n".join(f"  {_json(key)}: {part}" for key, part in parts.items())
        data = f"{{\n{lines}\n}}\n".encode()
        place = data.index(b'"crc32:"') + len(b'"crc32:')
        return data[:place] + b"%08x" % _checksum(data, place, place) + data[place:]


def _object(values: Mapping[Any, object], indent: str) -> str:
    lines = ",\n".join(f"{indent}  {_json(key)}: {_json(value)}" for key, value in values.items())
    return f"{indent}{{\n{lines}\n{indent}}}"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can say
        return json.dumps(value)
    return text


# Two contents to one


def merge(mine: Content, theirs: Content) -> Content:
    """Return what two windows, or a file and its copy, hold together.

    Of two versions of a bookmark the later stays, and theirs if neither is; a bookmark that was
    removed comes back only if it was changed later.
    """
    removed = dict(mine.removed)
    for id, when in theirs.removed.items():
        if moment(when) > moment(removed.get(id, "")):
            removed[id] = when
    records = {}
    for id in _order(mine, theirs):
        bookmark = _later(mine.records.get(id), theirs.records.get(id))
        gone = removed.get(id)
        if gone is None or moment(gone) < moment(bookmark.modified):
            removed.pop(id, None)
            records[id] = bookmark
    foreign = {_key(record): record for record in (*mine.foreign, *theirs.foreign)}
    return Content(
        records,
        _latest(removed),
        max(mine.ordered, theirs.ordered, key=moment),
        tuple(record for key, record in foreign.items() if key not in removed),
        {**mine.other, **theirs.other},
        max(mine.version, theirs.version),
    )


def _later(mine: Bookmark | None, theirs: Bookmark | None) -> Bookmark:
    if mine is None or theirs is None:
        bookmark = mine or theirs
        assert bookmark is not None
        return bookmark
    if mine.modified != theirs.modified:
        return mine if moment(mine.modified) > moment(theirs.modified) else theirs
    return mine if mine == theirs else theirs


def _order(mine: Content, theirs: Content) -> "Iterator[BookmarkId]":
    """Yield all ids in the order that was chosen last; the rest after their neighbours."""
    is_mine = moment(mine.ordered) > moment(theirs.ordered)
    first, second = (mine, theirs) if is_mine else (theirs, mine)
    following: dict[BookmarkId | None, list[BookmarkId]] = {}
    neighbour = None
    for id in second.records:
        if id in first.records:
            neighbour = id
        else:
            following.setdefault(neighbour, []).append(id)
    yield from following.get(None, ())
    for id in first.records:
        yield id
        yield from following.get(id, ())


def _latest(removed: dict[BookmarkId, str]) -> dict[BookmarkId, str]:
    if len(removed) <= _REMOVALS_KEPT:
        return removed
    latest = sorted(removed.items(), key=lambda item: moment(item[1]))[-_REMOVALS_KEPT:]
    return dict(latest)


def _key(record: object) -> str:
    id = record.get("id") if isinstance(record, dict) else None
    return id if isinstance(id, str) else json.dumps(record)


# The file


class Read(NamedTuple):
    """What the file held, and what the reader should know about it."""

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
        self._writer = _Writer()
        self._stamp: durable.Stamp | None = None
        self._saved: Content | None = None
        """What the file held when it was last read or written; None if that is not certain."""
        self._data = b""

    def load(self) -> Read:
        """Read the file. What is damaged is set aside, and mended from the latest copy.

        Raises:
            OSError: there is something that cannot be read.
        """
        with durable.Lock(self._lock):
            if durable.stamp(self._file) is None:
                return self._restored()
            read = self._read(Content())
            self._saved = read.content if read.is_saved else None
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

    def save(self, mine: Content, day: str) -> Read:
        """Bring the file and a window together, and return what both hold then.

        Raises:
            OSError: it could not be done; nothing is lost.
        """
        with durable.Lock(self._lock):
            for _ in range(_TRIES - 1):
                with suppress(durable.OvertakenError):
                    return self._save(mine, day)
            return self._save(mine, day)

    def _save(self, mine: Content, day: str) -> Read:
        now = durable.stamp(self._file)
        read = Read(mine)
        if now is not None and now == self._stamp:
            if mine is self._saved:
                return read
        elif now is not None:
            read = self._read(mine)
        if read.content == mine:
            read = read._replace(content=mine)
        data = self._writer.data(read.content)
        if not (read.is_saved and now is not None and data == self._data):
            self._write(data)
            with suppress(OSError):
                durable.back_up(self._backups, self._file.name, data, day)
        self._saved = read.content
        return read

    def _write(self, data: bytes) -> None:
        expected, self._saved, self._data = self._stamp, None, b""
        self._stamp = durable.replace(
            self._file, data, is_current=lambda: durable.stamp(self._file) in (None, expected)
        )
        self._data = data
