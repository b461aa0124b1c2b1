"""Times in the whole window how long it takes from the request for a page until it is painted.

Usage: opening.py [--runs 20]

A book is made for it whose pages have the same 20 kB of text. Of one page nothing is kept, of one
500 passages, and of one 500 passages whose words have changed since. Between two openings the
window rests, as it does while somebody reads. The floor is a bare text browser that is given the
same HTML after the same rest. Printed are the median, the best and the longest until the page is
painted, the median until what stands around it is painted too, and the longest turn of the window
afterwards, while it finds the rest.
"""

import argparse
import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from immuno_reader.identity import COLOURS, Language, Place
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.shelf.anchoring import make_anchor
from immuno_reader.shelf.bookmark import new_bookmark
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from immuno_reader.ui.hurry import hurry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from immuno_reader.library.book import Section
    from immuno_reader.shelf.bookmark import Bookmark

BUDGET_MS, COUNT, TEXT_BYTES = 16, 500, 20_000
REST_S, FINDING_S, OPENING_S = 0.15, 3.0, 4.0
WORDS = ("treatment", "helps", "your", "body", "to", "fight", "the", "cancer", "cells", "and")
PAGES = {"none": "Nothing kept", "kept": f"{COUNT} kept", "changed": f"{COUNT} kept, changed"}
SHORT = "short"


def make_pack(folder: Path) -> None:
    """Write the book."""
    chance, parts, size = random.Random(5), list[str](), 0
    while size < TEXT_BYTES:
        words = f"Number {len(parts)} " + " ".join(chance.choices(WORDS, k=50)) + "."
        parts.append(words if chance.random() < 0.7 else f"- {words}")
        size += len(words)
    folder.mkdir()
    contents = "".join(f"- [{name}]({name}.md)\n" for name in (SHORT, *PAGES))
    (folder / "SUMMARY.md").write_text(f"# Contents\n\n{contents}", encoding="utf-8")
    for name in (SHORT, *PAGES):
        body = "Short." if name == SHORT else "\n\n".join(parts)
        (folder / f"{name}.md").write_text(f"# {name}\n\n{body}\n", encoding="utf-8")


def passages(section: "Section", *, is_changed: bool) -> "Iterator[Bookmark]":
    """Yield passages over all of a section; of some a letter is another one today."""
    length = len(section.text)
    step = length // COUNT
    for number in range(COUNT):
        start, size = number * step, 3 * step if number % 10 == 0 else round(step * 0.8)
        anchor = make_anchor(section, (start, min(length, start + size)))
        if is_changed:
            middle = len(anchor.quote) // 2
            quote = f"{anchor.quote[:middle]}x{anchor.quote[middle + 1 :]}"
            anchor = replace(anchor, quote=quote)
        yield new_bookmark(section, anchor=anchor, colour=COLOURS[number % len(COLOURS)])


def rest(application: "QApplication", seconds: float) -> float:
    """Let the window live for some time, and return its longest turn in milliseconds."""
    until, longest = perf_counter() + seconds, 0.0
    while (started := perf_counter()) < until:
        application.processEvents()
        longest = max(longest, 1000 * (perf_counter() - started))
        sleep(0.001)
    return longest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    haste = hurry()  # before anything of Qt, as the program does
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from immuno_reader.app import open_reader, prepare_application

    application = QApplication([])
    prepare_application(application)
    with tempfile.TemporaryDirectory() as work:
        pack, prepared, profile = Path(work, "book"), Path(work, "book.db"), Path(work, "profile")
        make_pack(pack)
        compile_library([pack], prepared)
        with Library.open(prepared, Language("en")) as library:
            refs = [entry.ref for entry in library.contents().sections() if entry.ref]
            pages = dict(zip((SHORT, *PAGES), refs, strict=False))
            sections = {name: library.section(ref) for name, ref in pages.items()}
        shelf = Bookshelf(open_profile(profile))
        shelf.take_in([*passages(sections["kept"], is_changed=False)])
        shelf.take_in([*passages(sections["changed"], is_changed=True)])
        shelf.close()
        desk = open_reader([pack], SHORT, profile=profile, started=haste)
        desk.window.resize(1200, 800)
        desk.window.show()
        bare = QTextBrowser()
        bare.setFont(desk.preferences.look.font(desk.preferences.look.body_px))
        bare.resize(desk.window.pane.size())
        bare.show()
        rest(application, OPENING_S)

        pane = desk.window.pane

        class Seen(QObject):
            """Notes when the page has been painted, and whether the window is about to be."""

            page_s = 0.0
            has_window = False

            def eventFilter(self, painted: QObject, event: QEvent) -> bool:
                if painted is desk.window:
                    self.has_window |= event.type() == QEvent.Type.UpdateRequest
                elif event.type() == QEvent.Type.Paint and not self.page_s:
                    pane.viewportEvent(event)  # as Qt does after this filter
                    self.page_s = perf_counter()
                    return True
                return False

        seen = Seen()
        pane.viewport().installEventFilter(seen)
        desk.window.installEventFilter(seen)

        def floor_ms(name: str) -> tuple[float, float]:
            bare.setHtml(sections[SHORT].html)
            rest(application, REST_S)
            started = perf_counter()
            bare.setHtml(sections[name].html)
            bare.viewport().repaint()
            ms = 1000 * (perf_counter() - started)
            return ms, ms

        def opened_ms(name: str) -> tuple[float, float]:
            desk.navigator.go_to(Place(pages[SHORT]))
            rest(application, REST_S)
            seen.page_s = 0.0
            started = perf_counter()
            desk.navigator.go_to(Place(pages[name]))
            seen.has_window = False
            while not (seen.page_s and seen.has_window):
                application.processEvents()
            return 1000 * (seen.page_s - started), 1000 * (perf_counter() - started)

        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ("floor", *PAGES)}
        turns = dict.fromkeys(spent, 0.0)
        for run in range(given.runs + 2):
            for name, taken in spent.items():
                ms = floor_ms("none") if name == "floor" else opened_ms(name)
                longest = rest(application, FINDING_S if name == "changed" else REST_S)
                if run > 1:  # the first draw icons and fonts that stay
                    taken.append(ms)
                    turns[name] = max(turns[name], longest)
        for name, taken in spent.items():
            page, window = zip(*taken, strict=True)
            usual, least, most = median(page), min(page), max(page)
            verdict = "within" if usual <= BUDGET_MS else "above"
            print(
                f"{PAGES.get(name, 'bare text browser'):20} median {usual:.1f} ms "
                f"({verdict} {BUDGET_MS}), best {least:.1f}, longest {most:.1f}; "
                f"with all around it {median(window):.1f}; "
                f"longest turn afterwards {turns[name]:.0f}"
            )
        desk.window.close_unasked()
        desk.shelf().close()


if __name__ == "__main__":
    main()
