"""A module that waits is the module itself as soon as anybody asks."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ASK = """
import sys
from immuno_reader.ui.waiting_modules import waiting_modules

assert "colorsys" not in sys.modules
with waiting_modules("colorsys"):
    import colorsys
    assert "rgb_to_hsv" not in vars(colorsys), "it did not wait"
    assert colorsys.__name__ == "colorsys" and colorsys.__file__.endswith(".py")
    {question}
    assert "rgb_to_hsv" in vars(colorsys)
assert sys.modules["colorsys"] is colorsys
assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
assert not hasattr(colorsys, "__getattr__")
"""


def run(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "question",
    [
        "assert colorsys.hls_to_rgb(0, 0, 0) == (0, 0, 0)",
        "from colorsys import rgb_to_hsv",
        "assert not hasattr(colorsys, 'nothing')",
        "assert getattr(colorsys, 'ONE_THIRD') == 1 / 3",
    ],
)
def test_the_first_question_is_answered_by_the_module_itself(question: str) -> None:
    run(ASK.format(question=question))


def test_whatever_still_waits_at_the_end_is_loaded() -> None:
    run(
        """
from immuno_reader.ui.waiting_modules import waiting_modules
with waiting_modules("colorsys"):
    import colorsys
assert "rgb_to_hsv" in vars(colorsys) and not hasattr(colorsys, "__getattr__")
"""
    )


def test_a_module_that_is_there_already_is_left_alone() -> None:
    run(
        """
import colorsys, sys
from immuno_reader.ui.waiting_modules import waiting_modules
with waiting_modules("colorsys"):
    assert sys.modules["colorsys"] is colorsys and "rgb_to_hsv" in vars(colorsys)
"""
    )
