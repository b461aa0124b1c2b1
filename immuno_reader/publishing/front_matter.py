"""The head of a section's file: YAML between ``---`` lines, before the Markdown."""

import io
import re
from dataclasses import dataclass
from typing import NamedTuple

from immuno_reader.library.book import Source
from immuno_reader.publishing.nodes import Fields
from immuno_reader.publishing.summary import LONGEST_LINE, plain_title, without_closing_marks

_OPENS = re.compile(r"---[ \t]*\n")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"\s*(?:#.*\n\s*)*[A-Za-z_][\w-]*:(?:\s|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")


class Parts(NamedTuple):
    """A file in two."""

    head: str
    """The YAML, empty where there is none; it starts at line 2."""
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a section says; empty where it says nothing."""

    id: str = ""
    title: str = ""
    summary: str = ""
    checked: str = ""
    due: str = ""
    sources: tuple[Source, ...] = ()
    clinical_review: str = ""


def split(text: str) -> Parts:
    """Part a file's head from its body.

    A rule of three dashes at the top of a page without front matter opens nothing: what follows
    must look like fields.
    """
    if (opens := _OPENS.match(text)) and (closes := _CLOSES.search(text, opens.end())):
        head = text[opens.end() : closes.start()]
        if not head.strip() or _FIELD.match(head):
            return Parts(head, text[closes.end() :], text.count("\n", 0, closes.end()) + 1)
    return Parts("", text, 1)


def read_front_matter(fields: Fields) -> FrontMatter:
    """Return what the fields of a head say."""
    return FrontMatter(
        id=fields.text("id"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        checked=fields.date("checked"),
        due=fields.date("due"),
        sources=tuple(
            Source(*(source.text(key) for key in ("key", "publisher", "title", "date", "seen")))
            for source in fields.mappings("sources")
        ),
        clinical_review=fields.text("clinical_review"),
    )


def first_heading(body: str) -> str:
    """Return the words of the first heading outside code, or empty."""
    fence, above = "", ""
    for line in io.StringIO(body, newline="\n"):
        if opens := _FENCE.match(line):
            mark = opens[1]
            if not fence:
                fence = mark
            elif mark.startswith(fence):
                fence = ""
        elif not fence:
            heading = _HEADING.match(line)
            text = heading[1] if heading else above if _UNDERLINE.match(line) else ""
            if title := plain_title(
                without_closing_marks(_ATTRIBUTES.sub("", text[:LONGEST_LINE]))
            ):
                return title
        above = line if not fence else ""
    return ""
