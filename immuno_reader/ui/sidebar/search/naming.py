"""How a name is found by a few letters: its words in any order, or its initials."""

from typing import TYPE_CHECKING, TypeVar

from immuno_reader.library.naming import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_T = TypeVar("_T")


def best_named(
    typed: str, things: "Iterable[_T]", name: "Callable[[_T], str]", around: "Callable[[_T], str]"
) -> list[_T]:
    """Return the things that are meant, those that fit best first; all when nothing is typed.

    Args:
        typed: words or parts of words, or the initials of a name.
        things: what there is, in its usual order, which those that fit alike keep.
        name: returns the name of a thing.
        around: returns words that a thing is found by as well, such as its menu.
    """
    wanted = fold(typed)
    ranked = [(_rank(wanted, fold(name(one)), fold(around(one))), one) for one in things]
    fitting = [(rank, one) for rank, one in ranked if rank is not None]
    return [one for _, one in sorted(fitting, key=lambda pair: pair[0])]


def _rank(wanted: str, name: str, around: str) -> int | None:
    """Return how well a name fits, 0 best; None when it does not."""
    if name.startswith(wanted):
        return 0
    words, parts = _words(name), wanted.split()
    if _begin(parts, words):
        return 1
    if len(wanted) > 1 and "".join(word[0] for word in words).startswith("".join(parts)):
        return 2
    if _begin(parts, words + _words(around)):
        return 3
    return 4 if wanted in name else None


def _begin(parts: list[str], words: list[str]) -> bool:
    """Tell whether each part begins a word of its own."""
    left = list(words)
    for part in sorted(parts, key=len, reverse=True):
        begun = next((word for word in left if word.startswith(part)), None)
        if begun is None:
            return False
        left.remove(begun)
    return True


def _words(text: str) -> list[str]:
    words = ("".join(filter(str.isalnum, word)) for word in text.replace("-", " ").split())
    return [word for word in words if word]
