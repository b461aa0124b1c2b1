"""A pack laid out for checking: every section as a page, every definition as blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from immuno_reader.identity import Language, PackId, SectionId, TermId
from immuno_reader.publishing.checking.languages import lexicon_of
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.locating import Locator, waivers_in, without_comments
from immuno_reader.publishing.checking.outlining import outline
from immuno_reader.publishing.checking.page import Block, Page, Sentence, Waiver
from immuno_reader.publishing.checking.sentences import closed, sentences_in
from immuno_reader.publishing.linking import TermLinker
from immuno_reader.publishing.rendering import Rendered, Renderer
from immuno_reader.publishing.source import (
    Edition,
    Finding,
    PackSource,
    SectionSource,
    TermSource,
)

GLOSSARY = "glossary.yaml"

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A glossary entry with the blocks of its definition."""

    term: TermSource
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One language of a pack."""

    edition: Edition
    lexicon: Lexicon | None
    """None for a language of which the checker knows no words."""
    pages: tuple[Page, ...]
    definitions: Mapping[TermId, Definition]
    linker: TermLinker
    chapters: Mapping[str, tuple[SectionId, ...]]
    """The sections of each part of the contents list, by its title."""
    words_named: frozenset[str]
    """Every word of every name in the glossary, plurals too, in lower case."""

    @property
    def language(self) -> Language:
        """Its language."""
        return self.edition.language

    def fingerprint(self, sections: Iterable[SectionId]) -> str:
        """Return what changes whenever a word or a picture of some sections does."""
        state = blake2b(digest_size=4)
        for id in sections:
            page = self.page(id)
            for block in page.blocks if page else ():
                shown = "\0".join(f"{one.target}\0{one.alt}" for one in block.pictures)
                state.update(f"{block.kind}\0{block.text}\0{shown}\0".encode())
                for picture in block.pictures:
                    if image := self.edition.images.get(picture.path):
                        # A drawing is a text, and copies of it may differ in their line ends.
                        state.update(image.data.replace(b"\r\n", b"\n"))
        return state.hexdigest()

    def page(self, id: SectionId) -> Page | None:
        """Return a section, or None."""
        return next((page for page in self.pages if page.source.id == id), None)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole pack."""

    source: PackSource
    proofs: Mapping[Language, Proof]
    findings: tuple[Finding, ...]
    """What reading and rendering have found."""
    waivers: tuple[Waiver, ...]

    @property
    def default(self) -> Proof:
        """The language that the others are measured by."""
        return next(iter(self.proofs.values()))

    @property
    def translations(self) -> Iterator[Proof]:
        """The other languages."""
        return (proof for proof in self.proofs.values() if proof is not self.default)


def lay_out(source: PackSource) -> Manuscript:
    """Return a pack as the checker needs it."""
    findings = list(source.findings)
    proofs = {
        language: _proof(edition, source.pack.id, findings)
        for language, edition in source.editions.items()
    }
    waivers = [
        waiver
        for edition in source.editions.values()
        for section in edition.sections.values()
        for waiver in waivers_in(section)
    ]
    return Manuscript(source, proofs, tuple(findings), tuple(waivers))


def _proof(edition: Edition, pack: PackId, findings: list[Finding]) -> Proof:
    lexicon = lexicon_of(edition.language)
    linker = TermLinker(edition.terms.values(), edition.language)
    renderer = Renderer(edition, pack, linker)
    pages = []
    for section in edition.sections.values():
        rendered = renderer.section(section)
        findings += rendered.findings
        pages.append(_page(section, rendered, edition.language, lexicon))
    definitions = {}
    for term in edition.terms.values():
        rendered = renderer.definition(term)
        findings += rendered.findings
        definitions[term.id] = _definition(term, rendered, lexicon)
    named = (word for form in linker.forms for word in _WORD.findall(form.text))
    return Proof(
        edition,
        lexicon,
        tuple(pages),
        definitions,
        linker,
        _chapters(edition),
        frozenset(map(str.casefold, named)),
    )


def _page(
    section: SectionSource, rendered: Rendered, language: Language, lexicon: Lexicon | None
) -> Page:
    raw = without_comments(section.body)
    locator = Locator(raw, section.body_line)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for drafted in outline(rendered.html):
        block = replace(drafted, line=locator.next_line(_first_words(drafted)))
        blocks.append(block)
        if block.is_prose:
            sentences += _sentences(block, lexicon, locator)
    return Page(section, language, tuple(blocks), tuple(sentences), raw)


def _definition(term: TermSource, rendered: Rendered, lexicon: Lexicon | None) -> Definition:
    blocks = [replace(block, line=term.line) for block in outline(rendered.html)]
    sentences = [one for block in blocks if block.is_prose for one in _sentences(block, lexicon)]
    return Definition(term, tuple(blocks), tuple(sentences))


def _first_words(block: Block) -> str:
    return block.text or (block.pictures[0].alt if block.pictures else "")


def _sentences(
    block: Block, lexicon: Lexicon | None, locator: Locator | None = None
) -> Iterator[Sentence]:
    for start, text in sentences_in(closed(block.text), lexicon):
        line = locator.next_line(text) if locator and start else block.line
        yield Sentence(text, line, block, start)


def _chapters(edition: Edition) -> dict[str, tuple[SectionId, ...]]:
    chapters: dict[str, list[SectionId]] = {}
    has_parts = any(entry.kind == "part" for entry in edition.entries)
    title = ""
    for entry in edition.entries:
        if entry.kind == "part" or (not has_parts and entry.depth == 0):
            title = entry.title
        if entry.section:
            chapters.setdefault(title or entry.title, []).append(entry.section)
    return {name: tuple(sections) for name, sections in chapters.items()}
