"""Full-text search: from what somebody typed to what they meant, best first."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from immuno_reader.errors import LibraryError, ReaderError
from immuno_reader.identity import Language, Place, SectionRef, Span, TermRef
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.book import Term, TermName
from immuno_reader.library.database import Database
from immuno_reader.library.editions import SearchedEdition, read_editions, read_ways
from immuno_reader.library.expansion import Wanted
from immuno_reader.library.matching import (
    Matcher,
    letters_expression,
    merged,
    words_expression,
)
from immuno_reader.library.naming import fold, nearest
from immuno_reader.library.query import Query, parse
from immuno_reader.library.ranking import (
    Fit,
    Line,
    Page,
    fit,
    glance,
    marks_of,
    snippet,
    summary,
)
from immuno_reader.library.reasons import other_name, reason, see_here
from immuno_reader.library.results import Finder, Hit, Marked, Results
from immuno_reader.library.store import Library
from immuno_reader.library.thesaurus import Meaning, Thesaurus
from immuno_reader.library.word_index import Among, Scored, WordIndex

MOST_TERMS = 4
MOST_SECTIONS = 8
MOST_PASSAGES = 12
PASSAGES_OF_SECTION = 2

_CANDIDATES = 24
_LOOKED_AT = 8
"""Sections of which the whole text is looked at: those that seem best by title and index."""
_FEW = 6
"""Sections that hold all the words; with fewer, those that hold some are looked at too."""
_SOME_OF_ALL = 0.8
"""What the index's score of a section that holds only some of the words is worth."""
_LEADS = 0.7
"""How well a term must fit for the terms to come before the sections."""
_NAMED = 0.5
"""How well a term must fit to stand beside one that leads; the others only speak of it."""
_MOST_BEGUN = 4
_BEGUN_NAME, _BEGUN_WORD = 0.8, 0.6
"""How well a term fits of which the name begins as was typed; less if that is a word by itself."""
_LEAST_BEGINNING = 40
"""Characters of a line that can stand for its section: "In short" cannot."""
_LEAST_LINE = 0.5
"""How much of what is looked for a line must hold to be shown by itself."""
_KEPT_PAGES = 200


class _Scored(NamedTuple):
    """A section that fits."""

    ref: SectionRef
    fit: Fit
    page: Page
    wanted: Wanted
    matcher: Matcher
    why: str


class Searcher:
    """Searches one library in one language; to be used from the thread that opened it.

    Every method raises ``LibraryError`` when the file turns out to be damaged, so that it can be
    compiled anew.
    """

    def __init__(self, database: Database, language: Language | None) -> None:
        """Read what is asked at every search; ``open`` is what others call."""
        self._database = database
        self._library = Library(database, language)
        self._index = WordIndex(database)
        self._index.check()
        self._analyzers: dict[Language, Analyzer] = {}
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._known_terms: dict[TermRef, Term | None] = {}
        self._thesaurus = Thesaurus(self._index.forms(), self._index.everyday(), self._analyzer)
        self._term_keys = self._index.terms()
        self._editions = tuple(
            read_editions(self._library, self._index, self._thesaurus, self._analyzer)
        )
        self._ways = dict(read_ways(self._library.contents()))

    @classmethod
    def open(cls, path: Path, language: Language | None = None) -> Self:
        """Open a library's file for searching, and see that its index is whole.

        Args:
            path: the file.
            language: the language to read in; each pack's default when None.

        Raises:
            LibraryError: it is missing, unreadable, damaged or of another version.
        """
        database = Database.open(path)
        try:
            return cls(database, language)
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def search(self, typed: str, *, literally: bool = False) -> Results:
        """Return what was meant by what somebody typed.

        Args:
            typed: anything.
            literally: whether misspelled words are to be taken as they stand.
        """
        query = parse(typed)
        if not query.wanted or not self._editions:
            return Results(typed, "", (), (), _find_nothing)
        expander = self._editions[0].expander
        corrected = "" if literally else expander.corrected(query)
        hits, finder = self._search(parse(corrected or typed))
        if not hits and not literally and (bold := expander.corrected(query, boldly=True)):
            hits, finder = self._search(parse(bold))
            corrected = bold if hits else ""
        if not hits:
            corrected = ""
            hits, finder = self._search(query)
        return Results(typed, corrected, hits, () if hits else self._nearest(query), finder)

    # One search

    def _search(self, query: Query) -> tuple[tuple[Hit, ...], Finder]:
        terms: dict[TermRef, tuple[float, Hit]] = {}
        scored: list[_Scored] = []
        markers: list[Matcher] = []
        for edition in self._editions:
            wanted = edition.expander.expand(query)
            if not wanted.units:
                continue
            matcher = Matcher(wanted.units, edition.analyzer, wanted.written)
            unwanted = Matcher(wanted.unwanted, edition.analyzer, wanted.written)
            for score, hit in self._find_terms(edition, wanted, matcher):
                assert isinstance(hit.ref, TermRef)
                if self._holds(hit.ref, unwanted):
                    continue
                if hit.ref not in terms or terms[hit.ref][0] < score:
                    terms[hit.ref] = (score, hit)
            found = list(self._find_sections(edition, wanted, matcher, unwanted))
            scored += found
            if found or edition is self._editions[0]:
                markers.append(Matcher(wanted.major, edition.analyzer, wanted.written))
        scored.sort(key=lambda one: -one.fit.score)
        best = sorted(terms.values(), key=lambda pair: -pair[0])[:MOST_TERMS]
        if best and best[0][0] >= _LEADS:
            best = [pair for pair in best if pair[0] >= _NAMED]
        term_hits = [hit for _, hit in best]
        section_hits = [self._section_hit(one) for one in scored[:MOST_SECTIONS]]
        passages = list(self._passages(scored))[:MOST_PASSAGES]
        leads = bool(best) and best[0][0] >= _LEADS
        groups = (term_hits, section_hits) if leads else (section_hits, term_hits)

        def find(text: str) -> list[Span]:
            return list(merged(one for marker in markers for one in marker.find(text)))

        return (*groups[0], *groups[1], *passages), find

    def _find_sections(
        self, edition: SearchedEdition, wanted: Wanted, matcher: Matcher, unwanted: Matcher
    ) -> Iterator[_Scored]:
        """Yield the sections that fit, in reading order."""
        explained = self._explained(wanted)
        candidates = self._candidates(edition, wanted)
        for ref in explained:
            if ref in edition.numbers:
                candidates.setdefault(edition.numbers[ref], 0.0)
        looks = []
        for number, page in self._pages_of(candidates, edition.analyzer):
            bm25 = candidates[number]
            ref = edition.shown[number]
            share = min(explained.get(ref, 0.0), 1.0)
            above = glance(page, matcher, wanted.units)
            looks.append((above + bm25 + share, -number, ref, page, above, bm25, share))
        looks.sort(reverse=True)
        for _, _, ref, page, above, bm25, share in looks[:_LOOKED_AT]:
            if unwanted.units and (unwanted.find_in(page.title) or unwanted.find_in(page.body)):
                continue
            fitted = fit(page, matcher, wanted.units, above=above, bm25=bm25, explained=share)
            if fitted.found or share:
                why = self._why(wanted, fitted, ref, edition.language)
                yield _Scored(ref, fitted, page, wanted, matcher, why)

    def _candidates(self, edition: SearchedEdition, wanted: Wanted) -> dict[int, float]:
        """Return the sections that the index offers, each with its score, of the best 1."""
        found: dict[int, float] = {}
        for joined_by, worth in (("AND", 1.0), ("OR", _SOME_OF_ALL)):
            for among in edition.packs:
                rows = self._ask(edition, wanted, joined_by, among)
                best = max((row.score for row in rows), default=0.0) or 1.0
                for row in rows:
                    found.setdefault(row.number, worth * row.score / best)
            if len(found) >= _FEW or len(wanted.major) == 1:
                break
        return found

    def _ask(
        self, edition: SearchedEdition, wanted: Wanted, joined_by: str, among: Among
    ) -> list[Scored]:
        if edition.analyzer.is_unspaced:
            complete = self._index.grams_from
            letters = letters_expression(wanted.major, complete, joined_by=joined_by)
            return self._index.find_letters(letters, among, _CANDIDATES) if letters else []
        units = wanted.asked(anything=joined_by == "OR")
        match = words_expression(units, joined_by=joined_by)
        if wanted.unwanted:
            match = f"({match}) NOT ({words_expression(wanted.unwanted, joined_by='OR')})"
        above: list[Scored] = []
        if joined_by == "AND":
            begun = f'"{wanted.begun_with}" *' if wanted.begun_with else match
            above = self._index.find_titles(begun, among, _CANDIDATES)
        # What stands in so many titles and headings is in nearly all texts, and takes long to rank;
        # so are words that say little.
        if len(above) == _CANDIDATES or (above and all(unit.is_minor for unit in wanted.units)):
            return above
        found = self._index.find_sections(match, among, _CANDIDATES)
        if wanted.begun_with:
            return above + found
        # Not all that matches is ranked where it is in too many texts.
        return found + [row._replace(score=0.0) for row in above]

    def _explained(self, wanted: Wanted) -> dict[SectionRef, float]:
        """Return the sections that explain what is looked for, and how much of it each."""
        whole = sum(unit.weight for unit in wanted.units)
        shares: dict[SectionRef, float] = {}
        for unit in wanted.units:
            sections: set[SectionRef] = set()
            for meaning in unit.meanings:
                if meaning.section:
                    sections.add(meaning.section)
                term = self._term(meaning.term) if meaning.term else None
                if term:
                    sections.update(entry.ref for entry in term.explained_in if entry.ref)
            for section in sections:
                shares[section] = shares.get(section, 0.0) + unit.weight / whole
        for meaning in wanted.meanings:
            if meaning.section:
                shares[meaning.section] = 1.0
        return shares

    def _find_terms(
        self, edition: SearchedEdition, wanted: Wanted, matcher: Matcher
    ) -> Iterator[tuple[float, Hit]]:
        """Yield the terms that fit, and how well, from 0 to 1; the same may come twice."""
        for meaning in wanted.meanings:
            if meaning.term:
                yield from self._term_hit(meaning, 0.9 + 0.1 * (meaning.kind == "name"), matcher)
        begun = self._thesaurus.beginning(wanted.whole)
        score = _BEGUN_WORD if wanted.is_known else _BEGUN_NAME
        if any(meaning.kind == "name" for meaning in wanted.meanings):
            score = _NAMED - 0.01  # whoever typed a whole name does not mean a longer one
        for order, meaning in zip(range(_MOST_BEGUN), begun, strict=False):
            if meaning.term:
                yield from self._term_hit(meaning, score - 0.01 * order, matcher)
        whole = sum(unit.weight for unit in wanted.units)
        for unit in wanted.units:
            for meaning in unit.meanings:
                if meaning.term:
                    score = 0.3 + 0.39 * unit.weight / whole
                    yield from self._term_hit(meaning, score, matcher)
        if edition.analyzer.is_unspaced or edition.terms is None:
            return
        match = words_expression(wanted.asked(anything=False), joined_by="AND")
        if wanted.begun_with:
            match = f'names : "{wanted.begun_with}" *'
        for number, _ in self._index.find_terms(match, edition.terms, 2 * MOST_TERMS):
            key = self._term_keys[number]
            term = self._term(key.ref)
            if term is not None and term.language == key.language == edition.language:
                names = ("\n".join((term.name, term.abbreviation, *term.aliases)),)
                in_names = {one.unit for name in names for one in matcher.find(name, is_above=True)}
                named = sum(wanted.units[number].weight for number in in_names) / whole
                hit = self._shown_term(term, other_name(term, matcher), matcher)
                # The index is not asked for the first letters of a last word; here they count.
                if hit.title.marks or hit.snippet.marks or hit.why:
                    yield 0.2 + 0.29 * named, hit

    def _term_hit(
        self, meaning: Meaning, score: float, matcher: Matcher
    ) -> Iterator[tuple[float, Hit]]:
        term = self._term(meaning.term) if meaning.term else None
        if term is not None:
            why = reason(meaning, term, term.language, self._analyzer)
            yield score - 0.001 * bool(why), self._shown_term(term, why, matcher)

    def _shown_term(self, term: Term, why: str, matcher: Matcher) -> Hit:
        units = matcher.units
        title = Marked(term.name, merged(matcher.find(term.name, is_above=True)))
        text = summary(term.definition, matcher, units)
        return Hit("term", term.ref, title, (), text, why, None)

    def _term(self, ref: TermRef) -> Term | None:
        if ref not in self._known_terms:
            try:
                self._known_terms[ref] = self._library.term(ref)
            except ReaderError as error:
                if isinstance(error, LibraryError):
                    raise
                self._known_terms[ref] = None
        return self._known_terms[ref]

    def _holds(self, ref: TermRef, unwanted: Matcher) -> bool:
        """Tell whether a term has a name or an explanation with what is not wanted."""
        term = self._term(ref)
        if term is None or not unwanted.units:
            return False
        texts = (term.name, term.abbreviation, *term.aliases, term.definition)
        return any(unwanted.find(text) for text in texts)

    def _why(self, wanted: Wanted, fitted: Fit, ref: SectionRef, language: Language) -> str:
        """Return why a section is found in which the typed words do not stand."""
        reasons: dict[str, None] = {}
        for number, unit in enumerate(wanted.units):
            if number in fitted.typed:
                continue
            for meaning in unit.meanings:
                term = self._term(meaning.term) if meaning.term else None
                if meaning.section == ref or (term and number in fitted.found):
                    said = reason(meaning, term, language, self._analyzer)
                    reasons.update({said: None} if said else {})
                    break
        if not reasons and not fitted.found:
            # It explains a term and never calls it so.
            for meaning in (meaning for unit in wanted.units for meaning in unit.meanings):
                term = self._term(meaning.term) if meaning.term else None
                if term and any(entry.ref == ref for entry in term.explained_in):
                    said = reason(meaning, term, language, self._analyzer)
                    reasons[said or see_here(term.name, language)] = None
        return "; ".join(reasons)

    def _section_hit(self, one: _Scored) -> Hit:
        lines = [line for line in one.fit.lines if line.block.kind != "heading"]
        line = next(iter(lines or one.fit.lines), None)
        if line is not None:
            shown = snippet(one.page, line, one.wanted.units)
        else:
            shown = summary(_beginning(one.page), one.matcher, one.wanted.units)
        is_top = one.fit.is_in_title or line is None
        place = Place(one.ref) if is_top or line is None else _place(one, line)
        way = self._ways.get(one.ref, ())
        return Hit("section", one.ref, one.fit.title, way, shown, one.why, place)

    def _passages(self, scored: list[_Scored]) -> Iterator[Hit]:
        """Return the lines that fit best, without those that stand with their sections."""
        found: list[tuple[float, Hit]] = []
        for order, one in enumerate(scored):
            lines = [line for line in one.fit.lines if line.block.kind != "heading"]
            lines = lines[order < MOST_SECTIONS :][:PASSAGES_OF_SECTION]
            for line in lines:
                if line.score >= _LEAST_LINE:
                    shown = snippet(one.page, line, one.wanted.units)
                    way = (*self._ways.get(one.ref, ()),)
                    title = Marked(one.page.title_text)
                    hit = Hit("passage", one.ref, title, way, shown, one.why, _place(one, line))
                    found.append((line.score + 0.1 * one.fit.score, hit))
        found.sort(key=lambda pair: -pair[0])
        return (hit for _, hit in found)

    def _nearest(self, query: Query) -> tuple[TermName, ...]:
        typed = " ".join(piece.text for piece in query.wanted)
        names = {fold(name.name): name.name for name in self._library.term_names()}
        close = set(nearest(typed, names))
        return tuple(name for name in self._library.term_names() if name.name in close)

    # What is read once

    def _analyzer(self, language: Language) -> Analyzer:
        if language not in self._analyzers:
            self._analyzers[language] = Analyzer(language)
        return self._analyzers[language]

    def _pages_of(self, numbers: Collection[int], analyzer: Analyzer) -> Iterator[tuple[int, Page]]:
        """Yield sections with their numbers; those that were asked for lately are at hand."""
        kept = {number: self._pages.pop(number) for number in numbers if number in self._pages}
        for number, head in self._index.heads(set(numbers) - set(kept)).items():
            kept[number] = Page(number, head, self._index, analyzer)
        self._pages.update(kept)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        yield from kept.items()


def _place(one: _Scored, line: Line) -> Place:
    first = marks_of(line, one.wanted.units)[0].start
    return Place(one.ref, line.block.id, first - line.block.start)


def _beginning(page: Page) -> str:
    """Return the first sentences of a section, and not the label over them."""
    texts = [page.text[block.start : block.end] for block in page.blocks if block.kind != "heading"]
    long = (text for text in texts if len(text) >= _LEAST_BEGINNING)
    return next(long, texts[0] if texts else page.text)


def _find_nothing(_: str) -> list[Span]:
    return []
