"""Changes to what a shelf holds: each is one step, and comes with what takes it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from immuno_reader.identity import ItemId
from immuno_reader.shelf.bookmark_file import Content
from immuno_reader.shelf.changes import (
    Change,
    ChangeBack,
    ChangeKind,
    InTurn,
    Inverse,
    Move,
    MoveBack,
    PutBack,
    Spot,
    TakeOut,
)
from immuno_reader.shelf.item import Item, Sort, editable, edited, sort
from immuno_reader.shelf.moments import moment
from immuno_reader.shelf.records import Records

Later: TypeAlias = Callable[..., str]
"""Returns the time, or the next moment after some stamps if the clock has jumped back."""


class Step(NamedTuple):
    """What a shelf holds after a change, and the change."""

    content: Content
    change: Change


def add(content: Content, spots: Iterable[Spot], later: Later) -> Step:
    """Add items, each before another or last; those whose id is there already stay as they are."""
    known, removed, added = content.records, content.removed, dict[ItemId, Item]()
    placed = list[Move]()
    for item, before in spots:
        if item.id in known or item.id in added:
            continue
        now = later(removed.get(item.id, ""), item.modified)
        added[item.id] = replace(item, created=item.created or now, modified=now)
        if before is not None and before != item.id and (before in known or before in added):
            placed.append((item.id, before))
    if not removed.keys().isdisjoint(added):
        removed = {id: when for id, when in removed.items() if id not in added}
    records = Records.of(known).with_items(added.values())
    after = replace(content, records=records, removed=removed)
    if placed:
        order = _Order(records)
        for id, before in placed:
            order.move(id, before)
        after = _in_order(after, order, later)
    return _step(content, after, "added", list(added.values()), TakeOut(tuple(added)))


def edit(content: Content, values: Mapping[ItemId, Mapping[str, Any]], later: Later) -> Step:
    """Replace fields of items.

    Raises:
        TypeError: an item has no such field, or one that is not to be changed.
    """
    former, after = dict[ItemId, Mapping[str, Any]](), list[Item]()
    for id, wanted in values.items():
        item = content.records.get(id)
        if item is None:
            continue
        changed = edited(item, wanted)
        before = {name: getattr(item, name) for name in wanted}
        if before == dict(wanted):
            continue
        former[id] = before
        after.append(replace(changed, modified=later(item.modified)))
    records = Records.of(content.records).with_items(after)
    return _step(content, replace(content, records=records), "edited", after, ChangeBack(former))


def remove(content: Content, ids: Iterable[ItemId], later: Later) -> Step:
    """Keep items no longer."""
    records = Records.of(content.records)
    spots = _spots(records, frozenset(id for id in ids if id in records))
    items = [spot.item for spot in reversed(spots)]
    removed = {**content.removed, **{item.id: later(item.modified) for item in items}}
    records = records.without(item.id for item in items)
    after = replace(content, records=records, removed=removed)
    return _step(content, after, "removed", items, PutBack(tuple(spots)))


def _spots(records: Records, wanted: frozenset[ItemId]) -> list[Spot]:
    """Return where some items stand, the last first; the latest are the fastest to find."""
    found, before = list[Spot](), None
    for id in reversed(records) if wanted else ():
        if id in wanted:
            found.append(Spot(records[id], before))
            if len(found) == len(wanted):
                break
        before = id
    return found


def move(content: Content, spots: Iterable[Move], later: Later) -> Step:
    """Put items before others, or last."""
    order, moved, back = _Order(content.records), list[Item](), list[Move]()
    for id, before in spots:
        if id not in content.records or before in (id, order.after(id)):
            continue
        moved.append(content.records[id])
        back.append((id, order.after(id)))
        order.move(id, before if before in content.records else None)
    after = _in_order(content, order, later) if moved else content
    return _step(content, after, "moved", moved, MoveBack(tuple(reversed(back))))


def take_in(content: Content, items: Iterable[Item], later: Later) -> Step:
    """Add items, and replace those whose id is there by them, in one step.

    What was changed later elsewhere than here keeps its date, so that all computers agree on it.
    """
    items = tuple(items)
    new = [Spot(item, None) for item in items if item.id not in content.records]
    changed = {
        item.id: _difference(content.records[item.id], item)
        for item in items
        if item.id in content.records and type(item) is type(content.records[item.id])
    }
    first = edit(content, changed, later)
    second = add(first.content, new, later)
    steps = [each.change.inverse for each in (second, first) if each.change.inverse]
    ids = (*first.change.ids, *second.change.ids)
    sorts = first.change.sorts | second.change.sorts
    inverse = InTurn(tuple(steps)) if steps else None
    dates = {item.id: item.modified for item in items if _is_later(item, content)}
    known = second.content.records
    records = Records.of(known).with_items(
        replace(known[id], modified=dates[id]) for id in ids if id in dates
    )
    after = replace(second.content, records=records) if ids else content
    return Step(after, Change("added", ids, inverse, sorts))


def undo(content: Content, inverse: Inverse, later: Later) -> Step:
    """Take a change back; what this changes can be taken back as well."""
    match inverse:
        case TakeOut(ids):
            return remove(content, ids, later)
        case PutBack(spots):
            return add(content, spots, later)
        case ChangeBack(values):
            return edit(content, values, later)
        case MoveBack(moves):
            return move(content, moves, later)
        case InTurn(steps):
            return _undo_in_turn(content, steps, later)


def _undo_in_turn(content: Content, steps: Iterable[Inverse], later: Later) -> Step:
    back, ids, sorts = list[Inverse](), list[ItemId](), set[Sort]()
    kind: ChangeKind = "edited"
    for step in steps:
        content, change = undo(content, step, later)
        ids += change.ids
        sorts |= change.sorts
        kind = change.kind
        if change.inverse:
            back.insert(0, change.inverse)
    inverse = InTurn(tuple(back)) if back else None
    return Step(content, Change(kind, tuple(ids), inverse, frozenset(sorts)))


def _step(
    before: Content, after: Content, kind: ChangeKind, items: list[Item], inverse: Inverse
) -> Step:
    if not items:
        return Step(before, Change(kind))
    ids = tuple(dict.fromkeys(item.id for item in items))
    return Step(after, Change(kind, ids, inverse, frozenset(map(sort, items))))


def _in_order(content: Content, order: "_Order", later: Later) -> Content:
    records = {id: content.records[id] for id in order}
    return replace(content, records=records, ordered=later(content.ordered))


def _difference(old: Item, new: Item) -> dict[str, Any]:
    names = editable(old)
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def _is_later(item: Item, content: Content) -> bool:
    known, gone = content.records.get(item.id), content.removed.get(item.id, "")
    return moment(item.modified) > max(moment(known.modified if known else ""), moment(gone))


class _Order:
    """An order in which things are moved: each move takes the same time, however many there are."""

    def __init__(self, ids: Iterable[ItemId]) -> None:
        # None stands before the first and after the last.
        self._after: dict[ItemId | None, ItemId | None] = {}
        self._before: dict[ItemId | None, ItemId | None] = {}
        last = None
        for id in ids:
            self._link(last, id)
            last = id
        self._link(last, None)

    def __iter__(self) -> Iterator[ItemId]:
        id = self._after[None]
        while id is not None:
            yield id
            id = self._after[id]

    def after(self, id: ItemId) -> ItemId | None:
        return self._after.get(id)

    def move(self, id: ItemId, before: ItemId | None) -> None:
        self._link(self._before[id], self._after[id])
        self._link(self._before[before], id)
        self._link(id, before)

    def _link(self, one: ItemId | None, other: ItemId | None) -> None:
        self._after[one], self._before[other] = other, one
