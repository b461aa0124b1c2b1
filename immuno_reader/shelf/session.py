"""What makes the reader come back as it was left."""

import json
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.identity import BlockId, Place, SectionRef

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "immuno-reader/session"
VERSION = 1
PLACES_KEPT = 500
SEARCHES_KEPT = 20
_LARGEST = 2**31 - 1
"""What Qt can count to."""


class Session(NamedTuple):
    """Where the reader is, was, and how the window looks."""

    current: Place | None = None
    places: Mapping[SectionRef, Place] = MappingProxyType({})
    """The place last read in each section, the latest section last."""
    searches: tuple[str, ...] = ()
    """What was searched for and found, the latest first."""
    expanded: frozenset[str] = frozenset()
    """The rows of the contents that are open, by keys of the contents' own."""
    geometry: str = ""
    """The window's size and place, as Qt's bytes in base64."""
    splitter: tuple[int, ...] = ()
    """Widths of sidebar and page."""
    sidebar: str = ""
    """The panel that is shown."""
    sidebar_visible: bool = True


def load_session(file: "Path") -> Session:
    """Read the session. What cannot be read is as on a first start; a damaged file is set aside."""
    try:
        values = json.loads(durable.read(file).data)
        if not isinstance(values, dict) or values.get("format") != FORMAT:
            raise ValueError("another kind of file")
    except OSError:
        return Session()
    except (ValueError, RecursionError):
        _set_aside(file)
        return Session()
    places = [place for value in _list(values.get("places")) if (place := _place(value))]
    splitter = _list(values.get("splitter"))
    return Session(
        current=_place(values.get("current")),
        places={place.section: place for place in places[-PLACES_KEPT:]},
        searches=tuple(filter(None, map(_text, _list(values.get("searches")))))[:SEARCHES_KEPT],
        expanded=frozenset(key for key in _list(values.get("expanded")) if _text(key)),
        geometry=_text(values.get("geometry")),
        splitter=tuple(splitter) if all(_is_count(width) for width in splitter) else (),
        sidebar=_text(values.get("sidebar")),
        sidebar_visible=values.get("sidebar_visible") is not False,
    )


def save_session(file: "Path", session: Session) -> None:
    """Save the session.

    Raises:
        ShelfError: it could not be saved.
    """
    oldest = max(len(session.places) - PLACES_KEPT, 0)
    values = {
        "format": FORMAT,
        "version": VERSION,
        "current": _record(session.current) if session.current else None,
        "places": [_record(place) for place in islice(session.places.values(), oldest, None)],
        "searches": list(session.searches[:SEARCHES_KEPT]),
        "expanded": sorted(session.expanded),
        "geometry": session.geometry,
        "splitter": list(session.splitter),
        "sidebar": session.sidebar,
        "sidebar_visible": session.sidebar_visible,
    }
    try:
        durable.replace(file, (json.dumps(values, indent=2) + "\n").encode())
    except OSError as error:
        raise ShelfError(
            f"Where you are could not be saved: {durable.reason(error)}.",
            advice="The reader may start at another place next time.",
        ) from error


def _record(place: Place) -> dict[str, object]:
    return {"section": str(place.section), "block": place.block, "offset": place.offset}


def _place(value: object) -> Place | None:
    if not isinstance(value, dict):
        return None
    try:
        section = SectionRef.parse(_text(value.get("section")))
    except ValueError:
        return None
    offset = value.get("offset")
    block = BlockId(_text(value.get("block")))
    return Place(section, block, offset if _is_count(offset) else 0)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return what is text and can be shown; half of a surrogate pair cannot."""
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:
        return ""
    return value


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _set_aside(file: "Path") -> None:
    try:
        durable.set_aside(file, "damaged")
    except OSError:
        return
