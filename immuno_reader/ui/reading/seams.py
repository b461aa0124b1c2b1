"""Where passages of one colour meet or lie in each other, which would else look like one."""

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from immuno_reader.identity import Span


class Seam(NamedTuple):
    """An end of a passage at which another one goes on."""

    number: int
    """Which of the passages it is."""
    is_end: bool
    """Whether it is the end of it, and not its beginning."""


def seams(passages: "Sequence[Span]") -> "Iterator[Seam]":
    """Yield where passages begin or end inside others, or begin where another ends.

    Args:
        passages: in the order in which they begin.
    """
    starts = [passage.start for passage in passages]
    reached = list(accumulate((passage.end for passage in passages), max))
    for number, passage in enumerate(passages):
        for is_end, at in enumerate(passage):
            earlier = bisect_left(starts, at)
            if earlier and reached[earlier - 1] >= at + is_end:
                yield Seam(number, bool(is_end))
