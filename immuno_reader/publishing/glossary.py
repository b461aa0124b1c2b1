"""The terms of a ``glossary.yaml``: what is right is kept, what is wrong is found."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from immuno_reader.identity import SectionId, TermId
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.ids import UniqueIds, slug
from immuno_reader.publishing.nodes import Fields, Node
from immuno_reader.publishing.source import TermSource

LONGEST_NAME = 200
"""Characters of a term, an alias or an abbreviation."""

_COMMON_WORD = re.compile(
    "a|an|and|are|as|at|be|but|by|can|for|from|he|her|his|i|if|in|is|it|its|may|no|not|of|on|or|"
    "she|so|that|the|their|they|this|to|was|we|were|will|with|you|your"
)


def read_terms(glossary: Node, findings: Findings) -> dict[TermId, TermSource]:
    """Return the terms of a glossary by id.

    Args:
        glossary: the whole document, which should be a list of mappings.
        findings: held open at the glossary.
    """
    if isinstance(glossary.value, str | Mapping):
        if not glossary.is_empty:
            findings.error(
                glossary.line, "glossary-type", f"A glossary is a list, not {glossary.shape}."
            )
        return {}
    terms = list(_terms(glossary.value, findings))
    return {term.id: term for term in _with_own_aliases(terms, findings)}


def with_known_references(
    terms: Mapping[TermId, TermSource],
    known_terms: Collection[TermId],
    known_sections: Collection[SectionId],
    findings: Findings,
) -> dict[TermId, TermSource]:
    """Return the terms without references that lead nowhere.

    Args:
        terms: the terms of one language.
        known_terms: the ids of this language and of the one it falls back to.
        known_sections: the same of sections.
        findings: held open at the glossary.
    """
    checked = {}
    for term in terms.values():
        for see in (see for see in term.see if see not in known_terms):
            findings.error(term.line, "glossary-see", f"“{term.name}”: no term “{see}”.")
        for id in (id for id in term.explained_in if id not in known_sections):
            findings.error(term.line, "glossary-explained-in", f"“{term.name}”: no section “{id}”.")
        checked[term.id] = replace(
            term,
            see=tuple(see for see in term.see if see in known_terms and see != term.id),
            explained_in=tuple(id for id in term.explained_in if id in known_sections),
        )
    return checked


def _terms(nodes: Iterable[Node], findings: Findings) -> Iterator[TermSource]:
    ids = UniqueIds()
    lines: dict[str, int] = {}
    for node in nodes:
        fields = Fields(node, findings, "glossary-type")
        if not fields.is_mapping:
            continue
        name = " ".join(fields.text("term").split())
        if not _is_usable(name, "term", fields.line, findings):
            continue
        wanted = _id(fields, name, findings)
        id = ids.take(wanted)
        if id != wanted:
            findings.error(
                fields.line_of("id"),
                "glossary-duplicate-id",
                f"The id “{wanted}” is taken since line {lines[wanted]}; “{id}” is used.",
            )
        lines[id] = fields.line
        definition = fields.text("definition")
        if not definition:
            findings.error(fields.line, "glossary-definition", f"“{name}” has no definition.")
        yield TermSource(
            id=TermId(id),
            name=name,
            aliases=tuple(_aliases(fields, findings)),
            abbreviation=fields.text("abbreviation"),
            say=fields.text("say"),
            definition=definition,
            see=tuple(TermId(see) for see in dict.fromkeys(fields.texts("see"))),
            explained_in=tuple(SectionId(id) for id in dict.fromkeys(fields.texts("explained_in"))),
            sources=fields.texts("sources"),
            line=fields.line,
            key=fields.text("key").casefold() in ("true", "yes"),
            tag=fields.text("tag"),
            given=frozenset(fields.lines),
        )


def _aliases(fields: Fields, findings: Findings) -> Iterator[str]:
    line = fields.line_of("aliases")
    for alias in dict.fromkeys(" ".join(text.split()) for text in fields.texts("aliases")):
        if _is_usable(alias, "alias", line, findings):
            yield alias


def _is_usable(name: str, what: str, line: int, findings: Findings) -> bool:
    if not name:
        findings.error(line, "glossary-empty-term", "A term without a name is left out.")
    elif len(name) > LONGEST_NAME:
        findings.error(
            line,
            "glossary-long-term",
            f"The {what} “{name[:40]}…” is longer than {LONGEST_NAME} characters; it is left out.",
        )
    elif _COMMON_WORD.fullmatch(name.casefold()) and not name.isupper():
        findings.warning(
            line, "glossary-common-word", f"The {what} “{name}” will be marked almost everywhere."
        )
        return True
    else:
        return True
    return False


def _id(fields: Fields, name: str, findings: Findings) -> str:
    given = fields.text("id")
    id = slug(given) or slug(name)
    if id != given:
        findings.error(
            fields.line_of("id"),
            "id-characters",
            f"“{given}” is no id: use a-z, 0-9 and dashes; “{id}” is used."
            if given
            else f"“{name}” has no id; “{id}” is used.",
        )
    return id


def _with_own_aliases(terms: Sequence[TermSource], findings: Findings) -> Iterator[TermSource]:
    """Yield the terms, each form of a name with the first that claims it; names go before aliases.

    An abbreviation that another term claims stays to be shown, and belongs to the other.
    """
    owners: dict[str, TermSource] = {}
    for term in terms:
        owner = owners.setdefault(_form(term.name), term)
        if owner is not term:
            _found_twice(term, term.name, owner, findings)
    for term in terms:
        kept = []
        for alias in (*filter(None, [term.abbreviation]), *term.aliases):
            owner = owners.setdefault(_form(alias), term)
            if owner is not term:
                _found_twice(term, alias, owner, findings)
            elif alias in term.aliases:
                kept.append(alias)
        yield replace(term, aliases=tuple(dict.fromkeys(kept)))


def _form(name: str) -> str:
    """Return what makes two names one: the ALL of a disease is not the word "all"."""
    return name if name.isupper() else name.casefold()


def _found_twice(term: TermSource, name: str, owner: TermSource, findings: Findings) -> None:
    findings.error(
        term.line,
        "glossary-alias",
        f"“{name}” of “{term.name}” already belongs to “{owner.name}” (line {owner.line}).",
    )
