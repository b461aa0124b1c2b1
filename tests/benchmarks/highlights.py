"""Times a page with 500 highlights against the same page with none: opening it, and scrolling.

Usage: highlights.py [--highlights 500] [--runs 5]

The page has 20 kB of text; a fifth of the highlights have a note, a tenth lie within another.
Pages with and without take turns in one process, and with them the floor: a bare text browser that
is given the same HTML. Printed are medians, the longest, and ratios.
"""

import argparse
import os
import random
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTextBrowser

from immuno_reader.identity import (
    COLOURS,
    BlockId,
    Language,
    PackId,
    Place,
    SectionId,
    SectionRef,
    Span,
)
from immuno_reader.library.book import Section
from immuno_reader.library.plain_text import measure
from immuno_reader.ui.reading.marks import Mark
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.reading.pictures import Pictures
from immuno_reader.ui.theme import Icons, Look, Theme

TEXT_BYTES = 20_000
BUDGET_MS = 16.0
WORDS = ("treatment", "helps", "your", "body", "to", "fight", "the", "cancer", "cells", "and")
STEP_PX = 60


def page(chance: random.Random) -> Section:
    """Return a section of paragraphs and lists."""
    parts, size = [], 0
    while size < TEXT_BYTES:
        words = " ".join(chance.choices(WORDS, k=50))
        parts.append(f"<p>{words}.</p>" if chance.random() < 0.7 else f"<ul><li>{words}.</li></ul>")
        size += len(words)
    read = measure("".join(parts))
    ref = SectionRef(PackId("book"), SectionId("page"))
    return Section(
        ref, "Page", "", Language("en"), read.html, read.text, read.blocks, (), (), "", "", (), ""
    )  # fmt: skip


def highlights(section: Section, count: int, chance: random.Random) -> list[Mark]:
    """Return highlights spread over a section."""
    step, made = len(section.text) // max(1, count), []
    for number in range(count):
        start = number * step
        length = 3 * step if number % 10 == 0 else max(2, round(step * 0.8))
        span = Span(start, min(start + length, len(section.text)))
        made.append(Mark(span, chance.choice(COLOURS), number % 5 == 0, f"m{number}"))
    return made


def opened_ms(pane: Pane, section: Section, marks: list[Mark]) -> float:
    """Return how long it takes to open the section and paint it."""
    pane.show_message("<p>Another page.</p>")
    pane.viewport().repaint()
    started = perf_counter()
    pane.show_section(section, Place(section.ref, BlockId("")), "first")
    pane.set_marks(marks)
    pane.viewport().repaint()
    return 1000 * (perf_counter() - started)


def floor_ms(browser: QTextBrowser, section: Section) -> float:
    """Return how long a bare text browser takes to show the same."""
    browser.setHtml("<p>Another page.</p>")
    browser.viewport().repaint()
    started = perf_counter()
    browser.setHtml(section.html)
    browser.viewport().repaint()
    return 1000 * (perf_counter() - started)


def painted_ms(pane: Pane) -> list[float]:
    """Return how long each paint takes while the page is scrolled to its end."""
    bar, spent = pane.verticalScrollBar(), []
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + STEP_PX)
        started = perf_counter()
        pane.viewport().repaint()
        spent.append(1000 * (perf_counter() - started))
    return spent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--highlights", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    chance = random.Random(5)
    application = QApplication([])
    look = Look(Theme.load("light"))
    pane = Pane(look, Icons(look.theme), Pictures(lambda _: None))
    bare = QTextBrowser()
    bare.setFont(look.font(look.body_px))
    for text in (pane, bare):
        text.resize(760, 700)
        text.show()
    application.processEvents()
    section = page(chance)
    marks = highlights(section, given.highlights, chance)
    opened: dict[str, list[float]] = {"none": [], "many": []}
    painted: dict[str, list[float]] = {"none": [], "many": []}
    floors: list[float] = []
    for run in range(given.runs + 1):
        floor = floor_ms(bare, section)
        floors += [floor] if run else []
        for name, shown in (("none", []), ("many", marks)):
            open_ms, paint_ms = opened_ms(pane, section, shown), painted_ms(pane)
            if run:  # the first draws icons and fonts that stay
                opened[name].append(open_ms)
                painted[name] += paint_ms
    for what, found in (("open", opened), ("paint", painted)):
        without, with_marks = median(found["none"]), median(found["many"])
        print(f"{what}, none: {without:.1f} ms, longest {max(found['none']):.1f}")
        print(f"{what}, {len(marks)}: {with_marks:.1f} ms, longest {max(found['many']):.1f}")
        print(f"ratio {what}: {with_marks / without:.2f}")
    floor = median(floors)
    print(f"floor: {floor:.1f} ms; open, none: {median(opened['none']) / floor:.2f} of it")
    for what, usual in (("open", median(opened["many"])), ("paint", median(painted["many"]))):
        print(f"{what}: {'within' if usual <= BUDGET_MS else 'above'} {BUDGET_MS:.0f} ms")


if __name__ == "__main__":
    main()
