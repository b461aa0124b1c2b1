"""How sections, terms and contents are written down in a library, and read back.

Lists that a start of the reader reads are kept by columns: JSON of a few long lists is read
several times as fast as JSON of many short ones.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, Span, TermId, TermRef
from immuno_reader.library.book import (
    Block,
    Heading,
    Pack,
    Section,
    SectionEntry,
    Source,
    TermName,
)


class Counts(NamedTuple):
    """How much a library holds, each language counted."""

    sections: int
    terms: int
    links: int
    """Places where a term is linked to its entry."""


class SectionRow(NamedTuple):
    """A section as the table keeps it."""

    pack: str
    id: str
    language: str
    title: str
    headings: str
    body: str
    html: str
    details: str


class TermRecord(NamedTuple):
    """A term as the table keeps it: what it refers to, by id."""

    name: str
    aliases: tuple[str, ...]
    abbreviation: str
    say: str
    definition_html: str
    definition: str
    see: tuple[TermId, ...]
    explained_in: tuple[SectionId, ...]
    sources: tuple[str, ...]


class EverydayWords(NamedTuple):
    """What people say, and the term or section that they mean by it; one of them may be empty."""

    phrases: tuple[str, ...]
    term: TermId
    section: SectionId


def write_pack(pack: Pack) -> str:
    """Return a pack's fields as JSON."""
    return _json(pack._asdict())


def read_pack(text: str) -> Pack:
    """Read back what ``write_pack`` wrote."""
    fields = json.loads(text)
    return Pack(**{**fields, "languages": tuple(fields["languages"])})


def write_contents(entries: Sequence[SectionEntry]) -> str:
    """Return the rows of one pack's contents tree as JSON."""
    return _json(
        [
            [entry.ref.section if entry.ref else None for entry in entries],
            [entry.title for entry in entries],
            [entry.depth for entry in entries],
            [entry.kind for entry in entries],
            [entry.language for entry in entries],
        ]
    )


def read_contents(text: str, pack: PackId) -> Iterable[SectionEntry]:
    """Read back what ``write_contents`` wrote."""
    ids, titles, depths, kinds, languages = json.loads(text)
    refs = [id and SectionRef(pack, id) for id in ids]
    return map(SectionEntry, refs, titles, depths, kinds, repeat(pack), languages)


def write_names(names: Sequence[TermName]) -> str:
    """Return the names of one glossary as JSON."""
    return _json([[name.ref.term for name in names], [name.name for name in names]])


def read_names(text: str, pack: PackId) -> Iterable[TermName]:
    """Read back what ``write_names`` wrote."""
    ids, names = json.loads(text)
    return map(TermName, map(TermRef, repeat(pack), ids), names)


def write_section(section: Section) -> SectionRow:
    """Return a section as a row."""
    return SectionRow(
        pack=section.ref.pack,
        id=section.ref.section,
        language=section.language,
        title=section.title,
        headings="\n".join(heading.text for heading in section.headings),
        body=section.text,
        html=section.html,
        details=_json(
            [
                section.summary,
                section.blocks,
                section.headings,
                section.spoken,
                section.checked,
                section.due,
                section.sources,
                section.clinical_review,
            ]
        ),
    )


def read_section(row: SectionRow) -> Section:
    """Read back what ``write_section`` wrote."""
    summary, blocks, headings, spoken, checked, due, sources, review = json.loads(row.details)
    return Section(
        ref=SectionRef(PackId(row.pack), SectionId(row.id)),
        title=row.title,
        summary=summary,
        language=Language(row.language),
        html=row.html,
        text=row.body,
        blocks=tuple(map(Block._make, blocks)),
        headings=tuple(map(Heading._make, headings)),
        spoken=tuple(map(Span._make, spoken)),
        checked=checked,
        due=due,
        sources=tuple(Source(*source) for source in sources),
        clinical_review=review,
    )


def read_blocks(details: str) -> tuple[Block, ...]:
    """Read back the blocks alone, from the details of a section."""
    return tuple(map(Block._make, json.loads(details)[1]))


def write_term(record: TermRecord) -> str:
    """Return a term's fields as JSON."""
    return _json(record)


def read_term(text: str) -> TermRecord:
    """Read back what ``write_term`` wrote."""
    fields: list[Any] = [
        tuple(value) if isinstance(value, list) else value for value in json.loads(text)
    ]
    return TermRecord(*fields)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
