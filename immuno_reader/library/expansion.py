"""From what was typed to what is looked for: words, their stems, and other names of the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, product, takewhile
from math import log10
from typing import NamedTuple

from immuno_reader.identity import Language
from immuno_reader.library.analysis import Analyzer, Token
from immuno_reader.library.matching import SHORT, Alternative, Unit
from immuno_reader.library.naming import fold
from immuno_reader.library.query import Piece, Query
from immuno_reader.library.spelling import Speller
from immuno_reader.library.thesaurus import MOST_WORDS, Meaning, Thesaurus
from immuno_reader.library.word_index import Word, WordIndex

_COMPLETIONS = 24
"""Words that the last one typed may become, besides those that have its letters in their stem."""
_FEW_TERMS = 3
_RARE = 0.7
"""How much a word must say, beside the one that says most, to be searched for by itself."""
_MOST_ACCENTS = 16
"""Ways to put accents on the words of a phrase."""
_MINOR = 0.06
_COMMON = 0.35
"""How fast a word says less when it is more common: a tenth of all words, a third less."""
_NAME, _BEGUN, _BEGUN_OF_WHOLE = 0.9, 0.85, 0.5
"""What another name is worth, and a word that only begins as the typed one does; less where the
typed one is a word by itself."""


class Wanted(NamedTuple):
    """What is looked for in one language."""

    units: tuple[Unit, ...]
    unwanted: tuple[Unit, ...]
    whole: tuple[Token, ...]
    """All the words that are looked for, in a row."""
    meanings: tuple[Meaning, ...]
    """What they mean, taken all together."""
    is_known: bool
    """Whether the last of them is a word of the texts, and not only the beginning of one."""
    begun_with: str
    """The one or two letters, or the word that says little, which is all that was typed so far."""
    written: Mapping[str, Sequence[str]]
    """How the words in the texts begin, folded, that have the stems that are looked for."""

    @property
    def major(self) -> tuple[Unit, ...]:
        """The units that a section must have: those that say something, or else all."""
        return tuple(unit for unit in self.units if not unit.is_minor) or self.units

    def asked(self, *, anything: bool) -> tuple[Unit, ...]:
        """Return the units to ask the index for.

        It would take long to answer a letter or two that begin a word, which the words before
        them need not; and where any word will do, those that are nearly everywhere.

        Args:
            anything: whether a section may hold only some of them.
        """
        units = [_without_short_beginnings(unit) for unit in self.major]
        units = [
            unit
            for unit, whole in zip(units, self.major, strict=True)
            if unit.is_known or unit.alternatives == whole.alternatives
        ] or units
        if anything:
            known = [unit for unit in units if unit.is_known]
            # That a name has many words does not make them rarer.
            most = min(max((unit.weight for unit in known), default=0.0), 1.0)
            units = [unit for unit in units if unit.weight >= _RARE * most]
        return tuple(units)


class _Atom(NamedTuple):
    """A piece that is no phrase, with its words."""

    tokens: tuple[Token, ...]
    written: str


class Expander:
    """Expands queries in one language of a library."""

    def __init__(
        self,
        index: WordIndex,
        thesaurus: Thesaurus,
        language: Language,
        analyzer: Analyzer,
        others: Iterable[Language],
    ) -> None:
        """Use the words of an index.

        Args:
            index: the index.
            thesaurus: the names of things in all languages.
            language: the language of the texts.
            analyzer: takes its texts apart.
            others: further languages that a reader of this library may type.
        """
        self._index = index
        self._thesaurus = thesaurus
        self._language = language
        self._analyzer = analyzer
        self._others = tuple(others)
        self._made_speller: Speller | None = None

    def expand(self, query: Query) -> Wanted:
        """Return what is looked for."""
        pieces = query.wanted
        tokens = [token for piece in pieces for token in self._analyzer.tokens(piece.text)]
        unwanted = [self._analyzer.tokens(piece.text) for piece in query.unwanted]
        known = self._index.words(
            self._language, (token.folded for token in chain(tokens, *unwanted))
        )
        units = list(self._units(pieces, known, is_open=query.is_open))
        written = " ".join(piece.text for piece in pieces)
        meanings = [
            meaning
            for meaning in self._thesaurus.meanings(tokens, written)
            if self._is_meant(meaning, written, tokens, known)
        ]
        major = [unit for unit in units if not unit.is_minor]
        if not meanings and len(major) == 1:
            meanings = list(major[0].meanings)  # "what is Keytruda"
        avoided = tuple(
            Unit(piece.text, _in_any_accents(words, known), 1.0, is_minor=False)
            for piece, words in zip(query.unwanted, unwanted, strict=True)
            if words
        )
        begun = ""
        is_one_word = len(tokens) == len(units) and all(unit.is_minor for unit in units[:-1])
        if tokens and query.is_open and is_one_word:
            begun = tokens[-1].folded
        begun = begun if len(begun) <= SHORT or (units and units[-1].is_minor) else ""
        is_known = bool(tokens) and tokens[-1].folded in known
        return Wanted(
            tuple(units),
            avoided,
            tuple(tokens),
            tuple(meanings),
            is_known,
            begun,
            self._written(chain(units, avoided)),
        )

    def _written(self, units: Iterable[Unit]) -> dict[str, list[str]]:
        """Return how words begin that have the first stems of some units."""
        alternatives = chain.from_iterable(unit.alternatives for unit in units)
        stems = {one.stems[0] for one in alternatives if one.stems}
        if self._analyzer.is_unspaced:
            return {stem: [stem] for stem in stems}
        found: dict[str, list[str]] = {}
        for word in self._index.words_of(self._language, stems):
            # What is written "don't" is folded to "dont".
            beginning = _shared([word.folded, fold(word.written)])
            found.setdefault(word.stem, []).append(beginning or word.folded[:1])
        return {stem: _shared_beginning(words) for stem, words in found.items()}

    def corrected(self, query: Query, *, boldly: bool = False) -> str:
        """Return the query with the words that no text has made such as were meant; or empty.

        Args:
            query: what was typed.
            boldly: whether a poor guess is better than none.
        """
        if self._analyzer.is_unspaced:
            return ""
        parts, is_changed = [], False
        meant = self._meant_words(query.wanted)
        for number, piece in enumerate(query.pieces):
            is_last = query.is_open and number == len(query.pieces) - 1
            text = piece.text
            if not piece.is_excluded and number not in meant:
                text = self._mend(piece.text, is_open=is_last, boldly=boldly)
                is_changed = is_changed or text != piece.text
            quoted = f'"{text}' if piece.is_phrase else text
            quoted += '"' if piece.is_phrase and not is_last else ""
            parts.append(f"-{quoted}" if piece.is_excluded else quoted)
        return " ".join(parts) if is_changed else ""

    # The parts of a query

    def _units(
        self, pieces: Sequence[Piece], known: dict[str, list[Word]], *, is_open: bool
    ) -> Iterator[Unit]:
        atoms: list[_Atom] = []
        for number, piece in enumerate(pieces, 1):
            tokens = tuple(self._analyzer.tokens(piece.text))
            if not piece.is_phrase:
                if tokens:
                    atoms.append(_Atom(tokens, piece.text))
                continue
            yield from self._loose(atoms, known, is_open=False)
            atoms = []
            if tokens:
                alternatives = {one.stems: one for one in _in_any_accents(tokens, known)}
                if is_open and number == len(pieces):
                    stems = tuple(token.stem for token in tokens[:-1])
                    self._complete(alternatives, stems, tokens[-1].folded, known)
                yield Unit(
                    piece.text,
                    tuple(alternatives.values()),
                    _weight(tokens, known),
                    is_minor=False,
                    is_known=_are_known(tokens, known),
                )
        yield from self._loose(atoms, known, is_open=is_open)

    def _loose(
        self, atoms: Sequence[_Atom], known: dict[str, list[Word]], *, is_open: bool
    ) -> Iterator[Unit]:
        """Yield units for words in a row, the longest names in them first."""
        at = 0
        while at < len(atoms):
            count, meanings = self._longest(atoms[at:], known)
            tokens = tuple(token for atom in atoms[at : at + count] for token in atom.tokens)
            typed = " ".join(atom.written for atom in atoms[at : at + count])
            at += count
            yield self._unit(typed, tokens, meanings, known, is_open=is_open and at == len(atoms))

    def _longest(
        self, atoms: Sequence[_Atom], known: dict[str, list[Word]]
    ) -> tuple[int, tuple[Meaning, ...]]:
        """Return how many of the first words mean something together, and what."""
        for count in range(min(len(atoms), MOST_WORDS), 0, -1):
            tokens = [token for atom in atoms[:count] for token in atom.tokens]
            written = " ".join(atom.written for atom in atoms[:count])
            meanings = self._thesaurus.meanings(tokens, written)
            found = tuple(one for one in meanings if self._is_meant(one, written, tokens, known))
            if found:
                return count, found
        return 1, ()

    def _is_meant(
        self,
        meaning: Meaning,
        written: str,
        tokens: Sequence[Token],
        known: dict[str, list[Word]],
    ) -> bool:
        """Tell whether a name is meant: "all" is the word, and not the leukaemia ALL."""
        if meaning.form == written:
            return True
        if len(tokens) == 1:
            folded = tokens[0].folded
            if self._analyzer.is_function_word(folded):
                return False
            if meaning.exact_case:
                return not any(word.written.islower() for word in known.get(folded, ()))
        return True

    def _unit(
        self,
        typed: str,
        tokens: tuple[Token, ...],
        meanings: tuple[Meaning, ...],
        known: dict[str, list[Word]],
        *,
        is_open: bool,
    ) -> Unit:
        stems = tuple(token.stem for token in tokens)
        alternatives = {stems: Alternative(stems)}
        # A word without its accents may be two words with them.
        for word in known.get(tokens[-1].folded, ()):
            alternatives.setdefault((*stems[:-1], word.stem), Alternative((*stems[:-1], word.stem)))
        if is_open:
            self._complete(alternatives, stems[:-1], tokens[-1].folded, known)
            if tokens[-1].folded not in known:
                meanings = meanings or self._begun(tokens)
        for meaning in meanings:
            if meaning.term:
                for name in self._thesaurus.names_of(meaning.term, self._language):
                    other = self._analyzer.stems(name)
                    if other:
                        named = Alternative(other, is_typed=False, worth=_NAME)
                        alternatives.setdefault(other, named)
        is_minor = (
            len(tokens) == 1 and not meanings and self._analyzer.is_function_word(tokens[0].folded)
        )
        weight = _MINOR if is_minor else _weight(tokens, known)
        is_known = bool(meanings) or _are_known(tokens, known)
        return Unit(typed, tuple(alternatives.values()), weight, is_minor, meanings, is_known)

    def _complete(
        self,
        alternatives: dict[tuple[str, ...], Alternative],
        before: tuple[str, ...],
        beginning: str,
        known: dict[str, list[Word]],
    ) -> None:
        """Add what the last word may become when it has been typed to its end."""
        worth = _BEGUN_OF_WHOLE if beginning in known else _BEGUN
        key = (*before, beginning + _OPEN)
        alternatives[key] = Alternative(before, beginning=beginning, worth=worth)
        if len(beginning) <= SHORT or self._analyzer.is_function_word(beginning):
            return
        for word in self._index.words_from(self._language, beginning, _COMPLETIONS):
            if not word.stem.startswith(beginning):
                stems = (*before, word.stem)
                alternatives.setdefault(stems, Alternative(stems, worth=worth))

    def _begun(self, tokens: Sequence[Token]) -> tuple[Meaning, ...]:
        """Return what a name that is still being typed means, if that is clear."""
        found: dict[object, Meaning] = {}
        for meaning in self._thesaurus.beginning(tokens):
            found.setdefault(meaning.term or meaning.section, meaning)
            if len(found) > _FEW_TERMS:
                return ()
        return tuple(found.values())

    # Misspelled words

    def _meant_words(self, pieces: Sequence[Piece]) -> set[int]:
        """Return which pieces belong to a name that is known, by their place."""
        atoms = [_Atom(tuple(self._analyzer.tokens(piece.text)), piece.text) for piece in pieces]
        meant: set[int] = set()
        at = 0
        while at < len(atoms):
            count, meanings = self._longest(atoms[at:], {}) if atoms[at].tokens else (1, ())
            if meanings:
                meant.update(range(at, at + count))
            at += count
        return meant

    def _mend(self, text: str, *, is_open: bool, boldly: bool) -> str:
        tokens = self._analyzer.tokens(text)
        for number, token in reversed(list(enumerate(tokens))):
            is_last = is_open and number == len(tokens) - 1
            if not self._is_known(token, is_open=is_last):
                right = self._speller.correct(token.folded, is_open=is_last, boldly=boldly)
                if right:
                    text = text[: token.start] + right + text[token.end :]
        return text

    def _is_known(self, token: Token, *, is_open: bool) -> bool:
        if self._analyzer.is_function_word(token.folded):
            return True
        if is_open and (
            self._index.has_beginning(self._language, token.folded)
            or next(iter(self._thesaurus.beginning([token])), None)
        ):
            return True
        if self._speller.knows(token.folded, token.stem):
            return True
        return any(self._index.words(other, [token.folded]) for other in self._others)

    @property
    def _speller(self) -> Speller:
        if self._made_speller is None:
            self._made_speller = Speller(self._index.vocabulary(self._language))
        return self._made_speller


def _without_short_beginnings(unit: Unit) -> Unit:
    kept = []
    for one in unit.alternatives:
        if not one.beginning or (len(one.beginning) > SHORT and not unit.is_minor):
            kept.append(one)
        elif one.stems:
            kept.append(one._replace(beginning=""))
    return unit._replace(alternatives=tuple(kept))


def _shared_beginning(words: list[str]) -> list[str]:
    """Return what words begin with that is the same in all; themselves if that is little."""
    shared = _shared(words)
    return [shared] if len(shared) > SHORT else words


def _shared(words: list[str]) -> str:
    """Return the letters with which all of some words begin."""
    first, last = min(words), max(words)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]


def _are_known(tokens: Iterable[Token], known: dict[str, list[Word]]) -> bool:
    return all(token.folded in known for token in tokens)


def _in_any_accents(
    tokens: Sequence[Token], known: dict[str, list[Word]]
) -> tuple[Alternative, ...]:
    """Return words in a row, and the same with the accents that they have in the texts."""
    stems = (
        dict.fromkeys([token.stem, *(word.stem for word in known.get(token.folded, ()))])
        for token in tokens
    )
    return tuple(map(Alternative, islice(product(*stems), _MOST_ACCENTS)))


_OPEN = "\0"
"""Tells the beginning of a word from the word."""


def _weight(tokens: Sequence[Token], known: dict[str, list[Word]]) -> float:
    """Return how much some words say, the rarest of them first of all."""
    weights = [
        1 / (1 + _COMMON * log10(1 + sum(word.frequency for word in known.get(token.folded, ()))))
        for token in tokens
    ]
    return max(weights) + 0.2 * (len(weights) - 1)
