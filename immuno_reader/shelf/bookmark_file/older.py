"""Records of earlier versions of the file, as this version has them."""

from collections.abc import Callable, Mapping
from typing import Any

from immuno_reader.shelf.annotation import CONTEXT
from immuno_reader.shelf.bodies import bodies, listed


def _from_1(record: object) -> object:
    """Version 1 had the note as a member of its own, and nothing that says what it is."""
    if not isinstance(record, dict):
        return record
    note = record.get("note")
    body = list(bodies("commenting", note)) if isinstance(note, str) else []
    is_passage = isinstance(record.get("target"), dict) and "selector" in record["target"]
    motivation = "commenting" if body else "highlighting" if is_passage else "bookmarking"
    made: dict[str, Any] = {
        "id": record.get("id"),
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": motivation,
    }
    rest = {
        key: value
        for key, value in record.items()
        # Version 1 wrote what is empty; and a note that was no text is kept as it was.
        if key != "id" and value != "" and not (key == "note" and isinstance(note, str))
    }
    if body:
        rest["body"] = [*body, *(listed(rest["body"]) if "body" in rest else ())]
    return {**made, **rest}


UPGRADES: Mapping[int, Callable[[object], object]] = {1: _from_1}
"""What makes a record of one version one of the next."""
LISTS: Mapping[int, str] = {1: "bookmarks"}
"""What the list of records was called."""
