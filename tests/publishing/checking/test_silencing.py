"""Rules silenced with a reason: for a pack, a file, a page, a paragraph."""

from typing import TYPE_CHECKING

import pytest

from tests.publishing.checking.cases import SECOND, grade_silenced
from tests.publishing.checking.fragments import BODY, PACK, asking, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.publishing.checking.inspecting import Checked

WAIVER = "<!-- check: allow semicolon They are asked to. -->"
TWO = "It is; it was.\n\nThey are; they were."


def silenced(checked: "Checked") -> list[tuple[str, str]]:
    return [(one.finding.rule, one.reason) for one in checked.silenced]


@pytest.mark.parametrize("file", ["", ", file: en/cells.md", ", file: 'en/*'"])
def test_for_a_pack_or_a_file(check: "Callable[..., Checked]", file: str) -> None:
    silence = f"check:\n  silence:\n    - {{rule: semicolon{file}, reason: They are asked to.}}\n"
    checked = check({"pack.yaml": PACK + silence}, asking(TWO))
    assert checked.findings == ()
    assert silenced(checked) == [("semicolon", "They are asked to.")] * 2


def test_another_file_is_not_silenced(check: "Callable[..., Checked]") -> None:
    silence = "check:\n  silence:\n    - {rule: semicolon, file: en/x.md, reason: So.}\n"
    found = check({"pack.yaml": PACK + silence}, asking(TWO)).findings
    assert [finding.rule for finding in found] == ["semicolon", "semicolon", "silence-unused"]


def test_at_the_top_for_the_page(check: "Callable[..., Checked]") -> None:
    text = asking(TWO)["en/cells.md"].replace("---\n# What", f"---\n{WAIVER}\n\n# What")
    checked = check({"en/cells.md": text})
    assert checked.findings == ()
    assert len(silenced(checked)) == 2


@pytest.mark.parametrize(
    "text",
    [f"{WAIVER}\nIt is; it was.\n\nThey are; they were.",
     f"{WAIVER}\n\nIt is; it was.\n\nThey are; they were.",
     f"It is; it was. {WAIVER}\n\nThey are; they were."],
)  # fmt: skip
def test_beside_a_paragraph_for_that_paragraph(check: "Callable[..., Checked]", text: str) -> None:
    checked = check(asking(text))
    assert [finding.rule for finding in checked.findings] == ["semicolon"]
    assert silenced(checked) == [("semicolon", "They are asked to.")]


def test_safety_and_sources_are_never_silenced(check: "Callable[..., Checked]") -> None:
    text = page(f"<!-- check: allow phone-number It is ours. -->\n{BODY}\nDial 555-123-4567.\n")
    found = {finding.rule for finding in check({"en/cells.md": text}).findings}
    assert found == {"phone-number", "silence-refused"}


def test_rules_of_silencing_are_not_silenced(check: "Callable[..., Checked]") -> None:
    silence = "check:\n  silence:\n    - {rule: silence-often, reason: So.}\n"
    assert [one.rule for one in check({"pack.yaml": PACK + silence}).findings] == [
        "silence-refused"
    ]


def test_a_grade_is_silenced_page_by_page(check: "Callable[..., Checked]") -> None:
    change = grade_silenced("names-out 1.9")
    more = {
        "en/SUMMARY.md": SECOND,
        "en/more.md": change["en/cells.md"].replace("id: cells", "id: more"),
    }
    found = [one for one in check(change, more).findings if one.rule == "silence-names-out"]
    assert [(one.file.name, one.line > 0) for one in found] == [("pack.yaml", True)] * 2
    assert all("one silence for each page" in one.message for one in found)
