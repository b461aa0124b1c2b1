"""What has become of a shelf, and what would take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from immuno_reader.identity import ItemId
from immuno_reader.shelf.item import Item, Sort

ChangeKind = Literal["added", "edited", "removed", "moved", "reloaded"]


class Spot(NamedTuple):
    """Where an item stands in the order."""

    item: Item
    before: ItemId | None
    """What stands after it; None at the end."""


Move: TypeAlias = tuple[ItemId, ItemId | None]
"""An item, and what it is put before; None for the end."""


class TakeOut(NamedTuple):
    """Takes back an addition."""

    ids: tuple[ItemId, ...]


class PutBack(NamedTuple):
    """Takes back a removal."""

    spots: tuple[Spot, ...]
    """Those that stand last come first, so that each finds what it stands before."""


class ChangeBack(NamedTuple):
    """Takes back an edit; what else has changed since stays."""

    values: Mapping[ItemId, Mapping[str, Any]]


class MoveBack(NamedTuple):
    """Takes back a move."""

    moves: tuple[Move, ...]
    """In turn: the last that was moved goes back first."""


class InTurn(NamedTuple):
    """Takes back several things, one after another."""

    steps: "tuple[Inverse, ...]"


Inverse: TypeAlias = TakeOut | PutBack | ChangeBack | MoveBack | InTurn


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of the shelf, and what would take it back."""

    kind: ChangeKind
    ids: tuple[ItemId, ...] = ()
    """The items that are no longer as they were; empty when nothing happened."""
    inverse: Inverse | None = None
    """None for what another window has done, and for what had no effect."""
    sorts: frozenset[Sort] = frozenset()
    """What those items are."""
