"""Times full-text search as it is typed: every keystroke of 200 queries over 10,000 sections.

The sections are made of paragraphs of the handbook in a random order, so that the common words are
in nearly all of them, with some 50,000 made-up words besides. Run by hand:

    tests/benchmarks/search.py [--sections 10000] [--queries 200] [--window]

With ``--window`` the queries are typed into the reader's window, too: how long it is from the key
to the rows that show the results, and for how long the window stands still at a time.
"""

import argparse
import gc
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from immuno_reader.assets import resource
from immuno_reader.identity import BlockId, Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import (
    Block,
    BlockKind,
    Heading,
    Pack,
    Section,
    SectionEntry,
    TermName,
)
from immuno_reader.library.searching import Searcher
from immuno_reader.library.store import Library
from immuno_reader.library.writing import LibraryWriter
from immuno_reader.publishing.compiling import compile_library

EN = Language("en")
MANY = PackId("many")
BYTES = 4_000
_TYPED = 50
"""Queries that are typed into the window; each key waits for its answer."""
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def build(folder: Path, sections: int, chance: random.Random) -> tuple[Path, int]:
    """Return a library of many sections, and how many bytes of text it holds."""
    handbook = folder / "handbook.library"
    compile_library([resource("packs", "immunotherapy")], handbook)
    with Library.open(handbook, EN) as library:
        pages = [library.section(row.ref) for row in library.contents().sections() if row.ref]
    lines = [
        page.text[block.start : block.end]
        for page in pages
        for block in page.blocks
        if block.kind in ("paragraph", "item")
    ]
    titles = [block.text for page in pages for block in page.headings]
    made = [_section(number, lines, titles, chance) for number in range(sections)]
    target = folder / "many.library"
    pack = Pack(MANY, "Many", "1", "CC0-1.0", "The tests", "2026-11-28", (EN,), EN)
    rows = [SectionEntry(one.ref, one.title, 0, "section", MANY, EN) for one in made]
    with LibraryWriter(target) as writer:
        writer.add_pack(pack, {EN: rows}, {EN: list[TermName]()})
        for one in made:
            writer.add_section(one, (), 0)
        writer.finish("many", is_partial=False)
    return target, sum(len(one.text.encode()) for one in made)


def _section(number: int, lines: list[str], titles: list[str], chance: random.Random) -> Section:
    title = f"{chance.choice(titles)} {_word(chance)}"
    parts, size = [title], 0
    while size < BYTES:
        line = chance.choice(lines)
        if chance.random() < 0.3:
            line += f" {_word(chance)}."
        parts.append(line)
        size += len(line)
    blocks, at = [], 0
    for index, part in enumerate(parts):
        kind: BlockKind = "paragraph" if index else "heading"
        blocks.append(Block(BlockId(f"b{index}"), kind, at, at + len(part)))
        at += len(part) + 1
    ref = SectionRef(MANY, SectionId(f"s{number}"))
    heading = Heading(1, title, "top", BlockId("b0"))
    text = "\n".join(parts)
    return Section(
        ref, title, "", EN, "", text, tuple(blocks), (heading,), (), "", "", (), ""
    )  # fmt: skip


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))


def queries(library: Path, count: int, chance: random.Random) -> Iterator[str]:
    """Yield what people might type: words in a row, alone or in pieces, some misspelled."""
    with Library.open(library, EN) as opened:
        rows = [row.ref for row in opened.contents().sections() if row.ref]
        for number in range(count):
            words = opened.section(chance.choice(rows)).text.split()
            at = chance.randrange(len(words) - 4)
            query = " ".join(words[at : at + chance.choice((1, 1, 2, 3))])
            if number % 5 == 0 and len(query) > 4:
                wrong = chance.randrange(1, len(query) - 1)
                query = query[:wrong] + query[wrong + 1 :]
            yield query


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--window", action="store_true")
    given = parser.parse_args()
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        library, text = build(Path(folder), given.sections, chance)
        print(f"{given.sections} sections, {text / 1e6:.1f} MB of text", end=", ")
        print(f"made in {perf_counter() - started:.1f} s")
        asked = list(queries(library, given.queries, chance))
        started = perf_counter()
        with Searcher.open(library, EN) as searcher:
            print(f"opened for searching in {1000 * (perf_counter() - started):.0f} ms")
            searcher.search("the misspeled")  # what is learnt once
            gc.freeze()  # as the window does, and it collects nothing while it searches
            gc.disable()
            spent = []
            for query in asked:
                for end in range(1, len(query) + 1):
                    started = perf_counter()
                    searcher.search(query[:end])
                    spent.append((1000 * (perf_counter() - started), query[:end]))
            gc.enable()
            spent.sort()
            share = index_bytes(library) / text
        print(f"index: {share:.2f} of the text")
        print_shares(f"{len(spent)} keystrokes", [ms for ms, _ in spent])
        print("the slowest:", spent[-1])
        if given.window:
            type_in_window(library, asked[:_TYPED])


def print_shares(name: str, times_ms: list[float]) -> None:
    """Print the middle and the upper end of some times."""
    ordered = sorted(times_ms)
    shares = (("median", 0.5), ("95th percentile", 0.95), ("99th", 0.99))
    shown = [f"{share} {ordered[int(len(ordered) * at)]:.1f} ms" for share, at in shares]
    print(f"{name}: {', '.join(shown)}, longest {ordered[-1]:.1f} ms")


def type_in_window(library: Path, asked: list[str]) -> None:
    """Type queries into the window, key by key, and print how it answers."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QListView

    from immuno_reader.app import open_reader, prepare_application
    from immuno_reader.ui.actions import Act

    application = QApplication([])
    prepare_application(application)
    desk = open_reader([resource("packs", "immunotherapy")])
    desk.window.show()
    turns, answers, shown = list[float](), list[float](), list[float]()

    def spin(ms: float) -> None:
        until = perf_counter() + ms / 1000
        while (started := perf_counter()) < until:
            application.processEvents()
            spent = 1000 * (perf_counter() - started)
            if spent > 1:  # others do nothing but look whether there is something to do
                turns.append(spent)
            else:
                sleep(0.0002)  # as who waits for an event does, and leaves the other thread alone

    spin(2000)
    desk.library.replace(Library.open(library, EN))
    field = desk.window.search_field
    desk.window.actions_[Act.SEARCH].trigger()
    QTest.keyClicks(field, "misspeled")  # what is made once
    spin(3000)
    lists = desk.window.sidebar.findChildren(QListView)
    (results,) = (one for one in lists if one.accessibleName() == "Search results")
    results.model().modelReset.connect(lambda: shown.append(perf_counter()))
    turns.clear()
    for query in asked:
        field.clear()
        for letter in query:
            shown.clear()
            started = perf_counter()
            QTest.keyClicks(field, letter)
            turns.append(1000 * (perf_counter() - started))
            while not shown and perf_counter() - started < 1:
                spin(1)
            if shown:
                answers.append(1000 * (shown[0] - started))
            spin(60)
    print_shares(f"{len(answers)} answers, from the key to the rows", answers)
    late = sum(turn > 16 for turn in turns)
    print_shares(f"{len(turns)} turns of the window, {late} of them above 16 ms", turns)
    desk.window.close()


def index_bytes(library: Path) -> int:
    """Return how many bytes of a library's file the index takes."""
    import sqlite3

    connection = sqlite3.connect(library)
    (size,) = connection.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE name GLOB '*words*' OR name GLOB 'gram*'"
        " OR name GLOB 'titles*' OR name IN ('vocabulary', 'word_by_stem')"
    ).fetchone()
    connection.close()
    return int(size)


if __name__ == "__main__":
    main()
