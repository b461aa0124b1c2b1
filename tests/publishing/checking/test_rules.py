"""Every rule is broken by what should break it, alone, and by nothing that only comes close."""

from collections.abc import Callable, Iterator

import pytest

from immuno_reader.publishing.checking import inherited
from immuno_reader.publishing.checking.inspecting import RULES, UNMEASURED, Checked
from tests.publishing.checking import cases, translations
from tests.publishing.checking.cases import known_words
from tests.publishing.checking.fragments import Change, asking, page

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


@pytest.mark.parametrize(("rule", "change"), params("breaks"))
def test_nothing_is_worse_than_its_rule_says(
    check: Callable[..., Checked], rule: str, change: Change
) -> None:
    grades = ("info", "warning", "error")
    for finding in check(change).findings:
        assert grades.index(finding.severity) <= grades.index(RULES[rule].severity)


WORSE = [
    (asking("Cells work " + "and rest " * 13 + "all day."), "sentence-long"),
    ({**known_words(without="energy"), **asking("Extraordinary is a word.")}, "word-new"),
    ({"en/cells.md": page(checked="2024-10-01")}, "checked-old"),
    (
        asking("They are:\n\n| What | Risks |\n| --- | --- |\n| Sleep | rare |"),
        "number-frequency-word",
    ),
]


@pytest.mark.parametrize(("change", "rule"), WORSE)
def test_beyond_the_second_limit_it_is_an_error(
    check: Callable[..., Checked], change: Change, rule: str
) -> None:
    assert (rule, "error") in {(one.rule, one.severity) for one in check(change).findings}


def test_every_rule_is_tried() -> None:
    tried = {case.rule for family in FAMILIES for case in family}
    ours = RULES.keys() - {rule.id for rule in inherited.RULES} - {UNMEASURED.id}
    assert ours <= tried
