"""Where a card fits beside a word: pure geometry in whole pixels, without Qt."""

from collections.abc import Callable
from typing import Literal, NamedTuple

Side = Literal["below", "above", "right", "left"]
BESIDE_WORD: tuple[Side, ...] = ("below", "above", "right", "left")
BESIDE_ROW: tuple[Side, ...] = ("right", "left", "below", "above")
"""In which order the sides are tried: what is above and below a row is its list."""


class Size(NamedTuple):
    """A width and a height."""

    width: int
    height: int


class Box(NamedTuple):
    """A rectangle; ``right`` and ``bottom`` are the first pixels outside it."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column to the right of the box."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below the box."""
        return self.top + self.height

    def common(self, other: "Box") -> "Box | None":
        """Return what two boxes share, or None."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None

    def moved_into(self, area: "Box") -> "Box":
        """Return the nearest box that lies within an area, cut to its size if larger."""
        width, height = min(self.width, area.width), min(self.height, area.height)
        return Box(
            _between(self.left, area.left, area.right - width),
            _between(self.top, area.top, area.bottom - height),
            width,
            height,
        )


class Placement(NamedTuple):
    """Where a card goes."""

    frame: Box
    side: Side | None
    """The side of the word it is on; None where it stands beside none."""
    tip: int | None
    """Where on the card's edge the pointer is, as an x or y of the area; None for no pointer."""


def place(
    area: Box,
    word: Box,
    width: int,
    height_at: Callable[[int], int],
    *,
    least: Size,
    corner: int,
    sides: tuple[Side, ...] = BESIDE_WORD,
) -> Placement:
    """Fit a card beside a word.

    The first side where all of it fits is taken. Where none has room it shrinks on the side that
    shows most of it; there its text scrolls.

    Args:
        area: what the card may not leave.
        word: what it may not cover, and points at.
        width: how wide the card would like to be.
        height_at: how high it is at a width, all shown.
        least: the smallest card that is of use; a side with less room is none.
        corner: how far from the ends of its edge the pointer has to stay.
        sides: where it may stand, the best first.
    """
    width = min(width, area.width)
    least = Size(min(least.width, width), min(least.height, area.height))
    seen = word.common(area)
    if seen is None:
        anywhere = Box(word.left, word.bottom, width, max(least.height, height_at(width)))
        return Placement(anywhere.moved_into(area), None, None)
    rooms = {side: _room(side, area, seen) for side in sides}
    for side, room in rooms.items():
        if room.width >= width and room.height >= max(least.height, height_at(width)):
            return _beside(
                side, area, seen, Size(width, max(least.height, height_at(width))), corner
            )
    useful = [
        side
        for side, room in rooms.items()
        if room.width >= least.width and room.height >= least.height
    ]
    if not useful:
        over = Box(seen.left, area.bottom, width, max(least.height, height_at(width)))
        return Placement(over.moved_into(area), None, None)

    def cut(side: Side) -> Size:
        across = min(width, rooms[side].width)
        return Size(across, min(max(least.height, height_at(across)), rooms[side].height))

    def shown(side: Side) -> tuple[float, int]:
        size = cut(side)
        return size.height / max(least.height, height_at(size.width)), size.width

    best = max(useful, key=shown)
    return _beside(best, area, seen, cut(best), corner)


def _room(side: Side, area: Box, word: Box) -> Box:
    match side:
        case "below":
            return Box(area.left, word.bottom, area.width, area.bottom - word.bottom)
        case "above":
            return Box(area.left, area.top, area.width, word.top - area.top)
        case "right":
            return Box(word.right, area.top, area.right - word.right, area.height)
        case "left":
            return Box(area.left, area.top, word.left - area.left, area.height)


def _beside(side: Side, area: Box, word: Box, size: Size, corner: int) -> Placement:
    middle_x, middle_y = word.left + word.width // 2, word.top + word.height // 2
    left = {"right": word.right, "left": word.left - size.width}.get(
        side, middle_x - size.width // 2
    )
    top = {"below": word.bottom, "above": word.top - size.height}.get(
        side, middle_y - size.height // 2
    )
    frame = Box(left, top, *size).moved_into(area)
    if side in ("below", "above"):
        tip = _tip(middle_x, (word.left, word.right), (frame.left, frame.right), corner)
    else:
        tip = _tip(middle_y, (word.top, word.bottom), (frame.top, frame.bottom), corner)
    return Placement(frame, side, tip)


def _tip(middle: int, word: tuple[int, int], edge: tuple[int, int], corner: int) -> int | None:
    """Return the point of an edge nearest to the word's middle, if it still meets the word."""
    if edge[1] - edge[0] < 2 * corner:
        return None
    tip = _between(middle, edge[0] + corner, edge[1] - corner)
    return tip if word[0] <= tip < word[1] else None


def _between(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
