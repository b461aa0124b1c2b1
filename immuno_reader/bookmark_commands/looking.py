"""The commands that look at what is kept, and change nothing, not even a damaged file."""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from typing import TYPE_CHECKING

from immuno_reader.bookmark_commands.opening import MEND, looked_at, profile_of, told
from immuno_reader.commands import ask, print_json
from immuno_reader.errors import ReaderError, UnknownTermError, complain
from immuno_reader.identity import ItemId, Language, SectionRef, TermRef

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from immuno_reader.library.store import Library
    from immuno_reader.shelf.anchoring import Text
    from immuno_reader.shelf.item import Item
    from immuno_reader.shelf.verifying import Remark, Verified

_WRONG = 1


def list_(arguments: "Namespace") -> int:
    """Print what is kept, in the reader's order; 1 if nothing of it can be read."""
    from immuno_reader.shelf.annotation import to_record

    verified = looked_at(arguments)
    content, is_wrong = verified.content, any(remark.is_wrong for remark in verified.remarks)
    is_lost = is_wrong and not (content.records or content.foreign)
    if arguments.json:
        records = [to_record(item) for item in content.records.values()]
        print_json([*records, *content.foreign])
        return _WRONG if is_lost else 0
    for item in content.records.values():
        for line in _lines(item):
            print(line)
    if is_lost:
        return _WRONG
    if not content.records:
        print("Nothing is kept yet.")
    return 0


def export(arguments: "Namespace") -> int:
    """Print what is kept, or a selection, in another form, or put it into a file.

    Raises:
        ReaderError: there is no item of an id or a label that was given, no folder for the file,
            or nothing says what form it is to have.
        ShelfError: the file could not be written.
    """
    from immuno_reader.shelf import exporting
    from immuno_reader.shelf.item import counted

    content = looked_at(arguments).content
    items = _selected(content.records, arguments.ids, arguments.label)
    output: Path | None = arguments.output
    if output is not None and not output.parent.is_dir():
        raise ReaderError(f"There is no folder {output.parent}.")
    form = arguments.to or ("json" if arguments.json else output and exporting.form_of(output))
    if output is not None and form is None:
        raise ReaderError(
            f"The name {output.name} does not say what form the file is to have.",
            advice="Say --to html, markdown, csv or json.",
        )
    is_all = not (arguments.ids or arguments.label)
    meanings = _meanings(arguments, items) if arguments.definitions else {}
    data = exporting.export(
        items,
        form or "markdown",
        define=lambda term: meanings.get(term, ""),
        foreign=content.foreign if is_all else (),
    )
    if output is None:
        _print_bytes(data)
        return 0
    profile = profile_of(arguments)
    if output.exists() and profile.bookmarks.exists() and output.samefile(profile.bookmarks):
        raise ReaderError(f"{output} is the profile's own file.", advice="Choose another name.")
    exporting.save(output, data)
    print(f"{counted(items)} written to {output}.")
    return 0


def verify(arguments: "Namespace") -> int:
    """Say what is wrong with what is kept; 1 if anything is."""
    from immuno_reader.shelf.item import counted
    from immuno_reader.shelf.verifying import verify

    profile = profile_of(arguments)
    verified = verify(profile)
    remarks = [*verified.remarks, *_lost_places(arguments, verified)]
    is_wrong = any(remark.is_wrong for remark in remarks)
    items = verified.content.records.values()
    if arguments.json:
        print_json({"ok": not is_wrong, "kept": counted(items), "remarks": told(remarks)})
        return _WRONG if is_wrong else 0
    print(f"{profile.bookmarks}: {counted(items)}.")
    for remark in remarks:
        print(f"Wrong: {remark.text}" if remark.is_wrong else remark.text)
    print(MEND if is_wrong else "Nothing is wrong.")
    return _WRONG if is_wrong else 0


def _lines(item: "Item") -> Iterator[str]:
    """Yield what a list says of an item."""
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.naming import named, one_line, shortened
    from immuno_reader.shelf.question import Question

    yield f"{named(item)} [{item.id}]"
    day = item.created[:10]
    if isinstance(item, Bookmark):
        kind = f"{item.kind}, {item.colour}" if item.anchor and item.colour else item.kind
        about = (kind, str(item.section), day, *item.labels)
        yield f"    {one_line(' · '.join(filter(None, about)))}"
        if item.note:
            yield f"    {shortened(item.note)}"
    elif isinstance(item, Question):
        yield f"    question · {'asked' if item.is_done else 'not asked yet'} · {day}"
        if item.answer:
            yield f"    {shortened(item.answer)}"
    else:
        yield f"    word{' · starred' if item.is_starred else ''} · {item.looked_up[:10] or day}"


def _selected(
    records: Mapping[ItemId, "Item"], ids: Sequence[str], labels: Sequence[str]
) -> "list[Item]":
    """Return the items with these ids and one of these labels, in the reader's order.

    Raises:
        ReaderError: there is no item of one of the ids, or with one of the labels.
    """
    from immuno_reader.shelf.bookmark import Bookmark

    if unknown := [id for id in ids if id not in records]:
        raise ReaderError(f"Nothing kept has the id {' or '.join(unknown)}.")
    labelled = {
        id: {label.casefold() for label in item.labels} if isinstance(item, Bookmark) else set()
        for id, item in records.items()
    }
    known = set().union(*labelled.values())
    if unknown := [label for label in labels if label.casefold() not in known]:
        raise ReaderError(f"Nothing kept has the label {' or '.join(unknown)}.")
    wanted = {label.casefold() for label in labels}
    return [
        item
        for id, item in records.items()
        if (not ids or id in ids) and (not wanted or wanted & labelled[id])
    ]


def _meanings(arguments: "Namespace", items: "Sequence[Item]") -> dict[TermRef, str]:
    """Return what the words among some items mean, those that the book has."""
    from immuno_reader.shelf.word import Word

    terms = [item.term for item in items if isinstance(item, Word)]

    def look(library: "Library") -> dict[TermRef, str]:
        meanings = {}
        for term in terms:
            with suppress(UnknownTermError):
                meanings[term] = library.term(term).definition
        return meanings

    return ask(arguments, look) if terms else {}


def _lost_places(arguments: "Namespace", verified: "Verified") -> "Sequence[Remark]":
    """Look for the passages in the book, if it can be read."""
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.verifying import lost_places

    items = verified.content.records.values()
    if not any(isinstance(item, Bookmark) for item in items):
        return ()

    def look(library: "Library") -> "Sequence[Remark]":
        known = {entry.ref for entry in library.contents().sections()}
        with ExitStack() as stack:

            @cache
            def book(language: str) -> "Library":
                return stack.enter_context(library.in_language(Language(language)))

            @cache
            def text_of(ref: SectionRef, language: str) -> "Text | None":
                section = book(language).section(ref)
                return section if section.language == language else None

            return tuple(lost_places(verified.content, known.__contains__, text_of))

    try:
        return ask(arguments, look)
    except ReaderError as error:
        complain(f"{error} So nobody looked whether the passages are still in the book.")
        return ()


def _print_bytes(data: bytes) -> None:
    """Print a file as it is: the lines of a table end in their own way."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        print(data.decode(), end="")
