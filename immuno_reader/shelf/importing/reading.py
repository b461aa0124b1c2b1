"""The items in a file that comes from elsewhere, whoever wrote it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.shelf.annotation import from_record
from immuno_reader.shelf.bodies import listed
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file import FORMAT, DamagedError, by_id, parse, salvage
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.moments import moment, stamp
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import Word, word_id

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_ELSEWHERE = "There is more of it in another file, which is not looked for."


class Read(NamedTuple):
    """What a file holds."""

    items: tuple[Item, ...]
    unreadable: int = 0
    """Records of which nothing can be shown."""
    notice: str = ""
    """What the person should know about the file, or empty."""


def read(data: bytes, name: str) -> Read:
    """Read the bytes of an export, of a file of bookmarks, or of Web Annotations.

    Raises:
        ShelfError: there is nothing in it that can be read.
    """
    try:
        whole = json.loads(data.decode(json.detect_encoding(data)))
    except (ValueError, RecursionError):
        return _salvaged(data, name)
    if isinstance(whole, dict) and whole.get("format") == FORMAT:
        return _ours(data, name)
    found = _annotations(whole)
    if found is None:
        raise _alien(name)
    records, is_more = found
    items = [_item(record) for record in records]
    # The same annotation, listed twice, is one.
    settled = dict.fromkeys(_settled(item) for item in items if item)
    notice = _ELSEWHERE if is_more else ""
    return Read(tuple(by_id(settled)[0].values()), items.count(None), notice)


def _ours(data: bytes, name: str) -> Read:
    try:
        parsed = parse(data)
    except DamagedError:
        return _salvaged(data, name)
    except durable.UnusableError as error:
        raise ShelfError(
            f"{name} was written by a later version of the reader.",
            advice="Install that version here, too.",
        ) from error
    notice = ""
    if not parsed.is_ours:
        notice = f"{name} was changed outside the reader. Look at what it says before you take it."
    content = parsed.content
    return Read(tuple(content.records.values()), len(content.foreign), notice)


def _salvaged(data: bytes, name: str) -> Read:
    records = salvage(data).records
    if not records:
        raise _alien(name)
    notice = f"{name} is damaged. What could still be read of it is shown."
    return Read(tuple(records.values()), 0, notice)


def _alien(name: str) -> ShelfError:
    return ShelfError(
        f"There are no bookmarks in {name} that can be read.",
        advice="Choose a file that was exported as JSON, or another computer's bookmarks.json.",
    )


def _annotations(whole: object) -> tuple[list[Any], bool] | None:
    """Return the annotations in JSON, and whether there are more elsewhere; None if it has none."""
    if isinstance(whole, list):
        return whole, False
    if not isinstance(whole, dict):
        return None
    if _is_a(whole, "Annotation"):
        return [whole], False
    if _is_a(whole, "AnnotationPage"):
        pages = list(_pages(whole))
    elif _is_a(whole, "AnnotationCollection"):
        pages = list(_pages(whole.get("first")))
    else:
        return None
    found = [record for page in pages if page for record in listed(page.get("items", []))]
    return found, None in pages


def _pages(page: object) -> Iterator[dict[str, Any] | None]:
    """Yield pages that follow each other; None for one that is elsewhere."""
    while isinstance(page, dict):
        yield page
        page = page.get("next")
    if page is not None:
        yield None


def _is_a(value: Mapping[str, Any], name: str) -> bool:
    return name in listed(value.get("type"))


def _item(record: object) -> Item | None:
    """Read an annotation of any tool's; None if it is of nothing that this reader shows."""
    if not isinstance(record, dict):
        return None
    targets = listed(record.get("target"))
    target = targets[0] if len(targets) == 1 else None
    if isinstance(target, str):
        target = {"source": target}
    if not isinstance(target, dict):
        return None
    source = target.get("source")
    if not isinstance(source, str) or "://" in source:  # a page of the web
        return None
    if isinstance(target.get("selector"), dict):
        target = {**target, "selector": [target["selector"]]}
    return from_record({**_with_bodies(record), "target": target})


def _with_bodies(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return an annotation whose text has a purpose: the model lets that go without saying."""
    plain = {key: value for key, value in record.items() if key != "bodyValue"}
    if isinstance(record.get("bodyValue"), str):
        bodies: list[Any] = [{"type": "TextualBody", "value": record["bodyValue"]}]
    elif "body" in record:
        bodies = listed(record["body"])
    else:
        return plain
    purpose = "questioning" if record.get("motivation") == "questioning" else "commenting"
    return {**plain, "body": [_with_purpose(body, purpose) for body in bodies]}


def _with_purpose(body: object, purpose: str) -> object:
    is_text = isinstance(body, dict) and body.get("type") == "TextualBody"
    if not (isinstance(body, dict) and is_text) or "purpose" in body:
        return body
    if body.get("format", "text/plain") != "text/plain":
        return body
    rest = {key: value for key, value in body.items() if key != "format"}
    return {"type": rest.pop("type"), "purpose": purpose, **rest}


def _settled(item: Item) -> Item:
    """Return an item of another tool's with dates, a title and a word's id as ours have them."""
    created, modified = _dated(item.created), _dated(item.modified)
    dated = replace(item, created=created, modified=modified)
    match dated:
        case Word():
            return replace(dated, id=word_id(dated.term), looked_up=_dated(dated.looked_up))
        case Bookmark():
            return replace(dated, title=dated.title or dated.section.section)
        case Question():
            return dated


def _dated(text: str) -> str:
    when = moment(text)
    if when <= 0:
        return ""
    return text if _STAMP.fullmatch(text) else stamp(when)
