"""A preview of an import in plain sentences."""

from collections.abc import Iterator

from immuno_reader.shelf.importing.preview import Pair, Preview
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.naming import named, shortened

_FIELDS = {
    "label": "name",
    "is_done": "asked",
    "is_starred": "starred",
    "looked_up": "looked up",
    "anchor": "passage",
    "other": "parts that only other programs read",
}
"""What a person calls a field, where it is not its name."""
_LONGEST = 1000
"""Characters of a note: whoever chooses between two wants to read both."""


def sentences(preview: Preview) -> Iterator[str]:
    """Yield what a file would bring in plain sentences, each on a line of its own."""
    if preview.notice:
        yield preview.notice
    yield from _listed(preview.new, "is new", "are new")
    yield from _listed(preview.changed, "was changed there since", "were changed there since")
    yield from _listed(
        preview.conflicting,
        "differs, and was not changed later there than here",
        "differ, and were not changed later there than here",
    )
    yield from _listed(preview.removed, "was removed here", "were removed here")
    if preview.same:
        yield f"{_counted(len(preview.same), 'is here already', 'are here already')}."
    if preview.unreadable:
        yield f"{_counted(preview.unreadable, 'cannot be read', 'cannot be read')}."
    if not preview.is_news:
        yield "There is nothing to take in."


def _listed(found: tuple[Item, ...] | tuple[Pair, ...], one: str, many: str) -> Iterator[str]:
    if not found:
        return
    yield f"{_counted(len(found), one, many)}:"
    for each in found:
        yield f"    {named(each.theirs if isinstance(each, Pair) else each)}"
        if isinstance(each, Pair):
            yield from (f"        {line}" for line in _differences(each))


def _differences(pair: Pair) -> Iterator[str]:
    for field in pair.differing:
        here, there = getattr(pair.mine, field), getattr(pair.theirs, field)
        name = _FIELDS.get(field, field)
        if field == "labels":
            here, there = ", ".join(here), ", ".join(there)
        if isinstance(here, str) and isinstance(there, str):
            yield f"{name}: {_quoted(here)} here, {_quoted(there)} there"
        elif isinstance(here, bool):
            yield f"{name}: {'yes' if here else 'no'} here, {'yes' if there else 'no'} there"
        else:
            yield name


def _quoted(text: str) -> str:
    return f"“{shortened(text, _LONGEST)}”" if text else "nothing"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
