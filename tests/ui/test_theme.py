import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette

from immuno_reader.assets import resource
from immuno_reader.ui.theme import (
    DIAGRAM_PALETTE,
    THEME_NAMES,
    Icons,
    Look,
    Theme,
    ThemeName,
    document_css,
    palette,
    recoloured,
)

pytestmark = pytest.mark.usefixtures("qapp")
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))
PERCENTS = range(80, 301, 5)


def opaque(image: QImage) -> set[str]:
    """Return the colours that are fully painted in an image."""
    return {
        QColor(image.pixelColor(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


# Colours


def test_two_colours_are_exchanged_all_at_once() -> None:
    drawing = b'<a fill="#111111" stroke="#222222"/><b fill="#111111"/>'
    changed = recoloured(drawing, [("#111111", "#222222"), ("#222222", "#111111")])
    assert changed == b'<a fill="#222222" stroke="#111111"/><b fill="#222222"/>'


def test_colours_are_known_in_capitals_and_nothing_else_changes() -> None:
    drawing = b'<a fill="#ABCDEF" href="#abc" mask="url(#abcde)">#</a>#abcdef'
    changed = recoloured(drawing, [("#AbCdEf", "#000001")])
    assert changed == b'<a fill="#000001" href="#abc" mask="url(#abcde)">#</a>#000001'


@given(st.text("#abcdef01<>é", max_size=60), st.lists(st.sampled_from(["#abcdef", "#000000"])))
def test_a_drawing_of_other_colours_stays_as_it_is(text: str, colours: list[str]) -> None:
    changed = recoloured(text.encode(), [(colour, colour) for colour in colours])
    assert changed.decode().lower() == text.lower()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_each_colour_of_a_diagram_becomes_the_theme_s(theme: ThemeName) -> None:
    diagram = Theme.load(theme).diagram
    assert diagram.keys() == DIAGRAM_PALETTE.keys()
    drawing = " ".join(DIAGRAM_PALETTE.values()).encode()
    changes = [(DIAGRAM_PALETTE[role], diagram[role]) for role in diagram]
    assert recoloured(drawing, changes).decode().split() == [
        diagram[role] for role in DIAGRAM_PALETTE
    ]


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_text_and_what_it_stands_on_are_always_set_together(theme: ThemeName) -> None:
    made, colours = palette(Theme.load(theme)), Theme.load(theme)
    roles, groups = QPalette.ColorRole, QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive, groups.Disabled):
        for text, ground in (
            (roles.WindowText, roles.Window),
            (roles.Text, roles.Base),
            (roles.ButtonText, roles.Button),
            (roles.HighlightedText, roles.Highlight),
            (roles.ToolTipText, roles.ToolTipBase),
        ):
            assert made.isBrushSet(group, text)
            assert made.isBrushSet(group, ground)
            difference = abs(
                made.color(group, text).lightnessF() - made.color(group, ground).lightnessF()
            )
            assert difference > 0.2
    assert made.color(roles.Base).name() == colours.paper
    assert made.color(roles.Text).name() == colours.ink
    assert made.color(groups.Disabled, roles.Text) != made.color(groups.Active, roles.Text)
    assert colours.is_dark == (made.color(roles.Base).lightness() < 128)


# Sizes


@pytest.mark.parametrize("name", ["body_px", "card_px", "chrome_px", "icon_px", "column_px"])
def test_everything_grows_with_the_text(name: str) -> None:
    theme = Theme.load("light")
    sizes = [getattr(Look(theme, percent), name) for percent in PERCENTS]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 1.4 * sizes[0]
    assert all(isinstance(size, int) and size > 0 for size in sizes)


def test_distances_grow_with_the_text() -> None:
    theme = Theme.load("light")
    spaces = [Look(theme, percent).space(4) for percent in PERCENTS]
    assert spaces == sorted(spaces)
    assert spaces[0] > 0


def test_body_text_is_fourteen_points_and_no_text_is_ever_tiny() -> None:
    theme = Theme.load("light")
    assert Look(theme).body_px == 19
    for percent in PERCENTS:
        look = Look(theme, percent)
        assert look.body_px >= look.chrome_px or percent < 100
        assert min(look.card_px, look.chrome_px) >= 12


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [80, 100, 300])
def test_a_page_is_measured_in_pixels_only(theme: ThemeName, percent: int) -> None:
    # Qt's rich text ignores other units without a word.
    look = Look(Theme.load(theme), percent)
    css = document_css(look, look.body_px)
    sizes = re.findall(r"(?:font-size|margin[a-z-]*|padding[a-z-]*|indent): ([^;]+);", css)
    assert len(sizes) > 20
    assert [size for size in sizes if not re.fullmatch(r"0|\d+px", size)] == []
    assert re.search(r"body[^{]*\{[^}]*color: " + look.theme.ink, css)
    assert set(re.findall("#[0-9a-f]{6}", css)) <= {
        look.theme.ink,
        look.theme.quiet,
        look.theme.accent,
    }


def test_headings_are_larger_the_higher_they_stand() -> None:
    look = Look(Theme.load("light"))
    css = document_css(look, 20)
    found = re.findall(r"^h[1-4] \{ font-size: (\d+)px", css, re.MULTILINE)
    sizes = [int(size) for size in found]
    assert len(sizes) == 4
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 20


# Icons


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    icons = Icons(Theme.load("light"), 20)
    drawn = icons.pixmap(name, 40, "#ff0000").toImage()
    colours = opaque(drawn)
    assert colours
    if name != "app":  # the program's own picture has its own colours
        assert colours == {"#ff0000"}


@pytest.mark.parametrize("name", [name for name in ICONS if name != "app"])
def test_no_icon_is_cut_at_its_edge(name: str) -> None:
    image = Icons(Theme.load("light"), 20).pixmap(name, 48, "#000000").toImage()
    edge = range(48)
    assert all(image.pixelColor(x, y).alpha() < 128 for x in edge for y in (0, 47))
    assert all(image.pixelColor(x, y).alpha() < 128 for x in (0, 47) for y in edge)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_an_icon_has_the_ink_of_its_theme(theme: ThemeName) -> None:
    look = Look(Theme.load(theme))
    icon = Icons(look.theme, 24).icon("contents")
    assert look.theme.ink in opaque(icon.pixmap(QSize(24, 24)).toImage())
    accent = Icons(look.theme, 24).icon("contents", look.theme.accent)
    assert look.theme.accent in opaque(accent.pixmap(QSize(24, 24)).toImage())


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_an_icon_that_can_do_nothing_is_fainter(theme: ThemeName) -> None:
    icon, size = Icons(Theme.load(theme), 24).icon("back"), QSize(24, 24)
    able = icon.pixmap(size, QIcon.Mode.Normal).toImage()
    unable = icon.pixmap(size, QIcon.Mode.Disabled).toImage()
    panel = QColor(Theme.load(theme).panel).lightnessF()

    def strength(image: QImage) -> float:
        points = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        return sum(abs(point.lightnessF() - panel) * point.alphaF() for point in points)

    assert 0.2 * strength(able) < strength(unable) < 0.6 * strength(able)


def test_each_theme_has_its_own_name_and_colours() -> None:
    themes = [Theme.load(name) for name in THEME_NAMES]
    assert len({theme.name for theme in themes}) == 4
    assert len({theme.paper for theme in themes}) == 4
