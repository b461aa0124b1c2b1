"""What reading a pack finds is explained as well as what checking finds."""

import ast
from collections.abc import Iterator
from pathlib import Path

from immuno_reader import publishing
from immuno_reader.publishing.checking import inherited
from immuno_reader.publishing.checking.inspecting import RULES

FOLDER = Path(publishing.__file__).parent
PACKS = Path(__file__).parents[2] / "packs"
FINDERS = {"error", "warning", "info", "Broken", "Finding", "Fields", "_report", "report"}
NOT_OF_A_PACK = {"pack-duplicate", "pack-unreadable"}
"""What only opening several packs at once finds."""


def names_given(file: Path) -> Iterator[str]:
    """Yield the names of rules that a module gives to its findings."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        for argument in node.args if name in FINDERS else ():
            text = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(text, str) and (text == "yaml" or "-" in text) and " " not in text:
                yield text


def test_every_rule_of_reading_is_explained_and_no_other() -> None:
    given = {name for file in FOLDER.glob("*.py") for name in names_given(file)}
    assert given - NOT_OF_A_PACK == {rule.id for rule in inherited.RULES}


def test_the_faults_of_the_broken_packs_are_rules() -> None:
    for file in PACKS.glob("broken/*/expected.txt"):
        assert {line.split()[1] for line in file.read_text().splitlines()} <= RULES.keys()


def test_every_rule_has_a_name_of_its_own_and_whole_sentences() -> None:
    for id, rule in RULES.items():
        assert rule.id == id
        assert id == id.lower()
        for sentence in (rule.asks, rule.why, rule.mend):
            assert sentence.endswith((".", "”")), id
