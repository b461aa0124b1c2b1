"""Where the words of a page stand in the file that it is written in."""

import re
from bisect import bisect_left

from immuno_reader.publishing.checking.page import Waiver
from immuno_reader.publishing.source import SectionSource

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ALLOW = re.compile(r"\s*check:\s*allow\s+(\S+)\s*(.*?)\s*", re.DOTALL)
_BLOCK_END = re.compile(r"\n[ \t]*(?:\n|\Z)")
_TOKEN = re.compile(r"\w+")
_LOOK_AHEAD = 12
"""Words of the source, addresses of links among them, within which the next of a text must come."""
_COMPARED = 4


def without_comments(text: str) -> str:
    """Return a text with its comments as blanks, every line where it was."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def waivers_in(section: SectionSource) -> list[Waiver]:
    """Return what the comments of a section allow."""
    found = []
    clean = without_comments(section.body)
    for comment in _COMMENT.finditer(section.body):
        allowed = _ALLOW.fullmatch(comment[1])
        if allowed:
            line = section.body_line + section.body.count("\n", 0, comment.start())
            reason = " ".join(allowed[2].split())
            last = _last_line(section, clean, comment)
            found.append(Waiver(section.file, line, last, allowed[1], reason))
    return found


def _last_line(section: SectionSource, clean: str, comment: re.Match[str]) -> int | None:
    """Return where the block ends that a comment stands in or above; None above all text."""
    if not clean[: comment.start()].strip():
        return None
    rest = clean[comment.end() :]
    # A comment in a line of its own means the block that follows.
    start = len(rest) - len(rest.lstrip()) if _stands_alone(section.body, comment) else 0
    end = _BLOCK_END.search(rest, start)
    stop = comment.end() + (end.start() if end else len(rest))
    return section.body_line + clean.count("\n", 0, stop)


def _stands_alone(body: str, comment: re.Match[str]) -> bool:
    before = body[: comment.start()].rpartition("\n")[2]
    after = body[comment.end() :].partition("\n")[0]
    return not before.strip() and not after.strip()


class Locator:
    """Finds texts in a source, each after the one before; what is not found keeps the last line."""

    def __init__(self, raw: str, first_line: int) -> None:
        self._words: list[str] = []
        self._starts: list[int] = []
        for token in _TOKEN.finditer(raw):
            self._words.append(token[0].casefold())
            self._starts.append(token.start())
        self._line_ends = [end.start() for end in re.finditer("\n", raw)]
        self._first_line = first_line
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            self._places.setdefault(word, []).append(at)
        self._next = 0
        self._line = first_line

    def next_line(self, text: str) -> int:
        """Return the line at which a text starts."""
        wanted = [token.casefold() for token in _TOKEN.findall(text)[:_COMPARED]]
        tries = ((1, self._next), (_LOOK_AHEAD, self._next), (1, 0), (_LOOK_AHEAD, 0))
        found = (self._find(wanted, start, window) for window, start in tries)
        at = next((at for at in found if at is not None), None)
        if at is not None:
            self._next = at + 1
            self._line = self._first_line + bisect_left(self._line_ends, self._starts[at])
        return self._line

    def _find(self, wanted: list[str], start: int, window: int) -> int | None:
        if not wanted:
            return None
        places = self._places.get(wanted[0], [])
        for at in places[bisect_left(places, start) :]:
            if self._follows(wanted[1:], at + 1, window):
                return at
        return None

    def _follows(self, wanted: list[str], start: int, window: int) -> bool:
        for word in wanted:
            following = self._words[start : start + window]
            if word not in following:
                return False
            start += following.index(word) + 1
        return True
