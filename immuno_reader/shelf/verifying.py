"""Looking at the file of bookmarks for what is wrong with it. Nothing is changed by looking."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.identity import ItemId, SectionRef
from immuno_reader.shelf.anchoring import Text, find_anchor
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import VERSION, Content, DamagedError, parse, salvage

if TYPE_CHECKING:
    from immuno_reader.shelf.profile import Profile


class Remark(NamedTuple):
    """Something that a person should know about what is kept."""

    is_wrong: bool
    """False for what is no fault of the file, such as a passage that the book no longer has."""
    text: str
    ids: tuple[ItemId, ...] = ()
    """The items that it is about."""


class Verified(NamedTuple):
    """What is kept, as far as it can be read, and what there is to say of its file."""

    content: Content
    remarks: tuple[Remark, ...]


def verify(profile: "Profile") -> Verified:
    """Look at a profile's file of bookmarks.

    Raises:
        ShelfError: there is something in its place that cannot be read at all.
    """
    file = profile.bookmarks
    try:
        data = durable.read(file).data
    except FileNotFoundError:
        copies = durable.backups(profile.backups, file.name)
        text = f"{file.name} is missing, and there are copies: repair restores the latest."
        return Verified(Content(), (Remark(is_wrong=True, text=text),) if copies else ())
    except OSError as error:
        raise ShelfError(f"{file.name} could not be read: {durable.reason(error)}.") from error
    try:
        parsed = parse(data)
    except DamagedError as error:
        content = salvage(data)
        return Verified(content, (Remark(is_wrong=True, text=_damaged(file.name, error, content)),))
    except durable.UnusableError as error:
        raise ShelfError(
            f"A later version of the reader wrote {file.name}.", advice="Install that version."
        ) from error
    remarks = list[Remark]()
    if not parsed.is_ours:
        text = "The checksum is wrong: the file was damaged, or changed outside the reader."
        remarks.append(Remark(is_wrong=True, text=text))
    if parsed.has_twins:
        remarks.append(Remark(is_wrong=True, text="Two records have the same id."))
    content = parsed.content
    if content.foreign:
        is_later = parsed.written_by > VERSION
        what = "are of a later version and are kept" if is_later else "cannot be read, but are kept"
        remarks.append(Remark(not is_later, f"{_records(len(content.foreign))} {what}."))
    if parsed.written_by < VERSION:
        text = f"The file is of version {parsed.written_by}; the next change brings it up to date."
        remarks.append(Remark(is_wrong=False, text=text))
    return Verified(content, tuple(remarks))


def lost_places(
    content: Content,
    is_known: Callable[[SectionRef], bool],
    text_of: Callable[[SectionRef, str], Text | None],
) -> Iterator[Remark]:
    """Yield the bookmarks whose section, or passage, is no longer in the book.

    Args:
        content: what is kept.
        is_known: whether the book has a section.
        text_of: returns a section in a language, or None where it is not in that language.
    """
    for item in content.records.values():
        if not isinstance(item, Bookmark):
            continue
        if not is_known(item.section):
            yield _told(f"“{item.name}”: its section, {item.section}, is not in the book.", item)
        elif item.anchor:
            text = text_of(item.section, item.anchor.language)
            if text is not None and find_anchor(item.anchor, text) is None:
                yield _told(f"“{item.name}”: its words are no longer in {item.section}.", item)


def _told(text: str, item: Bookmark) -> Remark:
    return Remark(is_wrong=False, text=text, ids=(item.id,))


def _damaged(name: str, error: DamagedError, content: Content) -> str:
    return f"{name} is damaged ({error}). {_records(len(content.records))} can still be read."


def _records(count: int) -> str:
    return f"{count} record" if count == 1 else f"{count} records"
