"""Bookmarks, how they find their place again, and the changes made to them. Frozen; no I/O."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias, TypeGuard

from immuno_reader.identity import BlockId, BookmarkId, SectionRef

ChangeKind = Literal["added", "edited", "removed", "moved", "reloaded"]

_NOTHING: Mapping[str, object] = MappingProxyType({})
_EXCERPT = 300
_DEEPEST = 50
"""Unknown parts of a file are kept as they are, unless nested so deep that no reader wrote them."""
_LARGEST_POSITION = 2**31 - 1
"""What Qt can count to."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a passage is found again: by its words, by those around it, and by where it stood."""

    language: str
    block: BlockId
    offset: int
    """Characters of the block before the passage."""
    start: int
    """Where the passage starts in the section's plain text."""
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the reader keeps: a whole section, or a passage of one."""

    id: BookmarkId
    section: SectionRef
    title: str
    """Of the section, so that the list can be shown without the pack."""
    chapter: str = ""
    """What stands above the section in the contents."""
    anchor: Anchor | None = None
    """None for a whole section."""
    label: str = ""
    """The reader's own name for it; empty to use the title."""
    note: str = ""
    colour: str = ""
    created: str = ""
    """UTC, as ISO 8601 with milliseconds; empty until it is on a shelf."""
    modified: str = ""
    excerpt: str = ""
    """What the list shows of it: the passage, or the section's summary."""
    other: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)
    """What a later version wrote and this one does not know; it is kept."""

    @property
    def name(self) -> str:
        """What the reader knows it by."""
        return self.label or self.title


class TakeOut(NamedTuple):
    """Takes back an addition."""

    id: BookmarkId


class PutBack(NamedTuple):
    """Takes back a removal."""

    bookmark: Bookmark
    before: BookmarkId | None


class ChangeBack(NamedTuple):
    """Takes back an edit; what else has changed since stays."""

    id: BookmarkId
    values: Mapping[str, Any]


class MoveBack(NamedTuple):
    """Takes back a move."""

    id: BookmarkId
    before: BookmarkId | None


Inverse: TypeAlias = TakeOut | PutBack | ChangeBack | MoveBack


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of the shelf, and what would take it back."""

    kind: ChangeKind
    ids: tuple[BookmarkId, ...] = ()
    """The bookmarks that are no longer as they were; empty when nothing happened."""
    inverse: Inverse | None = None
    """None for what another window has done, and for what had no effect."""


class Kept(Protocol):
    """As much of a section as its bookmark remembers."""

    @property
    def ref(self) -> SectionRef:
        """Which section it is."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def summary(self) -> str:
        """What it says, in a sentence."""


def new_bookmark(section: Kept, *, chapter: str = "", anchor: Anchor | None = None) -> Bookmark:
    """Return a bookmark of a section, or of the passage that ``anchor`` describes."""
    shown = " ".join((anchor.quote if anchor else section.summary).split())
    if len(shown) > _EXCERPT:
        shown = shown[: _EXCERPT - 1].rpartition(" ")[0] or shown[: _EXCERPT - 1]
        shown += "\u2026"
    return Bookmark(
        id=BookmarkId(os.urandom(8).hex()),
        section=section.ref,
        title=section.title,
        chapter=chapter,
        anchor=anchor,
        excerpt=shown,
    )


def edited(bookmark: Bookmark, changes: Mapping[str, Any]) -> Bookmark:
    """Return a bookmark with some of its fields replaced."""
    keys = {"target" if name in ("anchor", "section") else name for name in changes}
    other = {key: value for key, value in bookmark.other.items() if key not in keys}
    return replace(bookmark, **{"other": other, **changes})


# Moments


def stamp(seconds: float) -> str:
    """Write a moment, in seconds since 1970, as it stands in a bookmark."""
    moment = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def moment(stamp: str) -> float:
    """Return the seconds since 1970 that a stamp says; 0 if it says nothing."""
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return 0.0
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


# As they stand in the file

_TEXTS = ("title", "chapter", "label", "note", "colour", "created", "modified", "excerpt")


def to_record(bookmark: Bookmark) -> dict[str, object]:
    """Return a bookmark as JSON; its target is one of the W3C Web Annotation model."""
    return {**_plain(bookmark), **bookmark.other}


def from_record(record: object) -> Bookmark | None:
    """Read a bookmark back; None if the record is not one that this version can show.

    Whatever ``to_record`` would not write again is kept in ``other``.
    """
    if not isinstance(record, dict):
        return None
    id, target = record.get("id"), record.get("target")
    if not (_is_text(id) and id and isinstance(target, dict)):
        return None
    source = target.get("source")
    if not _is_text(source):
        return None
    try:
        section = SectionRef.parse(source)
    except ValueError:
        return None
    texts: dict[str, Any] = {key: _shown(record.get(key)) for key in _TEXTS}
    bookmark = Bookmark(BookmarkId(id), section, anchor=_anchor(target), **texts)
    plain = _plain(bookmark)
    other = {key: value for key, value in record.items() if plain.get(key, _MISSING) != value}
    if not other:
        return bookmark
    return replace(bookmark, other=other) if is_shallow(other) else None


def is_shallow(value: object, deepest: int = _DEEPEST) -> bool:
    """Return whether JSON is nested no deeper than it can be written again on any thread."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return True
    return deepest > 0 and all(is_shallow(part, deepest - 1) for part in value)


_MISSING = object()


def _plain(bookmark: Bookmark) -> dict[str, object]:
    target: dict[str, object] = {"source": str(bookmark.section)}
    anchor = bookmark.anchor
    if anchor is not None:
        quote = {"exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix}
        length = len(anchor.quote)
        within = {"start": anchor.offset, "end": anchor.offset + length}
        target["language"] = anchor.language
        target["selector"] = [
            {"type": "TextQuoteSelector", **quote},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
            {
                "type": "FragmentSelector",
                "value": anchor.block,
                "refinedBy": {"type": "TextPositionSelector", **within},
            },
        ]
    return {
        "id": bookmark.id,
        "title": bookmark.title,
        "chapter": bookmark.chapter,
        "label": bookmark.label,
        "note": bookmark.note,
        "colour": bookmark.colour,
        "created": bookmark.created,
        "modified": bookmark.modified,
        "excerpt": bookmark.excerpt,
        "target": target,
    }


def _anchor(target: Mapping[str, Any]) -> Anchor | None:
    listed = target.get("selector")
    if not isinstance(listed, list):
        return None
    found = {each.get("type"): each for each in listed if _is_selector(each)}
    quote = found.get("TextQuoteSelector", {})
    position = found.get("TextPositionSelector", {})
    fragment = found.get("FragmentSelector", {})
    within = fragment.get("refinedBy")
    exact = quote.get("exact")
    if not _is_text(exact) or not exact:
        return None
    return Anchor(
        language=_shown(target.get("language")),
        block=BlockId(_shown(fragment.get("value"))),
        offset=_position(within.get("start") if isinstance(within, dict) else None),
        start=_position(position.get("start")),
        end=_position(position.get("end")),
        quote=exact,
        prefix=_shown(quote.get("prefix")),
        suffix=_shown(quote.get("suffix")),
    )


def _is_selector(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and isinstance(value.get("type"), str)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value == _shown(value)


def _shown(value: object) -> str:
    """Return text that can be shown: half of a surrogate pair cannot, and nor can a number."""
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _position(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value <= _LARGEST_POSITION else 0


EDITABLE = frozenset(each.name for each in fields(Bookmark)) - {"id", "created", "modified"}
"""What a reader, or a command on their behalf, may change."""
