"""Every text can be read on every background that it stands on, in every theme."""

import json
from itertools import product
from pathlib import Path

import pytest

from immuno_reader.assets import resource

THEMES = sorted(resource("themes").glob("*.json"))
PAGES = ("paper", "panel", "card")
BOXES = ("note_soft", "warning_soft", "danger_soft")
FILLS = ("paper", "accent_soft", "warm_soft", "good_soft")

BODY, LABEL, SHAPE = 7.0, 4.5, 3.0
"""WCAG 2.2: enhanced contrast of text (1.4.6), of labels (1.4.3), and of lines (1.4.11)."""

WINDOW_PAIRS = (
    *product(("ink",), (*PAGES, *BOXES, "accent_soft", "mark"), (BODY,)),
    *product(("quiet",), PAGES, (LABEL,)),
    *product(("accent",), (*PAGES, *BOXES), (LABEL,)),
    ("on_accent", "accent", LABEL),
    *((role.removesuffix("_soft"), role, LABEL) for role in BOXES),
    *product(("note", "warning", "danger"), PAGES, (LABEL,)),
    *product(("edge", "focus"), PAGES, (SHAPE,)),
)
DIAGRAM_PAIRS = (
    *product(("ink",), FILLS, (LABEL,)),
    ("quiet", "paper", LABEL),
    *product(("accent", "warm", "good"), ("paper",), (LABEL,)),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG defines it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(colours: dict[str, str], pairs: tuple[tuple[str, str, float], ...]) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}, needs {least}"
        for ink, ground, least in pairs
        if contrast(colours[ink], colours[ground]) < least
    ]


def test_black_on_white_has_the_contrast_that_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_there_are_four_themes() -> None:
    assert [theme.stem for theme in THEMES] == ["contrast", "dark", "light", "sepia"]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.stem)
def test_text_stands_out_from_its_background(theme: Path) -> None:
    colours = json.loads(theme.read_text(encoding="utf-8"))
    assert too_faint(colours, WINDOW_PAIRS) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.stem)
def test_a_diagram_can_be_read(theme: Path) -> None:
    colours = json.loads(theme.read_text(encoding="utf-8"))["diagram"]
    assert too_faint(colours, DIAGRAM_PAIRS) == []
