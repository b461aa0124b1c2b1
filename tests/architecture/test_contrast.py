"""Every text can be read on every background that it stands on, in every theme."""

import json
from itertools import combinations, product
from math import dist
from pathlib import Path

import pytest

from immuno_reader.assets import resource

THEMES = sorted(resource("themes").glob("*.json"))
PAGES = ("paper", "panel", "card")
COLOURS = ("mark_yellow", "mark_green", "mark_blue", "mark_pink")
MARKS = (*COLOURS, "found", "found_now")
BOXES = ("note_soft", "warning_soft", "danger_soft")
FILLS = ("paper", "accent_soft", "warm_soft", "good_soft")

BODY, LABEL, SHAPE = 7.0, 4.5, 3.0
"""WCAG 2.2: enhanced contrast of text (1.4.6), of labels (1.4.3), and of lines (1.4.11)."""

APART = 12
"""Distance of colours in CIELAB at which two grounds are told apart beside each other."""
GROUND_PAIRS = (
    *product(("found", "found_now"), ("paper", *COLOURS, "accent", "accent_soft", *BOXES)),
    ("found", "found_now"),
    *combinations(COLOURS, 2),
    *product(COLOURS, ("paper",)),
)

WINDOW_PAIRS = (
    *product(("ink",), (*PAGES, *BOXES, "accent_soft", *MARKS), (BODY,)),
    *product(("quiet",), (*PAGES, *MARKS), (LABEL,)),
    *product(("accent",), (*PAGES, *BOXES, *MARKS), (LABEL,)),
    ("on_accent", "accent", LABEL),
    *((role.removesuffix("_soft"), role, LABEL) for role in BOXES),
    *product(("note", "warning", "danger"), PAGES, (LABEL,)),
    *product(("edge", "focus"), PAGES, (SHAPE,)),
    *((f"{colour}_edge", colour, SHAPE) for colour in COLOURS),
    *product((f"{colour}_edge" for colour in COLOURS), (*PAGES, *BOXES, "accent_soft"), (SHAPE,)),
    *product(("found_edge",), ("paper", *BOXES, "accent_soft", *MARKS), (SHAPE,)),
)
DIAGRAM_PAIRS = (
    *product(("ink",), FILLS, (LABEL,)),
    ("quiet", "paper", LABEL),
    *product(("accent", "warm", "good"), ("paper",), (LABEL,)),
)


def light_of(colour: str) -> list[float]:
    """Return how much red, green and blue light ``#rrggbb`` is."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG defines it."""
    red, green, blue = light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lightness_and_hue(colour: str) -> tuple[float, float, float]:
    """Return L*, a* and b* of ``#rrggbb`` in daylight."""
    red, green, blue = light_of(colour)
    x, y, z = (
        share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116
        for share in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


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


def test_colours_are_as_far_apart_as_they_look() -> None:
    assert lightness_and_hue("#ffffff") == pytest.approx((100, 0, 0), abs=0.1)
    assert lightness_and_hue("#ff0000") == pytest.approx((53.2, 80.1, 67.2), abs=0.3)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.stem)
def test_what_was_found_and_what_is_kept_look_like_nothing_else(theme: Path) -> None:
    colours = json.loads(theme.read_text(encoding="utf-8"))
    near = {
        pair: dist(*(lightness_and_hue(colours[role]) for role in pair)) for pair in GROUND_PAIRS
    }
    assert {pair: apart for pair, apart in near.items() if apart < APART} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.stem)
def test_a_diagram_can_be_read(theme: Path) -> None:
    colours = json.loads(theme.read_text(encoding="utf-8"))["diagram"]
    assert too_faint(colours, DIAGRAM_PAIRS) == []
