"""Checking the small pack with something changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from immuno_reader.publishing.checking.inspecting import Checked, check_pack
from tests.publishing.checking.fragments import TODAY, Change, write


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Checked]:
    """Return what checks the pack with some changes."""

    def run(*changes: Change, today: date = TODAY) -> Checked:
        return check_pack(write(tmp_path, *changes), today)

    return run


@pytest.fixture
def rules(check: Callable[..., Checked]) -> Callable[..., list[str]]:
    """Return what names the rules that a change breaks."""

    def names(*changes: Change) -> list[str]:
        return sorted({finding.rule for finding in check(*changes).findings})

    return names
