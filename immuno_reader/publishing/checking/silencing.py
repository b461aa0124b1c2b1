"""Which findings do not count: rules silenced for a pack or beside a text, each with a reason."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from immuno_reader.publishing.checking.manuscript import Manuscript
from immuno_reader.publishing.checking.page import Waiver
from immuno_reader.publishing.checking.rule import Found, Rule, told
from immuno_reader.publishing.manifest import MANIFEST
from immuno_reader.publishing.source import Finding, Silence

UNKNOWN = Rule(
    "silence-unknown-rule",
    "error",
    "What is silenced is a rule.",
    "A rule whose name is mistyped goes on being found, and nobody knows why.",
    "Mend the name; `--explain` tells the nearest.",
    may_be_silenced=False,
)
REASON = Rule(
    "silence-reason-missing",
    "error",
    "A rule that is silenced has a reason.",
    "The reason is what the next author and the nurse read.",
    "Say in a few words why it does not hold here.",
    may_be_silenced=False,
)
REFUSED = Rule(
    "silence-refused",
    "error",
    "Rules of safety and of sources are not silenced.",
    "They keep readers from harm, and say where facts come from.",
    "Mend the text.",
    may_be_silenced=False,
)
UNUSED = Rule(
    "silence-unused",
    "warning",
    "What is silenced would be found otherwise.",
    "A silence left over hides the next fault.",
    "Take it out.",
    may_be_silenced=False,
)
OFTEN = Rule(
    "silence-often",
    "warning",
    "Rules are silenced at most once for ten sections, in pack.yaml and beside texts together.",
    "More, and the rules are not those of this pack.",
    "Mend some of the texts.",
    may_be_silenced=False,
)
NAMES_OUT = Rule(
    "silence-names-out",
    "error",
    "Who silences reading-grade gives the grade without proper names, and that is at most 6.",
    "WCAG 3.1.5 leaves out proper names; what is hard without them is simply hard.",
    "Write “names-out 5.8” into the reason, with the figure of `--stats`, or mend the text.",
    may_be_silenced=False,
)
LIMIT = Rule(
    "limit-refused",
    "error",
    "A pack's own limits are stricter than those of the checker.",
    "A limit that each pack may loosen is none.",
    "Take the limit out of pack.yaml, or make it stricter.",
    may_be_silenced=False,
)

RULES = (UNKNOWN, REASON, REFUSED, UNUSED, OFTEN, NAMES_OUT, LIMIT)
_SECTIONS_A_WAIVER = 10
_GRADE = "reading-grade"
_NAMES_OUT = re.compile(r"\bnames[- ]out (\d+(?:\.\d+)?)")


class Grades(NamedTuple):
    """What reading-grade is silenced by."""

    names_out: Mapping[Path, float]
    """The grade without proper names, by file."""
    limit: float


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that does not count, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings in two, those that count and those that do not."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]


def sift(
    found: Iterable[Finding], manuscript: Manuscript, rules: Mapping[str, Rule], grades: Grades
) -> Sifted:
    """Part findings into those that count and those that are silenced.

    What is wrong with the silencing itself is added to those that count.

    Args:
        found: all findings.
        manuscript: what was checked.
        rules: every rule by its name.
        grades: the grade of each file without proper names, and the limit.
    """
    faults = list(_faults(manuscript, rules))
    wrong = {(fault.file, fault.line) for fault in faults}
    manifest = manuscript.source.folder / MANIFEST
    silences = [one for one in manuscript.source.silences if (manifest, one.line) not in wrong]
    waivers = [one for one in manuscript.waivers if (one.file, one.line) not in wrong]
    kept, silenced = [], []
    used: set[Silence | Waiver] = set()
    graded: dict[Silence | Waiver, list[Finding]] = {}
    places: set[tuple[str, Path, int]] = set()
    for finding in found:
        silence = _silence(finding, silences, manuscript) or _waiver(finding, waivers)
        if silence is None:
            kept.append(finding)
        else:
            used.add(silence)
            silenced.append(Silenced(finding, silence.reason))
            if finding.rule == _GRADE:
                graded.setdefault(silence, []).append(finding)
            places.add((finding.rule, finding.file, silence.line))
    for by, hidden in graded.items():
        at = by.file if isinstance(by, Waiver) else manifest
        faults += _names_out(by, at, hidden, grades)
    for one in silences:
        if one not in used:
            message = f"Nothing breaks “{one.rule}”{f' in {one.file}' if one.file else ''}."
            faults.append(UNUSED.broken(manifest, one.line, message))
    for waiver in waivers:
        if waiver not in used:
            message = f"Nothing breaks “{waiver.rule}” here."
            faults.append(UNUSED.broken(waiver.file, waiver.line, message))
    faults += _often(manuscript, places)
    return Sifted((*kept, *faults), tuple(silenced))


def _faults(manuscript: Manuscript, rules: Mapping[str, Rule]) -> Found:
    manifest = manuscript.source.folder / MANIFEST
    asked = [(manifest, one.line, one.rule, one.reason) for one in manuscript.source.silences]
    asked += [(one.file, one.line, one.rule, one.reason) for one in manuscript.waivers]
    for file, line, name, reason in asked:
        if name not in rules:
            yield UNKNOWN.broken(file, line, f"There is no rule “{name}”.")
        elif not rules[name].may_be_silenced:
            yield REFUSED.broken(file, line, f"“{name}” cannot be silenced.")
        elif not reason:
            yield REASON.broken(file, line, f"“{name}” is silenced without a reason.")


def _names_out(
    silence: Silence | Waiver, at: Path, hidden: Sequence[Finding], grades: Grades
) -> Found:
    """Yield what a silence of reading-grade fails to give, where the silence is written."""
    given = _NAMES_OUT.search(silence.reason)
    for finding in hidden:
        figure = grades.names_out.get(finding.file, 0.0)
        if figure > grades.limit:
            grade = told(figure, grades.limit, 1)
            message = f"Without names {finding.file.name} is at grade {grade}; the limit is"
            message = f"{message} {grades.limit:g}."
            measured = (figure, grades.limit)
            yield NAMES_OUT.broken(at, silence.line, message, measured=measured)
        elif not given or float(given[1]) != round(figure, 1):
            message = f"The reason “{silence.reason}” does not say “names-out {figure:.1f}” of"
            more = "; write one silence for each page" if len(hidden) > 1 else ""
            message = f"{message} {finding.file.name}{more}."
            yield NAMES_OUT.broken(at, silence.line, message)


def _silence(
    finding: Finding, silences: Sequence[Silence], manuscript: Manuscript
) -> Silence | None:
    folder = manuscript.source.folder
    inside = finding.file.is_relative_to(folder)
    path = finding.file.relative_to(folder).as_posix() if inside else finding.file.as_posix()
    for one in silences:
        if one.rule == finding.rule and (not one.file or fnmatchcase(path, one.file)):
            return one
    return None


def _waiver(finding: Finding, waivers: Sequence[Waiver]) -> Waiver | None:
    for one in waivers:
        if one.rule != finding.rule or one.file != finding.file:
            continue
        if one.last is None or not finding.line or one.line <= finding.line <= one.last:
            return one
    return None


def _often(manuscript: Manuscript, places: Collection[object]) -> Iterator[Finding]:
    sections = sum(len(proof.pages) for proof in manuscript.proofs.values())
    if len(places) > 1 and len(places) * _SECTIONS_A_WAIVER > sections:
        message = f"Rules are silenced in {len(places)} places of {sections} sections."
        yield OFTEN.broken(manuscript.source.folder, 0, message)
