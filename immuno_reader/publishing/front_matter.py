"""The head of a section's file: YAML between ``---`` lines, before the Markdown."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from immuno_reader.library.book import Source
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.nodes import Fields
from immuno_reader.publishing.source import SectionKind
from immuno_reader.publishing.source_list import Known, read_sources
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
    kind: SectionKind | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each field that is there."""


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


def read_front_matter(fields: Fields, known: Known, findings: Findings) -> FrontMatter:
    """Return what the fields of a head say.

    Args:
        fields: the head.
        known: the sources that the pack lists.
        findings: held open at the section.
    """
    return FrontMatter(
        id=fields.text("id"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        checked=fields.date("checked"),
        due=fields.date("due"),
        sources=read_sources(fields, known, findings),
        clinical_review=fields.text("clinical_review"),
        kind=_kind(fields, findings),
        lines=fields.lines,
    )


def _kind(fields: Fields, findings: Findings) -> SectionKind | None:
    given = fields.text("kind")
    for kind in get_args(SectionKind):
        if given == kind:
            return kind  # type: ignore[no-any-return]
    if given:
        names = ", ".join(get_args(SectionKind))
        findings.warning(
            fields.line_of("kind"), "front-matter-kind", f"“{given}” is no kind: use {names}."
        )
    return None


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
