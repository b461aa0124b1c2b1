"""What a finding says agrees with why it was found."""

from typing import TYPE_CHECKING

import pytest

from immuno_reader.publishing.checking.rule import told
from tests.publishing.checking.cases import head, term
from tests.publishing.checking.fragments import Change, asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.publishing.checking.inspecting import Checked


@pytest.mark.parametrize(
    ("change", "value", "limit"),
    [
        (asking("Cells work. " * 5), 5, 4),
        (asking("Cells work and rest all day and all night too. " * 7), 70, 65),
        (term(definition="It is small. " * 3), 3, 2),
    ],
)
def test_what_is_measured_is_what_is_too_much(
    check: "Callable[..., Checked]", change: Change, value: float, limit: float
) -> None:
    found = [one for one in check(change).findings if one.value is not None]
    assert [(one.value, one.limit) for one in found] == [(value, limit)]


def test_a_message_does_not_deny_itself(check: "Callable[..., Checked]") -> None:
    found = check(head(checked="2025-11-20")).findings
    assert ["12.3 months ago; the limit is 12." in one.message for one in found] == [True]


@pytest.mark.parametrize(
    ("figure", "limit", "decimals", "text"),
    [(13.4, 12, 0, "13"), (12.4, 12, 0, "12.4"), (11.6, 12, 0, "11.6"), (6.04, 6, 1, "6.04")],
)
def test_rounding_hides_no_difference(
    figure: float, limit: float, decimals: int, text: str
) -> None:
    assert told(figure, limit, decimals) == text
