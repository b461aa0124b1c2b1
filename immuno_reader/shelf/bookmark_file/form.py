"""The bytes of a file of bookmarks: JSON that a person can read, with a checksum."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from immuno_reader import durable
from immuno_reader.identity import ItemId
from immuno_reader.shelf.annotation import from_record, is_shallow, to_record
from immuno_reader.shelf.bookmark_file.content import VERSION, Content
from immuno_reader.shelf.bookmark_file.older import LISTS, UPGRADES
from immuno_reader.shelf.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "immuno-reader/bookmarks"

_LIST = "annotations"
_KEYS = {"format", "version", "checksum", "ordered", "removed"}
_IN_VAIN_S = 1.0
"""How long a damaged file is searched where there are no whole records."""
_RECORD = re.compile(r'\{\s*"id"\s*:')
_CHECKSUM = re.compile(rb'"checksum": "crc32:([0-9a-f]{8})"')
_HEAD = 4096
"""The checksum stands within so many bytes."""
_NO_TEXT = re.compile("[\udc80-\udcff]")
"""What bytes that are not UTF-8 become when a damaged file is read all the same."""


class DamagedError(ValueError):
    """The bytes are no file of bookmarks, or no longer a whole one."""


class Parsed(NamedTuple):
    """What a file says, and whether it is just as this program wrote it."""

    content: Content
    is_ours: bool
    has_twins: bool
    """Whether two items had one id; the second has a new one."""
    written_by: int = VERSION
    """The version of the file that the bytes are."""


def parse(data: bytes) -> Parsed:
    """Read the bytes of a file of bookmarks.

    Raises:
        DamagedError: they are not one, or a part of it cannot be read.
        durable.UnusableError: a later version wrote it, in a form that this one cannot read.
    """
    try:
        whole = json.loads(_decoded(data), object_hook=_same)
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise DamagedError("another kind of file")
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DamagedError("no version")
    name = LISTS.get(version, _LIST)
    listed, removed, ordered = whole.get(name), whole.get("removed", {}), whole.get("ordered", "")
    if not (isinstance(listed, list) and _are_removals(removed) and isinstance(ordered, str)):
        if version > VERSION:
            raise durable.UnusableError("a later version of the reader wrote the file")
        raise DamagedError("no list of bookmarks")
    is_ours = _is_sound(data)
    read = [(record, _item(record, version)) for record in listed]
    foreign = tuple(record for record, item in read if item is None)
    other = {key: value for key, value in whole.items() if key not in {*_KEYS, name}}
    if (foreign and not is_ours) or not is_shallow([*foreign, other]):
        raise DamagedError("a record that cannot be read")
    records, has_twins = by_id(item for _, item in read if item)
    content = Content(
        records,
        {ItemId(id): when for id, when in removed.items()},
        ordered,
        foreign,
        other,
        max(version, VERSION),
    )
    return Parsed(content, is_ours, has_twins, version)


def salvage(data: bytes) -> Content:
    """Return the whole records that a damaged file still holds."""
    text = data.decode("utf-8", errors="surrogateescape")
    records, _ = by_id(_whole_records(text))
    return Content(records)


def _item(record: object, version: int) -> Item | None:
    """Read a record of any version."""
    for older in range(version, VERSION):
        record = UPGRADES[older](record)
    return from_record(record)


def _whole_records(text: str) -> "Iterator[Item]":
    decoder, in_vain_s = json.JSONDecoder(), 0.0
    match = _RECORD.search(text)
    while match and in_vain_s < _IN_VAIN_S:
        following, began = match.end(), time.monotonic()
        try:
            record, stop = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            in_vain_s += time.monotonic() - began
        else:
            item = _item(record, VERSION if "@context" in record else 1)
            if item is not None and not _NO_TEXT.search(text, match.start(), stop):
                yield item
                following = stop
        match = _RECORD.search(text, following)


def by_id(items: "Iterable[Item]") -> tuple[dict[ItemId, Item], bool]:
    """Return items by their ids, and whether some had to be given new ones."""
    records: dict[ItemId, Item] = {}
    has_twins = False
    for item in items:
        id, number = item.id, 2
        while id in records:
            id, number = ItemId(f"{item.id}-{number}"), number + 1
        has_twins = has_twins or id != item.id
        records[id] = item if id == item.id else replace(item, id=id)
    return records, has_twins


def _are_removals(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(when, str) for when in value.values())


def _same(value: dict[str, Any]) -> dict[str, Any]:
    """Return an object as it was read; for this the interpreter lets other threads have turns.

    Without, it reads ten thousand bookmarks in one turn, for which the window stands still.
    """
    return value


def _decoded(data: bytes) -> str:
    return data.decode(json.detect_encoding(data))


def _is_sound(data: bytes) -> bool:
    """Return whether a file is as it was written, but for line ends and byte order mark."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    written = _CHECKSUM.search(data, 0, _HEAD)
    if written is None:
        return False
    start, end = written.span(1)
    view = memoryview(data)
    return int(written[1], 16) == crc32(view[end:], crc32(view[:start]))


# Content to bytes


_LIST_BEGINS, _LIST_ENDS = b'\n  "annotations": [\n', b'\n  ],\n  "ordered": '
_OPENS, _CLOSES = b"    {\n", b"\n    }"
_BETWEEN = _CLOSES + b",\n" + _OPENS


class Writer:
    """Writes content as JSON that a person can read, and each item only when it is new."""

    def __init__(self) -> None:
        self._written: dict[ItemId, tuple[Item, bytes]] = {}

    def take_over(self, content: Content, data: bytes) -> None:
        """Learn from a sound file how each of its items is written; then few are new."""
        _, _, rest = data.partition(_LIST_BEGINS)
        listed, end, _ = rest.partition(_LIST_ENDS)
        texts = listed.removeprefix(_OPENS).removesuffix(_CLOSES).split(_BETWEEN)
        # No line can end within a text, so that these can be nothing else.
        if end and len(listed) > len(_OPENS) and len(texts) == len(content.records):
            self._written = {
                id: (item, _OPENS + text + _CLOSES)
                for (id, item), text in zip(content.records.items(), texts, strict=True)
            }

    def data(self, content: Content) -> bytes:
        """Return the bytes of a file that holds this."""
        known, written = self._written, dict[ItemId, tuple[Item, bytes]]()
        for id, item in content.records.items():
            before = known.get(id)
            if before is None or before[0] is not item:
                before = item, _record(item)
            written[id] = before
        self._written = written
        records = [text for _, text in written.values()]
        records += [b"    " + _json(record) for record in content.foreign]
        removed = dict(sorted(content.removed.items()))
        other = b"".join(
            b"  %b: %b,\n" % (_json(key), _json(value)) for key, value in content.other.items()
        )
        head = b'{\n  "format": %b,\n  "version": %d,\n  "checksum": "crc32:' % (
            _json(FORMAT),
            content.version,
        )
        tail = b'",\n%b  "annotations": [%b],\n  "ordered": %b,\n  "removed": {%b}\n}\n' % (
            other,
            b"\n" + b",\n".join(records) + b"\n  " if records else b"",
            _json(content.ordered),
            b"\n" + _lines(removed, b"    ") + b"\n  " if removed else b"",
        )
        return b"%b%08x%b" % (head, crc32(tail, crc32(head)), tail)


def _record(item: Item) -> bytes:
    return _OPENS + _lines(to_record(item), b"      ") + _CLOSES


def _lines(values: Mapping[Any, object], indent: bytes) -> bytes:
    return b",\n".join(
        b"%b%b: %b" % (indent, _json(key), _json(value)) for key, value in values.items()
    )


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(value: object) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can say
        return json.dumps(value).encode()
