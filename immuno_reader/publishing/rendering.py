"""Sections and definitions as sanitised HTML, with terms, links and pictures in place."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import nh3

from immuno_reader.identity import PackId, SectionId, TermId
from immuno_reader.library.plain_text import measure
from immuno_reader.publishing.guarding import is_too_large
from immuno_reader.publishing.linking import Match, TermLinker
from immuno_reader.publishing.markdown_tree import MarkdownReader
from immuno_reader.publishing.source import Edition, Finding, SectionSource, TermSource
from immuno_reader.publishing.targets import OUTSIDE_SCHEMES, Broken, Targets

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WITHOUT_TERMS = frozenset(
    ("a", "abbr", "code", "kbd", "pre", "samp", "sub", "sup", *_HEADINGS)
) | {"callout-title", "missing-image"}
"""Elements, and classes of elements, in which no term is linked."""

_HEADING_LINES = re.compile(
    r"^[ >]*#{1,6}[^\n]*$|^(?![ \t]*$)[^\n]+\n[ >]*(?:=+|-+)[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)

_VOID = ("br", "hr", "img")
_CELL = {"align", "colspan", "rowspan"}
_SANITISER = nh3.Cleaner(
    tags={
        *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt"),
        *("em", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "u", "ul", "var", *_HEADINGS),
    },
    clean_content_tags=set(),
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "img": {"src", "alt", "title", "width", "height"},
        "ol": {"start"},
        "td": _CELL,
        "th": _CELL,
        **{heading: {"id"} for heading in _HEADINGS},
    },
    allowed_classes={
        "a": {"term", "again"},
        "div": {"callout", "short", "note", "warning", "danger", "footnote"},
        "p": {"callout-title", "caption"},
        "span": {"missing-image"},
        "sup": {"footnote-ref"},
    },
    link_rel=None,
    url_schemes={"section", "term", "image", *OUTSIDE_SCHEMES},
    url_relative="deny",
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML, not yet measured."""

    html: str
    findings: tuple[Finding, ...]
    terms: tuple[TermId, ...]
    """The terms that it uses, in the order of their first use."""
    links: int
    """How often a term is linked."""


class Renderer:
    """Renders the sections and the glossary of one edition."""

    def __init__(self, edition: Edition, pack: PackId, linker: TermLinker) -> None:
        """Make ready for any number of sections.

        Args:
            edition: the edition.
            pack: the pack that it is of.
            linker: finds the edition's terms.
        """
        self._edition = edition
        self._pack = pack
        self._linker = linker
        self._reader = MarkdownReader()
        self._targets = Targets(edition, pack, self._anchors)
        self._known_anchors: dict[SectionId, frozenset[str]] = {}

    def section(self, section: SectionSource) -> Rendered:
        """Return a section's body as HTML."""
        places = _Places(section.file, section.body, section.body_line)
        return self._render(section.body, section.path.as_posix(), places, None)

    def definition(self, term: TermSource) -> Rendered:
        """Return a term's definition as HTML, without links to the term itself."""
        places = _Places(self._edition.folder / "glossary.yaml", "", term.line)
        return self._render(term.definition, "glossary.yaml", places, term.id)

    def _render(
        self, source: str, base: str, places: "_Places", own_term: TermId | None
    ) -> Rendered:
        tree = self._reader.read(source)
        page = _Page(self._pack, self._linker, self._targets, places, base, own_term)
        for problem in tree.problems:
            broken = Broken("warning", problem.rule, problem.message)
            places.add(broken, places.next_line(problem.words))
        page.dress(tree.root, with_terms=not tree.is_plain)
        html = _SANITISER.clean(_inside(tree.root))
        return Rendered(html, tuple(places.findings), tuple(page.used), page.links)

    def _anchors(self, section: SectionId) -> frozenset[str]:
        """Return what a link to a section may write after ``#``."""
        if section not in self._known_anchors:
            body = self._edition.sections[section].body
            lines = [] if is_too_large(body) else _HEADING_LINES.finditer(_FENCED.sub("", body))
            tree = self._reader.read("\n\n".join(line[0] for line in lines))
            headings = measure(_SANITISER.clean(_inside(tree.root))).headings
            self._known_anchors[section] = frozenset(heading.anchor for heading in headings)
        return self._known_anchors[section]


class _Places:
    """Collects findings with the lines that they are about."""

    def __init__(self, file: Path, body: str, line: int) -> None:
        self._file = file
        self._body = body
        self._line = line
        self._line_ends = [end.start() for end in re.finditer("\n", body)]
        self._after: dict[str, int] = {}
        """Up to where the body has been searched for some words."""
        self.findings: list[Finding] = []

    def add(self, broken: Broken, line: int) -> None:
        """Add a finding."""
        self.findings.append(Finding(self._file, line, *broken))

    def next_line(self, words: str) -> int:
        """Return the line of the next place where some words stand."""
        at = self._body.find(words, self._after.get(words, 0)) if words else -1
        self._after[words] = at + 1
        return self._line + bisect_left(self._line_ends, at)


class _Page:
    """One text that is being dressed."""

    def __init__(
        self,
        pack: PackId,
        linker: TermLinker,
        targets: Targets,
        places: _Places,
        base: str,
        own_term: TermId | None,
    ) -> None:
        self._pack = pack
        self._linker = linker
        self._targets = targets
        self._places = places
        self._base = base
        self._own_term = own_term
        self._own_ids: set[str] = set()
        self.used: dict[TermId, None] = {}
        self.links = 0

    def dress(self, element: Element, *, with_terms: bool = True) -> None:
        """Put terms, links and pictures in place in an element and all inside it."""
        tag = element.tag
        if tag in _WITHOUT_TERMS or element.get("class") in _WITHOUT_TERMS:
            with_terms = False
        children: list[Element] = []
        if with_terms and element.text and (found := self._find(element.text)):
            element.text, terms = self._link(element.text, found)
            children += terms
        for child in element:
            self._prepare(child)
            self.dress(child, with_terms=with_terms)
            if child.tag == "p" and _is_empty(child):
                continue
            children.append(child)
            caption = _caption(child) if child.tag == "p" else None
            if caption is not None:
                children.append(caption)
            if with_terms and child.tail and (found := self._find(child.tail)):
                child.tail, terms = self._link(child.tail, found)
                children += terms
        if children != list(element):
            element[:] = children

    def _find(self, text: str) -> list[Match]:
        return [match for match in self._linker.find(text) if match.term != self._own_term]

    def _link(self, text: str, found: list[Match]) -> tuple[str, list[Element]]:
        """Return what comes before the first term, and the terms with what follows each."""
        links = []
        ends = [match.start for match in found[1:]] + [len(text)]
        for (start, end, term), tail_end in zip(found, ends, strict=True):
            kind = "term again" if term in self.used else "term"
            link = Element("a", {"class": kind, "href": f"term:{self._pack}/{term}"})
            link.text, link.tail = text[start:end], text[end:tail_end]
            links.append(link)
            self.used[term] = None
        self.links += len(links)
        return text[: found[0].start], links

    def _prepare(self, element: Element) -> None:
        if element.tag == "a":
            self._prepare_link(element)
        elif element.tag == "img":
            self._prepare_picture(element)
        elif element.tag in _HEADINGS and (own := element.get("id")):
            line = self._places.next_line(f"#{own}")
            if own in self._own_ids:
                message = f"Two headings have the id {own}; the second gets a number behind it."
                self._places.add(Broken("warning", "heading-id-twice", message), line)
            self._own_ids.add(own)

    def _prepare_link(self, element: Element) -> None:
        target = element.get("href", "")
        link = self._targets.link(self._base, target)
        if link.broken:
            self._places.add(link.broken, self._places.next_line(target))
        if link.address:
            element.set("href", link.address)
        else:
            element.tag = _UNKNOWN
            element.attrib.clear()

    def _prepare_picture(self, element: Element) -> None:
        target = element.get("src", "")
        picture = self._targets.picture(self._base, target)
        if isinstance(picture, Broken):
            self._places.add(picture, self._places.next_line(target))
            element.tag = "span"
            element.text = f"[{element.get('alt') or '…'}]"
            element.attrib.pop("src", None)
            element.set("class", "missing-image")
        else:
            element.set("src", picture.address)
            element.set("width", str(picture.width))
            element.set("height", str(picture.height))


_UNKNOWN = "plain"
"""No tag of HTML, so that the sanitiser leaves it out and keeps what is inside."""


def _inside(root: Element) -> str:
    """Return what is inside an element as HTML."""
    parts = [escape(root.text or "", quote=False)]
    for child in root:
        _write(child, parts)
    return "".join(parts)


def _write(element: Element, parts: list[str]) -> None:
    tag = element.tag
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.items() if value is not None
    )
    parts.append(f"<{tag}{attributes}>")
    if element.text:
        parts.append(escape(element.text, quote=False))
    for child in element:
        _write(child, parts)
    if tag not in _VOID:
        parts.append(f"</{tag}>")
    if element.tail:
        parts.append(escape(element.tail, quote=False))


def _is_empty(paragraph: Element) -> bool:
    """Tell whether a paragraph would only make a gap."""
    return not len(paragraph) and not (paragraph.text or "").strip()


def _caption(paragraph: Element) -> Element | None:
    """Return the caption of a picture that stands alone in its paragraph."""
    if len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    picture = paragraph[0]
    if picture.tag != "img" and picture.get("class") != "missing-image":
        return None
    title = picture.attrib.pop("title", "").strip()
    if not title or (picture.tail or "").strip():
        return None
    caption = Element("p", {"class": "caption"})
    caption.text, caption.tail, paragraph.tail = title, paragraph.tail, None
    return caption
