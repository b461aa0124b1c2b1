"""A pack as it was written, before it is compiled. Frozen; no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from immuno_reader.identity import Language, SectionId, TermId
from immuno_reader.library.book import EntryKind, Pack, Source

Severity = Literal["error", "warning", "info"]
SectionKind = Literal["explain", "treatment", "side-effect", "action"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a pack that its author should mend; reading goes on without it."""

    file: Path
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    severity: Severity
    rule: str
    """A short stable name, such as ``summary-missing-file``."""
    message: str
    value: float | None = None
    """What was measured, where something was."""
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class SectionSource:
    """One Markdown file."""

    id: SectionId
    path: Path
    """Where it lies, relative to the language folder, in POSIX form when printed."""
    file: Path
    """The file itself, for messages."""
    title: str
    summary: str
    body: str
    """Markdown without the front matter."""
    body_line: int
    """The line of the file at which the body starts, counted from 1."""
    checked: str = ""
    due: str = ""
    sources: tuple[Source, ...] = ()
    clinical_review: str = ""
    kind: SectionKind | None = None
    """What it is for; None where its author does not say."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each field of its front matter."""


@dataclass(frozen=True, slots=True)
class EntrySource:
    """One row of ``SUMMARY.md``."""

    title: str
    depth: int
    kind: EntryKind
    section: SectionId | None
    line: int


@dataclass(frozen=True, slots=True)
class TermSource:
    """One entry of ``glossary.yaml``."""

    id: TermId
    name: str
    aliases: tuple[str, ...]
    abbreviation: str
    say: str
    definition: str
    """Inline Markdown."""
    see: tuple[TermId, ...]
    explained_in: tuple[SectionId, ...]
    sources: tuple[str, ...]
    line: int
    key: bool = False
    """Whether every page that uses it should explain it in its own words, too."""
    tag: str = ""
    """What sort of term it is: ``side-effect``, or ``name`` of a drug, a trial, a body."""
    given: frozenset[str] = frozenset()
    """The fields that its author filled in or left empty on purpose."""


@dataclass(frozen=True, slots=True)
class EverydaySource:
    """One row of ``everyday.yaml``."""

    phrases: tuple[str, ...]
    term: TermId
    section: SectionId
    """Empty, as the term may be, but not both."""
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as its file holds it, and its natural size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A pack in one language."""

    language: Language
    folder: Path
    """The folder that its paths are relative to."""
    entries: tuple[EntrySource, ...]
    sections: Mapping[SectionId, SectionSource]
    terms: Mapping[TermId, TermSource]
    images: Mapping[str, Image]
    """Pictures inside the folder by POSIX path, checked for kind and size."""
    everyday: tuple[EverydaySource, ...] = ()
    """What people say in place of its terms, from ``everyday.yaml``."""
    words: frozenset[str] | None = None
    """Words that its texts may use besides the glossary's, from ``words.txt``; None without it."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule that does not count in a pack, or in one file of it, and why."""

    rule: str
    file: str
    """From the root of the pack, as ``en/cells.md``; empty for all files."""
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Score:
    """How a text did by one instrument."""

    name: str
    answers: Mapping[str, bool | None]
    """Whether each item is met, by its number; None where it does not apply."""
    unanswered: tuple[str, ...]
    """The numbers of items without an answer."""
    typed: str
    """Per cent, as the rater wrote it."""
    line: int

    @property
    def per_cent(self) -> int | None:
        """Items met of those that apply; None where none does."""
        applying = [answer for answer in self.answers.values() if answer is not None]
        return int(100 * sum(applying) / len(applying) + 0.5) if applying else None


@dataclass(frozen=True, slots=True)
class Rating:
    """A sheet on which somebody who did not write some sections scored them."""

    file: Path
    chapter: str
    """What its rater calls the sections together."""
    language: Language
    sections: tuple[SectionId, ...]
    rater: str
    date: str
    text: str
    """The fingerprint of the text that was rated; empty where it was not written down."""
    text_line: int
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class PackSource:
    """A whole pack, read."""

    pack: Pack
    folder: Path
    editions: Mapping[Language, Edition]
    """The default language first."""
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    """What its ``sources.yaml`` lists, by key."""
    standing: Mapping[str, str] = field(default_factory=dict)
    """Why some of them are still good although they are old, by key."""
    funding: str = ""
    """Who paid for it, in words."""
    silences: tuple[Silence, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    """Limits of the checker that it wants stricter, as typed."""
    ratings: tuple[Rating, ...] = ()
    """The sheets of its folder ``ratings``."""
