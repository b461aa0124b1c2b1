"""The bodies of an annotation: what a reader wrote, each text with its purpose.

Those of other tools and of later versions stand beside ours, whatever becomes of ours.
"""

from collections.abc import Iterator
from typing import Any, Literal, TypeGuard, get_args

Purpose = Literal["commenting", "tagging", "questioning", "replying"]

_TYPE = "TextualBody"
_MEMBERS = {"type", "purpose", "value"}
_PURPOSES = frozenset(get_args(Purpose))


def bodies(purpose: Purpose, *texts: str) -> Iterator[dict[str, str]]:
    """Yield the bodies of some texts; those that are empty have none."""
    for text in filter(None, texts):
        yield {"type": _TYPE, "purpose": purpose, "value": text}


def values(body: object, purpose: Purpose) -> Iterator[str]:
    """Yield the texts that the ``body`` of an annotation has for a purpose."""
    for one in listed(body):
        if is_ours(one) and one["purpose"] == purpose:
            yield one["value"]


def foreign(body: object) -> list[Any]:
    """Return what is in the ``body`` of an annotation and not ours to read."""
    return [one for one in listed(body) if not is_ours(one)]


def is_ours(body: object) -> TypeGuard[dict[str, str]]:
    """Return whether a body is a text for one of our purposes, with nothing more to it."""
    return (
        isinstance(body, dict)
        and body.keys() == _MEMBERS
        and body["type"] == _TYPE
        and isinstance(body["purpose"], str)
        and body["purpose"] in _PURPOSES
        and isinstance(body["value"], str)
    )


def listed(value: object) -> list[Any]:
    """Return what stands alone, or in a list, as a list."""
    return value if isinstance(value, list) else [value]
