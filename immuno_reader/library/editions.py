"""What there is to be searched: the texts that are shown, by their language."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from immuno_reader.identity import Language, SectionRef
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.book import Contents, SectionEntry
from immuno_reader.library.expansion import Expander
from immuno_reader.library.store import Library
from immuno_reader.library.thesaurus import Thesaurus
from immuno_reader.library.word_index import Among, WordIndex


class SearchedEdition(NamedTuple):
    """The texts of one language that are shown."""

    language: Language
    analyzer: Analyzer
    expander: Expander
    packs: tuple[Among, ...]
    """Their numbers, pack by pack."""
    terms: Among | None
    """The numbers of the terms that are explained in this language, if there are any."""
    shown: dict[int, SectionRef]
    """The sections, by number."""
    numbers: dict[SectionRef, int]


def read_editions(
    library: Library,
    index: WordIndex,
    thesaurus: Thesaurus,
    analyzer: Callable[[Language], Analyzer],
) -> Iterator[SearchedEdition]:
    """Yield the texts that are shown, language by language, the one with most of them first.

    Args:
        library: what is read.
        index: its index.
        thesaurus: what words mean in it.
        analyzer: returns what takes texts of a language apart.
    """
    entries = {entry.ref: entry for entry in library.contents().sections()}
    shown: dict[Language, dict[int, SectionRef]] = {}
    for number, key in index.sections().items():
        entry = entries.get(key.ref)
        if entry is not None and entry.language == key.language:
            shown.setdefault(key.language, {})[number] = key.ref
    packs = library.contents().packs
    terms_of = index.terms().items()
    languages = dict.fromkeys(language for pack in packs for language in pack.languages)
    for language in sorted(shown, key=lambda language: -len(shown[language])):
        others = [other for other in languages if other != language]
        packs_shown: dict[str, list[int]] = {}
        for number, ref in shown[language].items():
            packs_shown.setdefault(ref.pack, []).append(number)
        terms = [number for number, key in terms_of if key.language == language]
        expander = Expander(index, thesaurus, language, analyzer(language), others)
        by_ref = {ref: number for number, ref in shown[language].items()}
        yield SearchedEdition(
            language,
            analyzer(language),
            expander,
            tuple(map(Among.of, packs_shown.values())),
            Among.of(terms) if terms else None,
            shown[language],
            by_ref,
        )


def read_ways(contents: Contents) -> Iterator[tuple[SectionRef, tuple[str, ...]]]:
    """Yield what each section stands under in the contents."""
    way: list[SectionEntry] = []
    for entry in contents.entries:
        if entry.kind == "part" or (way and way[0].pack != entry.pack):
            way = [entry] if entry.kind == "part" else []
        if entry.kind != "part":
            way = [row for row in way if row.kind == "part" or row.depth < entry.depth]
            if entry.ref:
                yield entry.ref, tuple(row.title for row in way)
            way.append(entry)
