"""The command line as a person has it: a process, its exit code and what it prints."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "tests" / "packs"


@dataclass(frozen=True)
class Answer:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """Standard output as JSON."""
        return json.loads(self.out)

    def refused(self, code: int) -> str:
        """Return the one line of standard error of a command that did not do its work."""
        assert (self.code, self.out) == (code, "")
        (line,) = self.err.splitlines()
        assert "Traceback" not in line
        return line


Reader = Callable[..., Answer]


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Return what starts the reader."""

    def start(*arguments: str | Path, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "immuno_reader", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )

    return start


@pytest.fixture
def reader(start: Callable[..., "subprocess.Popen[str]"]) -> Reader:
    """Return what runs the reader until it ends."""

    def run(*arguments: str | Path, **environment: str) -> Answer:
        with start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=60)
        return Answer(process.returncode, out, err)

    return run


@pytest.fixture
def good() -> Path:
    """Return a small pack in two languages."""
    return PACKS / "good"
