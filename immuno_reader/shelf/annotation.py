"""Items as JSON: each a W3C Web Annotation (https://www.w3.org/TR/annotation-model/).

What the model has no word for (the reader's own name, the colour, what a list shows) are members
beside it, which other tools pass over.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard

from immuno_reader.identity import BlockId, ItemId, SectionRef, TermRef
from immuno_reader.shelf.bodies import Purpose, bodies, is_ours, listed, values
from immuno_reader.shelf.bookmark import Anchor, Bookmark
from immuno_reader.shelf.item import Item
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import SCHEME, Word

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NO_SECTION = "urn:immuno-reader:my-questions"
"""The target of a question that the reader typed: an annotation must have one."""
_MOTIVATIONS = {"bookmark": "bookmarking", "highlight": "highlighting", "note": "commenting"}
_TEXTS = ("title", "chapter", "label", "colour", "created", "modified", "excerpt")
_DEEPEST = 50
"""Unknown parts of a file are kept as they are, unless nested so deep that no reader wrote them."""
_LARGEST_POSITION = 2**31 - 1
"""What Qt can count to."""
_MISSING = object()


def to_record(item: Item) -> dict[str, object]:
    """Return an item as JSON."""
    plain, other = _plain(item), item.other
    record = {**plain, **other}
    if "body" in plain and "body" in other and not any(map(is_ours, listed(other["body"]))):
        record["body"] = [*listed(plain["body"]), *listed(other["body"])]
    return record


def from_record(record: object) -> Item | None:
    """Read an item back; None if the record is not one that this version can show.

    Whatever ``to_record`` would not write again is kept in ``other``.
    """
    if not isinstance(record, dict):
        return None
    id, target = record.get("id"), record.get("target")
    if not (_is_text(id) and id and isinstance(target, dict) and _is_text(target.get("source"))):
        return None
    item = _item(ItemId(id), record, target)
    if item is None:
        return None
    plain = _plain(item)
    other = {key: value for key, value in record.items() if plain.get(key, _MISSING) != value}
    if not other:
        return item
    return replace(item, other=other) if is_shallow(other) else None


def is_shallow(value: object, deepest: int = _DEEPEST) -> bool:
    """Return whether JSON is nested no deeper than it can be written again on any thread."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return True
    return deepest > 0 and all(is_shallow(part, deepest - 1) for part in value)


# Writing


def _plain(item: Item) -> dict[str, object]:
    """Return what this version has to say of an item; what is empty is left out."""
    motivation, target, members = _said(item)
    return {
        "id": item.id,
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": motivation,
        **{name: value for name, value in members.items() if value},
        **({"created": item.created} if item.created else {}),
        **({"modified": item.modified} if item.modified else {}),
        "target": target,
    }


def _said(item: Item) -> tuple[str, dict[str, object], dict[str, object]]:
    match item:
        case Bookmark():
            body = [*bodies("commenting", item.note), *bodies("tagging", *item.labels)]
            names = ("title", "chapter", "label", "colour", "excerpt")
            members = {name: getattr(item, name) for name in names}
            target = _target(str(item.section), item.anchor)
            return _MOTIVATIONS[item.kind], target, {**members, "body": body}
        case Question():
            body = [*bodies("questioning", item.text), *bodies("replying", item.answer)]
            source = str(item.section) if item.section else _NO_SECTION
            members = {"title": item.title, "done": item.is_done, "body": body}
            return "questioning", _target(source, item.anchor), members
        case Word():
            members = {"title": item.name, "starred": item.is_starred, "lookedUp": item.looked_up}
            return "bookmarking", {"source": f"{SCHEME}{item.term}"}, members


def _target(source: str, anchor: Anchor | None) -> dict[str, object]:
    target: dict[str, object] = {"source": source}
    if anchor is None:
        return target
    quote = {"exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix}
    within = {"start": anchor.offset, "end": anchor.offset + len(anchor.quote)}
    return {
        **target,
        "language": anchor.language,
        "selector": [
            {"type": "TextQuoteSelector", **quote},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
            {
                "type": "FragmentSelector",
                "value": anchor.block,
                "refinedBy": {"type": "TextPositionSelector", **within},
            },
        ],
    }


# Reading


def _item(id: ItemId, record: Mapping[str, Any], target: Mapping[str, Any]) -> Item | None:
    source = target["source"]
    texts: dict[str, Any] = {key: _shown(record.get(key)) for key in _TEXTS}
    body = record.get("body")
    if source.startswith(SCHEME):
        return _word(id, record, source, texts)
    try:
        section = SectionRef.parse(source)
    except ValueError:
        section = None
    if record.get("motivation") == "questioning":
        text, answer = _text(body, "questioning"), _text(body, "replying")
        is_done, title = record.get("done") is True, texts["title"]
        anchor, dates = _anchor(target), (texts["created"], texts["modified"])
        return Question(id, text, answer, is_done, section, title, anchor, *dates) if text else None
    if section is None:
        return None
    note, labels = _text(body, "commenting"), tuple(map(_shown, values(body, "tagging")))
    return Bookmark(id, section, anchor=_anchor(target), note=note, labels=labels, **texts)


def _word(
    id: ItemId, record: Mapping[str, Any], source: str, texts: Mapping[str, str]
) -> Word | None:
    try:
        term = TermRef.parse(source.removeprefix(SCHEME))
    except ValueError:
        return None
    return Word(
        id,
        term,
        texts["title"],
        record.get("starred") is True,
        _shown(record.get("lookedUp")),
        texts["created"],
        texts["modified"],
    )


def _text(body: object, purpose: Purpose) -> str:
    """Return the one text for a purpose; of several, as other tools write, all."""
    return "\n\n".join(map(_shown, values(body, purpose)))


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
