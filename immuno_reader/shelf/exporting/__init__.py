"""What a reader keeps, to be taken elsewhere: to the clinic, to a table, to another computer."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.shelf.exporting.document import Definer, document
from immuno_reader.shelf.exporting.phrases import ENGLISH, Phrases
from immuno_reader.shelf.item import Item

Form = Literal["markdown", "html", "csv", "json"]

FORMS: tuple[Form, ...] = get_args(Form)
_SUFFIXES: dict[str, Form] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}


def export(
    items: Iterable[Item],
    form: Form,
    *,
    phrases: Phrases = ENGLISH,
    today: date | None = None,
    define: Definer | None = None,
    foreign: Iterable[Any] = (),
) -> bytes:
    """Return a file of these items, in the order given.

    Args:
        items: all that is kept, or a selection.
        form: Markdown and HTML are for people, CSV is for tables, and JSON can be imported again.
        phrases: the words around what the reader wrote.
        today: the date that the document bears; it is today's unless given.
        define: returns what a term means, or nothing; without, words stand there alone.
        foreign: records that only a later version understands; JSON takes them along.
    """
    # Late: one form is wanted at a time.
    if form == "json":
        from immuno_reader.shelf.exporting.json import to_json

        return to_json(items, foreign)
    if form == "csv":
        from immuno_reader.shelf.exporting.csv import to_csv

        return to_csv(items)
    shown = document(items, phrases, today or date.today(), define)
    if form == "html":
        from immuno_reader.shelf.exporting.html import to_html

        return to_html(shown).encode(errors="replace")
    from immuno_reader.shelf.exporting.markdown import to_markdown

    return to_markdown(shown).encode(errors="replace")


def form_of(file: Path) -> Form | None:
    """Return the form that the name of a file asks for, or None."""
    return _SUFFIXES.get(file.suffix.lower())


def save(file: Path, data: bytes) -> None:
    """Put an export on the disk, whole, in place of whatever stands there.

    Raises:
        ShelfError: it could not be written.
    """
    try:
        durable.replace(file, data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = durable.reason(error) if isinstance(error, OSError) else "it has no such name"
        raise ShelfError(
            f"{file.name} could not be written: {why}.",
            kept="What you keep is as it was.",
            advice="Try another folder.",
        ) from error


__all__ = ["ENGLISH", "FORMS", "Form", "Phrases", "export", "form_of", "save"]
