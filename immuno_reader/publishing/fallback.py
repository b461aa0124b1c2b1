"""What one language of a pack lacks, filled in from the pack's default language."""

from collections.abc import Iterable, Iterator

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermRef
from immuno_reader.library.book import SectionEntry, TermName
from immuno_reader.publishing.source import Edition, EntrySource, PackSource


def contents_in(source: PackSource, language: Language) -> tuple[SectionEntry, ...]:
    """Return the contents tree of a pack in one language.

    The order is the edition's own. A section that only the default language has follows the one
    that it follows there.
    """
    edition, default = source.editions[language], source.editions[source.pack.default_language]
    following: dict[SectionId | None, list[EntrySource]] = {}
    before: SectionId | None = None
    for entry in default.entries:
        if entry.section in edition.sections:
            before = entry.section
        elif entry.section:
            following.setdefault(before, []).append(entry)
    missing = _rows(following.get(None, ()), source.pack.id, default)
    return (*missing, *_merged(source.pack.id, edition, default, following))


def names_in(source: PackSource, language: Language) -> Iterable[TermName]:
    """Return the names of a pack's terms in one language."""
    terms = {**source.editions[source.pack.default_language].terms}
    terms.update(source.editions[language].terms)
    return (TermName(TermRef(source.pack.id, term.id), term.name) for term in terms.values())


def _merged(
    pack: PackId,
    edition: Edition,
    default: Edition,
    following: dict[SectionId | None, list[EntrySource]],
) -> Iterator[SectionEntry]:
    for row in _rows(edition.entries, pack, edition):
        yield row
        if row.ref:
            yield from _rows(following.get(row.ref.section, ()), pack, default)


def _rows(entries: Iterable[EntrySource], pack: PackId, edition: Edition) -> Iterator[SectionEntry]:
    for entry in entries:
        ref = SectionRef(pack, entry.section) if entry.section else None
        yield SectionEntry(ref, entry.title, entry.depth, entry.kind, pack, edition.language)
