"""A rule of the checker: what it asks, why, and how to mend what breaks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from immuno_reader.publishing.source import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is asked of a pack."""

    id: str
    severity: Severity
    """How bad it is at its worst; a rule with two limits only warns below the higher one."""
    asks: str
    """One sentence: what a pack should be like."""
    why: str
    """One or two sentences that name whose advice or finding it rests on."""
    mend: str
    """One sentence: what to do about it."""
    may_be_silenced: bool = True
    """False for what keeps readers from harm, and for what says where facts come from."""

    def broken(
        self,
        file: Path,
        line: int,
        message: str,
        severity: Severity | None = None,
        measured: tuple[float, float] | None = None,
    ) -> Finding:
        """Return a finding that this rule is broken.

        Args:
            file: where.
            line: counted from 1; 0 for the whole file.
            message: one sentence with the words, the figure and the limit.
            severity: what it is here, unless the worst.
            measured: the figure and its limit, where the rule has any.
        """
        value, limit = measured or (None, None)
        return Finding(file, line, severity or self.severity, self.id, message, value, limit)

    def __str__(self) -> str:
        """Return the explanation, one paragraph."""
        mark = "" if self.may_be_silenced else " It cannot be silenced."
        return f"{self.id} ({self.severity}): {self.asks} {self.why} {self.mend}{mark}"


_MOST_DECIMALS = 3

Found = Iterator[Finding]
"""What the functions that look for broken rules yield."""


def worse_if(is_error: bool) -> Severity:  # noqa: FBT001
    """Return how bad something is that has two limits."""
    return "error" if is_error else "warning"


def told(figure: float, limit: float, decimals: int = 0) -> str:
    """Return a figure rounded for a message, but never so far that it seems to keep the limit."""
    for places in range(decimals, _MOST_DECIMALS):
        text = f"{figure:.{places}f}"
        if (float(text) > limit) == (figure > limit) and (float(text) < limit) == (figure < limit):
            return text
    return f"{figure:.{_MOST_DECIMALS}f}"


def start_of(text: str) -> str:
    """Return the start of a text, for a message."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def is_question(text: str) -> bool:
    """Tell whether a sentence asks; the reader's own questions promise and advise nothing."""
    return text.rstrip("\"\u201d\u2019»')., ").endswith("?")
