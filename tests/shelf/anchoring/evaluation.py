"""Every edit to every passage: what is found, and whether it is right."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from immuno_reader.assets import resource
from immuno_reader.identity import Language, Span
from immuno_reader.library.book import Section
from immuno_reader.library.store import Library
from immuno_reader.publishing.compiling import compile_library
from immuno_reader.shelf.anchoring import Found, make_anchor
from immuno_reader.shelf.bookmark import Anchor
from tests.shelf.anchoring.draft import Draft, Truth
from tests.shelf.anchoring.editing import Edit, mark_twins
from tests.shelf.anchoring.edits import EDITS
from tests.shelf.anchoring.held_out_edits import HELD_OUT
from tests.shelf.anchoring.passages import EACH, Passage, number, passages

Verdict = Literal["found", "changed", "lost", "gone", "copy", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("found", "changed", "lost", "gone", "copy", "wrong")
Part = Literal["tuning", "held out"]
"""Thresholds are set by what is found in the one, and by nothing of what is found in the other."""
PARTS: tuple[Part, ...] = ("tuning", "held out")
EDITS_OF: dict[Part, dict[str, Edit]] = {"tuning": EDITS, "held out": HELD_OUT}
_HALF = 0.5


class Case(NamedTuple):
    """A passage, and what was done to its section."""

    passage: Passage
    edit: str
    anchor: Anchor
    edited: Section
    truth: Truth

    def judge(self, found: Found | None) -> Verdict:
        """Return how well the passage was found.

        It is wrong to say that other words are the old ones, or the old ones others. Of a passage
        of which hardly anything is left, not finding it is as good as right.
        """
        if found is None:
            return "gone" if self.truth.span is None or self.truth.is_doubtful else "lost"
        words = self.edited.text[found.span.start : found.span.end]
        is_changed = found.outcome == "changed"
        if words == self.passage.words and self._is_copy(found.span):
            return "copy"
        if not self.is_right(found.span) or is_changed == (words == self.passage.words):
            return "wrong"
        return "changed" if is_changed else "found"

    def is_right(self, claimed: Span) -> bool:
        """Return whether a part of the text is the passage.

        It must have at least half of it, and be at least half of it; where hardly anything of the
        passage is left, at least half of what is claimed must be its.
        """
        own, length = self.truth.own, claimed.end - claimed.start
        shared = sum(at in own for at in range(*claimed))
        is_it = self.truth.is_doubtful or shared >= _HALF * len(own)
        return is_it and shared >= _HALF * length > 0

    def _is_copy(self, claimed: Span) -> bool:
        """Return whether the words are a copy, while those copied are not as they were any more.

        That is, not between the same neighbours: then no text tells which were there first.
        """
        if self.truth.span is None or self.is_right(claimed):
            return False
        own = [at for at in range(*claimed) if at in self.truth.copied]
        old, new = self.anchor, make_anchor(self.edited, self.truth.span)
        is_moved = old.prefix != new.prefix and old.suffix != new.suffix
        is_other = old.quote != new.quote or self.truth.is_doubtful
        return len(own) >= _HALF * len(self.passage.words) and (
            is_moved or is_other or self.truth.is_doubtful
        )


def handbook(target: Path) -> list[Section]:
    """Compile the handbook; return its sections in both languages."""
    compile_library([resource("packs", "immunotherapy")], target)
    sections = []
    for language in ("en", "es"):
        with Library.open(target, Language(language)) as library:
            refs = [entry.ref for entry in library.contents().sections() if entry.ref]
            sections += [library.section(ref) for ref in refs]
    return sections


def passages_of(part: Part, sections: list[Section]) -> list[Passage]:
    """Return the passages of a part; those of the other have nothing in common with them."""
    tuning = passages(sections)
    return tuning if part == "tuning" else passages(sections, part, without=tuning, each=EACH + 2)


def cases(
    sections: list[Section],
    part: Part,
    is_wanted: Callable[[Passage, str], bool] = lambda *_: True,
) -> Iterator[Case]:
    """Yield every edit of a part of every passage of it, if it is an edit of its section."""
    paragraphs = [
        (section, section.text[block.start : block.end])
        for section in sections
        for block in section.blocks
        if block.kind == "paragraph" and block.end - block.start > 40
    ]
    for passage in passages_of(part, sections):
        anchor, own = make_anchor(passage.section, passage.span), passage.section
        others = tuple(
            text
            for section, text in paragraphs
            if section.language == own.language and section.ref != own.ref
            if (len(passage.words) < 12 or passage.words not in text)
            and text.partition(". ")[0] not in own.text
        )
        for edit, make in EDITS_OF[part].items():
            if is_wanted(passage, edit):
                draft = Draft.of(own, passage.span, others)
                make(draft, Random(number(f"{edit} {passage.name}")))
                if part == "held out":
                    mark_twins(draft)
                edited = draft.edited()
                if edited.text != own.text or edit == "nothing":
                    yield Case(passage, edit, anchor, edited, draft.truth())


def table(verdicts: list[tuple[Case, Verdict]], key: Callable[[Case], str]) -> str:
    """Return how often each verdict was given, for each edit or sort of passage."""
    counts: dict[str, Counter[Verdict]] = {}
    for case, verdict in verdicts:
        counts.setdefault(key(case), Counter())[verdict] += 1
        counts.setdefault("all", Counter())[verdict] += 1
    rows = [f"{'':38}{'cases':>7}" + "".join(f"{verdict:>9}" for verdict in VERDICTS)]
    for name, counter in sorted(counts.items(), key=lambda row: (row[0] == "all", row[0])):
        shares = "".join(f"{counter[verdict]:9}" for verdict in VERDICTS)
        rows.append(f"{name:38}{counter.total():7}{shares}")
    return "\n".join(rows)
