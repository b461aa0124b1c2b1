"""Collecting what an author should mend while reading goes on."""

from dataclasses import dataclass
from pathlib import Path

from immuno_reader.publishing.source import Finding, Severity


@dataclass(frozen=True, slots=True)
class Findings:
    """A list of findings, held open at the file that is being read."""

    file: Path
    found: list[Finding]

    def about(self, file: Path) -> "Findings":
        """Return the same list, held open at another file."""
        return Findings(file, self.found)

    def error(self, line: int, rule: str, message: str) -> None:
        """Add something that keeps a part of the pack from the reader."""
        self._add(line, "error", rule, message)

    def warning(self, line: int, rule: str, message: str) -> None:
        """Add something that is shown all the same, but not as its author meant."""
        self._add(line, "warning", rule, message)

    def _add(self, line: int, severity: Severity, rule: str, message: str) -> None:
        self.found.append(Finding(self.file, line, severity, rule, message))
