"""What the menus offer, as one list."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow

from immuno_reader.ui.commands import commands_of, shown_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_menus_are_walked_with_their_inner_menus(qtbot: "QtBot") -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = window.menuBar()
    view = bar.addMenu("&View")
    view.addAction("&Sidebar").setCheckable(True)
    view.addSeparator()
    view.addAction("Gone").setVisible(False)
    view.addAction("Grey").setEnabled(False)
    themes, group = view.addMenu("&Theme"), QActionGroup(window)
    dark = themes.addAction("Dark && deep")
    dark.setCheckable(True)
    dark.setShortcut("Ctrl+D")
    group.addAction(dark)
    dark.setChecked(True)
    late = bar.addMenu("Late")
    late.aboutToShow.connect(lambda: late.addAction("Filled"))
    found = commands_of(bar)
    assert [(one.path, one.name, one.keys, one.is_on, one.is_choice) for one in found] == [
        (("View",), "Sidebar", "", False, False),
        (("View", "Theme"), "Dark & deep", "Ctrl+D", True, True),
        (("Late",), "Filled", "", None, False),
    ]
    assert isinstance(found[0].action, QAction)


def test_mnemonics_are_not_read() -> None:
    assert shown_words("&Save && &quit") == "Save & quit"
