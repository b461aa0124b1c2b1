"""YAML as packs use it: what is hostile or wrong is named with its line, the rest is kept."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.loading import read_yaml
from immuno_reader.publishing.nodes import Node

if TYPE_CHECKING:
    from immuno_reader.publishing.source import Finding


def read(text: str) -> tuple[object, list[tuple[int, str]]]:
    """Return plain values, and the line and message of each finding."""
    found: list[Finding] = []
    node = read_yaml(text, Findings(Path("x.yaml"), found))
    return plain(node), [(finding.line, finding.message) for finding in found]


def plain(node: Node) -> object:
    """Return a node without its lines."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, Mapping):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(item) for item in node.value]


def test_every_value_is_what_its_author_typed() -> None:
    text = "version: 1.10\nchecked: 2026-11-24\nyes: no\nempty:\nlist: [1, 'two', \"three\"]\n"
    assert read(text) == (
        {
            "version": "1.10",
            "checked": "2026-11-24",
            "yes": "no",
            "empty": "",
            "list": ["1", "two", "three"],
        },
        [],
    )


@pytest.mark.parametrize(
    ("text", "kept", "line", "said"),
    [
        ("a: 1\nb: &x [1]\nc: *x\n", {"a": "1"}, 2, "Anchors"),
        ("a: 1\nb: *x\n", {"a": "1"}, 2, "references"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", {"a": "1"}, 2, "Tags"),
        ("a: 1\nb: !secret x\n", {"a": "1"}, 2, "Tags"),
        ("a: 1\nb:\n\t- x\n", {"a": "1"}, 3, "tab"),
        ("a: 1\nb: c: d\n", {"a": "1", "b": "c"}, 2, "not YAML"),
        ("a: 1\nb: [1\nc: 2\n", {"a": "1"}, 3, "not YAML"),
        ("a: 1\na: 2\nb: 3\n", {"a": "1", "b": "3"}, 2, "twice"),
        ("a: 1\n? [x]\n: 2\n", {"a": "1"}, 2, "before a colon"),
        ("a: 1\nb: " + "[" * 100_000, {"a": "1"}, 2, "nest"),
        ("a: 1\nb: " + "{x: " * 100_000, {"a": "1"}, 2, "nest"),
    ],
)
def test_faults_are_named_with_their_line(text: str, kept: object, line: int, said: str) -> None:
    values, findings = read(text)
    assert values == kept
    assert [place for place, _ in findings] == [line]
    assert said in findings[0][1]


def test_an_anchors_bomb_takes_no_time() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )
    start = time.perf_counter()
    assert read(bomb)[0] == {}
    assert time.perf_counter() - start < 1


def test_a_list_goes_on_after_a_broken_item() -> None:
    text = "- a: 1\n- b: [\n- c: 3\n- d: !!bad x\n- e: 5\n"
    values, findings = read(text)
    assert values == [{"a": "1"}, {"c": "3"}, {"e": "5"}]
    assert [line for line, _ in findings] == [3, 4]


@given(st.text(st.sampled_from("ab:- \n\t[]{}&*!|>'\"#,?%@\u00e9\ufffd"), max_size=120))
def test_any_text_is_read(text: str) -> None:
    _, findings = read(text)
    assert all(1 <= line <= text.count("\n") + 1 for line, _ in findings)
