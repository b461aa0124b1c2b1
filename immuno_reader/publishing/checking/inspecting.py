"""Checking a pack: read it, lay it out, measure it, and ask every rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from immuno_reader.identity import Language
from immuno_reader.publishing.checking import inherited, silencing
from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.families import (
    glossary,
    language,
    links,
    numbers,
    ratings,
    readability,
    safety,
    structure,
    terms,
    translation,
    trust,
)
from immuno_reader.publishing.checking.limits import tightened
from immuno_reader.publishing.checking.manuscript import Manuscript, lay_out
from immuno_reader.publishing.checking.measuring import Figures, measure_proof
from immuno_reader.publishing.checking.rule import Rule
from immuno_reader.publishing.checking.silencing import Grades, Silenced, sift
from immuno_reader.publishing.checking.syllables import LibraryMissingError, library_version
from immuno_reader.publishing.loading import load_pack
from immuno_reader.publishing.manifest import MANIFEST
from immuno_reader.publishing.source import Finding

FAMILIES = (
    structure, links, glossary, terms, language, readability, numbers, safety, trust, translation,
    ratings,
)  # fmt: skip
"""The modules that hold the rules, in the order in which they are explained."""

UNMEASURED = Rule(
    "reading-unmeasured",
    "warning",
    "The reading age of a pack is measured.",
    "Without the library textstat, the rules about grades find nothing.",
    "Install it: python -m pip install 'immuno-reader[check]'.",
)

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rules in (
        inherited.RULES,
        *(family.RULES for family in FAMILIES),
        silencing.RULES,
        (UNMEASURED,),
    )
    for rule in rules
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a pack."""

    manuscript: Manuscript
    findings: tuple[Finding, ...]
    """By file and line."""
    silenced: tuple[Silenced, ...]
    figures: Mapping[Language, Figures]
    library: str
    """The version of the library that counted syllables; empty without it."""

    def count(self, severity: str) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def check_pack(path: Path, today: date) -> Checked:
    """Check a pack against all rules.

    Args:
        path: a folder or an ``.immuno`` file.
        today: the day from which dates are counted.

    Raises:
        PackError: it cannot be read at all.
    """
    manuscript = lay_out(load_pack(path))
    limits, refused = tightened(manuscript.source.limits)
    manifest = manuscript.source.folder / MANIFEST
    found = [silencing.LIMIT.broken(manifest, 0, f"“{one.name}”: {one.reason}.") for one in refused]
    found += manuscript.findings
    figures: dict[Language, Figures] = {}
    library = ""
    try:
        library = library_version()
    except LibraryMissingError as error:
        found.append(UNMEASURED.broken(manuscript.source.folder, 0, error.happened))
    for proof in manuscript.proofs.values():
        if library and (measured := measure_proof(proof)):
            figures[proof.language] = measured
    case = Case(manuscript, limits, today, figures)
    for family in FAMILIES:
        found += family.check(case)
    sifted = sift(dict.fromkeys(found), manuscript, RULES, _grades(case))
    in_order = sorted(
        sifted.findings, key=lambda finding: (str(finding.file), finding.line, finding.rule)
    )
    return Checked(manuscript, tuple(in_order), sifted.silenced, figures, library)


def _grades(case: Case) -> Grades:
    names_out = {
        page.file: case.figures[proof.language].sections[page.source.id].grade_names_out
        for proof, page in case.pages
        if proof.language in case.figures
    }
    return Grades(names_out, case.limits.grade_warning)
