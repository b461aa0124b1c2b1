"""The table of everyday words: what people say, and the term or section that they mean by it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from immuno_reader.identity import SectionId, TermId
from immuno_reader.library.analysis import squeezed
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.nodes import Fields, Node
from immuno_reader.publishing.source import EverydaySource, TermSource

LONGEST_PHRASE = 80
"""Characters of one entry of ``words``."""


def read_everyday(table: Node, findings: Findings) -> tuple[EverydaySource, ...]:
    """Return the rows of an ``everyday.yaml``.

    Args:
        table: the whole document, which should be a list of mappings.
        findings: held open at it.
    """
    if isinstance(table.value, str | Mapping):
        if not table.is_empty:
            findings.warning(
                table.line, "everyday-type", f"This table is a list, not {table.shape}."
            )
        return ()
    return tuple(_rows(table.value, findings))


def with_known_meanings(
    rows: Iterable[EverydaySource],
    terms: Mapping[TermId, TermSource],
    known_terms: Collection[TermId],
    known_sections: Collection[SectionId],
    findings: Findings,
) -> tuple[EverydaySource, ...]:
    """Return the rows that mean something which there is, each phrase once.

    Args:
        rows: the table of one language.
        terms: the glossary of that language.
        known_terms: the ids of this language and of the one it falls back to.
        known_sections: the same of sections.
        findings: held open at the table.
    """
    named = {
        squeezed(name): term.name
        for term in terms.values()
        for name in (term.name, term.abbreviation, *term.aliases)
    }
    checked = []
    for row in rows:
        term, section = row.term, row.section
        if term and term not in known_terms:
            findings.error(row.line, "everyday-unknown", f"There is no term “{term}”.")
            term = TermId("")
        if section and section not in known_sections:
            findings.error(row.line, "everyday-unknown", f"There is no section “{section}”.")
            section = SectionId("")
        phrases = tuple(_new_phrases(row, named, findings))
        if phrases and (term or section):
            checked.append(replace(row, phrases=phrases, term=term, section=section))
    return tuple(checked)


def _rows(nodes: Iterable[Node], findings: Findings) -> Iterator[EverydaySource]:
    for node in nodes:
        fields = Fields(node, findings, "everyday-type")
        if not fields.is_mapping:
            continue
        phrases = tuple(dict.fromkeys(" ".join(text.split()) for text in fields.texts("words")))
        too_long = [phrase for phrase in phrases if len(phrase) > LONGEST_PHRASE]
        for phrase in too_long:
            findings.warning(
                fields.line_of("words"),
                "everyday-type",
                f"“{phrase[:40]}…” is longer than {LONGEST_PHRASE} characters; it is left out.",
            )
        term, section = fields.text("term"), fields.text("section")
        if not phrases or not (term or section):
            findings.warning(
                fields.line, "everyday-type", "A row has `words`, and a `term` or a `section`."
            )
            continue
        kept = tuple(phrase for phrase in phrases if phrase not in too_long)
        yield EverydaySource(kept, TermId(term), SectionId(section), fields.line)


def _new_phrases(row: EverydaySource, named: dict[str, str], findings: Findings) -> Iterator[str]:
    for phrase in row.phrases:
        key = squeezed(phrase)
        if not key:
            continue
        if key in named:
            findings.warning(
                row.line, "everyday-twice", f"“{phrase}” already leads to “{named[key]}”."
            )
            continue
        named[key] = row.term or row.section
        yield phrase
