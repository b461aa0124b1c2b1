"""The tabs of the sidebar and the panels behind them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.ui.sidebar.sidebar import Sidebar
from immuno_reader.ui.theme import Icons, Look, Theme

NAMES = ("contents", "headings", "bookmarks", "questions", "glossary")
WORDS = ("Contents", "On this page", "Bookmarks", "My questions", "Glossary")


class Panel(QLabel):
    """Remembers the look it was given."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.look: Look | None = None

    def set_look(self, look: Look, icons: Icons) -> None:
        self.look = look


@pytest.fixture
def made() -> dict[str, Panel]:
    return {}


@pytest.fixture
def sidebar(
    show: Callable[[QWidget], None], look: Look, icons: Icons, made: dict[str, Panel]
) -> Sidebar:
    def maker(name: str) -> QWidget:
        assert name not in made, "a panel is made once"
        made[name] = Panel(name)
        return made[name]

    bar = Sidebar(QLineEdit(), {name: partial(maker, name) for name in NAMES}, look, icons)
    show(bar)
    return bar


def tabs(sidebar: Sidebar) -> QTabBar:
    bar = sidebar.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    return bar


def test_only_the_panel_that_is_shown_is_made(sidebar: Sidebar, made: dict[str, Panel]) -> None:
    assert list(made) == ["contents"]
    sidebar.show_panel("glossary")
    sidebar.show_panel("contents")
    sidebar.show_panel("glossary")
    assert list(made) == ["contents", "glossary"]
    assert made["glossary"].isVisible()
    assert not made["contents"].isVisible()


def test_a_click_on_a_tab_shows_its_panel(sidebar: Sidebar, qtbot: QtBot) -> None:
    bar = tabs(sidebar)
    with qtbot.waitSignal(sidebar.panel_changed) as told:
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert told.args == ["headings"]
    assert sidebar.current == "headings"


def test_the_tabs_work_by_keyboard(sidebar: Sidebar) -> None:
    tabs(sidebar).setFocus()
    QTest.keyClick(tabs(sidebar), Qt.Key.Key_Right)
    assert sidebar.current == "headings"


def test_an_unknown_panel_changes_nothing(sidebar: Sidebar) -> None:
    sidebar.show_panel("written by a later version")
    assert sidebar.current == "contents"


def test_focus_given_to_the_sidebar_goes_to_its_panel(
    sidebar: Sidebar, made: dict[str, Panel]
) -> None:
    sidebar.show_panel("bookmarks")
    sidebar.setFocus()
    assert made["bookmarks"].hasFocus()


def test_a_look_reaches_the_panels_that_are_made(sidebar: Sidebar, made: dict[str, Panel]) -> None:
    dark = Look(Theme.load("dark"), 200)
    sidebar.set_look(dark, Icons(dark.theme))
    assert made["contents"].look == dark


@pytest.mark.parametrize("percent", [100, 150, 200, 300])
@pytest.mark.parametrize("width", [200, 260, 330, 500])
def test_a_tab_shows_its_whole_word_or_its_icon_with_a_hint(
    sidebar: Sidebar, percent: int, width: int
) -> None:
    look = Look(Theme.load("light"), percent)
    sidebar.set_look(look, Icons(look.theme))
    sidebar.resize(width, 500)
    bar = tabs(sidebar)
    assert bar.tabRect(0).left() >= 0
    assert bar.tabRect(bar.count() - 1).right() < max(width, bar.minimumSizeHint().width())
    rects = [bar.tabRect(index) for index in range(bar.count())]
    assert all(one.right() < two.left() for one, two in pairwise(rects))
    for index, word in enumerate(WORDS):
        assert bar.tabText(index) == word, "a screen reader has the word in either case"
        assert has_room(bar, index, look) or bar.tabToolTip(index) == word


def has_room(bar: QTabBar, index: int, look: Look) -> bool:
    """Tell whether a tab has room for its word, beside its icon or below it."""
    rect = bar.tabRect(index)
    is_below = rect.height() > look.icon_px + 1.5 * look.chrome_px
    px = round(look.chrome_px * (0.86 if is_below else 0.94))
    # Where there are two lines, each word of a tab has one.
    is_split = rect.height() > look.icon_px + 2.5 * px if is_below else rect.height() > 3 * px
    words = bar.tabText(index).rsplit(" ", 1) if is_split else [bar.tabText(index)]
    word = max(map(QFontMetrics(look.font(px)).horizontalAdvance, words))
    return rect.width() >= (word if is_below else word + look.icon_px)


def test_the_words_are_there_where_there_is_room(sidebar: Sidebar, look: Look) -> None:
    for width in (1180, 1024):
        # The share of a window that the sidebar has unless somebody drags it.
        sidebar.resize(round(width * 0.3), 500)
        assert [tabs(sidebar).tabToolTip(index) for index in range(5)] == [""] * 5
        assert all(has_room(tabs(sidebar), index, look) for index in range(5))


def test_a_word_below_its_icon_has_a_line_of_its_own(sidebar: Sidebar) -> None:
    heights = []
    for width in (700, 400, 700):
        sidebar.resize(width, 500)
        QApplication.processEvents()
        heights.append(tabs(sidebar).height())
    assert heights[0] == heights[2] < heights[1]


def test_where_room_is_short_the_tab_that_is_shown_keeps_its_word(sidebar: Sidebar) -> None:
    large = Look(Theme.load("light"), 200)
    sidebar.set_look(large, Icons(large.theme))
    sidebar.resize(307, 500)  # in a window of 1024 pixels
    for index, word in enumerate(WORDS):
        tabs(sidebar).setCurrentIndex(index)
        hints = [tabs(sidebar).tabToolTip(other) for other in range(5)]
        assert hints == ["" if other == word else other for other in WORDS]


def test_what_the_field_leads_to_covers_the_tabs_and_their_panel(
    sidebar: Sidebar, made: dict[str, Panel], qtbot: QtBot
) -> None:
    cover = Panel("found")
    sidebar.cover(cover)
    sidebar.cover(cover)
    assert cover.isVisible()
    assert sidebar.is_covered
    assert not tabs(sidebar).isVisible()
    assert not made["contents"].isVisible()
    assert sidebar.current == "contents"
    sidebar.setFocus()
    (field,) = sidebar.findChildren(QLineEdit)
    assert field.hasFocus()
    with qtbot.waitSignal(sidebar.uncovered):
        sidebar.uncover()
    assert tabs(sidebar).isVisible()
    assert made["contents"].isVisible()
    assert not cover.isVisible()
    with qtbot.assertNotEmitted(sidebar.uncovered):
        sidebar.uncover()
    sidebar.setFocus()
    assert made["contents"].hasFocus()


def test_a_panel_that_is_asked_for_is_uncovered(sidebar: Sidebar, made: dict[str, Panel]) -> None:
    sidebar.cover(Panel("found"))
    sidebar.show_panel("glossary")
    assert not sidebar.is_covered
    assert made["glossary"].isVisible()
    sidebar.setFocus()
    assert made["glossary"].hasFocus()
