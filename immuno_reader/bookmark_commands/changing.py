"""The commands that change what is kept, beside an open window, too."""

from typing import TYPE_CHECKING

from immuno_reader.bookmark_commands.opening import looked_at, opened, profile_of, told
from immuno_reader.commands import ask, print_json
from immuno_reader.errors import ReaderError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from immuno_reader.library.book import Section
    from immuno_reader.library.store import Library
    from immuno_reader.shelf.bookmark import Anchor
    from immuno_reader.shelf.importing import Preview
    from immuno_reader.shelf.item import Item


def add(arguments: "Namespace") -> int:
    """Keep a section, or a passage of it; print the id once it is on the disk.

    Raises:
        ReaderError: there is no such section, or no such passage in it.
        ShelfError: it could not be saved.
    """
    from dataclasses import replace

    from immuno_reader.identity import COLOURS
    from immuno_reader.shelf.annotation import to_record
    from immuno_reader.shelf.bookmark import new_bookmark

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
    with opened(arguments) as shelf:
        shelf.add(bookmark)
        kept = shelf.get(bookmark.id) or bookmark
    if arguments.json:
        print_json(to_record(kept))
    else:
        print(bookmark.id)
    return 0


def import_(arguments: "Namespace") -> int:
    """Take in what a file holds, and say what that changes.

    Raises:
        ShelfError: the file cannot be read, or what it holds could not be saved.
    """
    from immuno_reader.shelf import importing

    if arguments.dry_run:
        found = importing.preview(arguments.file, looked_at(arguments, is_new=True).content)
        _print_import(found, None, arguments)
        return 0
    with opened(arguments) as shelf:
        found = importing.preview(arguments.file, shelf.content)
        items = importing.chosen(
            found,
            take_conflicting=arguments.take_conflicting,
            take_removed=arguments.take_removed,
        )
        shelf.take_in(items)
    _print_import(found, items, arguments)
    return 0


def repair(arguments: "Namespace") -> int:
    """Mend the file, as opening the window would, and say what was done.

    Raises:
        ShelfError: it cannot be read, or could not be saved.
    """
    from immuno_reader.shelf.item import counted
    from immuno_reader.shelf.verifying import verify

    before = verify(profile_of(arguments))
    found = [remark for remark in before.remarks if remark.is_wrong]
    left, notice, kept = before.remarks, "", counted(before.content.records.values())
    if before.remarks:
        with opened(arguments, says=False) as shelf:
            notice, kept = shelf.notice, counted(shelf.items)
        left = verify(profile_of(arguments)).remarks
    if arguments.json:
        print_json({"found": told(found), "done": notice, "kept": kept, "left": told(left)})
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


def _text(given: str) -> str:
    """Return what was given on the command line without bytes that are no text."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
