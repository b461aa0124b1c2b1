"""An export as a table: a row for each item, for spreadsheet programs and scripts."""

import csv
import io
from collections.abc import Iterable

from immuno_reader.shelf.item import Item, sort
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import Word

_COLUMNS = (
    "kind",
    "title",
    "chapter",
    "name",
    "quote",
    "note",
    "labels",
    "colour",
    "question",
    "answer",
    "asked",
    "starred",
    "looked up",
    "created",
    "modified",
    "place",
    "language",
    "id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  they run, too
"""A cell that begins so is run, not shown, by spreadsheet programs (OWASP, CSV injection)."""


def to_csv(items: Iterable[Item]) -> bytes:
    """Return a table as old spreadsheet programs read it, too: UTF-8 with its mark, CRLF."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for item in items:
        writer.writerow({name: _cell(value) for name, value in _row(item).items()})
    return file.getvalue().encode("utf-8-sig", "replace")


def _row(item: Item) -> dict[str, str]:
    row = {
        "kind": sort(item).removesuffix("s"),
        "created": item.created,
        "modified": item.modified,
        "id": item.id,
    }
    if isinstance(item, Question):
        return row | {
            "title": item.title,
            "question": item.text,
            "answer": item.answer,
            "asked": _yes(is_so=item.is_done),
            "place": str(item.section or ""),
        }
    if isinstance(item, Word):
        return row | {
            "title": item.name,
            "starred": _yes(is_so=item.is_starred),
            "looked up": item.looked_up,
            "place": str(item.term),
        }
    anchor = item.anchor
    return row | {
        "kind": item.kind,
        "title": item.title,
        "chapter": item.chapter,
        "name": item.label,
        "quote": anchor.quote if anchor else "",
        "note": item.note,
        "labels": ", ".join(item.labels),
        "colour": item.colour,
        "place": str(item.section),
        "language": anchor.language if anchor else "",
    }


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _cell(text: str) -> str:
    """Return a text that is shown as it is, whatever it begins with."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text
