import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import SectionEntry
from immuno_reader.ui.reading.turner import Turner
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName

PACK = PackId("book")


def entry(title: str) -> SectionEntry:
    ref = SectionRef(PACK, SectionId(title.lower()))
    return SectionEntry(ref, title, 0, "section", PACK, Language("en"))


@pytest.fixture
def turner(qtbot: QtBot, typeface: None) -> Turner:
    look = Look(Theme.load("light"))
    made = Turner(look, Icons(look.theme, look.icon_px))
    qtbot.addWidget(made)
    made.resize(700, 60)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def button(turner: Turner, name: str) -> QAbstractButton:
    """Return the button in sight that a screen reader calls so."""
    (found,) = [
        button
        for button in turner.findChildren(QAbstractButton)
        if button.isVisible() and button.accessibleName() == name
    ]
    return found


def in_sight(turner: Turner) -> list[str]:
    return [
        button.accessibleName()
        for button in turner.findChildren(QAbstractButton)
        if button.isVisible()
    ]


def test_there_is_nowhere_to_turn_at_first(turner: Turner) -> None:
    assert in_sight(turner) == []


def test_the_neighbours_are_named(turner: Turner) -> None:
    turner.set_neighbours(entry("One"), entry("Three"))
    assert in_sight(turner) == ["Previous: One", "Next: Three"]
    assert button(turner, "Next: Three").toolTip() == "Three"
    turner.set_neighbours(entry("Two"), None)
    assert in_sight(turner) == ["Previous: Two"]


def test_next_stays_on_its_side_when_it_is_alone(turner: Turner) -> None:
    turner.set_neighbours(entry("One"), entry("Three"))
    before = button(turner, "Next: Three").geometry()
    turner.set_neighbours(None, entry("Three"))
    assert button(turner, "Next: Three").geometry() == before


@pytest.mark.parametrize(("name", "wanted"), [("Previous: One", "one"), ("Next: Three", "three")])
def test_a_click_or_a_key_turns(turner: Turner, qtbot: QtBot, name: str, wanted: str) -> None:
    turner.set_neighbours(entry("One"), entry("Three"))
    ref = SectionRef(PACK, SectionId(wanted))
    target = button(turner, name)
    with qtbot.waitSignal(turner.section_requested) as asked:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    assert asked.args == [ref]
    target.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(turner.section_requested, timeout=500) as asked:
            QTest.keyClick(target, key)
        assert asked.args == [ref]


@pytest.mark.parametrize("percent", [100, 300])
def test_a_long_title_leaves_room_for_the_arrow(turner: Turner, percent: int) -> None:
    look = Look(Theme.load("light"), percent)
    turner.set_look(look, Icons(look.theme, look.icon_px))
    turner.set_neighbours(entry("Many words " * 20), entry("Many words " * 20))
    turner.resize(600, 120)
    target = button(turner, "Next: " + "Many words " * 20)
    image = target.grab().toImage()
    gap = QRect(
        target.width() - look.icon_px - look.space(4) + 2, 4, look.space(2) - 4, target.height() - 8
    )
    colours = {
        QColor(image.pixel(x, y)).name()
        for x in range(gap.left(), gap.right())
        for y in range(gap.top(), gap.bottom())
    }
    assert len(colours) == 1, "nothing is written there"


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_keyboard_is_shown_by_a_ring(turner: Turner, theme: ThemeName) -> None:
    look = Look(Theme.load(theme))
    turner.set_look(look, Icons(look.theme, look.icon_px))
    turner.set_neighbours(None, entry("Three"))
    target = button(turner, "Next: Three")

    def ring() -> bool:
        image = target.grab().toImage()
        return QColor(image.pixel(image.width() // 2, 2)).name() == QColor(look.theme.focus).name()

    assert not ring()
    target.setFocus()
    assert ring()
