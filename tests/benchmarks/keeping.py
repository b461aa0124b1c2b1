"""How the window feels to a person who has kept very much, against the budgets.

Usage: keeping.py [--count 10000] [--times 20]

So many passages are kept of the handbook, 500 of them of one page. Printed are the longest turns of
the window while it opens, what the star and a highlight cost it when they are pressed, with the
list of bookmarks shut and in sight, and its longest turns meanwhile. The budgets are 5 ms for what
is pressed, and 50 ms for every turn.
"""

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from immuno_reader.assets import resource
from immuno_reader.identity import COLOURS, Language, Span
from immuno_reader.library.cache import library_file
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.shelf.anchoring import make_anchor
from immuno_reader.shelf.bookmark import new_bookmark
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from immuno_reader.ui.hurry import hurry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.actions import Act
    from immuno_reader.ui.desk import Desk

PRESS_BUDGET_MS, TURN_BUDGET_MS = 5, 50
PACK = resource("packs", "immunotherapy")
DENSE, LETTERS = 500, 40
"""So many highlights of so many letters are on one page."""
PAUSE_S, OPENING_S = 0.5, 5.0


def passages(count: int) -> "Iterator[Bookmark]":
    """Yield passages of the handbook as a reader may keep them."""
    prepared = library_file([PACK])
    if not prepared.exists():
        compile_library([PACK], prepared)
    with Library.open(prepared, Language("en")) as library:
        refs = [entry.ref for entry in library.contents().sections() if entry.ref]
        for number in range(count):
            ref = refs[0 if number < DENSE else number % len(refs)]
            section = library.section(ref)
            start = (7 * number) % (len(section.text) - LETTERS)
            anchor = make_anchor(section, (start, start + LETTERS))
            yield new_bookmark(section, anchor=anchor, colour=COLOURS[number % len(COLOURS)])


class Turns:
    """Lets the window live, and knows how long each of its turns was, in milliseconds."""

    def __init__(self, application: "QApplication") -> None:
        self._application = application
        self.taken: list[float] = []

    def take(self, seconds: float) -> None:
        """Do what there is to do for some time."""
        until = perf_counter() + seconds
        while (started := perf_counter()) < until:
            self._application.processEvents()
            self.taken.append(1000 * (perf_counter() - started))
            sleep(0.0005)

    def told(self) -> str:
        """Return the longest turns since this was last asked, and how many were too long."""
        longest, self.taken = sorted(self.taken, reverse=True), []
        late = sum(turn > TURN_BUDGET_MS for turn in longest)
        shown = ", ".join(f"{turn:.0f}" for turn in longest[:4])
        return f"longest turns {shown} ms; {late} above {TURN_BUDGET_MS}"


def pressed(what: str, press: "Callable[[], float]", times: int, turns: Turns) -> None:
    """Print what pressing something costs."""
    spent = []
    for _ in range(times + 2):
        spent.append(press())
        turns.take(PAUSE_S)
    spent = sorted(spent[2:])  # the first make what stays
    shown = f"median {median(spent):.1f} ms, longest {spent[-1]:.1f}"
    verdict = "within" if median(spent) <= PRESS_BUDGET_MS else "above"
    print(f"{what:24} {shown} ({verdict} {PRESS_BUDGET_MS}); {turns.told()}")


def triggered_ms(desk: "Desk", act: "Act") -> float:
    """Return how long the window is busy with an action when it is asked for."""
    started = perf_counter()
    desk.window.actions_[act].trigger()
    return 1000 * (perf_counter() - started)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    haste = hurry()  # before anything of Qt, as the program does
    from PySide6.QtWidgets import QApplication

    from immuno_reader.app import open_reader, prepare_application
    from immuno_reader.ui.actions import Act

    application = QApplication([])
    prepare_application(application)
    turns = Turns(application)
    with tempfile.TemporaryDirectory() as folder:
        kept, profile = list(passages(given.count)), Path(folder)
        shelf = Bookshelf(open_profile(profile))
        shelf.take_in(kept)
        shelf.close()
        section = str(kept[0].section.section)
        desk = open_reader([PACK], section, profile=profile, started=haste)
        desk.window.show()
        turns.take(OPENING_S)
        print(f"{given.count:,} kept, {DENSE} of them on the page in sight")
        print(f"{'opening':24} {turns.told()}")
        for is_listed in (False, True):
            if is_listed:
                desk.window.actions_[Act.BOOKMARKS].trigger()
                turns.take(OPENING_S)
                print(f"{'showing the list':24} {turns.told()}")
            beside = "list in sight" if is_listed else "list shut"
            star = partial(triggered_ms, desk, Act.BOOKMARK)
            pressed(f"star, {beside}", star, given.times, turns)
            starts = iter(range(100 if is_listed else 101, 10_000, 13))

            def highlight(starts: "Iterator[int]" = starts) -> float:
                start = next(starts)
                desk.window.pane.select(Span(start, start + 60))
                turns.take(PAUSE_S)
                return triggered_ms(desk, Act.HIGHLIGHT)

            pressed(f"highlight, {beside}", highlight, given.times, turns)
        desk.window.close_unasked()
        desk.shelf().close()


if __name__ == "__main__":
    main()
