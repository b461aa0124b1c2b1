"""What somebody wants who types into the search field."""

from typing import Literal, NamedTuple

WishKind = Literal["nothing", "search", "command", "heading"]

COMMAND, HEADING = ">", "@"
"""What is typed first to find a command of the menus, or a heading of the page."""


class Wish(NamedTuple):
    """What is to be looked for, and where."""

    kind: WishKind
    words: str

    @classmethod
    def of(cls, typed: str) -> "Wish":
        """Read what was typed."""
        text = typed.strip()
        if text.startswith(COMMAND):
            return cls("command", text.removeprefix(COMMAND).strip())
        if text.startswith(HEADING):
            return cls("heading", text.removeprefix(HEADING).strip())
        return cls("search", text) if text else cls("nothing", "")
