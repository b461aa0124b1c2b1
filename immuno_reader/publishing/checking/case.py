"""What every family of rules is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from immuno_reader.identity import Language
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.limits import Limits, stretched
from immuno_reader.publishing.checking.manuscript import Manuscript, Proof
from immuno_reader.publishing.checking.measuring import Figures
from immuno_reader.publishing.checking.page import Page


@dataclass(frozen=True, slots=True)
class Case:
    """A pack to be checked, and by what."""

    manuscript: Manuscript
    limits: Limits
    today: date
    figures: Mapping[Language, Figures] = field(default_factory=dict)
    """Only of languages that have formulas, and where the library is there."""

    @property
    def proofs(self) -> Iterator[Proof]:
        """Every language of the pack."""
        return iter(self.manuscript.proofs.values())

    def limits_in(self, language: Language) -> Limits:
        """Return the limits, those that count words as they are for a language."""
        lexicon = self.manuscript.proofs[language].lexicon
        return stretched(self.limits, lexicon.length) if lexicon else self.limits

    @property
    def pages(self) -> Iterator[tuple[Proof, Page]]:
        """Every section of every language."""
        return ((proof, page) for proof in self.proofs for page in proof.pages)

    @property
    def worded(self) -> Iterator[tuple[Proof, Page, Lexicon]]:
        """Every section in a language whose words are known."""
        return (
            (proof, page, proof.lexicon) for proof, page in self.pages if proof.lexicon is not None
        )
