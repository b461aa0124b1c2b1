"""What was searched for lately."""

from collections.abc import Iterable

from immuno_reader.shelf.session import SEARCHES_KEPT

_LONGEST = 200
"""Characters of a search that is worth repeating."""


class RecentSearches:
    """The searches that led somewhere, the latest first; each once, in any case of letters."""

    def __init__(self, searches: Iterable[str] = ()) -> None:
        """Begin with those of an earlier session."""
        self._searches: list[str] = list(searches)

    @property
    def searches(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._searches)

    def add(self, search: str) -> None:
        """Note a search; what is too long to be typed again is not kept."""
        text = " ".join(search.split())
        if not 0 < len(text) <= _LONGEST:
            return
        same = text.casefold()
        others = [one for one in self._searches if one.casefold() != same]
        self._searches = [text, *others][:SEARCHES_KEPT]

    def clear(self) -> None:
        """Forget them all."""
        self._searches = []
