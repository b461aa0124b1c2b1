"""What the file of bookmarks holds, and how what two windows hold becomes one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from immuno_reader.identity import ItemId
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.moments import moment

VERSION = 2

_REMOVALS_KEPT = 10_000
"""Removals that are remembered, so that no other window brings back what was removed."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that the file holds."""

    records: Mapping[ItemId, Item] = field(default_factory=dict)
    """In the reader's order."""
    removed: Mapping[ItemId, str] = field(default_factory=dict)
    """When each item that is no more was removed."""
    ordered: str = ""
    """When the reader last put the items in another order."""
    foreign: tuple[Any, ...] = ()
    """Records that only a later version understands."""
    other: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION


def merge(mine: Content, theirs: Content) -> Content:
    """Return what two windows, or a file and its copy, hold together.

    Of two versions of an item the later stays, and theirs if neither is; an item that was removed
    comes back only if it was changed later.
    """
    removed = dict(mine.removed)
    for id, when in theirs.removed.items():
        if moment(when) > moment(removed.get(id, "")):
            removed[id] = when
    records = {}
    for id in _order(mine, theirs):
        item = _later(mine.records.get(id), theirs.records.get(id))
        gone = removed.get(id)
        if gone is None or moment(gone) < moment(item.modified):
            removed.pop(id, None)
            records[id] = item
    foreign = {_key(record): record for record in (*mine.foreign, *theirs.foreign)}
    return Content(
        records,
        _latest(removed),
        max(mine.ordered, theirs.ordered, key=moment),
        tuple(record for key, record in foreign.items() if key not in removed),
        {**mine.other, **theirs.other},
        max(mine.version, theirs.version),
    )


def _later(mine: Item | None, theirs: Item | None) -> Item:
    if mine is None or theirs is None:
        item = mine or theirs
        assert item is not None
        return item
    if mine.modified != theirs.modified:
        return mine if moment(mine.modified) > moment(theirs.modified) else theirs
    return mine if mine == theirs else theirs


def _order(mine: Content, theirs: Content) -> Iterator[ItemId]:
    """Yield all ids in the order that was chosen last; the rest after their neighbours."""
    is_mine = moment(mine.ordered) > moment(theirs.ordered)
    first, second = (mine, theirs) if is_mine else (theirs, mine)
    following: dict[ItemId | None, list[ItemId]] = {}
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


def _latest(removed: dict[ItemId, str]) -> dict[ItemId, str]:
    if len(removed) <= _REMOVALS_KEPT:
        return removed
    latest = sorted(removed.items(), key=lambda item: moment(item[1]))[-_REMOVALS_KEPT:]
    return dict(latest)


def _key(record: object) -> str:
    id = record.get("id") if isinstance(record, dict) else None
    return id if isinstance(id, str) else json.dumps(record)
