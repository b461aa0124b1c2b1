"""What ``bookmarks`` does with what a reader keeps, without a window and beside one.

Looking changes nothing, not even a damaged file; what changes something is done by a bookshelf,
which brings its changes and those of an open window together.
"""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

from immuno_reader.commands import ask, print_json
from immuno_reader.errors import ReaderError, ShelfError, UnknownTermError, complain
from immuno_reader.identity import ItemId, Language, SectionRef, TermRef

# Late, all that is of the shelf: other commands do not wait for it.
if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from immuno_reader.library.book import Section
    from immuno_reader.library.store import Library
    from immuno_reader.shelf.anchoring import Text
    from immuno_reader.shelf.bookmark import Anchor
    from immuno_reader.shelf.importing import Preview
    from immuno_reader.shelf.item import Item
    from immuno_reader.shelf.profile import Profile
    from immuno_reader.shelf.verifying import Remark, Verified

_WRONG = 1
_SAVING_S = 15.0
"""Longer than a lock is waited for, and than a slow disk takes."""
_MEND = "The command bookmarks repair mends it."


def list_(arguments: "Namespace") -> int:
    """Print what is kept, in the reader's order."""
    from immuno_reader.shelf.annotation import to_record

    content = _looked_at(arguments).content
    if arguments.json:
        records = [to_record(item) for item in content.records.values()]
        print_json([*records, *content.foreign])
        return 0
    for item in content.records.values():
        for line in _lines(item):
            print(line)
    if not content.records:
        print("Nothing is kept yet.")
    return 0


def add(arguments: "Namespace") -> int:
    """Keep a section, or a passage of it; print the id once it is on the disk.

    Raises:
        ReaderError: there is no such section, or no such passage in it.
        ShelfError: it could not be saved.
    """
    from dataclasses import replace

    from immuno_reader.shelf.annotation import to_record
    from immuno_reader.shelf.bookmark import COLOURS, new_bookmark

    def find(library: "Library") -> "tuple[Section, str]":
        section = library.section(library.find_section(arguments.id))
        trail = library.contents().trail(section.ref)[:-1]
        return section, " \u203a ".join(entry.title for entry in trail)

    section, chapter = ask(arguments, find)
    anchor = None if arguments.quote is None else _passage(section, arguments.quote)
    bookmark = new_bookmark(
        section, chapter=chapter, anchor=anchor, colour=COLOURS[0] if anchor else ""
    )
    bookmark = replace(bookmark, note=_text(arguments.note).strip())
    with _shelf(arguments) as shelf:
        shelf.shelf.add(bookmark)
        shelf.save()
        kept = shelf.shelf.get(bookmark.id) or bookmark
    if arguments.json:
        print_json(to_record(kept))
    else:
        print(bookmark.id)
    return 0


def export(arguments: "Namespace") -> int:
    """Print what is kept, or a selection, in another form, or put it into a file.

    Raises:
        ReaderError: there is no item of an id that was given.
        ShelfError: the file could not be written.
    """
    from immuno_reader.shelf import exporting
    from immuno_reader.shelf.item import counted

    content = _looked_at(arguments).content
    items = _selected(content.records, arguments.ids, arguments.label)
    output: Path | None = arguments.output
    form = arguments.to or ("json" if arguments.json else output and exporting.form_of(output))
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
    profile = _profile(arguments)
    if output.exists() and profile.bookmarks.exists() and output.samefile(profile.bookmarks):
        raise ReaderError(f"{output} is the profile's own file.", advice="Choose another name.")
    exporting.save(output, data)
    print(f"{counted(items)} written to {output}.")
    return 0


def import_(arguments: "Namespace") -> int:
    """Take in what a file holds, and say what that changes.

    Raises:
        ShelfError: the file cannot be read, or what it holds could not be saved.
    """
    from immuno_reader.shelf import importing

    if arguments.dry_run:
        found = importing.preview(arguments.file, _looked_at(arguments, is_new=True).content)
        _print_import(found, None, arguments)
        return 0
    with _shelf(arguments) as shelf:
        found = importing.preview(arguments.file, shelf.shelf.content)
        items = importing.chosen(
            found,
            take_conflicting=arguments.take_conflicting,
            take_removed=arguments.take_removed,
        )
        if items:
            shelf.shelf.take_in(items)
            shelf.save()
    _print_import(found, items, arguments)
    return 0


def verify(arguments: "Namespace") -> int:
    """Say what is wrong with what is kept; 1 if anything is."""
    from immuno_reader.shelf.item import counted
    from immuno_reader.shelf.verifying import verify

    profile = _profile(arguments)
    verified = verify(profile)
    remarks = [*verified.remarks, *_lost_places(arguments, verified)]
    is_wrong = any(remark.is_wrong for remark in remarks)
    items = verified.content.records.values()
    if arguments.json:
        print_json({"ok": not is_wrong, "kept": counted(items), "remarks": _told(remarks)})
        return _WRONG if is_wrong else 0
    print(f"{profile.bookmarks}: {counted(items)}.")
    for remark in remarks:
        print(f"Wrong: {remark.text}" if remark.is_wrong else remark.text)
    print(_MEND if is_wrong else "Nothing is wrong.")
    return _WRONG if is_wrong else 0


def repair(arguments: "Namespace") -> int:
    """Mend the file, as opening the window would, and say what was done.

    Raises:
        ShelfError: it cannot be read, or could not be saved.
    """
    from immuno_reader.shelf.item import counted
    from immuno_reader.shelf.verifying import verify

    before = verify(_profile(arguments))
    found = [remark for remark in before.remarks if remark.is_wrong]
    left, notice, kept = before.remarks, "", counted(before.content.records.values())
    if before.remarks:
        with _shelf(arguments, says=False) as shelf:
            shelf.save()
            notice, kept = shelf.shelf.notice, counted(shelf.shelf.items)
        left = verify(_profile(arguments)).remarks
    if arguments.json:
        print_json({"found": _told(found), "done": notice, "kept": kept, "left": _told(left)})
        return 0
    for remark in found:
        print(remark.text)
    if notice:
        print(notice)
    for remark in left:
        if remark not in found:
            print(remark.text)
    print(f"Kept: {kept}." if found else f"Nothing was wrong. Kept: {kept}.")
    return 0


# The profile


class _Open:
    """A bookshelf for one command, which ends only when all is on the disk."""

    def __init__(self, profile: "Profile") -> None:
        from immuno_reader.shelf.bookshelf import Bookshelf

        self._profile = profile
        self._troubles: list[ShelfError] = []
        self.shelf = Bookshelf(profile, failed=self._troubles.append)

    def save(self) -> None:
        """Bring all changes to the disk.

        Raises:
            ShelfError: it could not be done.
        """
        if self._profile.is_writable and self.shelf.flush(_SAVING_S):
            return
        happened = f"Nothing can be written in {self._profile.folder}."
        if self._profile.is_writable:
            told = [error.happened for error in self._troubles]
            happened = told[-1] if told else "Your bookmarks could not be saved in time."
        raise ShelfError(happened, kept="What was kept before is as it was.")


@contextmanager
def _shelf(arguments: "Namespace", *, says: bool = True) -> Iterator[_Open]:
    from immuno_reader.shelf.profile import open_profile
    from immuno_reader.shelf.verifying import verify

    profile = open_profile(arguments.profile)
    # A bookshelf would go on with what it cannot read, and keep all for a window; there is none.
    verify(profile)
    opened = _Open(profile)
    if says and opened.shelf.notice:
        complain(opened.shelf.notice)
    try:
        yield opened
    finally:
        opened.shelf.close()


def _profile(arguments: "Namespace", *, is_new: bool = False) -> "Profile":
    """Return the profile that is to be looked at.

    Args:
        arguments: what was given.
        is_new: whether it need not exist.

    Raises:
        ReaderError: one was named that does not exist.
    """
    from immuno_reader.shelf.profile import find_profile

    profile = find_profile(arguments.profile)
    if arguments.profile is not None and not is_new and not profile.folder.is_dir():
        raise ReaderError(f"There is no folder {profile.folder}.")
    return profile


def _looked_at(arguments: "Namespace", *, is_new: bool = False) -> "Verified":
    """Return what is kept, and complain of what is wrong with it."""
    from immuno_reader.shelf.verifying import verify

    verified = verify(_profile(arguments, is_new=is_new))
    if wrong := [remark.text for remark in verified.remarks if remark.is_wrong]:
        complain(" ".join((*wrong, _MEND)))
    return verified


# The book


def _passage(section: "Section", quote: str) -> "Anchor":
    """Return where a quote stands in a section.

    Raises:
        ReaderError: it stands nowhere, or in several places.
    """
    from immuno_reader.library.literal import literal_finder
    from immuno_reader.shelf.anchoring import make_anchor

    found = literal_finder(_text(quote), match_case=True)(section.text)
    if not found:
        raise ReaderError(
            f"These words are not in {section.ref}.",
            advice="Copy them from what the command section prints.",
        )
    if len(found) > 1:
        raise ReaderError(
            f"These words stand in {section.ref} {len(found)} times.",
            advice="Give some of the words beside them as well.",
        )
    return make_anchor(section, found[0])


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


# Printing


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
        ReaderError: there is no item of one of the ids.
    """
    from immuno_reader.shelf.bookmark import Bookmark

    if unknown := [id for id in ids if id not in records]:
        raise ReaderError(f"Nothing kept has the id {' or '.join(unknown)}.")
    wanted = {label.casefold() for label in labels}
    return [
        item
        for id, item in records.items()
        if (not ids or id in ids)
        and (
            not wanted
            or (isinstance(item, Bookmark) and wanted & {each.casefold() for each in item.labels})
        )
    ]


def _print_import(found: "Preview", taken: "Sequence[Item] | None", arguments: "Namespace") -> None:
    """Print what a file would bring, and what of it was taken, if this was no trial."""
    from immuno_reader.shelf.annotation import to_record
    from immuno_reader.shelf.importing import sentences
    from immuno_reader.shelf.item import counted

    if arguments.json:
        pairs = {
            name: [{"here": to_record(mine), "there": to_record(theirs)} for mine, theirs in some]
            for name, some in (("changed", found.changed), ("conflicting", found.conflicting))
        }
        print_json(
            {
                "new": [to_record(item) for item in found.new],
                **pairs,
                "removed": [to_record(item) for item in found.removed],
                "same": len(found.same),
                "unreadable": found.unreadable,
                "notice": found.notice,
                "taken": [item.id for item in taken or ()],
            }
        )
        return
    for line in sentences(found):
        print(line)
    if taken is None:
        print("Nothing was changed: this was a trial.")
        return
    print(f"Taken in: {counted(taken)}." if taken else "Nothing was changed.")
    if found.conflicting and not arguments.take_conflicting:
        print("What differs stays as it is here; --take-conflicting takes that of the file.")
    if found.removed and not arguments.take_removed:
        print("What was removed here stays removed; --take-removed brings it back.")


def _told(remarks: "Sequence[Remark]") -> list[dict[str, object]]:
    return [
        {"wrong": remark.is_wrong, "text": remark.text, "ids": remark.ids} for remark in remarks
    ]


def _print_bytes(data: bytes) -> None:
    """Print a file as it is: the lines of a table end in their own way."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        print(data.decode(), end="")


def _text(given: str) -> str:
    """Return what was given on the command line without bytes that are no text."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
