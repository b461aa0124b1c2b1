"""Going from heading to heading of the page: the list in the sidebar, and the keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import BlockId, Place
from immuno_reader.ui.actions import Act
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.reading.headings import heading_after, heading_before, heading_read

if TYPE_CHECKING:
    from immuno_reader.library.book import Heading
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.sidebar.headings import HeadingsPanel


def connect_headings(desk: "Desk") -> None:
    """Connect the keys that step from heading to heading."""
    actions = desk.window.actions_
    actions[Act.PREVIOUS_HEADING].triggered.connect(partial(_step, desk, is_on=False))
    actions[Act.NEXT_HEADING].triggered.connect(partial(_step, desk, is_on=True))


def headings_panel(desk: "Desk") -> "HeadingsPanel":
    """Make and connect the list of the page's headings; called when it is first shown."""
    from immuno_reader.ui.sidebar.headings import HeadingsPanel

    panel = HeadingsPanel(desk.preferences.look, desk.preferences.icons)
    panel.heading_requested.connect(partial(_go_to, desk))
    desk.navigator.place_shown.connect(partial(_list_headings, desk, panel))
    desk.library.replaced.connect(partial(_list_headings, desk, panel))
    desk.window.pane.place_moved.connect(lambda _: panel.follow(_current(desk)))
    _list_headings(desk, panel)
    return panel


def _list_headings(desk: "Desk", panel: "HeadingsPanel", *_: object) -> None:
    panel.show_headings(desk.window.pane.section, _current(desk))


def _current(desk: "Desk") -> BlockId | None:
    section, place = desk.window.pane.section, desk.window.pane.place
    heading = heading_read(section, place) if section and place else None
    return heading.block if heading else None


def _go_to(desk: "Desk", block: str) -> None:
    section = desk.window.pane.section
    if section is None:
        return
    desk.navigator.go_to(Place(section.ref, BlockId(block)))
    heading = section.heading_at(BlockId(block))
    if heading is not None:
        _arrive(desk, heading)


def _step(desk: "Desk", *_: object, is_on: bool) -> None:
    section, place = desk.window.pane.section, desk.window.pane.place
    if section is None or place is None:
        return
    heading = (heading_after if is_on else heading_before)(section, place)
    if heading is None:
        none = _tr("No heading follows on this page.") if is_on else _tr("This is the top.")
        announce(desk.window.pane, none)
        return
    # A walk over headings is like scrolling: each step a way back would bury the last real one.
    desk.navigator.move_to(Place(section.ref, heading.block))
    _arrive(desk, heading)


def _arrive(desk: "Desk", heading: "Heading") -> None:
    """Let reading go on from a heading, by keyboard too."""
    pane = desk.window.pane
    pane.focus_link(None)  # so that Tab goes on from here
    if desk.window.actions_[Act.CARET].isChecked():
        pane.set_caret(is_on=True)
    pane.setFocus()
    announce(pane, _tr("{0}, heading, level {1}").format(heading.text, heading.level))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Headings", text)
