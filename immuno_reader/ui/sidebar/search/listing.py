"""Makes the rows under the search field: of results, commands, headings and what was before."""

import re
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import Span
from immuno_reader.library.results import Marked
from immuno_reader.ui.sidebar.search.naming import best_named
from immuno_reader.ui.sidebar.search.row import Again, Deed, Literally, SearchRow
from immuno_reader.ui.sidebar.search.wish import COMMAND, HEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from immuno_reader.library.book import SectionEntry
    from immuno_reader.library.results import Hit, Results
    from immuno_reader.ui.commands import Command
    from immuno_reader.ui.sidebar.search.row import PageHeading, Target


_SPACE = re.compile(r"\s")


def result_rows(results: "Results") -> "Iterator[SearchRow]":
    """Yield what a search found, by kind; and what else one may try."""
    if results.corrected:
        yield _text(_emphatic(_tr("Showing results for {0}"), results.corrected))
        instead = _tr("Search for \u201c{0}\u201d instead").format(_line(results.query))
        yield _link(instead, Literally(results.query))
    for kind, hits in groupby(results.hits, key=lambda hit: hit.kind):
        yield _group(_tr(_GROUPS[kind]))
        yield from map(_hit_row, hits)
    if not results.hits:
        yield from _empty_rows(results)


def _empty_rows(results: "Results") -> "Iterator[SearchRow]":
    yield _text(_emphatic(_tr("Nothing in this book was found for {0}."), _line(results.query)))
    if results.nearest:
        yield _group(_tr("Perhaps you mean"))
        for name in results.nearest:
            yield _target(name.name, name)
    else:
        yield _text(Marked(_tr("Another word for it may help, or fewer letters.")))
    yield _link(_tr("Go to the contents"), Deed.CONTENTS)


def _hit_row(hit: "Hit") -> SearchRow:
    return SearchRow(
        "target",
        _on_one_line(hit.title),
        hit,
        why=_line(hit.why),
        trail=hit.breadcrumb,
        snippet=_on_one_line(hit.snippet),
    )


def command_rows(commands: "Sequence[Command]", typed: str) -> "Iterator[SearchRow]":
    """Yield the commands that are meant."""
    found = best_named(
        typed, commands, lambda one: one.name, lambda one: " ".join((*one.path, one.keys))
    )
    if not found:
        yield _text(_emphatic(_tr("No command is called {0}."), typed))
    for command in found:
        aside = " \u00b7 ".join(filter(None, (_state(command), command.keys)))
        yield SearchRow("target", Marked(command.name), command, trail=command.path, aside=aside)


def _state(command: "Command") -> str:
    if command.is_on is None:
        return ""
    if command.is_choice:
        return _tr("chosen") if command.is_on else ""
    return _tr("on") if command.is_on else _tr("off")


def heading_rows(headings: "Sequence[PageHeading]", typed: str) -> "Iterator[SearchRow]":
    """Yield the headings that are meant; indented when all are shown, as in a contents list."""
    found = best_named(typed, headings, lambda one: one.text, lambda _: "")
    if not headings:
        yield _text(Marked(_tr("This page has no headings.")))
    elif not found:
        yield _text(_emphatic(_tr("No heading of this page has {0}."), typed))
    top = min((heading.level for heading in headings), default=0)
    for heading in found:
        depth = 0 if typed else heading.level - top
        yield SearchRow("target", Marked(heading.text), heading, depth=depth)


def recent_rows(
    searches: "Sequence[str]", sections: "Sequence[SectionEntry]"
) -> "Iterator[SearchRow]":
    """Yield what was searched and read before, and how else the field can be used."""
    if searches:
        yield _group(_tr("Recent searches"))
        for query in searches:
            yield _target(_line(query), Again(query))
    if sections:
        yield _group(_tr("Recently read"))
        for entry in sections:
            yield _target(entry.title, entry)
    if searches or sections:
        yield _link(_tr("Clear history"), Deed.CLEAR_HISTORY)
    yield hint_row()


def hint_row() -> SearchRow:
    """Return a quiet word on what else the field is good for."""
    hint = _tr("Type {0} for a command of the menus, {1} for a heading of this page.")
    before, _, rest = hint.partition("{0}")
    between, _, after = rest.partition("{1}")
    first = len(before)
    second = first + len(COMMAND) + len(between)
    text = f"{before}{COMMAND}{between}{HEADING}{after}"
    marks = Span(first, first + len(COMMAND)), Span(second, second + len(HEADING))
    return _text(Marked(text, marks))


def waiting_rows() -> "Iterator[SearchRow]":
    """Yield a word for the time in which the book cannot be searched yet."""
    yield _text(Marked(_tr("The book is being prepared. What you search for comes by itself.")))


def trouble_rows(trouble: str) -> "Iterator[SearchRow]":
    """Yield why the book cannot be searched."""
    yield _text(Marked(_tr("The book cannot be searched just now. You can read on.")))
    yield _text(Marked(trouble))
    yield _link(_tr("Go to the contents"), Deed.CONTENTS)


def _group(text: str) -> SearchRow:
    return SearchRow("group", Marked(text))


def _text(text: Marked) -> SearchRow:
    return SearchRow("text", text)


def _target(text: str, target: "Target") -> SearchRow:
    return SearchRow("target", Marked(text), target)


def _link(text: str, target: "Target") -> SearchRow:
    return SearchRow("target", Marked(text), target, is_link=True)


def _emphatic(sentence: str, word: str) -> Marked:
    """Put a word into a sentence, and mark it there."""
    before, _, after = sentence.partition("{0}")
    return Marked(f"{before}{word}{after}", (Span(len(before), len(before) + len(word)),))


def _line(text: str) -> str:
    return " ".join(text.split())


def _on_one_line(marked: Marked) -> Marked:
    """Return a text whose line breaks are spaces; its marks stay where they are."""
    return Marked(_SPACE.sub(" ", marked.text), marked.marks)


def _n(text: str) -> str:
    """Mark a text for the translator; it is translated where it is shown."""
    return text


_GROUPS = {"term": _n("Words explained"), "section": _n("Pages"), "passage": _n("In the text")}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Search", text)
