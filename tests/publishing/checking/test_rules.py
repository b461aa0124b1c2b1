"""Every rule is broken by what should break it, alone, and by nothing that only comes close."""

from collections.abc import Callable, Iterator

import pytest

from immuno_reader.publishing.checking import inherited
from immuno_reader.publishing.checking.inspecting import RULES, UNMEASURED
from tests.publishing.checking import cases, translations
from tests.publishing.checking.fragments import Change

FAMILIES = (
    cases.STRUCTURE,
    cases.LINKS,
    cases.WITH_GLOSSARY,
    cases.TERMS,
    cases.LANGUAGE,
    cases.READABILITY,
    cases.NUMBERS,
    cases.SAFETY,
    cases.TRUST,
    cases.RATED,
    cases.SILENCING,
    translations.TRANSLATION,
)


def params(part: str) -> list[object]:
    return list(_params(part))


def _params(part: str) -> Iterator[object]:
    for family in FAMILIES:
        for number, case in enumerate(family):
            change = case.breaks if part == "breaks" else case.holds
            yield pytest.param(case.rule, change, id=f"{case.rule}-{number}")


@pytest.mark.parametrize(("rule", "change"), params("breaks"))
def test_breaks_this_rule_and_no_other(
    rules: Callable[..., list[str]], rule: str, change: Change
) -> None:
    assert rules(change) == [rule]


@pytest.mark.parametrize(("rule", "change"), params("holds"))
def test_breaks_nothing(rules: Callable[..., list[str]], rule: str, change: Change) -> None:
    assert rules(change) == []


def test_every_rule_is_tried() -> None:
    tried = {case.rule for family in FAMILIES for case in family}
    ours = RULES.keys() - {rule.id for rule in inherited.RULES} - {UNMEASURED.id}
    assert tried == ours
